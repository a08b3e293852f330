"""Recording, correcting and retracting status updates: the one way into an action's BRAG history."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent, CompletionState, EntryKind, Progress
from actions.errors import Refused, Stale
from actions.models import Action, Completion, Rating, StatusUpdate
from actions.policies import reason_needed, rule_of
from actions.services.completions import check_need_not_wait, is_complete, keep_in_step
from actions.services.evidence import Attachment, attach, check_evidence
from actions.services.watching import tell_watchers
from actions.services.writing import (
    Seen,
    audit_action,
    begin,
    check_effective_date,
    check_live,
    check_open,
    check_still_newest,
    required_reason,
    service,
)
from actions.text import clean_text, says_something
from wsoa.capabilities import Capability
from wsoa.models import User


@service
def record_update(
    *,
    action: Action,
    rating: Rating | None,
    effective_date: date,
    commentary: str,
    by: User,
    remedial_action: str = "",
    attachments: Sequence[Attachment] = (),
    seen: Seen | None = None,
    now: datetime | None = None,
) -> StatusUpdate:
    """Add an entry to the action's status history, and its completion where the rating says complete.

    `commentary` is the reason where one is needed (policies.reason_needed). `attachments` are kept as
    evidence of the update; a plan may ask for some with each completion. With `seen`, raises Stale
    when the history has moved on since; without it the entry is added whatever came before. Raises
    Refused for input that breaks a rule and NotAllowed for a person who may not.
    """
    at = begin(action.plan, now)
    permissions.check_can_update(by, action, on=timezone.localdate(at))
    check_open(action.plan)
    check_still_newest(StatusUpdate.objects.filter(action=action), seen)
    update = prepared_update(
        action=action,
        rating=rating,
        effective_date=effective_date,
        commentary=commentary,
        remedial_action=remedial_action,
        attachments=attachments,
        by=by,
        at=at,
    )
    check_need_not_wait(action, by, completes=completes(update))
    write_update(update, by=by, at=at, attachments=attachments)
    return update


def prepared_update(
    *,
    action: Action,
    rating: Rating | None,
    effective_date: date,
    commentary: str,
    remedial_action: str,
    by: User | None,
    at: datetime,
    attachments: Sequence[Attachment] = (),
    evidence_follows: bool = False,
) -> StatusUpdate:
    """The entry, not saved yet. Raises Refused unless it may stand in the action's history.

    `by` may be None for one that is only checked, because it comes from somebody without an account;
    they can add neither link nor file, so for them `evidence_follows` before it is accepted.
    """
    update = StatusUpdate(
        action=action,
        rating=rating,
        effective_date=effective_date,
        recorded_at=at,
        recorded_by=by,
        commentary=clean_text(commentary, field="commentary", label="The commentary"),
        remedial_action=clean_text(
            remedial_action, field="remedial_action", label="The remedial action"
        ),
    )
    _check(update, replacing=None, attachments=attachments, evidence_follows=evidence_follows)
    return update


def write_update(
    update: StatusUpdate,
    *,
    by: User,
    at: datetime,
    evidence: str = "",
    attachments: Sequence[Attachment] = (),
    is_audited: bool = True,
) -> None:
    """Save a prepared entry, and its completion where the rating says complete."""
    action = update.action
    update.save()
    attach(action=action, attachments=attachments, by=by, at=at, status_update=update)
    keep_in_step(action=action, by=by, at=at, evidence=evidence)
    if is_audited:
        _audit(AuditEvent.UPDATE_RECORDED, update, by, at)
    tell_watchers(action, f"{by} recorded a status update", by=by, at=at)


def completes(update: StatusUpdate) -> bool:
    """Whether the entry's rating says that the action is complete, and it was not."""
    return (
        update.rating is not None
        and update.rating.progress == Progress.COMPLETE
        and not is_complete(update.action, update.effective_date)
    )


