"""Risks, scored on the area's own matrix, their reviews, and what is done against them."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from actions.choices import DuePrecision, MitigationState, RiskAxis, RiskState, Tone
from actions.due_dates import DueDate
from actions.models.actions import Action
from actions.models.areas import Area, Post
from actions.models.entries import DatedEntry, DatedEntryQuerySet
from actions.models.plans import Plan
from wsoa.append_only import AppendOnlyModel, AppendOnlyQuerySet


class RiskMatrixQuerySet(models.QuerySet["RiskMatrix"]):
    """Finding matrices."""

    def with_risks(self) -> dict[int, int]:
        """Matrix's id -> how many risks are scored on it."""
        return dict(
            self.order_by("id").annotate(number=models.Count("risks")).values_list("id", "number")
        )


class RiskMatrix(models.Model):
    """How an area scores risks. A score is printed as the codes of both levels, likelihood first ("D3") unless
    `impact_first`; where `has_numbers`, as the number of its cell ("12")."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="risk_matrices")
    title = models.CharField(max_length=100)
    impact_first = models.BooleanField(default=False)
    has_numbers = models.BooleanField(default=False)

    history = HistoricalRecords()
    objects: ClassVar[RiskMatrixQuerySet] = RiskMatrixQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        verbose_name_plural = "risk matrices"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "title"], name="one_risk_matrix_a_title")
        ]

    def __str__(self) -> str:
        return self.title


class RiskLevel(models.Model):
    """One step of likelihood or of impact. `order` runs from 1, the least."""

    matrix = models.ForeignKey(RiskMatrix, on_delete=models.PROTECT, related_name="levels")
    axis = models.CharField(max_length=10, choices=RiskAxis)
    order = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=5)
    label = models.CharField(max_length=60)
    meaning = models.CharField(max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["axis", "order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["matrix", "axis", "order"], name="one_risk_level_a_place"
            ),
            models.UniqueConstraint(
                fields=["matrix", "axis", "code"], name="one_risk_level_a_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"


class RiskBand(models.Model):
    """How grave a score is, and what that asks for. `order` runs from 1, the lightest."""

    matrix = models.ForeignKey(RiskMatrix, on_delete=models.PROTECT, related_name="bands")
    order = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=5)
    label = models.CharField(max_length=60)
    meaning = models.CharField(max_length=300, blank=True)
    tone = models.CharField(max_length=10, choices=Tone)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matrix", "order"], name="one_risk_band_a_place"),
            models.UniqueConstraint(fields=["matrix", "code"], name="one_risk_band_a_code"),
        ]

    def __str__(self) -> str:
        return self.label


class RiskCell(models.Model):
    """A likelihood with an impact: its band, and its number where the matrix has numbers."""

    matrix = models.ForeignKey(RiskMatrix, on_delete=models.PROTECT, related_name="cells")
    likelihood = models.ForeignKey(RiskLevel, on_delete=models.PROTECT, related_name="+")
    impact = models.ForeignKey(RiskLevel, on_delete=models.PROTECT, related_name="+")
    band = models.ForeignKey(RiskBand, on_delete=models.PROTECT, related_name="cells")
    number = models.PositiveSmallIntegerField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["matrix", "likelihood", "impact"], name="one_risk_cell_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.likelihood.code}{self.impact.code}"


class Risk(models.Model):
    """Something that could go wrong. It belongs to the area and outlives the plans that name it (PlanRisk).
    How it is scored stands in its reviews."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="risks")
    matrix = models.ForeignKey(RiskMatrix, on_delete=models.PROTECT, related_name="risks")
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    cause = models.TextField(blank=True)
    effect = models.TextField(blank=True)
    owner = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="risks"
    )

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "reference"], name="one_risk_a_reference")
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class PlanRisk(models.Model):
    """That a risk is one to a plan, and its place in the plan's register."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="plan_risks")
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="plan_risks")
    order = models.PositiveSmallIntegerField()

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "risk"], name="a_risk_once_a_plan")
        ]

    def __str__(self) -> str:
        return str(self.risk)


class RiskReview(DatedEntry):
    """A risk as somebody judged it from the date: open or closed, its score now, the one it would have without
    mitigation (inherent) and the one aimed at (target). Each review says all three."""

    subject_field = "risk"

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="reviews")
    state = models.CharField(max_length=10, choices=RiskState, default=RiskState.OPEN)
    current = models.ForeignKey(RiskCell, on_delete=models.PROTECT, related_name="+")
    inherent = models.ForeignKey(
        RiskCell, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    target = models.ForeignKey(
        RiskCell, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    commentary = models.TextField(blank=True)
    next_review_on = models.DateField(null=True, blank=True)

    redactable = (*DatedEntry.redactable, "commentary")
    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]


class Mitigation(AppendOnlyModel):
    """Something done against a risk; it may be an action of a plan. What is said of it stands in its entries."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="mitigations")
    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, null=True, blank=True, related_name="mitigations"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class MitigationEntry(DatedEntry):
    """What a mitigation is, who sees to it, by when, and whether it is in place. An action of a plan brings its
    own title, owner and due date; then these are blank."""

    subject_field = "mitigation"

    mitigation = models.ForeignKey(Mitigation, on_delete=models.PROTECT, related_name="entries")
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=MitigationState)
    owner = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_precision = models.CharField(max_length=10, choices=DuePrecision, blank=True)
    due_end = models.DateField(null=True, blank=True)
    due_printed = models.CharField(max_length=60, blank=True)

    redactable = (*DatedEntry.redactable, "text", "due_printed")
    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(DatedEntry.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *DatedEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(due_precision__in=["", DuePrecision.ONGOING], due_end__isnull=True)
                | (~Q(due_precision__in=["", DuePrecision.ONGOING]) & Q(due_end__isnull=False)),
                name="mitigation_has_an_end_where_it_is_due",
            ),
        ]

    @property
    def due(self) -> DueDate | None:
        """By when; None where nobody has said."""
        if not self.due_precision:
            return None
        return DueDate(DuePrecision(self.due_precision), self.due_end, self.due_printed)
