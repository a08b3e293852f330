"""A paper being written, as rows. What goes out is frozen elsewhere; a draft may change."""

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from actions.models import Plan
from reports.drafts import AppendixKind, BlockKind, SectionKind


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
