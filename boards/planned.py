"""What a series of meetings would be, before it is scheduled: the page shows it, the service makes it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from actions.working_days import bank_holiday, papers_due
from boards.choices import MeetingState
from boards.models import Board, MeetingChange
from boards.series import dates


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A day of a series. `left_out` says why no meeting is made of it, empty where one is."""

    held_on: date
    as_at: date
    papers_due: date
    bank_holiday: str
    left_out: str


def planned_series(board: Board, first: date, last: date) -> tuple[PlannedMeeting, ...]:
    """The days of the board's series between the days, both included.

    Days are left out on which it has a meeting already, be it cancelled, or had one that was moved; so a
    series may be drawn again over days that were dealt with one by one. Two queries.
    """
    meetings = board.meetings.values_list("held_on", "as_at", "state")
    taken = {held_on for held_on, _, _ in meetings}
    cut_offs = {as_at for _, as_at, state in meetings if state == MeetingState.SCHEDULED}
    moved = set(
        MeetingChange.objects.filter(meeting__board=board).values_list("from_day", flat=True)
    )
    days = dates(board.frequency, board.week_of_month, board.weekday, first, last)
    return tuple(_planned(board, day, taken, moved, cut_offs) for day in days)


def _planned(
    board: Board,
    day: date,
    taken: Collection[date],
    moved: Collection[date],
    cut_offs: Collection[date],
) -> PlannedMeeting:
    as_at = day - timedelta(days=board.cut_off_days)
    left_out = ""
    if day in taken:
        left_out = "There is a meeting on this day already, scheduled or cancelled."
    elif day in moved:
        left_out = "The meeting of this day was moved."
    elif as_at in cut_offs:
        left_out = "Another meeting is shown the plan as at the same day."
    elif board.is_closed(day):
        left_out = "The board meets no more on this day."
    due = papers_due(day, board.papers_working_days)
    return PlannedMeeting(day, as_at, due, bank_holiday(day), left_out)
