"""Steps within an action, each with a date and whether it is done."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from actions.choices import DuePrecision
from actions.due_dates import DueDate
from actions.models.actions import Action
from actions.models.entries import DatedEntry, DatedEntryQuerySet
from wsoa.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Milestone(AppendOnlyModel):
    """A step within an action. What is said of it stands in its entries."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="milestones")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class MilestoneEntry(DatedEntry):
    """What a milestone is, when it is due, when it was done, and whether it was dropped."""

    subject_field = "milestone"

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="entries")
    title = models.CharField(max_length=300)
    due_precision = models.CharField(max_length=10, choices=DuePrecision)
    due_end = models.DateField(null=True, blank=True)
    due_printed = models.CharField(max_length=60)
    done_on = models.DateField(null=True, blank=True)
    is_dropped = models.BooleanField(default=False)

    redactable = (*DatedEntry.redactable, "title", "due_printed")
    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(DatedEntry.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *DatedEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(due_precision=DuePrecision.ONGOING, due_end__isnull=True)
                | (~Q(due_precision=DuePrecision.ONGOING) & Q(due_end__isnull=False)),
                name="milestone_has_an_end_unless_ongoing",
            ),
        ]

    @property
    def due(self) -> DueDate:
        """The due date as a value."""
        return DueDate(DuePrecision(self.due_precision), self.due_end, self.due_printed)
