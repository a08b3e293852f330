"""The action: one row that never changes, and a dated history for each thing that can.

Reference, wording, placement, ownership, due date and life are separate histories, so that a change to
one, dated in the past, leaves the others as they were.
"""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from actions.choices import DuePrecision, LifeState
from actions.due_dates import DueDate
from actions.models.areas import Organisation, Post
from actions.models.entries import ActionEntry, DatedEntryQuerySet
from actions.models.plans import Plan, ReportGroup, Theme, Workstream
from actions.references import MAX_LENGTH, SEARCH_KEY_LENGTH, SORT_KEY_LENGTH, search_key
from wsoa.append_only import AppendOnlyModel, AppendOnlyQuerySet


class ActionQuerySet(AppendOnlyQuerySet["Action"]):
    """Finding actions."""

    def with_reference(self, plan: Plan, typed: str) -> Self:
        """The plan's action that bears, or ever bore, the reference, however loosely typed.

        At most one: a reference that some action bears or bore is never given to another.
        """
        bearers = ActionReference.objects.standing().filter(
            action__plan=plan, search_key=search_key(typed)
        )
        return self.filter(pk__in=bearers.values("action"))


class Action(AppendOnlyModel):
    """The unit of work. What is said of it stands in its histories."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[ActionQuerySet] = ActionQuerySet.as_manager()  # type: ignore[assignment]


class ActionReference(ActionEntry):
    """The reference an action bears, as printed, with the keys that sort and find it."""

    reference = models.CharField(max_length=MAX_LENGTH)
    sort_key = models.CharField(max_length=SORT_KEY_LENGTH)
    search_key = models.CharField(max_length=SEARCH_KEY_LENGTH, db_index=True)

    redactable = (*ActionEntry.redactable, "reference", "sort_key", "search_key")
    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]


class ActionWording(ActionEntry):
    """What an action says: a title, and detail where one line is not enough."""

    title = models.TextField()
    detail = models.TextField(blank=True)

    redactable = (*ActionEntry.redactable, "title", "detail")
    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]


class ActionPlacement(ActionEntry):
    """Where an action stands: its theme, workstream and report group."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    workstream = models.ForeignKey(
        Workstream, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    report_group = models.ForeignKey(
        ReportGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]


class ActionOwnership(ActionEntry):
    """Who answers for an action: a lead organisation and the posts that own it."""

    lead_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]


class ActionOwner(AppendOnlyModel):
    """One post in an ownership entry; the first is the one who is asked."""

    ownership = models.ForeignKey(ActionOwnership, on_delete=models.PROTECT, related_name="owners")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()

    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["ownership", "post"], name="a_post_owns_once")
        ]


class DateChange(ActionEntry):
    """A due date, from the day it was agreed. The first sets the original date, later ones revise it."""

    due_precision = models.CharField(max_length=10, choices=DuePrecision)
    due_end = models.DateField(null=True, blank=True)
    due_printed = models.CharField(max_length=60)
    agreed_by = models.CharField(max_length=200, blank=True)

    redactable = (*ActionEntry.redactable, "due_printed", "agreed_by")
    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(ActionEntry.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *ActionEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(due_precision=DuePrecision.ONGOING, due_end__isnull=True)
                | (~Q(due_precision=DuePrecision.ONGOING) & Q(due_end__isnull=False)),
                name="due_date_has_an_end_unless_ongoing",
            ),
        ]

    @property
    def due(self) -> DueDate:
        """The due date as a value."""
        return DueDate(DuePrecision(self.due_precision), self.due_end, self.due_printed)


class ActionLife(ActionEntry):
    """Whether an action is part of the plan; the first row adds it."""

    state = models.CharField(max_length=12, choices=LifeState)
    replaced_by = models.ForeignKey(
        Action, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(ActionEntry.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *ActionEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state=LifeState.SUPERSEDED, replaced_by__isnull=False)
                | (~Q(state=LifeState.SUPERSEDED) & Q(replaced_by__isnull=True)),
                name="superseded_action_names_its_successor",
            ),
        ]
