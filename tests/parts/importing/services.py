"""The services of importing a plan: who may call each, and a good request."""

from typing import Any

from actions.importing.columns import Field
from actions.importing.outcome import Options
from actions.importing.table import CellTable, Row
from actions.services import importing
from tests.actions.stage import SETS_UP_PLAN, Services, Stage
from tests.factories import day


def _file(stage: Stage) -> dict[str, Any]:
    return {
        "plan": stage.scene.plan,
        "table": CellTable("", ("Ref", "Action"), (Row(2, ("1.9", "Write it down")),)),
        "options": Options({Field.REFERENCE: 0, Field.TITLE: 1}, day(9), "plan.csv"),
    }


SERVICES: Services = {importing.import_actions: (SETS_UP_PLAN, _file)}
