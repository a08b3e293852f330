"""The statutory clock of a plan, and the steps of its life from letter to sign-off."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from actions.choices import (
    AWAITS_A_STEP,
    DeadlineBasis,
    DeadlineKind,
    DeadlineState,
    DeadlineUnit,
    PlanEventKind,
)
from actions.models.actions import Action
from actions.models.areas import Post
from actions.models.entries import DatedEntry, DatedEntryQuerySet
from actions.models.inspections import Inspection
from actions.models.plans import Plan
from wsoa.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Deadline(models.Model):
    """A date that a plan is bound by: so many days or months from a stated day, which is not counted itself.

    The letter's dates are those of the plan's inspection; where the basis is another day, `basis_on` is it and
    `basis_words` say what happened then. Of a kind that awaits a step of the plan's life, `basis_on` may be left
    out: it runs from that step once it is taken. `title` is blank where the kind says it all. Those told of it are
    told when as many working days are left as `warn_days` say.

    `continues` is the deadline of the plan before that it carries on. `inspection` is then the one whose letter it
    is counted from, whatever inspection its own plan comes to answer.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="deadlines")
    kind = models.CharField(max_length=20, choices=DeadlineKind)
    title = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=12, choices=DeadlineBasis)
    basis_on = models.DateField(null=True, blank=True)
    basis_words = models.CharField(max_length=200, blank=True)
    count = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=14, choices=DeadlineUnit)
    source = models.CharField(max_length=300, blank=True)
    warn_days = models.JSONField(default=list)
    continues = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_on"
    )
    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(basis=DeadlineBasis.OTHER_DAY, basis_on__isnull=False)
                | Q(basis=DeadlineBasis.OTHER_DAY, kind__in=AWAITS_A_STEP)
                | (~Q(basis=DeadlineBasis.OTHER_DAY) & Q(basis_on__isnull=True)),
                name="deadline_from_another_day_has_it",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())


class DeadlineListener(models.Model):
    """A post that is told of a deadline."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="listeners")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["deadline", "post"], name="told_once_a_deadline")
        ]

    def __str__(self) -> str:
        return str(self.post)


class DeadlineEntry(DatedEntry):
    """That a deadline was set to another day or put back, was met on a day or not after all, or applies no longer.

    `day` is the day it is set to, or the day it was met on. The reason is required where it was set or applies no
    longer, and says into which plan it was carried.
    """

    subject_field = "deadline"

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="entries")
    state = models.CharField(max_length=12, choices=DeadlineState)
    day = models.DateField(null=True, blank=True)

    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(DatedEntry.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *DatedEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    state__in=[DeadlineState.OVERRIDDEN, DeadlineState.MET], day__isnull=False
                )
                | (
                    ~Q(state__in=[DeadlineState.OVERRIDDEN, DeadlineState.MET])
                    & Q(day__isnull=True)
                ),
                name="deadline_entry_has_its_day",
            ),
        ]


class DeadlineNotice(AppendOnlyModel):
    """That a post was told of a deadline when so many working days were left. Told once a day and number."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="notices")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    days_left = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["deadline", "post", "due_on", "days_left"], name="one_notice_a_number"
            )
        ]


class PlanEvent(DatedEntry):
    """A step of a plan's life on its effective date: submitted, approved, published, signed off. `note` says
    what the kind does not."""

    subject_field = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="events")
    event = models.CharField(max_length=12, choices=PlanEventKind)
    note = models.CharField(max_length=300, blank=True)

    redactable = (*DatedEntry.redactable, "note")
    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]


class CarriedAction(AppendOnlyModel):
    """That an action continues one of the plan that its own plan succeeds."""

    action = models.OneToOneField(Action, on_delete=models.PROTECT, related_name="carried")
    source = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="carried_on")

    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]
