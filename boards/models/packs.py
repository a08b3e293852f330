"""What a board was shown: a closed pack, with its texts and one Snapshot a plan. Append-only."""

from typing import ClassVar, Self

from django.db import models

from boards.choices import PackPart
from boards.models.meetings import Meeting
from boards.models.records import MeetingRecord
from wsoa.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Pack(MeetingRecord):
    """A version of a meeting's pack, from 1, closed when the row was written. Never changes.

    `area_name`, `board_title`, `held_on`, `starts_at` and `place` are the meeting's as they stood. `previous` is the pack that the board had been shown before, with which this one is compared; None
    where that meeting's was not closed then, or there was none. `checksum` is over the checksums of its
    entries and snapshots (boards/checksums.py).
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="packs")
    version = models.PositiveSmallIntegerField()
    as_at = models.DateField()
    area_name = models.CharField(max_length=200)
    board_title = models.CharField(max_length=200)
    held_on = models.DateField()
    starts_at = models.TimeField()
    place = models.CharField(max_length=200, blank=True)
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="compared_with_by"
    )
    checksum = models.CharField(max_length=64)

    redactable = ("place",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "version"], name="one_pack_a_version")
        ]


class PackReopening(MeetingRecord):
    """That a closed pack was opened again, and why. The version stays; closing again makes the next."""

    pack = models.OneToOneField(Pack, on_delete=models.PROTECT, related_name="reopening")
    reason = models.TextField()

    redactable = ("reason",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class PackEntry(AppendOnlyModel):
    """A line of a part of a pack as it was worded: an agenda item, a decision, an exception.

    `reference`, `owner`, `due` and `status` are words as printed; `group` is the heading it stands under.
    """

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="entries")
    part = models.CharField(max_length=16, choices=PackPart)
    order = models.PositiveSmallIntegerField()
    group = models.TextField(blank=True)
    reference = models.TextField(blank=True)
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    owner = models.TextField(blank=True)
    due = models.TextField(blank=True)
    status = models.TextField(blank=True)
    salt = models.CharField(max_length=32)
    checksum = models.CharField(max_length=64)

    redactable = ("group", "reference", "title", "text", "owner", "due", "status", "salt")
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["pack", "part", "order"], name="one_pack_entry_a_place")
        ]


class PackPoint(AppendOnlyModel):
    """One point of a chart that a pack showed beside an entry of a part, such as a reading of a measure.

    `entry_order` is the order of the entry it belongs to. `series` is what the point belongs to as the key
    of the chart prints it, `label` its place in time in words, `printed` its value as printed.
    """

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="points")
    part = models.CharField(max_length=16, choices=PackPart)
    entry_order = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    series = models.TextField()
    label = models.TextField()
    day = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=4)
    printed = models.TextField(blank=True)
    salt = models.CharField(max_length=32)
    checksum = models.CharField(max_length=64)

    redactable = ("series", "label", "printed", "salt")
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["pack", "part", "entry_order", "order"], name="one_pack_point_a_place"
            )
        ]
