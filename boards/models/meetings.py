"""Meetings and their agendas, and what was done to a meeting after it was announced."""

from datetime import datetime, time, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from actions.models import Post
from boards.choices import AttendanceState, ItemKind, MeetingChangeKind, MeetingState
from boards.models.boards import Board
from wsoa.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Meeting(models.Model):
    """One sitting of a board. It is shown every plan as at `as_at`, its cut-off; papers are due on
    `papers_due`. A board has no two meetings on one day, nor two with one cut-off, but for cancelled ones.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    starts_at = models.TimeField()
    minutes_long = models.PositiveSmallIntegerField(default=120)
    place = models.CharField(max_length=200, blank=True)
    as_at = models.DateField()
    papers_due = models.DateField()
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.SCHEDULED)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["held_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["board", "held_on"],
                condition=Q(state=MeetingState.SCHEDULED),
                name="one_meeting_a_day",
            ),
            models.UniqueConstraint(
                fields=["board", "as_at"],
                condition=Q(state=MeetingState.SCHEDULED),
                name="one_meeting_a_cut_off",
            ),
            models.CheckConstraint(
                condition=Q(as_at__lte=F("held_on"), papers_due__lte=F("held_on")),
                name="meeting_is_prepared_before_it_is_held",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}, {self.held_on.day} {self.held_on:%B %Y}"

    @property
    def ends_at(self) -> time:
        """The time of day at which it is to end; that of the next day where it goes on past midnight."""
        starts = datetime.combine(self.held_on, self.starts_at)
        return (starts + timedelta(minutes=self.minutes_long)).time()

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.state == MeetingState.CANCELLED


class MeetingChange(AppendOnlyModel):
    """That a meeting was moved, cancelled or put back. `to_day` is the day it is on from then."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=MeetingChangeKind)
    from_day = models.DateField()
    to_day = models.DateField()
    reason = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    redactable = ("reason",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class AgendaItem(models.Model):
    """An item of a meeting's agenda, in order. A pack keeps a copy of what was announced."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=ItemKind, default=ItemKind.OTHER)
    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    presenter = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "id"]

    def __str__(self) -> str:
        return self.title


class Attendance(AppendOnlyModel):
    """Whether a post was at a meeting; the newest row of a post counts. `note` names a deputy's post, or
    says why."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=AttendanceState)
    note = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    redactable = ("note",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]
