"""Issue groups: several actions that share one explanation and one remedial action."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

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
    """What an issue is and what is being done, with who agreed it and when."""

    subject_field = "issue_group"

    issue_group = models.ForeignKey(IssueGroup, on_delete=models.PROTECT, related_name="wordings")
    title = models.CharField(max_length=200)
    explanation = models.TextField()
    remedial_action = models.TextField()
    agreed_by = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField(null=True, blank=True)

    redactable = (*DatedEntry.redactable, "title", "explanation", "remedial_action", "agreed_by")
    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]


class IssueAction(ActionEntry):
    """The issue group an action is in from a date; none takes it out again."""

    issue_group = models.ForeignKey(
        IssueGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]
