"""Saying whether what was delivered has made a difference: the second rating, beside delivery."""

from datetime import date, datetime

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused
from actions.models import Action, ImpactAssessment, ImpactRating
from actions.services.writing import (
    audit_action,
    begin,
    check_effective_date,
    check_live,
    check_open,
    service,
)
from actions.text import clean_text, says_something
from wsoa.capabilities import Capability
from wsoa.models import User


@service
def assess_impact(
    *,
    action: Action,
    impact_rating: ImpactRating | None,
    effective_date: date,
    commentary: str,
    by: User,
    now: datetime | None = None,
) -> ImpactAssessment:
    """Say what impact the action has from the date, and what shows it; None says that none is rated
    any more.

    Only those may who update any action: who delivers an action does not also judge what it achieved.
    """
    at = begin(action.plan, now)
    permissions.check(by, action.plan.area, Capability.UPDATE_ANY_ACTION)
    check_open(action.plan)
    if impact_rating is not None and impact_rating.plan_id != action.plan_id:
        raise Refused("Choose one of the plan’s own impact ratings.", field="impact_rating")
    commentary = clean_text(commentary, field="commentary", label="What shows it")
    if not says_something(commentary):
        raise Refused("Say what shows it.", field="commentary")
    check_effective_date(action.plan, effective_date, at)
    check_live(action, effective_date)
    assessment = ImpactAssessment(
        action=action,
        impact_rating=impact_rating,
        effective_date=effective_date,
        recorded_at=at,
        recorded_by=by,
        commentary=commentary,
    )
    assessment.save()
    label = impact_rating.label if impact_rating else "Not assessed"
    audit_action(
        AuditEvent.IMPACT_ASSESSED,
        f"{label}, effective {effective_date.isoformat()}",
        by=by,
        at=at,
        action=action,
    )
    return assessment
