"""Completion as a fact of its own, and its upkeep when the status history changes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent, CompletionState, EntryKind, Progress
from actions.errors import Refused
from actions.models import Action, Completion, StatusUpdate
from actions.policies import HistoryEvent, completion_steps, waits_for_acceptance
from actions.services.evidence import Attachment, attach, check_evidence
from actions.services.writing import (
    audit_action,
    begin,
    check_effective_date,
    check_live,
    check_open,
    required_reason,
    service,
)
from actions.text import clean_text, says_something
from wsoa.capabilities import Capability
from wsoa.models import User


@service
def record_completion(
    *,
    action: Action,
    completed_on: date,
    evidence: str,
    by: User,
    attachments: Sequence[Attachment] = (),
    now: datetime | None = None,
) -> Completion:
    """Record that the action was complete from the date, with the evidence: in words, or as a link or file.

    For schemes whose colour leaves progress open. Raises Refused where the standing rating says that
    the action is not complete (record an update instead), or when it is complete already.
    """
    at = begin(action.plan, now)
    permissions.check_can_update(by, action, on=timezone.localdate(at))
    check_open(action.plan)
    completion = prepared_completion(
        action=action,
        completed_on=completed_on,
        evidence=evidence,
        attachments=attachments,
        by=by,
        at=at,
    )
    check_need_not_wait(action, by, completes=True)
    write_completion(completion, by=by, at=at, attachments=attachments)
    _audit(AuditEvent.COMPLETION_RECORDED, completion, by, at)
    return completion


def prepared_completion(
    *,
    action: Action,
    completed_on: date,
    evidence: str,
    by: User | None,
    at: datetime,
    attachments: Sequence[Attachment] = (),
    is_shown: bool = False,
) -> Completion:
    """The completion, not saved yet. Raises Refused unless it may stand in the action's history.

    `is_shown` says that a link or a file that shows it was kept before. `by` may be None for one that
    is only checked, because it comes from somebody without an account.
    """
    evidence = clean_text(evidence, field="evidence", label="The evidence")
    if not (attachments or is_shown or says_something(evidence)):
        raise Refused("Say what shows that the action is complete.", field="evidence")
    check_effective_date(action.plan, completed_on, at, field="completed_on")
    check_live(action, completed_on, field="completed_on")
    rating = _standing_rating_progress(action, completed_on)
    if rating in {Progress.NOT_STARTED, Progress.IN_PROGRESS}:
        raise Refused(
            "The rating on that date says that the action is not complete. Record an update with a "
            "new rating first.",
            field="completed_on",
        )
    if is_complete(action, completed_on):
        raise Refused("The action was complete on that date already.", field="completed_on")
    check_evidence(action, attachments)
    accepts = by is not None and permissions.can(by, action.plan.area, Capability.ACCEPT_COMPLETION)
    return Completion(
        action=action,
        effective_date=completed_on,
        recorded_at=at,
        recorded_by=by,
        state=CompletionState.COMPLETE,
        evidence=evidence,
        accepted_by=by if accepts else None,
    )


def write_completion(
    completion: Completion, *, by: User, at: datetime, attachments: Sequence[Attachment] = ()
) -> None:
    """Save a prepared completion, and what follows from it."""
    action = completion.action
    completion.save()
    attach(action=action, attachments=attachments, by=by, at=at, completion=completion)
    keep_in_step(action=action, by=by, at=at)


def must_wait(action: Action, by: User, *, completes: bool) -> bool:
    """Whether what the person records on the action waits for somebody else's acceptance."""
    plan = action.plan
    if not (plan.updates_need_acceptance or plan.completions_need_acceptance):
        return False
    return waits_for_acceptance(
        updates_wait=plan.updates_need_acceptance,
        completions_wait=plan.completions_need_acceptance,
        may_accept=permissions.can(by, plan.area, Capability.ACCEPT_UPDATES),
        completes=completes,
    )


def check_need_not_wait(action: Action, by: User, *, completes: bool) -> None:
    """Raise Refused where the plan lets this wait for acceptance, so that it cannot be recorded at once."""
    if not must_wait(action, by, completes=completes):
        return
    if completes and action.plan.completions_need_acceptance:
        raise Refused(
            "On this plan somebody else accepts that an action is complete. Send it for acceptance "
            "on the action's own page."
        )
    raise Refused(
        "On this plan the project manager accepts updates before they count. Send it for "
        "acceptance on the action's own page."
    )


@service
def reopen_action(
    *, action: Action, effective_date: date, reason: str, by: User, now: datetime | None = None
) -> Completion:
    """Record that a completed action is open again from the date, and why.

    Where the rating itself says complete, an update with another rating reopens it; this is refused.
    """
    at = begin(action.plan, now)
    permissions.check_can_update(by, action, on=timezone.localdate(at))
    check_open(action.plan)
    if must_wait(action, by, completes=False):
        raise Refused(
            "On this plan the project manager accepts updates before they count. Ask the project "
            "manager to reopen the action."
        )
    reason = required_reason(reason)
    check_effective_date(action.plan, effective_date, at)
    check_live(action, effective_date)
    if not is_complete(action, effective_date):
        raise Refused("The action was not complete on that date.", field="effective_date")
    if _standing_rating_progress(action, effective_date) == Progress.COMPLETE:
        raise Refused(
            "The rating says that the action is complete. Record an update with a new rating.",
            field="effective_date",
        )
    reopening = Completion(
        action=action,
        effective_date=effective_date,
        recorded_at=at,
        recorded_by=by,
        state=CompletionState.REOPENED,
        reason=reason,
    )
    reopening.save()
    _audit(AuditEvent.ACTION_REOPENED, reopening, by, at)
    keep_in_step(action=action, by=by, at=at)
    return reopening


