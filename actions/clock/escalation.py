"""What follows where a plan is not delivered: the route, step by step, and how far it has gone.

Which step is taken is a decision of Ofsted and the CQC, of DfE and NHS England, or of the Secretary of State,
recorded when it is taken. Nothing here is worked out from how many weaknesses were judged how.
"""

from dataclasses import dataclass
from datetime import date

from actions.choices import Consequence, Framework, PlanEventKind, PlanKind
from actions.clock.life import Life
from actions.models import Plan

_NEWER = frozenset({Framework.AREA_2023, Framework.MONITORING_2023})


@dataclass(frozen=True, slots=True)
class RouteStep:
    """A step of the route: what it is, what leads to it and what it means. `reached_on` is the day it was
    taken, None where it was not."""

    title: str
    text: str
    reached_on: date | None


def route(plan: Plan, life: Life) -> tuple[RouteStep, ...]:
    """The steps in their order; none where the plan answers no inspection and is no statutory plan."""
    frameworks = {each.framework for each in life.inspections}
    if plan.kind == PlanKind.IMPROVEMENT and not frameworks:
        return ()
    returned = life.first(PlanEventKind.RETURNED)
    is_newer = bool(frameworks & _NEWER) or plan.kind == PlanKind.PAP
    after = Consequence.PAP if is_newer else Consequence.APP
    follows = _followed(life, after)
    for each in (plan, life.successor):
        if follows is None and each and each.kind == (PlanKind.PAP if is_newer else PlanKind.APP):
            follows = each.starts_on
    return (
        RouteStep(
            "Written again",
            "The plan is not fit for purpose: it is returned, put right and submitted again.",
            returned,
        ),
        _second(follows, is_newer=is_newer),
        RouteStep(
            "Secretary of State",
            "Progress is still not enough: the area is referred to the Secretary of State, who may direct the "
            "council or have somebody else lead the improvement.",
            _followed(life, Consequence.DIRECTION),
        ),
    )


def _second(follows: date | None, *, is_newer: bool) -> RouteStep:
    if is_newer:
        return RouteStep(
            "Priority Action Plan",
            "An inspection or a monitoring inspection finds areas for priority action that are not put right: "
            "a Priority Action Plan is asked for, and watched closely by DfE and NHS England.",
            follows,
        )
    return RouteStep(
        "Accelerated Progress Plan",
        "A revisit judges progress on a weakness not to be sufficient: DfE and NHS England may ask for an "
        "Accelerated Progress Plan, and watch it closely. They decide; no share of the weaknesses decides it.",
        follows,
    )


def _followed(life: Life, consequence: Consequence) -> date | None:
    return next(
        (
            each.consequence.effective_date
            for each in life.revisits
            if each.consequence is not None and each.consequence.consequence == consequence
        ),
        None,
    )
