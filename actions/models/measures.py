"""Measures: indicators of what changes for children, what they are held against, and their readings."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from actions.choices import Bound, GoodDirection, MarkKind, MeasureFrequency, Unit
from actions.models.areas import Area, Post
from actions.models.entries import DatedEntry, DatedEntryQuerySet
from actions.models.plans import Plan


class Measure(models.Model):
    """An indicator of an area. It outlives the plans that use it (PlanMeasure).

    `decimals` is how many are printed. Public views leave out values that rest on fewer than
    `suppress_below` children; 0 leaves out none. `retired_on` is the day from which it is measured no more.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="measures")
    name = models.CharField(max_length=200)
    definition = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=10, choices=Unit)
    decimals = models.PositiveSmallIntegerField(default=0)
    direction = models.CharField(max_length=10, choices=GoodDirection)
    frequency = models.CharField(max_length=10, choices=MeasureFrequency)
    owner = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="measures"
    )
    is_public = models.BooleanField(default=False)
    suppress_below = models.PositiveSmallIntegerField(default=5)
    retired_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "name"], name="one_measure_a_name"),
            models.CheckConstraint(
                condition=Q(decimals__lte=4), name="measure_prints_few_decimals"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlanMeasureQuerySet(models.QuerySet["PlanMeasure"]):
    """Which plans are judged by which measures."""

    def current(self) -> Self:
        """Those that have not been let go."""
        return self.filter(used_until=None)


class PlanMeasure(models.Model):
    """That a plan is judged by a measure, from when until when, and its place among the plan's measures.

    `used_from` is the day on which the plan began to use it, `used_until` the first one on which it no longer did.
    The first time that a plan uses a measure it is shown from the first thing known of it on, where that is
    earlier (actions/measuring/loading.py).
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="plan_measures")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="plan_measures")
    order = models.PositiveSmallIntegerField()
    used_from = models.DateField()
    used_until = models.DateField(null=True, blank=True)

    history = HistoricalRecords()
    objects = PlanMeasureQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["plan", "measure"],
                condition=Q(used_until=None),
                name="a_measure_once_a_plan",
            ),
            models.CheckConstraint(
                condition=Q(used_until=None) | Q(used_until__gte=F("used_from")),
                name="measure_is_let_go_after_it_is_used",
            ),
        ]

    def __str__(self) -> str:
        return str(self.measure)


class MeasureMark(DatedEntry):
    """What a measure is held against: its baseline, a target by a date, or how others did in a period.

    `effective_date` is the day from which it was the mark (the day a target was agreed, a benchmark
    published). The period is the mark's own: a target's ends on the day by which it is to be reached.
    `upper` is the top of a range, where best is within one; then `value` is its bottom.
    """

    subject_field = "measure"

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="marks")
    mark = models.CharField(max_length=10, choices=MarkKind)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField()
    period_printed = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=16, decimal_places=4)
    upper = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    redactable = (*DatedEntry.redactable, "note", "period_printed")
    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(DatedEntry.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *DatedEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(upper__isnull=True) | Q(upper__gte=F("value")),
                name="mark_is_a_range_from_low_to_high",
            ),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True) | Q(period_start__lte=F("period_end")),
                name="mark_period_ends_after_it_starts",
            ),
        ]


class Reading(DatedEntry):
    """One value of a measure, for a period or (without `period_start`) as at a day.

    `effective_date` is the day from which it was known. `bound` says how exactly it is known. `numerator`
    and `denominator` are the children, days or pounds it rests on, where they are known. A cumulative
    reading covers its period from the period's start, so that later ones contain earlier ones.
    """

    subject_field = "measure"

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="readings")
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField()
    period_printed = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=16, decimal_places=4)
    bound = models.CharField(max_length=6, choices=Bound, default=Bound.EXACT)
    numerator = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    is_provisional = models.BooleanField(default=False)
    is_cumulative = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    redactable = (*DatedEntry.redactable, "note", "period_printed")
    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(DatedEntry.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *DatedEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(period_start__isnull=True) | Q(period_start__lte=F("period_end")),
                name="reading_period_ends_after_it_starts",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["measure", "period_end"], name="readings_of_a_measure")
        ]
