"""Monitoring visits by DfE and NHS England, and the sign-off they lead to."""

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from actions.choices import DuePrecision
from actions.due_dates import DueDate
from actions.models import Plan


class MonitoringVisit(models.Model):
    """A visit, or the sign-off itself, with what each outcome band would mean.

    A blank band does not apply. These rows are Table 2 of Windsor and Maidenhead's cabinet paper.
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
