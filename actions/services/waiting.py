"""Letting something wait for acceptance: the proposal row, and what becomes of an older one.

Inner steps of the services that propose (confirmations.py, proposals.py); they check no permission.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from actions.choices import AuditEvent, ProposalKind, ProposalOutcome, ProposalRoute
from actions.models import (
    Action,
    ActionOwner,
    ActionOwnership,
    Post,
    ProposalDecision,
    Rating,
    StatusUpdate,
    UpdateProposal,
    UpdateRequest,
)
from actions.services.writing import audit_action, newest_id
from wsoa.models import User


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be recorded once somebody accepts it, with cleaned texts.

    `seen_id` is the newest status update that the proposer was shown.
    """

    action: Action
    kind: ProposalKind
    effective_date: date
    seen_id: int | None
    rating: Rating | None = None
    commentary: str = ""
    remedial_action: str = ""
    evidence: str = ""

    @property
    def says(self) -> str:
        """What is proposed, in a few words for the trail."""
        if self.kind == ProposalKind.UPDATE:
            what = self.rating.label if self.rating else "no rating"
        else:
            what = self.kind.label
        return f"{what}, effective {self.effective_date.isoformat()}"


def propose(
    answer: Answer,
    *,
    at: datetime,
    by: User | None,
    post: Post | None = None,
    request: UpdateRequest | None = None,
) -> UpdateProposal:
    """Add the proposal, which takes the place of an older one that waits from the same person or post.

    With `request` it came by the emailed link, else from somebody signed in.
    """
    if post is None and by is not None:
        post = owning_post(answer.action, by, on=timezone.localdate(at))
    replaced = replace_waiting(answer.action, at=at, by=by, post=post)
    proposal = UpdateProposal(
        action=answer.action,
        kind=answer.kind,
        route=ProposalRoute.LINK if request else ProposalRoute.PAGE,
        rating=answer.rating,
        effective_date=answer.effective_date,
        commentary=answer.commentary,
        remedial_action=answer.remedial_action,
        evidence=answer.evidence,
        seen_id=answer.seen_id,
        proposed_at=at,
        proposed_by=by,
        post=post,
        request=request,
    )
    proposal.save()
    audit_action(
        AuditEvent.UPDATE_PROPOSED,
        answer.says + (", in place of an earlier one" if replaced else ""),
        by=by,
        at=at,
        action=answer.action,
    )
    return proposal


def replace_waiting(action: Action, *, at: datetime, by: User | None, post: Post | None) -> bool:
    """Close what waits from the same person or post as replaced; whether there was anything."""
    same = Q(pk__in=[])
    if by is not None:
        same |= Q(proposed_by=by) | Q(post__holder=by)
    if post is not None:
        same |= Q(post=post)
    older = list(UpdateProposal.objects.filter(same, action=action, decision__isnull=True))
    for proposal in older:
        ProposalDecision(
            proposal=proposal, outcome=ProposalOutcome.REPLACED, decided_at=at, decided_by=by
        ).save()
    return bool(older)


def owning_post(action: Action, user: User, *, on: date) -> Post | None:
    """The post by which the person owns the action on the day, the first one where there are more."""
    ownership = ActionOwnership.objects.filter(action=action).in_force(on)
    owner = (
        ActionOwner.objects.filter(ownership=ownership, post__holder=user)
        .select_related("post")
        .order_by("order")
        .first()
    )
    return owner.post if owner else None


def newest_update_id(action: Action) -> int | None:
    """The newest row of the action's status history, which a proposal was made on."""
    return newest_id(StatusUpdate.objects.filter(action=action))
