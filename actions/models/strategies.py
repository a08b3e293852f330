"""The area's strategies, their objectives, and the themes by which a plan serves them."""

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from actions.models.areas import Area
from actions.models.plans import Theme


class Strategy(models.Model):
    """A strategy of the area or its council, which papers ask about."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="strategies")
    title = models.CharField(max_length=200)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        verbose_name_plural = "strategies"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "title"], name="one_strategy_a_title")
        ]

    def __str__(self) -> str:
        return self.title


class Objective(models.Model):
    """What a strategy aims at, in its order and words."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="objectives")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["strategy", "order"], name="one_objective_a_place")
        ]

    def __str__(self) -> str:
        return self.text


class ObjectiveTheme(models.Model):
    """That a theme of a plan serves an objective."""

    objective = models.ForeignKey(
        Objective, on_delete=models.PROTECT, related_name="objective_themes"
    )
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="objective_themes")

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["objective", "theme"], name="a_theme_once_an_objective")
        ]

    def __str__(self) -> str:
        return str(self.theme)
