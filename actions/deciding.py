"""What waits for somebody's decision in a plan, each proposal beside what stands now.

Read in a fixed number of queries. Who may decide is in actions/permissions.py; the rules are the services'.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from actions.choices import Progress, ProposalKind
from actions.models import (
    Action,
    DateProposal,
    Evidence,
    Plan,
    ProposalDecision,
    StatusUpdate,
    UpdateProposal,
)
from actions.position import Line, Position
from wsoa.models import User


@dataclass(frozen=True, slots=True)
class Pending:
    """A waiting proposal. `line` is how the action stands, None where it left the plan meanwhile.

    `newest_id` is the newest status update on record; `is_own` says that the person looking proposed
    it and that somebody else has to accept it.
    """

    proposal: UpdateProposal
    line: Line | None
    newest_id: int | None
    files: tuple[Evidence, ...]
    is_own: bool

    @property
    def decision(self) -> ProposalDecision | None:
        """What became of it; None while it waits."""
        return self.proposal.decision_made

    @property
    def has_moved_on(self) -> bool:
        """Whether the action was changed after this was proposed."""
        return self.newest_id != self.proposal.seen_id

    @property
    def is_update(self) -> bool:
        """Whether it proposes a rating and a commentary."""
        return self.proposal.kind == ProposalKind.UPDATE

    @property
    def changes_rating(self) -> bool:
        """Whether the rating proposed differs from the one that stands."""
        standing = self.line.rating.id if self.line and self.line.rating else None
        return self.is_update and self.proposal.rating_id != standing

    @property
    def may_be_accepted(self) -> bool:
        """Whether accepting it as it is has a chance: the action is in the plan and as it was."""
        return self.line is not None and not self.has_moved_on and not self.is_own


def pending_in(plan: Plan, position: Position, user: User) -> list[Pending]:
    """Everything that waits in the plan, the oldest first."""
    proposals = list(UpdateProposal.objects.waiting(plan))
    return _pending(plan, proposals, position.lines, user)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for a decision: updates and completions together, completions, dates."""

    proposals: int = 0
    completions: int = 0
    dates: int = 0

    @property
    def total(self) -> int:
        """All that waits."""
        return self.proposals + self.dates


def number_waiting(plan: Plan) -> Waiting:
    """How many updates, completions and dates wait for a decision, in two queries."""
    counted = UpdateProposal.objects.waiting(plan).aggregate(
        proposals=Count("pk"), completions=Count("pk", filter=Q(kind=ProposalKind.COMPLETION))
    )
    return Waiting(**counted, dates=DateProposal.objects.waiting(plan).count())


def pending(proposal: UpdateProposal, position: Position, user: User) -> Pending:
    """The one proposal beside what stands now."""
    return _pending(proposal.action.plan, [proposal], position.lines, user)[0]


@dataclass(frozen=True, slots=True)
class Proposals:
    """What was proposed for one action: what waits, and what was decided, the newest first."""

    waiting: tuple[Pending, ...]
    decided: tuple[UpdateProposal, ...]


def proposals_of(action: Action, line: Line | None, user: User) -> Proposals:
    """Everything proposed for the action, beside how it stands."""
    proposals = list(UpdateProposal.objects.with_decisions(action))
    waiting = [proposal for proposal in proposals if proposal.decision_made is None]
    lines = () if line is None else (line,)
    return Proposals(
        tuple(_pending(action.plan, waiting, lines, user)) if waiting else (),
        tuple(reversed([proposal for proposal in proposals if proposal.decision_made])),
    )


def _pending(
    plan: Plan, proposals: list[UpdateProposal], standing: Iterable[Line], user: User
) -> list[Pending]:
    lines = {line.action_id: line for line in standing}
    newest = dict(
        StatusUpdate.objects.filter(action__in={proposal.action_id for proposal in proposals})
        .values("action_id")
        .annotate(newest=Max("id"))
        .values_list("action_id", "newest")
    )
    files: dict[int | None, list[Evidence]] = {}
    for evidence in Evidence.objects.filter(
        proposal__in=proposals, withdrawal__isnull=True
    ).order_by("id"):
        files.setdefault(evidence.proposal_id, []).append(evidence)
    return [
        Pending(
            proposal,
            lines.get(proposal.action_id),
            newest.get(proposal.action_id),
            tuple(files.get(proposal.pk, ())),
            _completes(proposal) and proposal.is_from(user),
        )
        for proposal in proposals
    ]


def _completes(proposal: UpdateProposal) -> bool:
    if proposal.kind == ProposalKind.COMPLETION:
        return True
    return proposal.rating is not None and proposal.rating.progress == Progress.COMPLETE
