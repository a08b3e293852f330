"""A council's own form of a committee paper, as data that the area edits."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from actions.models import Area, Post
from reports.choices import AppendixNaming, Numbering, SectionKind, StepKind


class PaperTemplateQuerySet(models.QuerySet["PaperTemplate"]):
    """Finding templates."""

    def in_use(self, area: Area) -> Self:
        """The area's templates from which a paper may be started, by title."""
        return self.filter(area=area, is_retired=False).order_by("title", "id")


class PaperTemplate(models.Model):
    """A form of paper. A paper copies what it needs when it is started, so that a later change of the template
    touches no paper.

    `key` names it in commands and addresses. `body` is the committee it is for ("Cabinet"), which a meeting of the area's
    own boards replaces. `word_limit` is the committee's limit for the public text, 0 for none. `despatch_days` is how many
    working days before the meeting the paper must be out. `log_is_public` puts the consultees and sign-offs
    into the public copy.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="paper_templates")
    key = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    body = models.CharField(max_length=200)
    numbering = models.CharField(max_length=12, choices=Numbering, default=Numbering.PARAGRAPHS)
    appendices = models.CharField(
        max_length=8, choices=AppendixNaming, default=AppendixNaming.LETTERS
    )
    word_limit = models.PositiveIntegerField(default=0)
    despatch_days = models.PositiveSmallIntegerField(default=5)
    log_is_public = models.BooleanField(default=False)
    is_retired = models.BooleanField(default=False)

    history = HistoricalRecords()
    objects: ClassVar[PaperTemplateQuerySet] = PaperTemplateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "key"], name="one_paper_template_a_key")
        ]

    def __str__(self) -> str:
        return self.title


class TemplateSection(models.Model):
    """A section that papers of the template begin with, in order.

    `text` is standard wording, in the simple Markdown of papers (reports/text), with its figures and blocks. `guidance` tells
    the officer what belongs here and is never printed. A mandatory section must not be empty when the paper
    is published. One that `is_exempt` is Part II in every paper, on the `ground` given.
    """

    template = models.ForeignKey(PaperTemplate, on_delete=models.PROTECT, related_name="sections")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=SectionKind, default=SectionKind.BODY)
    heading = models.CharField(max_length=300)
    guidance = models.TextField(blank=True)
    text = models.TextField(blank=True)
    is_mandatory = models.BooleanField(default=False)
    is_exempt = models.BooleanField(default=False)
    ground = models.CharField(max_length=500, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(is_exempt=False) | ~Q(ground=""),
                name="exempt_template_section_has_a_ground",
            )
        ]

    def __str__(self) -> str:
        return self.heading


class TemplateStep(models.Model):
    """A post that papers of the template go to before they are out, in order.

    `role` is what the template calls it ("Section 151 officer"); `post` is the area's post that answers, None where each
    paper names one. `days` is how many working days before despatch it must have answered. Steps of the same
    `order` are asked at once, later ones after them.
    """

    template = models.ForeignKey(PaperTemplate, on_delete=models.PROTECT, related_name="steps")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=StepKind, default=StepKind.CONSULTEE)
    role = models.CharField(max_length=200)
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_mandatory = models.BooleanField(default=False)
    days = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "id"]

    def __str__(self) -> str:
        return self.role
