"""Updates and completions that wait where the plan asks for acceptance, or that came by an emailed link.

Nothing that waits counts in any Position; what decides on it is in services/decisions.py.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from actions import permissions
from actions.choices import ProposalKind
from actions.errors import NotAllowed, Refused
from actions.models import (
    Action,
    ActionOwner,
    ActionOwnership,
    Completion,
    Rating,
    StatusUpdate,
    UpdateProposal,
    UpdateRequest,
)
from actions.services.completions import (
    must_wait,
    prepared_completion,
    record_completion,
)
from actions.services.confirmations import prepared_confirmation
from actions.services.evidence import Attachment, attach
from actions.services.updates import completes, prepared_update, write_update
from actions.services.waiting import Answer, newest_update_id, propose, replace_waiting
from actions.services.writing import (
    Seen,
    begin,
    check_open,
    check_still_newest,
    service,
)
from actions.text import clean_text, says_something
from wsoa.models import User


@service
def submit_update(
    *,
    action: Action,
    rating: Rating | None,
    effective_date: date,
    commentary: str,
    by: User,
    remedial_action: str = "",
    evidence: str = "",
    attachments: Sequence[Attachment] = (),
    seen: Seen | None = None,
    now: datetime | None = None,
) -> StatusUpdate | UpdateProposal:
    """Record an update at once, or propose it where the plan asks for acceptance.

    `evidence` is what shows, in words, that the action is complete; it is kept with a completion only.
    `attachments` are links and files, kept as evidence at once in either case. Raises what
    record_update raises, also for an update that will wait: what is wrong is said to who can mend it.
    """
    at = begin(action.plan, now)
    permissions.check_can_update(by, action, on=timezone.localdate(at))
    check_open(action.plan)
    check_still_newest(StatusUpdate.objects.filter(action=action), seen)
    evidence = clean_text(evidence, field="evidence", label="The evidence")
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
    if must_wait(action, by, completes=completes(update)):
        proposal = propose(_answer(update, evidence), at=at, by=by)
        attach(action=action, attachments=attachments, by=by, at=at, proposal=proposal)
        return proposal
    replace_waiting(action, at=at, by=by, post=None)
    write_update(update, by=by, at=at, evidence=evidence, attachments=attachments)
    return update


@service
def submit_completion(
    *,
    action: Action,
    completed_on: date,
    evidence: str,
    by: User,
    attachments: Sequence[Attachment] = (),
    now: datetime | None = None,
) -> Completion | UpdateProposal:
    """Record a completion that the colour leaves open, or propose it where the plan asks for acceptance.

    Raises what record_completion raises.
    """
    at = begin(action.plan, now)
    permissions.check_can_update(by, action, on=timezone.localdate(at))
    check_open(action.plan)
    if not must_wait(action, by, completes=True):
        replace_waiting(action, at=at, by=by, post=None)
        return record_completion(
            action=action,
            completed_on=completed_on,
            evidence=evidence,
            attachments=attachments,
            by=by,
            now=at,
        )
    completion = prepared_completion(
        action=action,
        completed_on=completed_on,
        evidence=evidence,
        attachments=attachments,
        by=by,
        at=at,
    )
    answer = Answer(
        action,
        ProposalKind.COMPLETION,
        completed_on,
        newest_update_id(action),
        evidence=completion.evidence,
    )
    proposal = propose(answer, at=at, by=by)
    attach(action=action, attachments=attachments, by=by, at=at, proposal=proposal)
    return proposal


@service
def propose_by_link(
    *,
    request: UpdateRequest,
    action: Action,
    kind: ProposalKind,
    rating: Rating | None,
    effective_date: date,
    commentary: str,
    remedial_action: str = "",
    evidence: str = "",
    seen: Seen | None = None,
    by: User | None = None,
    now: datetime | None = None,
) -> UpdateProposal:
    """Propose the answer of the post that was asked, which came by the emailed link and always waits.

    The request says who may: the post that owns the action, in the plan whose cycle it is of, until the
    link expires. Where the plan asks for evidence of a completion, words will do here: whoever accepts the
    answer adds the link or the file. `by` is given where the person happens to be signed in; then they must be allowed to
    update the action too. Raises Refused and Stale as submit_update does.
    """
    at = begin(action.plan, now)
    if by is not None:
        permissions.check_can_update(by, action, on=timezone.localdate(at))
    _check_asked(request, action, at)
    check_open(action.plan)
    check_still_newest(StatusUpdate.objects.filter(action=action), seen)
    evidence = clean_text(evidence, field="evidence", label="The evidence")
    if kind == ProposalKind.UPDATE:
        update = prepared_update(
            action=action,
            rating=rating,
            effective_date=effective_date,
            commentary=commentary,
            remedial_action=remedial_action,
            by=by,
            at=at,
            evidence_follows=True,
        )
        if not completes(update):
            evidence = ""
        elif action.plan.completions_need_evidence and not says_something(evidence):
            raise Refused(
                "This plan asks for evidence of each completion. Say what shows it, and where it is.",
                field="evidence",
            )
        answer = _answer(update, evidence)
    else:
        if rating is not None or commentary.strip() or remedial_action.strip():
            raise Refused(
                "A rating or a commentary is an update. Leave both empty, or record an update.",
                field="commentary",
            )
        if kind == ProposalKind.NO_CHANGE:
            prepared_confirmation(action=action, effective_date=effective_date, by=by, at=at)
        else:
            evidence = prepared_completion(
                action=action, completed_on=effective_date, evidence=evidence, by=by, at=at
            ).evidence
        answer = Answer(action, kind, effective_date, newest_update_id(action), evidence=evidence)
    return propose(answer, at=at, by=by, post=request.post, request=request)


def _answer(update: StatusUpdate, evidence: str) -> Answer:
    return Answer(
        update.action,
        ProposalKind.UPDATE,
        update.effective_date,
        newest_update_id(update.action),
        update.rating,
        update.commentary,
        update.remedial_action,
        evidence,
    )


def _check_asked(request: UpdateRequest, action: Action, at: datetime) -> None:
    """Raise unless the request lets its post answer for the action at the time."""
    if request.cycle.plan_id != action.plan_id:
        raise NotAllowed("The link is for another plan.")
    if at >= request.expires_at:
        raise NotAllowed("The link has expired.")
    ownership = ActionOwnership.objects.filter(action=action).in_force(timezone.localdate(at))
    if not ActionOwner.objects.filter(ownership=ownership, post=request.post).exists():
        raise NotAllowed(f"{request.post} does not own this action.")
