"""The forward plan: what each board is owed, since when, and what answered it. Append-only."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from actions.choices import DuePrecision
from actions.due_dates import DueDate
from actions.models import Plan
from boards.choices import RequestState
from boards.models.boards import Board
from boards.models.meetings import Meeting
from boards.models.records import Decision, MeetingRecord
from wsoa.append_only import AppendOnlyQuerySet


class Request(MeetingRecord):
    """Something a board is owed by a date: an update, a paper, a regular report.

    `asked_at` and `decision` say where it comes from; `source` does so in words where neither does.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="requests")
    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(max_length=300)
    asked_at = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="requests_made"
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="requests"
    )
    source = models.CharField(max_length=300, blank=True)

    redactable = ("title", "source")
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class RequestEntry(MeetingRecord):
    """When a request is due, and whether it was answered: by which paper, to which meeting. The newest counts."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="entries")
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.OWED)
    due_precision = models.CharField(max_length=10, choices=DuePrecision)
    due_end = models.DateField(null=True, blank=True)
    due_printed = models.CharField(max_length=60)
    answered_on = models.DateField(null=True, blank=True)
    answered_at = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="requests_answered"
    )
    paper = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    redactable = ("paper", "note", "due_printed")
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state=RequestState.ANSWERED, answered_on__isnull=False)
                | (~Q(state=RequestState.ANSWERED) & Q(answered_on__isnull=True)),
                name="answered_request_has_a_day",
            )
        ]

    @property
    def due(self) -> DueDate:
        """When it is due."""
        return DueDate(DuePrecision(self.due_precision), self.due_end, self.due_printed)
