"""Who must see a paper before it is out, and what they did."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from actions.models import Post
from reports.choices import LinkOccasion, StepEvent, StepKind
from reports.models.papers import Paper
from wsoa.append_only import AppendOnlyModel, AppendOnlyQuerySet


class ClearanceStep(models.Model):
    """A post that the paper goes to. `due_on` is counted back in working days from despatch. Steps of the same `order`
    are asked at once, later ones after them."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="steps")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=StepKind, default=StepKind.CONSULTEE)
    role = models.CharField(max_length=200)
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_mandatory = models.BooleanField(default=False)
    due_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "id"]

    def __str__(self) -> str:
        return self.role


class ClearanceEvent(AppendOnlyModel):
    """Something that happened to a step on a day: the paper issued, comments returned, confirmed, or one of these taken back.

    `text_digest` is of the paper's whole text as it stood: a confirmation of other words no longer counts. `by` is None where
    the post answered by an emailed link. `figures` are those behind the words that were signed off, by their places in the text
    (reports/clearance/figures.py); empty for other events.
    """

    step = models.ForeignKey(ClearanceStep, on_delete=models.PROTECT, related_name="events")
    event = models.CharField(max_length=9, choices=StepEvent)
    happened_on = models.DateField()
    comments = models.TextField(blank=True)
    text_digest = models.CharField(max_length=64, blank=True)
    figures = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    redactable = ("comments",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class ClearanceLink(AppendOnlyModel):
    """A link by which a step's post answers. `digest` is of its secret word, which nobody keeps. `occasion` says why it was made:
    so a post is reminded once of a day."""

    step = models.ForeignKey(ClearanceStep, on_delete=models.PROTECT, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    occasion = models.CharField(max_length=6, choices=LinkOccasion, default=LinkOccasion.ISSUED)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]
