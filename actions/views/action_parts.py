"""What the page of an action shows beside its line: milestones, former references, how it left the plan."""

from datetime import timedelta

from actions.dates import date_waiting
from actions.departures import departures, former_references
from actions.milestones import milestones_as_at
from actions.models import Action
from actions.position import Line
from actions.views.loading import PlanPage
from wsoa.capabilities import Capability


def about_changes(
    page: PlanPage, action: Action, line: Line | None, *, can_update: bool
) -> dict[str, object]:
    """What has been changed about the action, and what the person may change, as the page's context."""
    manages = page.can(Capability.MANAGE_PLAN) and page.is_today
    if line is None:
        departure = departures(page.plan, page.day).get(action.pk)
        return {
            "departure": departure,
            "last_day": departure.left_on - timedelta(days=1) if departure else None,
            "can_restore": manages and departure is not None,
        }
    return {
        "formerly": former_references(action, line.reference),
        "milestones": milestones_as_at(action, page.day),
        "date_waiting": date_waiting(action, line) if page.is_today else None,
        "can_change": manages,
        "can_add_milestone": can_update,
        "can_propose_date": can_update and page.plan.dates_need_agreement and not line.is_complete,
        "can_agree_dates": page.can(Capability.AGREE_DATES),
    }
