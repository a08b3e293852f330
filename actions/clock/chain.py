"""The plans whose place a plan took, one after another, and the plan that took its own."""

from actions.models import Plan


def plans_before(plan: Plan) -> list[Plan]:
    """The plans before it, the latest first, each with its area. One query however many; none where there is none."""
    if plan.succeeds_id is None:
        return []
    rows = Plan.objects.filter(area=plan.area_id).select_related("area", "inspection")
    known = {each.pk: each for each in rows}
    found: list[Plan] = []
    before = known.get(plan.succeeds_id)
    while before is not None and before != plan and before not in found:
        found.append(before)
        before = known.get(before.succeeds_id) if before.succeeds_id else None
    return found


def successor_of(plan: Plan) -> Plan | None:
    """The plan that took this one's place, None where there is none. No query where the plan was read with it."""
    return getattr(plan, "succeeded_by", None)
