"""The services of measures, what they are held against and their readings: who may call each, and a good request."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from actions.models import Measure
from actions.services import marks, measures, readings
from tests.actions.measured import make_measure, read_month, set_target
from tests.actions.stage import (
    ADMINISTRATOR,
    MANAGER,
    OFFICER,
    OWNER,
    SETS_UP_PLAN,
    Given,
    Services,
    Stage,
)

RECORDS = {ADMINISTRATOR, MANAGER, OFFICER, OWNER}
"""The action owner holds the post that owns the measure."""

WHAT: dict[str, Any] = {
    "name": "Plans judged good",
    "unit": "percent",
    "direction": "up",
    "frequency": "monthly",
}
MAY_2018: dict[str, Any] = {
    "value": Decimal("32.7"),
    "period_start": date(2018, 5, 1),
    "period_end": date(2018, 5, 31),
    "printed": "May 2018",
}
TARGET: dict[str, Any] = {
    "value": Decimal(80),
    "period_end": date(2018, 12, 31),
    "printed": "end of 2018",
    "effective_date": date(2018, 2, 1),
}


def _measure(stage: Stage) -> Measure:
    found = Measure.objects.filter(area=stage.place.area).first()
    return found or make_measure(stage.scene)


def _with(about: str, row: Callable[[Stage], Any], /, **given: Any) -> Given:
    return lambda stage: {about: row(stage), **given}


def _of_plan(stage: Stage) -> dict[str, Any]:
    make_measure(stage.scene, "The first")
    return {"plan": stage.scene.plan, "measure": make_measure(stage.scene, "The second")}


def _elsewhere(stage: Stage) -> dict[str, Any]:
    return {"plan": stage.scene.plan, "measure": make_measure(stage.scene, plan=None)}


def _several(stage: Stage) -> dict[str, Any]:
    reading = measures.NewReading(measure=_measure(stage), **MAY_2018)
    return {"area": stage.place.area, "readings": [reading]}


def _reading(stage: Stage) -> Any:
    return read_month(_measure(stage), 5, "30", by=stage.scene.manager)


def _target(stage: Stage) -> Any:
    return set_target(_measure(stage), "75", date(2018, 12, 31), by=stage.scene.manager)


SERVICES: Services = {
    measures.add_measure: (
        SETS_UP_PLAN,
        lambda stage: {"area": stage.place.area, "plan": stage.scene.plan, **WHAT},
    ),
    measures.change_measure: (
        SETS_UP_PLAN,
        _with(
            "measure",
            _measure,
            **WHAT,
            definition="",
            source="",
            decimals=0,
            owner=None,
            is_public=True,
            suppress_below=0,
        ),
    ),
    measures.retire_measure: (
        SETS_UP_PLAN,
        _with("measure", _measure, retired_on=date(2018, 6, 1), reason="Nobody counts it now"),
    ),
    measures.use_measure: (SETS_UP_PLAN, _elsewhere),
    measures.use_measure_no_more: (SETS_UP_PLAN, _of_plan),
    measures.move_measure: (SETS_UP_PLAN, lambda stage: {**_of_plan(stage), "up": True}),
    marks.set_mark: (SETS_UP_PLAN, _with("measure", _measure, mark="target", **TARGET)),
    marks.correct_mark: (SETS_UP_PLAN, _with("mark", _target, **TARGET, reason="Misread")),
    marks.retract_mark: (SETS_UP_PLAN, _with("mark", _target, reason="Never agreed")),
    readings.record_reading: (RECORDS, _with("measure", _measure, **MAY_2018)),
    readings.record_readings: (RECORDS, _several),
    readings.correct_reading: (
        RECORDS,
        _with("reading", _reading, **MAY_2018, reason="Wrong column"),
    ),
    readings.retract_reading: (RECORDS, _with("reading", _reading, reason="Wrong measure")),
}

WITHOUT_A_PLAN = {
    measures.change_measure,
    measures.retire_measure,
    marks.set_mark,
    marks.correct_mark,
    marks.retract_mark,
    readings.record_reading,
    readings.record_readings,
    readings.correct_reading,
    readings.retract_reading,
}
"""They are about an area's measure, whichever plans are judged by it: its readings go on when a plan is closed."""
