"""A plan's update cycles: when owners were asked, who was asked, and every reminder sent."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actions.choices import CycleFrequency, PlanStage, ReminderStage
from actions.models.areas import Post
from actions.models.plans import Plan
from wsoa.append_only import AppendOnlyModel, AppendOnlyQuerySet


class UpdateCycleQuerySet(AppendOnlyQuerySet["UpdateCycle"]):
    """Finding cycles."""

    def running(self, day: date) -> Self:
        """The cycles open on the day, of plans that still ask, each with its plan and area."""
        return (
            self.filter(
                Q(plan__ends_on__isnull=True) | Q(plan__ends_on__gte=day),
                opens_on__lte=day,
                closes_on__gte=day,
                plan__stage=PlanStage.DELIVERY,
            )
            .exclude(plan__cycle_frequency=CycleFrequency.NONE)
            .select_related("plan__area")
            .order_by("plan_id", "id")
        )


class UpdateCycle(AppendOnlyModel):
    """One round of asking. It is open from `opens_on` to `closes_on`, both included."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="cycles")
    title = models.CharField(max_length=60)
    opens_on = models.DateField()
    due_on = models.DateField()
    closes_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    redactable = ("title",)
    objects: ClassVar[UpdateCycleQuerySet] = UpdateCycleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "opens_on"], name="one_cycle_opens_a_day"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on")) & Q(closes_on__gte=F("due_on")),
                name="cycle_opens_then_is_due_then_closes",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class UpdateRequest(AppendOnlyModel):
    """One post asked in one cycle. The emailed link names this row and ends with `expires_at`."""

    cycle = models.ForeignKey(UpdateCycle, on_delete=models.PROTECT, related_name="requests")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cycle", "post"], name="a_post_is_asked_once_a_cycle")
        ]


class Reminder(AppendOnlyModel):
    """A message sent about a request, so that none is sent twice.

    `number` tells apart several of one stage: managers told, and reminders that a manager asked for.
    """

    request = models.ForeignKey(UpdateRequest, on_delete=models.PROTECT, related_name="reminders")
    stage = models.CharField(max_length=10, choices=ReminderStage)
    number = models.PositiveSmallIntegerField(default=1)
    address = models.EmailField(blank=True)
    at = models.DateTimeField()

    redactable = ("address",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["request", "stage", "number"], name="one_reminder_a_stage"
            )
        ]
