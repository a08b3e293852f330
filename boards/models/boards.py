"""Boards, who sits on them, and what is always on their agenda: set up by people, and changed by them."""

from datetime import date, time
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, OuterRef, Q
from simple_history.models import HistoricalRecords

from actions.models import Area, Plan, Post
from boards.choices import BoardFrequency, BoardKind, BoardRole, ItemKind


class Board(models.Model):
    """Who governs: a board, group, committee or monitoring body of an area.

    `terms` are its terms of reference. `reports_to` and `escalates_to` are the boards above it. It is shown
    figures as at `cut_off_days` before it meets (0: the day itself), and its papers are due
    `papers_working_days` working days before. `week_of_month` (1 to 4, or 5 for the last) and `weekday` (0 is
    Monday) say when a monthly or quarterly board meets. `closed_on` is the day from which it meets no more.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="boards")
    slug = models.SlugField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=24, choices=BoardKind)
    terms = models.TextField(blank=True)
    frequency = models.CharField(max_length=12, choices=BoardFrequency)
    week_of_month = models.PositiveSmallIntegerField(default=4)
    weekday = models.PositiveSmallIntegerField(default=3)
    starts_at = models.TimeField(default=time(14))
    minutes_long = models.PositiveSmallIntegerField(default=120)
    place = models.CharField(max_length=200, blank=True)
    cut_off_days = models.PositiveSmallIntegerField(default=0)
    papers_working_days = models.PositiveSmallIntegerField(default=5)
    reports_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reported_to_by"
    )
    escalates_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="escalated_to_by"
    )
    closed_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["title", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "slug"], name="one_board_a_slug"),
            models.CheckConstraint(
                condition=Q(week_of_month__gte=1, week_of_month__lte=5, weekday__lte=6),
                name="board_meets_on_a_day_of_the_week",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_closed(self, on: date) -> bool:
        """Whether it meets no more on the day."""
        return self.closed_on is not None and self.closed_on <= on


class BoardPlanQuerySet(models.QuerySet["BoardPlan"]):
    """Which plans a board watches."""

    def standing(self) -> Self:
        """Those that are watched now."""
        return self.filter(ended_on__isnull=True)

    def on(self, day: date | F | OuterRef) -> Self:
        """Those that were watched on the day, which may be a column."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day))


class BoardPlan(models.Model):
    """That a board watches a plan; `ended_on` is the last day on which it did, so that meetings before keep it."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="board_plans")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="board_plans")
    ended_on = models.DateField(null=True, blank=True)

    objects: ClassVar[BoardPlanQuerySet] = BoardPlanQuerySet.as_manager()  # type: ignore[assignment]
    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "plan"], name="one_plan_a_board_once")
        ]

    def __str__(self) -> str:
        return f"{self.board}, {self.plan}"


class BoardMember(models.Model):
    """A post's seat on a board, from a day to a day. A post may sit again later."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="members")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=12, choices=BoardRole, default=BoardRole.MEMBER)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="seat_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.post}, {self.get_role_display()}"


class StandingItem(models.Model):
    """An item of every agenda of a board, in order. New meetings begin with a copy."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="standing_items")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=ItemKind, default=ItemKind.OTHER)
    title = models.CharField(max_length=200)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "id"]

    def __str__(self) -> str:
        return self.title
