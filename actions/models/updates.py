"""The status history of an action, and the fact of its completion."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from actions.choices import CompletionState
from actions.models.entries import ActionEntry, DatedEntryQuerySet
from actions.models.ratings import Rating


class StatusUpdate(ActionEntry):
    """One entry of an action's history: its rating and what was said about it.

    A retraction bears no rating. A plan without a scheme records commentary alone.
    """

    rating = models.ForeignKey(
        Rating, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    commentary = models.TextField(blank=True)
    remedial_action = models.TextField(blank=True)

    redactable = (*ActionEntry.redactable, "commentary", "remedial_action")
    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]


class Completion(ActionEntry):
    """That an action was complete, or was open again, from the effective date.

    `status_update` is the update whose rating said so; it is empty where the fact was recorded on
    its own because the colour leaves it open (design rule 3).
    """

    state = models.CharField(max_length=10, choices=CompletionState)
    evidence = models.TextField(blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    status_update = models.ForeignKey(
        StatusUpdate, on_delete=models.PROTECT, null=True, blank=True, related_name="completions"
    )

    redactable = (*ActionEntry.redactable, "evidence")
    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]
