"""The trail of who did what, written by every service in the transaction of its change."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from actions.choices import AuditEvent
from actions.models.actions import Action
from actions.models.areas import Area
from actions.models.plans import Plan
from wsoa.append_only import AppendOnlyModel, AppendOnlyQuerySet


class AuditEntry(AppendOnlyModel):
    """One thing that one person did at one time. `by` is empty where nobody was signed in: an answer
    by emailed link, or the clock."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="audit_entries")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, null=True, related_name="+")
    event = models.CharField(max_length=40, choices=AuditEvent)
    summary = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    redactable = ("summary",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["area", "at"], name="audit_by_time")
        ]
