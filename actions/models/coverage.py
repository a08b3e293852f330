"""What answers a weakness: themes, actions, measures and risks, each from a date."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from actions.choices import AnswerState
from actions.models.actions import Action
from actions.models.entries import DatedEntry, DatedEntryQuerySet
from actions.models.inspections import Weakness
from actions.models.measures import Measure
from actions.models.plans import Theme
from actions.models.risks import Risk


def _only(name: str) -> Q:
    """That of the four kinds of answer it is this one."""
    others = {"theme", "action", "measure", "risk"} - {name}
    return Q(**{f"{name}__isnull": False}, **{f"{other}__isnull": True for other in others})


class WeaknessAnswer(DatedEntry):
    """That a theme, an action, a measure or a risk answers a weakness from the date, or does so no more.

    An action whose theme answers a weakness answers it too; a row of its own is for one that stands
    elsewhere.
    """

    subject_field = "weakness"

    weakness = models.ForeignKey(Weakness, on_delete=models.PROTECT, related_name="answers")
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="weaknesses_answered"
    )
    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, null=True, blank=True, related_name="weaknesses_answered"
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="weaknesses_answered"
    )
    risk = models.ForeignKey(
        Risk, on_delete=models.PROTECT, null=True, blank=True, related_name="weaknesses_answered"
    )
    state = models.CharField(max_length=10, choices=AnswerState)

    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(DatedEntry.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *DatedEntry.Meta.constraints,
            models.CheckConstraint(
                condition=_only("theme") | _only("action") | _only("measure") | _only("risk"),
                name="one_thing_answers_a_weakness",
            ),
        ]
