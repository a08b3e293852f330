"""What shows that something was done: links and files, beside an action, an update or a completion."""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from actions.choices import EvidenceKind
from actions.models.actions import Action
from actions.models.plans import Plan
from actions.models.proposals import UpdateProposal
from actions.models.updates import Completion, StatusUpdate
from wsoa.append_only import TOMBSTONE, AppendOnlyModel, AppendOnlyQuerySet


class EvidenceQuerySet(AppendOnlyQuerySet["Evidence"]):
    """Finding evidence."""

    def for_page(self, action: Action) -> Self:
        """The action's evidence, newest first, with what a page shows of it, in one query."""
        return (
            self.filter(action=action)
            .select_related("recorded_by", "withdrawal__by", "status_update", "proposal")
            .order_by("-recorded_at", "-id")
        )

    def of_plan(self, plan: Plan, *, before: datetime) -> Self:
        """What stood beside the plan's actions at that moment, newest first, with who added it, in one query."""
        return (
            self.filter(action__plan=plan, recorded_at__lt=before)
            .exclude(withdrawal__at__lt=before)
            .select_related("recorded_by")
            .order_by("-recorded_at", "-id")
        )


class Evidence(AppendOnlyModel):
    """A link or a file. A file is stored outside the web root under `stored_name`, a random word;
    `original_name` is what the person called it and `content_type` what its content was found to be.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=5, choices=EvidenceKind)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=1000, blank=True)
    stored_name = models.CharField(max_length=80, blank=True)
    original_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    status_update = models.ForeignKey(
        StatusUpdate, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence_items"
    )
    completion = models.ForeignKey(
        Completion, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence_items"
    )
    proposal = models.ForeignKey(
        UpdateProposal,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence_items",
    )

    redactable = ("title", "url", "original_name", "sha256")
    objects: ClassVar[EvidenceQuerySet] = EvidenceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind=EvidenceKind.LINK, stored_name="")
                | Q(kind=EvidenceKind.FILE, url=""),
                name="evidence_is_a_link_or_a_file",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_removed(self) -> bool:
        """Whether it held personal data: the file is destroyed, or where the link leads is blanked."""
        return TOMBSTONE in (self.original_name, self.url)


class EvidenceWithdrawal(AppendOnlyModel):
    """That a piece of evidence no longer counts, and why. The file itself stays unless redacted."""

    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    redactable = ("reason",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]
