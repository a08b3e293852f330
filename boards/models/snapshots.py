"""A frozen Position, as rows: what a board was shown. Append-only.

Rows of their own rather than one document, so that personal data can be taken out of one text without
touching the others, and each line has its own checksum (design rule 6). `salt` is chance that the
checksum covers; it goes with the first text that is taken out, so that nobody can guess the text back from
the checksum. They hold copies: of a rating's
letter and meaning, a theme's title, a post's title. Keys of live rows are kept as plain numbers, which
tell what belongs together and hold nothing back.
"""

from typing import ClassVar, Self

from django.db import models

from actions.choices import Concern, DuePrecision, Progress
from actions.models import Action, Plan
from actions.references import MAX_LENGTH, SEARCH_KEY_LENGTH, SORT_KEY_LENGTH
from boards.models.packs import Pack
from boards.models.records import MeetingRecord
from wsoa.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Snapshot(MeetingRecord):
    """A plan as at `as_at`, frozen at `recorded_at` for a pack, or for a paper that went out, which has none. The
    fields are those of actions.position.Position and PlanValue; `checksum` is over the checksums of its lines and
    parts."""

    pack = models.ForeignKey(
        Pack, on_delete=models.PROTECT, null=True, blank=True, related_name="snapshots"
    )
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="snapshots")
    as_at = models.DateField()
    area_slug = models.CharField(max_length=50)
    area_name = models.CharField(max_length=200)
    plan_slug = models.CharField(max_length=50)
    plan_title = models.CharField(max_length=200)
    theme_word = models.CharField(max_length=60)
    stale_after_days = models.PositiveSmallIntegerField()
    scheme = models.CharField(max_length=200, blank=True)
    checksum = models.CharField(max_length=64)

    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["pack", "plan"], name="one_snapshot_a_plan_a_pack")
        ]


class SnapshotPart(AppendOnlyModel):
    """A row of a snapshot; `key` is the number that the live row had, `order` its place."""

    key = models.BigIntegerField()
    order = models.PositiveSmallIntegerField()
    salt = models.CharField(max_length=32)
    checksum = models.CharField(max_length=64)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["snapshot", "key"], name="one_%(class)s_a_key")
        ]


class SnapshotRating(SnapshotPart):
    """A rating as the scheme defined it."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="ratings")
    code = models.CharField(max_length=10)
    label = models.CharField(max_length=60)
    meaning = models.CharField(max_length=200)
    tone = models.CharField(max_length=20)
    progress = models.CharField(max_length=20, choices=Progress)
    concern = models.PositiveSmallIntegerField(choices=Concern)

    redactable = ("label", "meaning", "salt")
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class SnapshotImpact(SnapshotPart):
    """A rating of impact as the impact scheme defined it."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="impacts")
    code = models.CharField(max_length=10)
    label = models.CharField(max_length=60)
    meaning = models.CharField(max_length=200)
    tone = models.CharField(max_length=20)

    redactable = ("label", "meaning", "salt")
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class SnapshotTheme(SnapshotPart):
    """A theme as it was called and led."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="themes")
    parent_key = models.BigIntegerField(null=True)
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    outcome = models.TextField(blank=True)
    lead = models.CharField(max_length=200, blank=True)

    redactable = ("title", "outcome", "lead", "salt")
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class SnapshotWorkstream(SnapshotPart):
    """A workstream as it was called and led."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="workstreams")
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    lead = models.CharField(max_length=200, blank=True)

    redactable = ("title", "lead", "salt")
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class SnapshotIssue(SnapshotPart):
    """An issue as it was worded. `owner` is the post that answers for the remedial action, in words."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="issues")
    title = models.CharField(max_length=200)
    explanation = models.TextField()
    remedial_action = models.TextField()
    owner = models.CharField(max_length=400, blank=True)
    due_precision = models.CharField(max_length=10, choices=DuePrecision, blank=True)
    due_end = models.DateField(null=True)
    due_printed = models.CharField(max_length=60, blank=True)
    agreed_by = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField(null=True)

    redactable = (
        "title",
        "explanation",
        "remedial_action",
        "owner",
        "due_printed",
        "agreed_by",
        "salt",
    )
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class SnapshotLine(AppendOnlyModel):
    """One action as it was shown; the fields are those of actions.position.Line. Keys name rows of the same
    snapshot: `theme_key`, `workstream_key`, `rating_key`, `impact_key`, `issue_key`. `waits_on` is the
    keys of the actions it depends on, parted by commas."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="lines")
    order = models.PositiveSmallIntegerField()
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=MAX_LENGTH)
    sort_key = models.CharField(max_length=SORT_KEY_LENGTH)
    slug = models.CharField(max_length=SEARCH_KEY_LENGTH)
    title = models.TextField()
    detail = models.TextField(blank=True)
    theme_key = models.BigIntegerField()
    workstream_key = models.BigIntegerField(null=True)
    report_group = models.CharField(max_length=200, blank=True)
    lead_organisation = models.CharField(max_length=60, blank=True)
    due_precision = models.CharField(max_length=10, choices=DuePrecision, blank=True)
    due_end = models.DateField(null=True)
    due_printed = models.CharField(max_length=60, blank=True)
    original_precision = models.CharField(max_length=10, choices=DuePrecision, blank=True)
    original_end = models.DateField(null=True)
    original_printed = models.CharField(max_length=60, blank=True)
    rating_key = models.BigIntegerField(null=True)
    rated_on = models.DateField(null=True)
    rated_at = models.DateTimeField(null=True)
    rated_by = models.CharField(max_length=200, blank=True)
    commentary = models.TextField(blank=True)
    remedial_action = models.TextField(blank=True)
    completed_on = models.DateField(null=True)
    evidence = models.TextField(blank=True)
    has_evidence = models.BooleanField(default=False)
    issue_key = models.BigIntegerField(null=True)
    added_on = models.DateField()
    confirmed_on = models.DateField(null=True)
    impact_key = models.BigIntegerField(null=True)
    waits_on = models.TextField(blank=True)
    salt = models.CharField(max_length=32)
    checksum = models.CharField(max_length=64)

    redactable = (
        "report_group",
        "lead_organisation",
        "reference",
        "sort_key",
        "slug",
        "title",
        "detail",
        "due_printed",
        "original_printed",
        "rated_by",
        "commentary",
        "remedial_action",
        "evidence",
        "salt",
    )
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["snapshot", "action"], name="one_snapshot_line_an_action"
            )
        ]


class SnapshotOwner(AppendOnlyModel):
    """A post that owned an action as it was shown. Part of the line's checksum."""

    line = models.ForeignKey(SnapshotLine, on_delete=models.PROTECT, related_name="owners")
    order = models.PositiveSmallIntegerField()
    key = models.BigIntegerField()
    title = models.CharField(max_length=200)
    organisation = models.CharField(max_length=60)
    salt = models.CharField(max_length=32)

    redactable = ("title", "organisation", "salt")
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]
