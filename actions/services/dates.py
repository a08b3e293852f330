"""Proposing a revised due date where the plan's dates need agreement, and deciding on it.

A proposal counts nowhere until it is agreed; then a DateChange is written, as change_due_date writes it.
"""

from datetime import date, datetime

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent, DateOutcome
from actions.due_dates import DueDate
from actions.errors import Refused, Stale
from actions.models import Action, DateChange, DateDecision, DateProposal
from actions.services.watching import tell_watchers
from actions.services.writing import (
    Seen,
    audit_action,
    begin,
    check_effective_date,
    check_live,
    check_open,
    check_still_newest,
    due_values,
    required_reason,
    service,
)
from actions.text import clean_text, says_something
from wsoa.capabilities import Capability
from wsoa.models import User


@service
def propose_due_date(
    *,
    action: Action,
    due: DueDate,
    reason: str,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> DateProposal:
    """Ask for another due date, in a plan whose dates need agreement.

    Whoever may update the action may propose. The proposal replaces one of the same action that is
    still undecided. `seen` is of the action's date changes. Raises Refused where the plan's dates need
    no agreement, or the action is due then already.
    """
    plan = action.plan
    at = begin(plan, now)
    permissions.check_can_update(by, action, on=timezone.localdate(at))
    check_open(plan)
    if not plan.dates_need_agreement:
        raise Refused(
            "Dates of this plan need no agreement: its project manager changes them directly.",
            field="due",
        )
    changes = DateChange.objects.filter(action=action)
    check_still_newest(changes, seen)
    reason = required_reason(reason)
    today = timezone.localdate(at)
    check_live(action, today)
    in_force = changes.in_force(today)
    if in_force is not None and in_force.due == due:
        raise Refused(f"The action is due {due} already.", field="due")
    older = DateProposal.objects.waiting(plan).filter(action=action).first()
    proposal = DateProposal(
        action=action, reason=reason, proposed_at=at, proposed_by=by, **due_values(due)
    )
    proposal.save()
    if older is not None:
        DateDecision(
            proposal=older, outcome=DateOutcome.REPLACED, decided_at=at, decided_by=by
        ).save()
    audit_action(AuditEvent.DATE_PROPOSED, f"{due}: {reason}", by=by, at=at, action=action)
    return proposal


@service
def decide_due_date(
    *,
    proposal: DateProposal,
    outcome: DateOutcome,
    by: User,
    agreed_by: str = "",
    reason: str = "",
    effective_date: date | None = None,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> DateDecision:
    """Record that a proposed date was agreed, and by whom, or that it was not, and why.

    Agreement writes the DateChange, with the proposal's reason, from `effective_date` (the day of the
    decision by default). `seen` is of the action's date changes. Raises Stale where the proposal is
    decided already.
    """
    action = proposal.action
    plan = action.plan
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.AGREE_DATES)
    check_open(plan)
    _check_undecided(proposal)
    check_still_newest(DateChange.objects.filter(action=action), seen)
    agreed_by = clean_text(agreed_by, field="agreed_by", label="Who agreed it", limit=200)
    change: DateChange | None = None
    if outcome == DateOutcome.AGREED:
        if not says_something(agreed_by):
            raise Refused("Say who agreed the date.", field="agreed_by")
        reason = clean_text(reason, field="reason", label="The reason")
        day = effective_date or timezone.localdate(at)
        check_effective_date(plan, day, at)
        check_live(action, day)
        change = DateChange(
            action=action,
            effective_date=day,
            recorded_at=at,
            recorded_by=by,
            reason=proposal.reason,
            agreed_by=agreed_by,
            **due_values(proposal.due),
        )
        change.save()
        tell_watchers(action, f"The due date is now {proposal.due}", by=by, at=at)
    elif outcome == DateOutcome.REFUSED:
        reason = required_reason(reason)
    else:
        raise Refused("Say whether the date was agreed.", field="outcome")
    decision = DateDecision(
        proposal=proposal,
        outcome=outcome,
        agreed_by=agreed_by,
        reason=reason,
        decided_at=at,
        decided_by=by,
        date_change=change,
    )
    decision.save()
    said = f"agreed by {agreed_by}" if change else f"not agreed: {reason}"
    audit_action(AuditEvent.DATE_DECIDED, f"{proposal.due} {said}", by=by, at=at, action=action)
    return decision


def _check_undecided(proposal: DateProposal) -> None:
    decision = DateDecision.objects.filter(proposal=proposal).select_related("decided_by").first()
    if decision is not None:
        raise Stale(
            f"{decision.decided_by} has decided this already: "
            f"{decision.get_outcome_display().lower()}."
        )
