""" "You said, we did": what families and young people said, and what was done."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from actions.choices import Speaker
from actions.models.actions import Action
from actions.models.areas import Area
from actions.models.entries import DatedEntry, DatedEntryQuerySet
from actions.models.inspections import Weakness
from wsoa.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Voice(AppendOnlyModel):
    """Something that was said in a month (its first day). What it was and what was done stand in its entries."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="voices")
    month = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class VoiceEntry(DatedEntry):
    """What was said, by whom, where, what was done about it, by which action, and whether it is published, as it
    stood from the date."""

    subject_field = "voice"

    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="entries")
    speaker = models.CharField(max_length=14, choices=Speaker)
    place = models.CharField(max_length=200, blank=True)
    said = models.TextField()
    done = models.TextField(blank=True)
    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, null=True, blank=True, related_name="voices_answered"
    )
    weakness = models.ForeignKey(
        Weakness, on_delete=models.PROTECT, null=True, blank=True, related_name="voices"
    )
    is_published = models.BooleanField(default=False)

    redactable = (*DatedEntry.redactable, "place", "said", "done")
    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(DatedEntry.Meta):
        verbose_name_plural = "voice entries"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *DatedEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(is_published=False) | ~Q(done=""),
                name="published_once_something_was_done",
            ),
        ]
