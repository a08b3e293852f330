"""Which inspection a plan answers, and which inspections a revisit follows up."""

from actions.inspecting.words import FOLLOWS_UP
from actions.models import Inspection, Plan, Weakness


def inspection_of(plan: Plan) -> Inspection | None:
    """The inspection that the plan answers, if there was one."""
    return plan.inspection


def followed_up(revisit: Inspection) -> list[Inspection]:
    """The inspections that it follows up, the latest first: the one that it names, the one that this
    names, and so on. As many queries as there are; an area has two or three."""
    found: list[Inspection] = []
    seen = {revisit.pk}
    earlier = revisit.revisits
    while earlier is not None and earlier.pk not in seen:
        found.append(earlier)
        seen.add(earlier.pk)
        earlier = earlier.revisits
    return found


def chain_of(inspection: Inspection) -> list[Inspection]:
    """The inspection itself and those that it follows up, the latest first."""
    return [inspection, *followed_up(inspection)]


def weaknesses_of(plan: Plan) -> list[Weakness]:
    """What the plan has to answer, by number; nothing where it answers no inspection.

    That is what its inspection found. A revisit finds nothing of its own: a plan that follows one, such as an
    Accelerated Progress Plan, answers what the inspection before it found.
    """
    return weaknesses_behind(plan.inspection) if plan.inspection is not None else []


def weaknesses_behind(inspection: Inspection) -> list[Weakness]:
    """What the inspection found, or where it is a revisit what the one that it follows up found."""
    for each in chain_of(inspection):
        if each.framework not in FOLLOWS_UP:
            return list(each.weaknesses.select_related("lead__organisation", "inspection"))
    return []
