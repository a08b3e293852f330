"""The second rating: whether what was delivered has made a difference. Optional, with its own words."""

from typing import ClassVar, Self

from django.db import models
from simple_history.models import HistoricalRecords

from actions.choices import Tone
from actions.models.entries import ActionEntry, DatedEntryQuerySet
from actions.models.plans import Plan


class ImpactRating(models.Model):
    """One rating of a plan's impact scheme, which is all of its impact ratings; a plan may have none."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="impact_ratings")
    code = models.CharField(max_length=10)
    label = models.CharField(max_length=60)
    meaning = models.CharField(max_length=200)
    tone = models.CharField(max_length=10, choices=Tone)
    order = models.PositiveSmallIntegerField()

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "code"], name="one_impact_rating_a_code"),
            models.UniqueConstraint(fields=["plan", "order"], name="one_impact_rating_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.meaning})"


class ImpactAssessment(ActionEntry):
    """An action's impact from the date, and what shows it."""

    impact_rating = models.ForeignKey(
        ImpactRating, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    commentary = models.TextField(blank=True)

    redactable = (*ActionEntry.redactable, "commentary")
    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]
