"""Taking personal data out of what is never otherwise changed: the one exception to append-only."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from actions.models.actions import Action
from actions.models.areas import Area
from actions.models.plans import Plan
from wsoa.append_only import AppendOnlyModel, AppendOnlyQuerySet, RedactionModel


class Redaction(RedactionModel):
    """The tombstone of one text, or one file, that held personal data: where, who, when and why.

    What was taken out is kept nowhere. Rows made in one go share `batch`.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, null=True, blank=True, related_name="redactions"
    )
    batch = models.UUIDField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    redactable = ("reason",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["table_name", "row_id", "field"], name="redaction_of_a_field")
        ]


class Anonymisation(AppendOnlyModel):
    """That a person who left was made anonymous: their account keeps its rows, not its name."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    redactable = ("reason",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]
