"""The dated, append-only row from which all history is made, and the rule that reads it."""

from datetime import date
from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from actions.choices import EntryKind
from wsoa.append_only import AppendOnlyModel, AppendOnlyQuerySet

M = TypeVar("M", bound="DatedEntry")


class DatedEntryQuerySet(AppendOnlyQuerySet[M]):
    """Reads history as at a date."""

    def standing(self) -> Self:
        """Entries that count: no later row supersedes them, and they are not retractions."""
        return self.filter(superseded_by__isnull=True).exclude(kind=EntryKind.RETRACTION)

    def in_order(self) -> Self:
        """Oldest first: by effective date, then recorded time, then id."""
        return self.order_by("effective_date", "recorded_at", "id")

    def up_to(self, day: date) -> Self:
        """Standing entries effective on or before the day, oldest first.

        The last one of each subject is the one in force. For histories of a few rows a subject, where
        it is cheaper than `as_at`.
        """
        return self.standing().filter(effective_date__lte=day).in_order()

    def in_force(self, day: date) -> M | None:
        """The last entry up to the day. For a queryset narrowed to one subject."""
        return self.up_to(day).last()

    def as_at(self, day: date) -> Self:
        """For each subject, its newest standing entry effective on or before the day.

        Design rule 2. Ties go to the later recorded, then to the higher id. One query whatever the
        number of subjects.
        """
        newest_first = Window(
            RowNumber(),
            partition_by=F(self.model.subject_field),
            order_by=[F("effective_date").desc(), F("recorded_at").desc(), F("id").desc()],
        )
        return (
            self.standing()
            .filter(effective_date__lte=day)
            .annotate(place_in_history=newest_first)
            .filter(place_in_history=1)
        )


class DatedEntry(AppendOnlyModel):
    """One entry of the history of something.

    `effective_date` is the day from which it holds; `recorded_at` and `recorded_by` say when and by
    whom it was written. A correction or a retraction points at the row it supersedes, which is never
    touched; a superseded row counts on no date at all.
    """

    subject_field: ClassVar[str] = "action"
    redactable: ClassVar[tuple[str, ...]] = ("reason",)

    kind = models.CharField(max_length=10, choices=EntryKind, default=EntryKind.ENTRY)
    effective_date = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    supersedes_id: int | None

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind=EntryKind.ENTRY, supersedes__isnull=True)
                | (~Q(kind=EntryKind.ENTRY) & Q(supersedes__isnull=False)),
                name="%(app_label)s_%(class)s_kind_fits_supersedes",
            )
        ]


class ActionEntry(DatedEntry):
    """An entry about an action."""

    action = models.ForeignKey(
        "actions.Action", on_delete=models.PROTECT, related_name="%(class)ss"
    )

    class Meta(DatedEntry.Meta):
        abstract = True
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["action", "effective_date", "recorded_at"],
                name="%(class)s_history",
            )
        ]
