"""Counting from one day to another: working days of England, calendar days, months. Pure: no rows, no clock.

The day from which it is counted is not counted itself.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from actions.choices import DeadlineUnit
from actions.errors import Refused
from actions.text import say_day
from actions.working_days import (
    FIRST_DAY,
    LAST_DAY,
    ONE_DAY,
    SATURDAY,
    bank_holiday,
    is_working_day,
)

COUNT_LIMIT = 9_999
"""More days or months than anybody counts; the calendar ends before them anyway."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A bank holiday that fell on what would have been a working day, and what it is called."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Counted:
    """The day that a count leads to, and the bank holidays that it left out on the way, oldest first."""

    due: date
    skipped: tuple[Skipped, ...] = ()


def count_working_days(start: date, days: int) -> Counted:
    """The day so many working days after the start.

    Weekends are not counted, nor bank holidays; those that fell on a weekend day are not named, as they took
    nothing away. Raises Refused where the number or a day lies outside what can be counted.
    """
    _check(start, days, "working days")
    day, left = start, days
    skipped = []
    while left:
        day += ONE_DAY
        _check_due(day)
        if is_working_day(day):
            left -= 1
        elif day.weekday() < SATURDAY:
            skipped.append(Skipped(day, bank_holiday(day)))
    return Counted(day, tuple(skipped))


def count_calendar_days(start: date, days: int) -> Counted:
    """The day so many days after the start, whatever day of the week it is. Raises Refused likewise."""
    _check(start, days, "days")
    due = start + timedelta(days=days)
    _check_due(due)
    return Counted(due)


def count_months(start: date, months: int) -> Counted:
    """The same day so many months later, whatever day of the week it is. Raises Refused likewise.

    The last day of a month leads to the last day of a month; a day that the later month has not got leads to
    its last one.
    """
    _check(start, months, "months")
    index = start.year * 12 + start.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if year > LAST_DAY.year:
        raise Refused(_beyond(), field="count")
    last = monthrange(year, month)[1]
    was_last = start.day == monthrange(start.year, start.month)[1]
    return Counted(date(year, month, last if was_last else min(start.day, last)))


_COUNTS: Mapping[DeadlineUnit, Callable[[date, int], Counted]] = {
    DeadlineUnit.WORKING_DAYS: count_working_days,
    DeadlineUnit.CALENDAR_DAYS: count_calendar_days,
    DeadlineUnit.MONTHS: count_months,
}


def count_on(start: date, number: int, unit: DeadlineUnit) -> Counted:
    """The day so many of the unit after the start. Raises Refused likewise."""
    return _COUNTS[unit](start, number)


def day_with_left(day: date, working_days: int) -> date:
    """The first day on which no more than so many working days are left until the day."""
    left = working_days
    while left:
        left -= is_working_day(day)
        day -= ONE_DAY
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def _check(start: date, number: int, what: str) -> None:
    if not 1 <= number <= COUNT_LIMIT:
        raise Refused(f"The number of {what} must be between 1 and {COUNT_LIMIT:,}.", field="count")
    if not FIRST_DAY <= start <= LAST_DAY:
        raise Refused(
            f"The day counted from must lie between {say_day(FIRST_DAY)} and {say_day(LAST_DAY)}: "
            "the calendar of bank holidays ends there.",
            field="basis_on",
        )


def _check_due(due: date) -> None:
    if due > LAST_DAY:
        raise Refused(_beyond(), field="count")


def _beyond() -> str:
    return (
        f"That leads beyond {say_day(LAST_DAY)}, where the calendar of bank holidays ends. "
        "Give a smaller number or an earlier day."
    )
