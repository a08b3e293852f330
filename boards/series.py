"""The days on which a board meets, by how often it does. Pure: no rows, no clock.

A monthly board meets on the nth (or last) weekday of each month. A six-weekly one meets every 42 days, counted
from the first such weekday. A quarterly one meets in every third month, counted from the month of its first
meeting. A termly one meets once in each term of an English school year: in November for the autumn term, in
March for the spring term and in June for the summer term, months that lie between the usual half-term and
end-of-term holidays. Councils set their own terms, so a day that falls in a holiday is moved by hand. A board
whose days are set by hand has no series.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from boards.choices import BoardFrequency

LAST_WEEK = 5
"""The week of the month that means the last one."""

TERM_MONTHS = (3, 6, 11)
"""The month of each school term in which a termly board meets: spring, summer, autumn."""

SIX_WEEKS = timedelta(weeks=6)


def weekday_of_month(year: int, month: int, week: int, weekday: int) -> date:
    """The nth weekday of the month; the last where `week` is 5. `weekday` 0 is Monday."""
    first_weekday, length = monthrange(year, month)
    first = 1 + (weekday - first_weekday) % 7
    if week >= LAST_WEEK:
        return date(year, month, first + 7 * ((length - first) // 7))
    return date(year, month, first + 7 * (week - 1))


def dates(
    frequency: str, week_of_month: int, weekday: int, first: date, last: date
) -> tuple[date, ...]:
    """The days of a series from `first` to `last`, both included, in order; none for one set by hand."""
    match frequency:
        case BoardFrequency.MONTHLY:
            return tuple(_in_months(week_of_month, weekday, first, last))
        case BoardFrequency.QUARTERLY:
            return tuple(_in_months(week_of_month, weekday, first, last))[::3]
        case BoardFrequency.TERMLY:
            found = _in_months(week_of_month, weekday, first, last)
            return tuple(each for each in found if each.month in TERM_MONTHS)
        case BoardFrequency.SIX_WEEKLY:
            return tuple(_every_six_weeks(weekday, first, last))
    return ()


def _in_months(week: int, weekday: int, first: date, last: date) -> Iterator[date]:
    """The weekday of each month between the days."""
    for count in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        each = weekday_of_month(count // 12, count % 12 + 1, week, weekday)
        if first <= each <= last:
            yield each


def _every_six_weeks(weekday: int, first: date, last: date) -> Iterator[date]:
    """The first such weekday, and every 42nd day after it."""
    ahead = (weekday - first.weekday()) % 7
    for count in range(((last - first).days - ahead) // SIX_WEEKS.days + 1):
        yield first + timedelta(days=ahead) + count * SIX_WEEKS