def keep_in_step(*, action: Action, by: User, at: datetime, evidence: str = "") -> None:
    """Make the completion rows that ratings imply agree with the standing status history.

    Called in the transaction of every change to either history. `evidence` is what shows that the action
    is complete, where it was given beside the commentary.
    """
    keep_all_in_step(actions=[action], by=by, at=at, evidence={action.pk: evidence})


def keep_all_in_step(
    *, actions: Sequence[Action], by: User, at: datetime, evidence: Mapping[int, str]
) -> None:
    """The same for many actions of one plan, in as many queries as for one.

    Missing rows are added; rows that no update implies any more are retracted, never touched. An added
    row takes the recorded time of its update, so that both histories have one order.
    """
    if not actions:
        return
    updates: dict[int, list[_Said]] = defaultdict(list)
    for row in (
        StatusUpdate.objects.filter(action__in=actions)
        .standing()
        .in_order()
        .values_list(*_Said._fields[:-1], "rating__progress")
    ):
        said = _Said(*row)
        updates[said.action_id].append(said)
    completions: dict[int, list[Completion]] = defaultdict(list)
    for completion in Completion.objects.filter(action__in=actions).standing().in_order():
        completions[completion.action_id].append(completion)
    missing: list[tuple[_Said, CompletionState]] = []
    surplus: list[Completion] = []
    for action in actions:
        lacking, left_over = _out_of_step(updates[action.pk], completions[action.pk])
        missing += lacking
        surplus += left_over
    accepts = bool(missing) and permissions.can(
        by, actions[0].plan.area, Capability.ACCEPT_COMPLETION
    )
    added = []
    for said, state in missing:
        complete = state == CompletionState.COMPLETE
        added.append(
            Completion(
                action_id=said.action_id,
                effective_date=said.effective_date,
                recorded_at=said.recorded_at,
                recorded_by_id=said.recorded_by_id,
                state=state,
                evidence=(evidence.get(said.action_id) or said.commentary) if complete else "",
                reason="" if complete else said.commentary,
                accepted_by=by if complete and accepts else None,
                status_update_id=said.id,
            )
        )
    retracted = [
        Completion(
            action_id=completion.action_id,
            kind=EntryKind.RETRACTION,
            supersedes=completion,
            effective_date=completion.effective_date,
            recorded_at=at,
            recorded_by=by,
            state=completion.state,
            reason="The status history no longer says so.",
        )
        for completion in surplus
    ]
    Completion.objects.bulk_create([*added, *retracted])


class _Said(NamedTuple):
    """What a status update says that bears on completion: the whole history of an action is read for it."""

    action_id: int
    id: int
    effective_date: date
    recorded_at: datetime
    recorded_by_id: int
    commentary: str
    progress: str | None


def _out_of_step(
    updates: Sequence[_Said], completions: Sequence[Completion]
) -> tuple[list[tuple[_Said, CompletionState]], list[Completion]]:
    """The updates of one action that lack their completion row, and the rows that lack their update."""
    by_id = {update.id: update for update in updates}
    events = [
        HistoryEvent(
            update.effective_date,
            update.recorded_at,
            update.id,
            progress=Progress(update.progress) if update.progress else None,
        )
        for update in updates
    ]
    implied: dict[tuple[int, str], Completion] = {}
    for row in completions:
        if row.status_update_id is not None:
            implied[row.status_update_id, row.state] = row
        else:
            events.append(
                HistoryEvent(
                    row.effective_date, row.recorded_at, None, state=CompletionState(row.state)
                )
            )
    events.sort(key=lambda event: (event.effective_date, event.recorded_at))
    missing: list[tuple[_Said, CompletionState]] = []
    for event, state in completion_steps(events):
        assert event.update_id is not None
        if implied.pop((event.update_id, state), None) is None:
            missing.append((by_id[event.update_id], state))
    return missing, list(implied.values())


def _standing_rating_progress(action: Action, day: date) -> Progress | None:
    update = StatusUpdate.objects.filter(action=action).select_related("rating").in_force(day)
    return Progress(update.rating.progress) if update and update.rating else None


def is_complete(action: Action, day: date) -> bool:
    """Whether the action was complete on the day."""
    standing = Completion.objects.filter(action=action).in_force(day)
    return standing is not None and standing.state == CompletionState.COMPLETE


def _audit(event: AuditEvent, row: Completion, by: User, at: datetime) -> None:
    said = row.evidence or row.reason or "Evidence attached"
    audit_action(event, said, by=by, at=at, action=row.action)
