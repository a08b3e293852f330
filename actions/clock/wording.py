"""How a count and what came of it are put in words."""

from collections.abc import Sequence
from datetime import date

from actions.choices import DeadlineUnit
from actions.clock.counting import Counted, Skipped
from actions.text import say_day
from actions.working_days import bank_holiday, is_working_day

_ONE = {
    DeadlineUnit.WORKING_DAYS: "working day",
    DeadlineUnit.CALENDAR_DAYS: "calendar day",
    DeadlineUnit.MONTHS: "month",
}


def say_number(number: int, unit: DeadlineUnit) -> str:
    """So many of the unit, such as 70 working days or 1 month."""
    return f"{number:,} {_ONE[unit]}{'' if number == 1 else 's'}"


def say_count(number: int, unit: DeadlineUnit, start: str, found: Counted) -> str:
    """How it was counted, as a sentence; `start` says from which day."""
    said = f"{say_number(number, unit)} after {start}"
    match unit:
        case DeadlineUnit.WORKING_DAYS:
            left_out = ["that day itself", "weekends", *_named(found.skipped)]
            return f"{said}; not counted: {', '.join(left_out)}."
        case DeadlineUnit.CALENDAR_DAYS:
            return f"{said}; that day itself is not counted, weekends and bank holidays are."
        case _:
            return f"{said}{_not_moved(found.due)}."


def _named(skipped: Sequence[Skipped]) -> list[str]:
    """Each day left out, with its year where that differs from the one before."""
    said, year = [], 0
    for each in skipped:
        day = f"{each.day:%A} {each.day.day} {each.day:%B}"
        said.append(f"{day}{f' {each.day.year}' if each.day.year != year else ''} ({each.name})")
        year = each.day.year
    return said


def _not_moved(due: date) -> str:
    """What is said of a day that months lead to where it is no working day."""
    if is_working_day(due):
        return ""
    what = bank_holiday(due) or f"a {due:%A}"
    return f". {say_day(due)} is {what}; months are not moved to a working day"


def say_about(first: date, last: date) -> str:
    """How far apart the days are, in years and months to the nearest month; blank where that is less than a year."""
    months = (last.year - first.year) * 12 + last.month - first.month
    months += round((last.day - first.day) / 31)
    years, rest = divmod(months, 12)
    if years < 1:
        return ""
    said = f"about {years} year{'' if years == 1 else 's'}"
    return f"{said} and {say_number(rest, DeadlineUnit.MONTHS)}" if rest else said


def say_left(
    *,
    day: date | None,
    today: date,
    met_on: date | None,
    left: int | None,
    late: int | None,
    is_window: bool,
    is_exact: bool = False,
) -> str:
    """How a deadline stands: how long there is, how late it is, or when it was met.

    A year or more is told in years and months; where `is_exact`, with the working days beside them.
    """
    if met_on is not None:
        if is_window:
            return f"Happened on {say_day(met_on)}"
        said = f"Met on {say_day(met_on)}"
        if day is None:
            return said
        if met_on <= day:
            return f"{said}, in time"
        return f"{said}, {_say_far(day, met_on, late, 'late', is_exact=is_exact)}"
    if day is None:
        return "The day cannot be counted yet"
    if left is None:
        said = _say_far(day, today, late, "late", is_exact=is_exact)
        return "From now on" if is_window else _capital(said)
    if day == today:
        return "From today" if is_window else "Today is the day"
    if not left:
        return "No working day left"
    return _capital(_say_far(today, day, left, "left", is_exact=is_exact))


def _say_far(first: date, last: date, number: int | None, word: str, *, is_exact: bool) -> str:
    """So far, and whether it is left or late; a weekend alone is no working day."""
    exact = say_number(number, DeadlineUnit.WORKING_DAYS) if number else "less than a working day"
    about = say_about(first, last)
    if not about:
        return f"{exact} {word}"
    return f"{about} {word} ({exact})" if is_exact else f"{about} {word}"


def _capital(said: str) -> str:
    return f"{said[0].upper()}{said[1:]}"
