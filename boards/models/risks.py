"""Which risks go to a board."""

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from actions.models import RiskBand
from boards.models.boards import Board


class RiskThreshold(models.Model):
    """That open risks scored in the band, or in a graver one of its matrix, go to the board."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="risk_thresholds")
    band = models.ForeignKey(RiskBand, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "band"], name="one_threshold_a_band")
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.band}"
