"""Working days in England: Monday to Friday, bank holidays left out. Pure: no rows, no clock."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

import holidays

ONE_DAY = timedelta(days=1)
SATURDAY = 5
FIRST_DAY, LAST_DAY = date(1978, 1, 1), date(2100, 12, 31)
"""From when England has had its bank holidays of today, and to when the library works them out. A holiday that
will be proclaimed for one occasion is known once the library is brought up to date."""

_IN_ENGLAND = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
}
_INSTEAD = "(observed)"


@cache
def _bank_holidays(year: int) -> Mapping[date, str]:
    """The bank holidays of a year in England, with what each is called there."""
    found = holidays.country_holidays("GB", subdiv="ENG", years=year)
    return {
        day: _IN_ENGLAND.get(name, name.replace(_INSTEAD, "(substitute day)"))
        for day, name in found.items()
    }


def bank_holiday(day: date) -> str:
    """What the day is called where it is a bank holiday in England, else empty."""
    return _bank_holidays(day.year).get(day, "")


def is_working_day(day: date) -> bool:
    """Whether offices in England work on it."""
    return day.weekday() < SATURDAY and not bank_holiday(day)


def papers_due(held_on: date, working_days: int) -> date:
    """The day that lies so many working days before a meeting; 0 is the day of the meeting itself."""
    day = held_on
    for _ in range(working_days):
        day -= ONE_DAY
        while not is_working_day(day):
            day -= ONE_DAY
    return day


def working_days_until(today: date, day: date) -> int:
    """How many working days come after today up to and including the day; 0 where it is today or past."""
    ahead = (day - today).days
    if ahead <= 0:
        return 0
    weeks, more = divmod(ahead, 7)
    weekdays = weeks * SATURDAY + sum(
        (today.weekday() + count) % 7 < SATURDAY for count in range(1, more + 1)
    )
    holidays_between = (
        today < each <= day and each.weekday() < SATURDAY
        for year in range(today.year, day.year + 1)
        for each in _bank_holidays(year)
    )
    return weekdays - sum(holidays_between)
