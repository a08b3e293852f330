"""That nothing has changed: recorded at once, or sent for acceptance where the plan asks for it."""

from datetime import date, datetime

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent, ProposalKind
from actions.errors import Refused
from actions.models import Action, Confirmation, StatusUpdate, UpdateProposal
from actions.services.completions import is_complete, must_wait
from actions.services.waiting import Answer, propose, replace_waiting
from actions.services.writing import (
    Seen,
    audit_action,
    begin,
    check_effective_date,
    check_live,
    check_open,
    check_still_newest,
    newest_id,
    service,
)
from wsoa.models import User


@service
def confirm_no_change(
    *,
    action: Action,
    effective_date: date,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> Confirmation | UpdateProposal:
    """Record that what stands of the action still holds on the date, or propose it.

    Said twice, by a button pressed twice, it is recorded once. With `seen`, raises Stale when the history has
    moved on since. Raises Refused when the action is complete, or when nothing was said of it by then.
    """
    at = begin(action.plan, now)
    permissions.check_can_update(by, action, on=timezone.localdate(at))
    check_open(action.plan)
    history = StatusUpdate.objects.filter(action=action)
    check_still_newest(history, seen)
    confirmation = prepared_confirmation(action=action, effective_date=effective_date, by=by, at=at)
    again = _said_already(action, effective_date, by)
    if again is not None:
        return again
    if must_wait(action, by, completes=False):
        return propose(
            Answer(action, ProposalKind.NO_CHANGE, effective_date, newest_id(history)), at=at, by=by
        )
    replace_waiting(action, at=at, by=by, post=None)
    confirmation.save()
    audit_action(
        AuditEvent.NO_CHANGE_CONFIRMED,
        f"Still so on {effective_date.isoformat()}",
        by=by,
        at=at,
        action=action,
    )
    return confirmation


def _said_already(action: Action, effective_date: date, by: User) -> Confirmation | None:
    """The person's own word of that day that nothing has changed, where nothing was recorded since."""
    said = (
        Confirmation.objects.filter(action=action, effective_date=effective_date, recorded_by=by)
        .order_by("-id")
        .first()
    )
    if said is None:
        return None
    newer = StatusUpdate.objects.filter(action=action, recorded_at__gte=said.recorded_at)
    return None if newer.exists() else said


def prepared_confirmation(
    *, action: Action, effective_date: date, by: User | None, at: datetime
) -> Confirmation:
    """The confirmation, not saved yet. Raises Refused unless there is something to confirm.

    `by` may be None for one that is only checked, because it comes from somebody without an account.
    """
    check_effective_date(action.plan, effective_date, at)
    check_live(action, effective_date)
    if is_complete(action, effective_date):
        raise Refused("The action is complete, so there is nothing to confirm.")
    if StatusUpdate.objects.filter(action=action).in_force(effective_date) is None:
        raise Refused(
            "Nothing has been recorded on this action by that day, so there is nothing to confirm. "
            "Record an update."
        )
    return Confirmation(
        action=action, effective_date=effective_date, recorded_at=at, recorded_by=by
    )
