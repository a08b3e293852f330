"""What the page behind an emailed link asks: one post's actions in one cycle, and what it said so far."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from actions.answers import Answers
from actions.choices import ProposalKind, ProposalOutcome
from actions.models import ProposalDecision, StatusUpdate, UpdateProposal, UpdateRequest
from actions.position import Line, position_as_at


@dataclass(frozen=True, slots=True)
class Question:
    """One action. `waiting` is the answer that came by this link and is not decided yet.

    `returned` is the reason why the last one was sent back. `newest_id` is that of the newest status
    update, so that an answer over somebody's newer one is noticed.
    """

    line: Line
    is_answered: bool
    waiting: UpdateProposal | None
    returned: str
    newest_id: int | None

    @property
    def is_open(self) -> bool:
        """Whether an answer may be given or changed."""
        return self.waiting is not None or not self.is_answered

    @property
    def says_no_change(self) -> bool:
        """Whether the waiting answer is that nothing has changed."""
        return self.waiting is not None and self.waiting.kind == ProposalKind.NO_CHANGE

    @property
    def may_confirm(self) -> bool:
        """Whether "nothing has changed" may be said: of something, and not twice."""
        return self.newest_id is not None and not self.says_no_change

    @property
    def commentary(self) -> str:
        """The text to start from: one's own waiting answer, else what stands."""
        if self.waiting is not None and not self.says_no_change:
            return self.waiting.commentary
        return self.line.commentary

    @property
    def remedial_action(self) -> str:
        """The same for the remedial action."""
        if self.waiting is not None and not self.says_no_change:
            return self.waiting.remedial_action
        return self.line.remedial_action

    @property
    def rating_id(self) -> int | None:
        """The same for the rating."""
        if self.waiting is not None and not self.says_no_change:
            return self.waiting.rating_id
        return self.line.rating.id if self.line.rating else None


def questions_of(request: UpdateRequest, now: datetime | None = None) -> list[Question]:
    """The post's actions in the cycle that are in the plan today, in the order of their references."""
    now = now or timezone.now()
    plan = request.cycle.plan
    share = Answers.of([plan]).shares(request.cycle, now).get(request.post_id)
    if share is None:
        return []
    newest = dict(
        StatusUpdate.objects.filter(action__in=share.asked)
        .values_list("action_id")
        .annotate(newest=Max("id"))
    )
    waiting = {
        proposal.action_id: proposal
        for proposal in UpdateProposal.objects.filter(request=request, decision__isnull=True)
        .select_related("rating")
        .order_by("id")
    }
    last = {
        decision.proposal.action_id: decision
        for decision in ProposalDecision.objects.filter(proposal__request=request)
        .exclude(outcome=ProposalOutcome.REPLACED)
        .select_related("proposal")
        .order_by("proposal_id")
    }
    asked = set(share.asked)
    found = []
    for line in position_as_at(plan, timezone.localdate(now)).lines:
        if line.action_id not in asked:
            continue
        decision = last.get(line.action_id)
        is_returned = decision is not None and decision.outcome == ProposalOutcome.RETURNED
        found.append(
            Question(
                line=line,
                is_answered=line.action_id in share.answered,
                waiting=waiting.get(line.action_id),
                returned=decision.reason if decision is not None and is_returned else "",
                newest_id=newest.get(line.action_id),
            )
        )
    return found
