"""Plans and the three ways of arranging a plan's actions: themes, workstreams, report groups."""

from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from actions.choices import CycleFrequency, PlanKind, PlanStage
from actions.models.areas import Area, Post
from wsoa.capabilities import Capability, Role, role_can
from wsoa.models import User


class PlanQuerySet(models.QuerySet["Plan"]):
    """Which plans a person sees."""

    def for_page(self, user: User, *, area: str, plan: str) -> Self:
        """The one plan at an address, with its area, its scheme, the plans before and after it and the
        person's role in the area (`viewer_role`), if the person sees it."""
        return (
            self.filter(area__memberships__user=user, area__slug=area, slug=plan)
            .annotate(viewer_role=F("area__memberships__role"))
            .select_related("area", "rating_scheme", "succeeds", "succeeded_by")
        )

    def for_my_work(self, user: User) -> Self:
        """The plans, with their areas, that may ask something of the person: not closed, in areas where
        their role updates actions, and of which a post that they hold owns or has owned an action."""
        roles = [role for role in Role if role_can(role, Capability.UPDATE_OWN_ACTION)]
        return (
            self.filter(area__memberships__user=user, area__memberships__role__in=roles)
            .exclude(stage=PlanStage.CLOSED)
            .filter(actions__actionownerships__owners__post__holder=user)
            .select_related("area")
            .order_by("area__name", "starts_on", "id")
            .distinct()
        )


class Plan(models.Model):
    """A Written Statement of Action or a plan like it.

    `inspection` is the one that it answers, if there was one; `succeeds` the plan whose place it takes.

    No entry of the history of its actions may be effective before `starts_on`; the steps of its own life, such as
    its submission, may. `reported_as_at` is the as-at date of
    the figures last published; pages offer it beside today. `revision` is replaced by every write to
    the plan, so that what was read under one revision is known to be current or not.

    `updates_need_acceptance`, `completions_need_acceptance` and `dates_need_agreement` let what is
    recorded wait for a decision first (design rule 5). An open action is stale when nothing was said
    of it for more than `stale_after_days`. An update cycle opens on day `cycle_opens_day` of a month
    (1 to 28), answers are due `cycle_due_after_days` later, and it closes `cycle_closes_after_days`
    after it opened.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="plans")
    slug = models.SlugField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=PlanKind)
    stage = models.CharField(max_length=20, choices=PlanStage)
    summary = models.TextField(blank=True)
    inspection = models.ForeignKey(
        "actions.Inspection",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
    )
    succeeds = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="succeeded_by"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reported_as_at = models.DateField(null=True, blank=True)
    revision = models.UUIDField(default=uuid4, editable=False)
    updates_need_acceptance = models.BooleanField(default=False)
    completions_need_acceptance = models.BooleanField(default=False)
    completions_need_evidence = models.BooleanField(default=False)
    dates_need_agreement = models.BooleanField(default=False)
    stale_after_days = models.PositiveSmallIntegerField(default=35)
    cycle_frequency = models.CharField(
        max_length=10, choices=CycleFrequency, default=CycleFrequency.MONTHLY
    )
    cycle_opens_day = models.PositiveSmallIntegerField(default=20)
    cycle_due_after_days = models.PositiveSmallIntegerField(default=7)
    cycle_closes_after_days = models.PositiveSmallIntegerField(default=14)

    viewer_role: str  # annotated by PlanQuerySet.for_page

    history = HistoricalRecords(excluded_fields=["revision"])
    objects: ClassVar[PlanQuerySet] = PlanQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "slug"], name="one_plan_a_slug"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="plan_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(cycle_opens_day__gte=1, cycle_opens_day__lte=28),
                name="cycle_opens_on_a_day_every_month_has",
            ),
            models.CheckConstraint(
                condition=Q(cycle_due_after_days__gte=1)
                & Q(cycle_closes_after_days__gte=F("cycle_due_after_days")),
                name="cycle_closes_after_answers_are_due",
            ),
        ]

    @property
    def is_closed(self) -> bool:
        """Whether it takes nothing new and asks for nothing."""
        return self.stage == PlanStage.CLOSED

    def __str__(self) -> str:
        return self.title


class Theme(models.Model):
    """A part of a plan's own hierarchy, on one or two levels, with the outcome it is to bring about."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="themes")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    outcome = models.TextField(blank=True)
    lead = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="themes_led"
    )

    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "reference"], name="one_theme_a_reference")
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class Workstream(models.Model):
    """Who leads the work, across themes."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="workstreams")
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    lead = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="workstreams_led"
    )

    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "reference"], name="one_workstream_a_reference")
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class ReportGroup(models.Model):
    """How a paper groups actions for its reader, across themes. In the order they were added."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="report_groups")
    title = models.CharField(max_length=200)

    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "title"], name="one_report_group_a_title")
        ]

    def __str__(self) -> str:
        return self.title
