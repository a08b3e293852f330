"""Monitoring visits by DfE and NHS England, and the sign-off they lead to."""

from typing import ClassVar, Self

from django.db import models
from simple_history.models import HistoricalRecords

from actions.choices import DuePrecision
from actions.due_dates import DueDate
from actions.models import Plan
from boards.choices import OutcomeBand
from boards.models.meetings import Meeting
from boards.models.records import MeetingRecord
from wsoa.append_only import AppendOnlyQuerySet


class MonitoringVisit(models.Model):
    """A visit, or the sign-off itself, with what each outcome band would mean.

    A blank band does not apply. These rows are Table 2 of Windsor and Maidenhead's cabinet paper.
    `meeting` is the sitting of the monitoring body at which it happens, once that is arranged.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="monitoring_visits")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    unmet = models.CharField(max_length=300, blank=True)
    met = models.CharField(max_length=300, blank=True)
    exceeded = models.CharField(max_length=300, blank=True)
    significantly_exceeded = models.CharField(max_length=300, blank=True)
    delivery_precision = models.CharField(max_length=10, choices=DuePrecision)
    delivery_end = models.DateField(null=True, blank=True)
    delivery_printed = models.CharField(max_length=60)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="visits"
    )

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "order"], name="one_visit_a_place")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def delivery(self) -> DueDate:
        """When it is to happen."""
        return DueDate(
            DuePrecision(self.delivery_precision), self.delivery_end, self.delivery_printed
        )


class VisitOutcome(MeetingRecord):
    """How a visit came out, and the feedback letter. The newest row counts; `reason` says why there is a later
    one. What was agreed are board actions of the visit's meeting."""

    visit = models.ForeignKey(MonitoringVisit, on_delete=models.PROTECT, related_name="outcomes")
    band = models.CharField(max_length=24, choices=OutcomeBand)
    summary = models.TextField()
    letter_on = models.DateField(null=True, blank=True)
    letter = models.TextField(blank=True)
    letter_url = models.URLField(max_length=1000, blank=True)
    reason = models.TextField(blank=True)

    redactable = ("summary", "letter", "letter_url", "reason")
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]
