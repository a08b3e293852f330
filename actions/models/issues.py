"""Issue groups: several actions that share one explanation and one remedial action."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from actions.choices import DuePrecision
from actions.due_dates import DueDate
from actions.models.areas import Post
from actions.models.entries import ActionEntry, DatedEntry, DatedEntryQuerySet
from actions.models.plans import Plan
from wsoa.append_only import AppendOnlyModel, AppendOnlyQuerySet


class IssueGroup(AppendOnlyModel):
    """An issue behind one or more actions. What is said of it stands in its wording."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="issue_groups")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class IssueWording(DatedEntry):
    """What an issue is and what is being done, by whom and by when, with who agreed it and when.

    `owner` answers for the remedial action; the columns that begin with `due` say when it is to be done, and are
    empty where that is not said.
    """

    subject_field = "issue_group"

    issue_group = models.ForeignKey(IssueGroup, on_delete=models.PROTECT, related_name="wordings")
    title = models.CharField(max_length=200)
    explanation = models.TextField()
    remedial_action = models.TextField()
    owner = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_precision = models.CharField(max_length=10, choices=DuePrecision, blank=True)
    due_end = models.DateField(null=True, blank=True)
    due_printed = models.CharField(max_length=60, blank=True)
    agreed_by = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField(null=True, blank=True)

    redactable = (
        *DatedEntry.redactable,
        "title",
        "explanation",
        "remedial_action",
        "due_printed",
        "agreed_by",
    )
    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(DatedEntry.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *DatedEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(due_precision__in=["", DuePrecision.ONGOING], due_end__isnull=True)
                | (~Q(due_precision__in=["", DuePrecision.ONGOING]) & Q(due_end__isnull=False)),
                name="remedial_action_has_an_end_if_dated",
            ),
        ]

    @property
    def due(self) -> DueDate | None:
        """When the remedial action is to be done, as a value; None where nobody said."""
        if not self.due_precision:
            return None
        return DueDate(DuePrecision(self.due_precision), self.due_end, self.due_printed)


class IssueAction(ActionEntry):
    """The issue group an action is in from a date; none takes it out again."""

    issue_group = models.ForeignKey(
        IssueGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]
