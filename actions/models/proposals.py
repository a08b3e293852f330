"""What waits for a decision: proposed updates and due dates, and the decisions on them (design rule 5).

A proposal is one row and the decision on it another; neither changes. What is accepted is written to
the action's history by the service that decides, so a proposal by itself alters no Position.
"""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from actions.choices import (
    DateOutcome,
    DuePrecision,
    ProposalKind,
    ProposalOutcome,
    ProposalRoute,
)
from actions.due_dates import DueDate
from actions.models.actions import Action, DateChange
from actions.models.areas import Post
from actions.models.confirmations import Confirmation
from actions.models.cycles import UpdateRequest
from actions.models.plans import Plan
from actions.models.ratings import Rating
from actions.models.updates import Completion, StatusUpdate
from wsoa.append_only import AppendOnlyModel, AppendOnlyQuerySet
from wsoa.models import User


class ProposalQuerySet(AppendOnlyQuerySet["UpdateProposal"]):
    """Finding proposed updates."""

    def waiting(self, plan: Plan) -> Self:
        """The plan's proposals without a decision, oldest first, with what a list shows of them."""
        return (
            self.filter(action__plan=plan, decision__isnull=True)
            .select_related("action", "rating", "proposed_by", "post")
            .order_by("proposed_at", "id")
        )

    def with_decisions(self, action: Action) -> Self:
        """The action's proposals, oldest first, each with its decision and what acceptance wrote."""
        return (
            self.filter(action=action)
            .select_related(
                "rating",
                "proposed_by",
                "post",
                "decision__decided_by",
                "decision__status_update__rating",
                "decision__confirmation",
                "decision__completion",
            )
            .order_by("proposed_at", "id")
        )


class UpdateProposal(AppendOnlyModel):
    """A status update, a confirmation or a completion that waits for somebody's acceptance.

    `proposed_by` is empty where it came by an emailed link from a post without an account; then
    `post` says whose answer it is. `seen_id` is the newest status update that the proposer was shown.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=12, choices=ProposalKind)
    route = models.CharField(max_length=5, choices=ProposalRoute)
    rating = models.ForeignKey(
        Rating, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    effective_date = models.DateField()
    commentary = models.TextField(blank=True)
    remedial_action = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    seen_id = models.BigIntegerField(null=True, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    request = models.ForeignKey(
        UpdateRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals"
    )

    redactable = ("commentary", "remedial_action", "evidence")
    objects: ClassVar[ProposalQuerySet] = ProposalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=False) | Q(post__isnull=False),
                name="a_proposal_comes_from_somebody",
            )
        ]

    @property
    def decision_made(self) -> "ProposalDecision | None":
        """What became of it; None while it waits."""
        found: ProposalDecision | None = getattr(self, "decision", None)
        return found

    @property
    def is_replaced(self) -> bool:
        """Whether a newer one took its place."""
        decision = self.decision_made
        return decision is not None and decision.outcome == ProposalOutcome.REPLACED

    @property
    def changed_on_the_way(self) -> list[str]:
        """What acceptance recorded otherwise than it was proposed, in words; nothing before acceptance."""
        decision = self.decision_made
        if decision is None:
            return []
        written = decision.status_update
        if written is not None:
            pairs = {
                "rating": (written.rating_id, self.rating_id),
                "date": (written.effective_date, self.effective_date),
                "commentary": (written.commentary, self.commentary),
                "remedial action": (written.remedial_action, self.remedial_action),
            }
        elif decision.completion is not None:
            pairs = {
                "date": (decision.completion.effective_date, self.effective_date),
                "evidence": (decision.completion.evidence, self.evidence),
            }
        elif decision.confirmation is not None:
            pairs = {"date": (decision.confirmation.effective_date, self.effective_date)}
        else:
            return []
        return [word for word, (recorded, proposed) in pairs.items() if recorded != proposed]

    def is_from(self, user: User) -> bool:
        """Whether the person proposed it, or holds the post from which it came."""
        return user.pk in {self.proposed_by_id, self.post.holder_id if self.post else None}


class ProposalDecision(AppendOnlyModel):
    """What became of a proposed update. Acceptance names the row of history that it wrote."""

    proposal = models.OneToOneField(
        UpdateProposal, on_delete=models.PROTECT, related_name="decision"
    )
    outcome = models.CharField(max_length=10, choices=ProposalOutcome)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status_update = models.OneToOneField(
        StatusUpdate, on_delete=models.PROTECT, null=True, blank=True, related_name="decision"
    )
    confirmation = models.OneToOneField(
        Confirmation, on_delete=models.PROTECT, null=True, blank=True, related_name="decision"
    )
    completion = models.OneToOneField(
        Completion, on_delete=models.PROTECT, null=True, blank=True, related_name="decision"
    )

    redactable = ("reason",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class DateProposalQuerySet(AppendOnlyQuerySet["DateProposal"]):
    """Finding proposed due dates."""

    def waiting(self, plan: Plan) -> Self:
        """The plan's proposals without a decision, oldest first, with who proposed each. An action has
        one at most, since a newer one replaces it."""
        return (
            self.filter(action__plan=plan, decision__isnull=True)
            .select_related("action", "proposed_by")
            .order_by("proposed_at", "id")
        )


class DateProposal(AppendOnlyModel):
    """A revised due date that counts only once it is agreed."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="date_proposals")
    due_precision = models.CharField(max_length=10, choices=DuePrecision)
    due_end = models.DateField(null=True, blank=True)
    due_printed = models.CharField(max_length=60)
    reason = models.TextField()
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    redactable = ("due_printed", "reason")
    objects: ClassVar[DateProposalQuerySet] = DateProposalQuerySet.as_manager()  # type: ignore[assignment]

    @property
    def due(self) -> DueDate:
        """The proposed due date as a value."""
        return DueDate(DuePrecision(self.due_precision), self.due_end, self.due_printed)


class DateDecision(AppendOnlyModel):
    """What became of a proposed due date; agreement names who agreed and the row that it wrote."""

    proposal = models.OneToOneField(DateProposal, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=10, choices=DateOutcome)
    agreed_by = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    date_change = models.OneToOneField(
        DateChange, on_delete=models.PROTECT, null=True, blank=True, related_name="decision"
    )

    redactable = ("agreed_by", "reason")
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]
