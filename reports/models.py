"""A paper being written, as rows, and the PDFs of board packs. What goes out is frozen elsewhere; a draft may change."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from actions.models import Plan
from boards.models import Meeting, Pack
from reports.choices import FileState
from reports.drafts import AppendixKind, BlockKind, SectionKind
from wsoa.working import WorkingModel


class Paper(models.Model):
    """A committee paper on a plan, in the council's own template (`template`), as at a date."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="papers")
    template = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    council = models.CharField(max_length=200)
    meeting = models.CharField(max_length=200)
    meeting_on = models.DateField(null=True, blank=True)
    as_at = models.DateField()
    exempt = models.BooleanField(default=False)
    member_reporting = models.CharField(max_length=200)
    responsible_officer = models.CharField(max_length=200)
    wards = models.CharField(max_length=200)
    decision_type = models.CharField(max_length=100)
    urgent = models.BooleanField(default=False)
    to_follow = models.BooleanField(default=False)
    author = models.CharField(max_length=200)

    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["plan", "template", "as_at"], name="one_draft_a_template_a_date"
            )
        ]

    def __str__(self) -> str:
        return self.title


class PaperSection(models.Model):
    """A section of a paper, in order."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="sections")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=SectionKind)
    heading = models.CharField(max_length=300)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["paper", "order"], name="one_section_a_place")
        ]

    def __str__(self) -> str:
        return self.heading


class PaperBlock(models.Model):
    """A paragraph, list or table of a section, in order."""

    section = models.ForeignKey(PaperSection, on_delete=models.PROTECT, related_name="blocks")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=BlockKind)
    text = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["section", "order"], name="one_block_a_place")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Consultee(models.Model):
    """Who must see a paper, and when they did."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="consultees")
    order = models.PositiveSmallIntegerField()
    post = models.CharField(max_length=200)
    issued_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["paper", "order"], name="one_consultee_a_place")
        ]

    def __str__(self) -> str:
        return self.post


class Appendix(models.Model):
    """An appendix of a paper, in order."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="appendices")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=AppendixKind)
    title = models.CharField(max_length=200)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["paper", "order"], name="one_appendix_a_place")
        ]

    def __str__(self) -> str:
        return self.title


class PackFile(WorkingModel):
    """A board pack's PDF that is being made ready, or is: of a closed version, or of the draft where `pack` is None.

    Can be made again from what the pack shows, so it is no record. `token` names the file and the request for
    it: whoever asks anew gives another, and a job with an old one does nothing. `pages` counts what is laid out
    so far. `sha256` and `size` (bytes) are the file's. `redactions` is the area's newest redaction that the file
    knows of: after a later one it is not handed out.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="pack_files")
    pack = models.ForeignKey(
        Pack, on_delete=models.CASCADE, null=True, blank=True, related_name="files"
    )
    token = models.UUIDField(default=uuid4, editable=False)
    state = models.CharField(max_length=10, choices=FileState, default=FileState.WAITING)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    pages = models.PositiveIntegerField(default=0)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    redactions = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(pack__isnull=True), name="one_file_a_draft_pack"
            ),
            models.UniqueConstraint(
                fields=["pack"], condition=Q(pack__isnull=False), name="one_file_a_closed_pack"
            ),
        ]

    def __str__(self) -> str:
        version = f"version {self.pack.version}" if self.pack else "draft"
        return f"{self.meeting}, {version}"
