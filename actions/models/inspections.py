"""Inspections, what they found, the documents they left and what a revisit judged."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from actions.choices import Consequence, DocumentKind, Framework, Verdict, WeaknessKind
from actions.models.areas import Area, Organisation, Post
from actions.models.entries import DatedEntry, DatedEntryQuerySet
from wsoa.append_only import TOMBSTONE, AppendOnlyModel, AppendOnlyQuerySet


class Inspection(models.Model):
    """A joint inspection by Ofsted and the CQC. `revisits` is the one that it follows up.

    `began_on` and `ended_on` are the inspectors' days in the area; the letter (or report) has a date, the day
    the area received it and the day it was published. Any of these may be unknown.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="inspections")
    framework = models.CharField(max_length=20, choices=Framework)
    began_on = models.DateField()
    ended_on = models.DateField()
    letter_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    letter_url = models.URLField(max_length=1000, blank=True)
    summary = models.TextField(blank=True)
    revisits = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="revisited_by"
    )

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["began_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("began_on")), name="inspection_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["area", "framework", "began_on"], name="one_inspection_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_framework_display()}, {self.began_on:%B %Y}"

    @property
    def known_on(self) -> date:
        """The day from which the area knows what was found: the first of its letter's, else the inspectors' last."""
        letter = (self.letter_on, self.received_on, self.published_on)
        return min((day for day in letter if day), default=self.ended_on)


class AccountableBody(models.Model):
    """A partner that the inspection holds to account, in the order they are named."""

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="accountable_bodies"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["inspection", "organisation"], name="accountable_once_an_inspection"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Weakness(models.Model):
    """A numbered weakness, or priority action area, that an inspection found.

    `words` are the letter's; `title` is the area's own short form. `lead` answers for it as a whole.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="weaknesses")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(
        max_length=24, choices=WeaknessKind, default=WeaknessKind.SIGNIFICANT_WEAKNESS
    )
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    lead = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="weaknesses_led"
    )

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        verbose_name_plural = "weaknesses"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["inspection", "number"], name="one_weakness_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Strength(models.Model):
    """Something that the inspectors found done well."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="strengths")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "id"]

    def __str__(self) -> str:
        return self.text


class InspectionDocument(AppendOnlyModel):
    """The letter, or another document of an inspection, as a file. Stored like evidence: outside the web root
    under `stored_name`, a random word."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=10, choices=DocumentKind)
    title = models.CharField(max_length=200)
    stored_name = models.CharField(max_length=80)
    original_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    redactable = ("title", "original_name", "sha256")
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.title

    @property
    def is_removed(self) -> bool:
        """Whether the file held personal data and is destroyed."""
        return self.original_name == TOMBSTONE


class DocumentWithdrawal(AppendOnlyModel):
    """That a document was put there by mistake, and why. The file stays unless redacted."""

    document = models.OneToOneField(
        InspectionDocument, on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    redactable = ("reason",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class RevisitJudgement(DatedEntry):
    """What a revisit judged of one weakness of the inspection that it follows up, in its words."""

    subject_field = "weakness"

    revisit = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="judgements")
    weakness = models.ForeignKey(Weakness, on_delete=models.PROTECT, related_name="judgements")
    verdict = models.CharField(max_length=14, choices=Verdict)
    words = models.TextField(blank=True)

    redactable = (*DatedEntry.redactable, "words")
    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]


class RevisitConsequence(DatedEntry):
    """What followed from a revisit as a whole: a decision of DfE and NHS England, not a sum of verdicts."""

    subject_field = "revisit"

    revisit = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="consequences")
    consequence = models.CharField(max_length=20, choices=Consequence)
    words = models.TextField(blank=True)

    redactable = (*DatedEntry.redactable, "words")
    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]
