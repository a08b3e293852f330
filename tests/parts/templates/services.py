"""The service that says how papers look: who may call it, and a good request."""

from typing import Any

from reports.services.branding import set_branding
from tests.actions.stage import WRITES_PAPERS, Services, Stage


def _look(stage: Stage) -> dict[str, Any]:
    return {"area": stage.place.area, "name": "Royal Borough of Riverton", "colour": "#14507a"}


SERVICES: Services = {set_branding: (WRITES_PAPERS, _look)}
"""Service -> the roles that may, written out and not read from the table, and a good request."""

WITHOUT_A_PLAN = set(SERVICES)
"""It is about an area."""

KEEPS_THE_REVISION = set(SERVICES)
"""How papers look changes nothing that a plan says."""
