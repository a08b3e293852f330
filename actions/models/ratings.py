"""Rating schemes: BRAG, RAG and the like, as data of each plan."""

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from actions.choices import Concern, Progress, Tone
from actions.models.plans import Plan


class RatingScheme(models.Model):
    """The scheme a plan rates its actions by. A plan may have none: its actions are then unrated."""

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="rating_scheme")
    name = models.CharField(max_length=100)

    history = HistoricalRecords()

    def __str__(self) -> str:
        return self.name


class Rating(models.Model):
    """One rating of a scheme.

    `code` is the letter printed and the name used in files and commands; `label` the bare word
    ("Green"); `meaning` what the plan says it stands for ("on track").
    """

    scheme = models.ForeignKey(RatingScheme, on_delete=models.PROTECT, related_name="ratings")
    code = models.CharField(max_length=10)
    label = models.CharField(max_length=60)
    meaning = models.CharField(max_length=200)
    tone = models.CharField(max_length=10, choices=Tone)
    order = models.PositiveSmallIntegerField()
    progress = models.CharField(max_length=20, choices=Progress)
    concern = models.PositiveSmallIntegerField(choices=Concern, default=Concern.NONE)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["scheme", "code"], name="one_rating_a_code"),
            models.UniqueConstraint(fields=["scheme", "order"], name="one_rating_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.meaning})"
