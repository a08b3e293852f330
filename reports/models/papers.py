"""A paper being written: its sections, what was said in their margins, and the reasons for numbers that differ."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from actions.models import Area, Plan
from boards.models import Meeting
from reports.choices import AppendixNaming, Numbering, SectionKind
from reports.models.templates import PaperTemplate
from wsoa.append_only import AppendOnlyModel, AppendOnlyQuerySet
from wsoa.working import WorkingModel


class PaperQuerySet(models.QuerySet["Paper"]):
    """Finding papers."""

    def of_area(self, area: Area) -> Self:
        """The area's papers with plan and template, the newest meeting first."""
        return (
            self.filter(plan__area=area)
            .select_related("plan__area", "template", "meeting__board")
            .order_by("-meeting_on", "-id")
        )


class Paper(models.Model):
    """A committee paper on a plan as at a date (`as_at`), for one meeting.

    `body` and `meeting_on` are the committee and its day; `meeting` is the sitting where it is one of the area's own boards.
    `numbering`, `appendices`, `word_limit` and `log_is_public` are the template's as they were when the paper was
    started. `despatch_on` is the day by which it must be out. Exempt as a whole means Part II on the `ground` given.
    An urgent paper may go out after that day, for the `urgency` given. `previous` is the paper it was
    started from; one started from an exempt paper begins exempt.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="papers")
    template = models.ForeignKey(PaperTemplate, on_delete=models.PROTECT, related_name="papers")
    title = models.CharField(max_length=300)
    body = models.CharField(max_length=200)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="papers"
    )
    meeting_on = models.DateField(null=True, blank=True)
    as_at = models.DateField()
    despatch_on = models.DateField(null=True, blank=True)
    numbering = models.CharField(max_length=12, choices=Numbering, default=Numbering.PARAGRAPHS)
    appendices = models.CharField(
        max_length=8, choices=AppendixNaming, default=AppendixNaming.LETTERS
    )
    word_limit = models.PositiveIntegerField(default=0)
    log_is_public = models.BooleanField(default=False)
    is_exempt = models.BooleanField(default=False)
    ground = models.CharField(max_length=500, blank=True)
    is_urgent = models.BooleanField(default=False)
    urgency = models.TextField(blank=True)
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    history = HistoricalRecords()
    objects: ClassVar[PaperQuerySet] = PaperQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(is_exempt=False) | ~Q(ground=""), name="exempt_paper_has_a_ground"
            ),
            models.CheckConstraint(
                condition=Q(is_urgent=False) | ~Q(urgency=""), name="urgent_paper_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PaperSection(models.Model):
    """A section of a paper, in order. `text` is the simple Markdown of papers (reports/text).

    `version` counts the saves of its text: who saves names the version that was read, so that nobody's words are
    overwritten unseen. `changed_at` and `changed_by` are of the last save. What the text was is kept in
    SectionVersion.
    """

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="sections")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=SectionKind, default=SectionKind.BODY)
    heading = models.CharField(max_length=300)
    guidance = models.TextField(blank=True)
    text = models.TextField(blank=True)
    is_mandatory = models.BooleanField(default=False)
    is_exempt = models.BooleanField(default=False)
    ground = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    history = HistoricalRecords(excluded_fields=["text", "version", "changed_at", "changed_by"])

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(is_exempt=False) | ~Q(ground=""), name="exempt_section_has_a_ground"
            )
        ]

    def __str__(self) -> str:
        return self.heading


class SectionVersion(AppendOnlyModel):
    """A section's text as somebody left it. Written at the first save, at each save by another person than the last,
    after ten minutes without a save, when asked for, and when the paper is published."""

    section = models.ForeignKey(PaperSection, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    redactable = ("text",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["section", "version"], name="one_section_text_a_version"
            )
        ]


class MarginComment(AppendOnlyModel):
    """What somebody said in the margin of a section, about the words quoted, blank for all of it. Left out of every public copy."""

    section = models.ForeignKey(PaperSection, on_delete=models.PROTECT, related_name="comments")
    answers = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies"
    )
    quote = models.TextField(blank=True)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    redactable = ("quote", "text")
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class CommentSettling(AppendOnlyModel):
    """That a comment is dealt with."""

    comment = models.OneToOneField(MarginComment, on_delete=models.PROTECT, related_name="settling")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class ClaimReason(AppendOnlyModel):
    """Why a number in a section, or in the title of a `paper`, may differ from the figures. `claim` is the phrase, `sentence` what
    it stands in, `expected` the figure it differs from, all as they were shown; with any of them changed it no longer holds. Where a
    section says the same sentence again, each `occurrence`, from 1, needs a reason of its own. A row of before sentences were
    kept has none and holds for nothing."""

    section = models.ForeignKey(
        PaperSection, on_delete=models.PROTECT, related_name="reasons", null=True
    )
    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, related_name="title_reasons", null=True
    )
    claim = models.TextField()
    sentence = models.TextField(blank=True)
    occurrence = models.PositiveSmallIntegerField(default=1)
    expected = models.TextField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    redactable = ("claim", "sentence", "expected", "reason")
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(section__isnull=True) ^ Q(paper__isnull=True),
                name="reason_is_for_a_section_or_a_title",
            )
        ]


class Presence(WorkingModel):
    """Who has a section open to write, and until when that may be believed."""

    section = models.ForeignKey(PaperSection, on_delete=models.CASCADE, related_name="presences")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["section", "by"], name="one_presence_a_person")
        ]