@service
def correct_update(
    *,
    update: StatusUpdate,
    rating: Rating | None,
    effective_date: date,
    commentary: str,
    reason: str,
    by: User,
    remedial_action: str = "",
    now: datetime | None = None,
) -> StatusUpdate:
    """Add an entry that stands in place of one recorded by mistake, which stays in the history."""
    action = update.action
    at = begin(action.plan, now)
    permissions.check(by, action.plan.area, Capability.CORRECT_HISTORY)
    _check_not_superseded(update)
    correction = StatusUpdate(
        action=action,
        kind=EntryKind.CORRECTION,
        supersedes=update,
        rating=rating,
        effective_date=effective_date,
        recorded_at=at,
        recorded_by=by,
        reason=required_reason(reason),
        commentary=clean_text(commentary, field="commentary", label="The commentary"),
        remedial_action=clean_text(
            remedial_action, field="remedial_action", label="The remedial action"
        ),
    )
    _check(correction, replacing=update)
    if action.plan.completions_need_acceptance and completes(correction):
        raise Refused(
            "On this plan somebody else accepts that an action is complete, so a correction cannot "
            "make it so. Record an update, which is sent for acceptance.",
            field="rating",
        )
    correction.save()
    keep_in_step(action=action, by=by, at=at)
    _audit(AuditEvent.UPDATE_CORRECTED, correction, by, at)
    return correction


@service
def retract_update(
    *, update: StatusUpdate, reason: str, by: User, now: datetime | None = None
) -> StatusUpdate:
    """Add an entry that takes back one recorded by mistake; what stood before it stands again."""
    action = update.action
    at = begin(action.plan, now)
    permissions.check(by, action.plan.area, Capability.CORRECT_HISTORY)
    _check_not_superseded(update)
    retraction = StatusUpdate(
        action=action,
        kind=EntryKind.RETRACTION,
        supersedes=update,
        effective_date=update.effective_date,
        recorded_at=at,
        recorded_by=by,
        reason=required_reason(reason),
    )
    retraction.save()
    keep_in_step(action=action, by=by, at=at)
    _audit(AuditEvent.UPDATE_RETRACTED, retraction, by, at)
    return retraction


def _check(
    update: StatusUpdate,
    *,
    replacing: StatusUpdate | None,
    attachments: Sequence[Attachment] = (),
    evidence_follows: bool = False,
) -> None:
    """Raise Refused unless the entry may stand in the action's history."""
    action = update.action
    _check_rating(action, update.rating)
    if update.rating is None and not says_something(update.commentary):
        raise Refused("Say what has happened.", field="commentary")
    check_effective_date(action.plan, update.effective_date, update.recorded_at)
    check_live(action, update.effective_date)
    others = StatusUpdate.objects.filter(action=action)
    completions = Completion.objects.filter(action=action)
    if replacing is not None:
        others = others.exclude(pk=replacing.pk)
        completions = completions.exclude(status_update=replacing)
    before = others.select_related("rating").in_force(update.effective_date)
    completion = completions.in_force(update.effective_date)
    was_complete = completion is not None and completion.state == CompletionState.COMPLETE
    needed = reason_needed(
        rule_of(before.rating if before else None),
        rule_of(update.rating),
        was_complete=was_complete,
    )
    if needed and not says_something(update.commentary):
        raise Refused(needed, field="commentary")
    is_new = update.rating and update.rating.progress == Progress.COMPLETE and not was_complete
    if is_new and not evidence_follows:
        check_evidence(action, attachments)


def _check_rating(action: Action, rating: Rating | None) -> None:
    scheme = getattr(action.plan, "rating_scheme", None)
    if rating is None:
        if scheme is not None:
            raise Refused("Choose a rating.", field="rating")
    elif scheme is None or rating.scheme_id != scheme.pk:
        raise Refused(f"{rating.label} is not a rating of this plan.", field="rating")


def _check_not_superseded(update: StatusUpdate) -> None:
    if update.kind == EntryKind.RETRACTION:
        raise Refused("This entry takes another back; there is nothing in it to correct.")
    if StatusUpdate.objects.filter(supersedes=update).exists():
        raise Stale("This entry was corrected already. Correct the newer one.")


def _audit(event: AuditEvent, update: StatusUpdate, by: User, at: datetime) -> None:
    rating = update.rating.label if update.rating else "no rating"
    said = f"{rating}, effective {update.effective_date.isoformat()}"
    audit_action(event, said, by=by, at=at, action=update.action)
