"""The services of the statutory clock and of a plan's life: who may call each, and a good request."""

from datetime import date
from typing import Any

from actions.choices import DeadlineBasis, DeadlineKind, DeadlineUnit, PlanEventKind, PlanKind
from actions.models import Deadline
from actions.services import clock, deadline_ends, succession
from tests.actions.clocks import make_deadline
from tests.actions.stage import SETS_UP_PLAN, Given, Services, Stage, in_plan
from tests.factories import at, day

_COUNTED = {
    "kind": DeadlineKind.OTHER,
    "title": "Annual conversation",
    "basis": DeadlineBasis.PUBLICATION,
    "count": 12,
    "unit": DeadlineUnit.MONTHS,
}


def _deadline(stage: Stage) -> Deadline:
    return make_deadline(stage.scene)


def _of_deadline(**given: Any) -> Given:
    return lambda stage: {"deadline": _deadline(stage), **given}


def _set(stage: Stage) -> dict[str, Any]:
    deadline = _deadline(stage)
    clock.set_day(
        deadline=deadline, day=day(90), reason="Agreed", by=stage.place.manager, now=at(day(5))
    )
    return {"deadline": deadline, "reason": "Not so", "effective_date": day(9)}


def _met(stage: Stage) -> dict[str, Any]:
    deadline = _deadline(stage)
    clock.meet(deadline=deadline, met_on=day(9), by=stage.place.manager)
    return {"deadline": deadline, "reason": "It was a draft"}


def _ended(stage: Stage) -> dict[str, Any]:
    deadline = _deadline(stage)
    deadline_ends.end_deadline(deadline=deadline, reason="Let go", by=stage.place.manager)
    return {"deadline": deadline, "reason": "It was not"}


def _event(stage: Stage) -> dict[str, Any]:
    event = succession.record_event(
        plan=stage.scene.plan,
        event=PlanEventKind.SUBMITTED,
        happened_on=day(9),
        by=stage.place.manager,
    )
    return {"event": event, "reason": "Another plan’s"}


SERVICES: Services = {
    clock.add_deadline: (SETS_UP_PLAN, in_plan(**_COUNTED)),
    clock.add_usual: (SETS_UP_PLAN, in_plan()),
    clock.change_deadline: (SETS_UP_PLAN, _of_deadline(**_COUNTED)),
    clock.remove_deadline: (SETS_UP_PLAN, _of_deadline()),
    clock.set_day: (SETS_UP_PLAN, _of_deadline(day=day(90), reason="Agreed")),
    clock.put_back: (SETS_UP_PLAN, _set),
    clock.meet: (SETS_UP_PLAN, _of_deadline(met_on=day(9))),
    clock.unmeet: (SETS_UP_PLAN, _met),
    deadline_ends.end_deadline: (SETS_UP_PLAN, _of_deadline(reason="DfE let it go")),
    deadline_ends.apply_again: (SETS_UP_PLAN, _ended),
    succession.record_event: (
        SETS_UP_PLAN,
        in_plan(event=PlanEventKind.SUBMITTED, happened_on=date(2018, 5, 1)),
    ),
    succession.retract_event: (SETS_UP_PLAN, _event),
    succession.succeed: (
        SETS_UP_PLAN,
        in_plan(slug="next", title="Next plan", kind=PlanKind.APP, starts_on=day(9)),
    ),
}

OPEN_WHEN_CLOSED = {
    clock.change_deadline,
    clock.remove_deadline,
    clock.meet,
    clock.unmeet,
    deadline_ends.end_deadline,
    deadline_ends.apply_again,
    succession.record_event,
    succession.retract_event,
    succession.succeed,
}
"""A plan's last steps are recorded when it is over, and so is what met its last deadline."""
