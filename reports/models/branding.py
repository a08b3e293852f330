"""How an area's papers look: its name, colour and logo, and the council's own Word styles."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from actions.models import Area


class Branding(models.Model):
    """An area's own look. `name` stands at the head of its papers, blank for the area's. `colour` is "#rrggbb", dark enough to be
    read on white, blank for the tracker's own. `logo` and `word_styles` are the names under which the files are
    stored, blank for none; a logo has a text for those who do not see it."""

    area = models.OneToOneField(Area, on_delete=models.PROTECT, related_name="branding")
    name = models.CharField(max_length=200, blank=True)
    colour = models.CharField(max_length=7, blank=True)
    logo = models.CharField(max_length=80, blank=True)
    logo_text = models.CharField(max_length=200, blank=True)
    word_styles = models.CharField(max_length=80, blank=True)
    word_styles_name = models.CharField(max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(logo="") | ~Q(logo_text=""), name="logo_has_a_text")
        ]

    def __str__(self) -> str:
        return self.name or str(self.area)
