"""Measures made in memory, for the tests of their rules."""

import calendar
from datetime import date
from decimal import Decimal
from typing import Any

from actions.choices import Bound, GoodDirection, MarkKind, MeasureFrequency, Unit
from actions.measuring.values import MarkValue, MeasureValue, ReadingValue

Number = int | float | str | Decimal


def month(number: int, year: int = 2020) -> tuple[date, date]:
    """The first and the last day of a month; 13 is January of the next year."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])


def reading(
    value: Number, start: date | None, end: date, printed: str = "", **given: Any
) -> ReadingValue:
    """A reading, exact, final and not cumulative where nothing else is given, known from the day it ends."""
    values: dict[str, Any] = {
        "id": 0,
        "value": Decimal(str(value)),
        "bound": Bound.EXACT,
        "period_start": start,
        "period_end": end,
        "printed": printed or f"{end:%B %Y}",
        "is_provisional": False,
        "is_cumulative": False,
        "note": "",
        "numerator": None,
        "denominator": None,
        "known_on": end,
    }
    return ReadingValue(**values | given)


def monthly(number: int, value: Number, **given: Any) -> ReadingValue:
    """The reading of a month of 2020, or of a later year from 13 on."""
    return reading(value, *month(number), **{"id": number, **given})


def yearly(year: int, value: Number, **given: Any) -> ReadingValue:
    """The reading of a year."""
    return reading(value, date(year, 1, 1), date(year, 12, 31), str(year), **given)


def mark(kind: MarkKind, value: Number, end: date, printed: str = "", **given: Any) -> MarkValue:
    """A mark, known from the beginning."""
    values: dict[str, Any] = {
        "kind": kind,
        "value": Decimal(str(value)),
        "upper": None,
        "period_start": None,
        "period_end": end,
        "printed": printed or f"{end:%B %Y}",
        "note": "",
        "known_on": date(2017, 1, 1),
    }
    return MarkValue(**values | given)


def baseline(value: Number, end: date, **given: Any) -> MarkValue:
    """A baseline."""
    return mark(MarkKind.BASELINE, value, end, **given)


def target(value: Number, end: date, **given: Any) -> MarkValue:
    """A target by a day."""
    return mark(MarkKind.TARGET, value, end, **given)


def measure(
    *readings: ReadingValue, marks: tuple[MarkValue, ...] = (), **given: Any
) -> MeasureValue:
    """A public measure in per cent, the higher the better, read every month, as at the end of September 2020."""
    values: dict[str, Any] = {
        "id": 1,
        "name": "Assessments completed in 20 weeks",
        "definition": "",
        "source": "",
        "unit": Unit.PERCENT,
        "decimals": 1,
        "direction": GoodDirection.UP,
        "frequency": MeasureFrequency.MONTHLY,
        "owner": "",
        "owner_id": None,
        "is_public": True,
        "suppress_below": 5,
        "retired_on": None,
        "as_at": date(2020, 9, 30),
        "marks": marks,
        "readings": readings,
    }
    return MeasureValue(**values | given)


def assessments() -> MeasureValue:
    """Buckinghamshire's assessments completed in 20 weeks, as its paper of 29 September 2020 prints them."""
    return measure(
        yearly(2017, "18.9"),
        yearly(2018, "32.7"),
        yearly(2019, 40),
        *(monthly(each, 75, bound=Bound.ABOVE) for each in (5, 6, 7, 8)),
        reading(
            65,
            date(2020, 1, 1),
            date(2020, 8, 31),
            "January to August 2020 (cumulative)",
            is_cumulative=True,
        ),
        marks=(mark(MarkKind.NATIONAL, 60, date(2019, 12, 31), "2019"),),
    )
