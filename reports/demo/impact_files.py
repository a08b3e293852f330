"""Reads an area's impact.toml: what an inspection found, statutory dates, measures, risks, voices and strategies.

A day is written as such or, in the area that lives in the present, counted from the day of loading in months:
`{ month = -3 }` is the last day of the month three before, `{ month = -3, day = 5 }` its fifth. A period is said in
the file's words, or where it gives none in those that are usual for its days.
"""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from actions.measuring.periods import say_period
from reports.demo.files import DATA, read_toml
from reports.demo.months import first_of_month, month_end

Raw = dict[str, Any]

NAME = "impact.toml"
KNOWN_AFTER = 12
"""Days from the end of a month until its figure is known."""


@dataclass(frozen=True, slots=True)
class ImpactSpecification:
    """What the file says, its days being given; each part as tables that the services' arguments are made from."""

    inspection: Raw = field(default_factory=dict)
    strengths: tuple[str, ...] = ()
    weaknesses: tuple[Raw, ...] = ()
    deadlines: tuple[Raw, ...] = ()
    events: tuple[Raw, ...] = ()
    measures: tuple[Raw, ...] = ()
    matrix: str = ""
    risks: tuple[Raw, ...] = ()
    thresholds: tuple[Raw, ...] = ()
    voices: tuple[Raw, ...] = ()
    strategies: tuple[Raw, ...] = ()


def read_impact(slug: str, today: date | None = None) -> ImpactSpecification:
    """The area's file; nothing where it has none. `today` is needed where days are counted from it, and what would
    fall on that day or after it is left out."""
    if not (DATA / slug / NAME).exists():
        return ImpactSpecification()
    raw = read_toml(slug, NAME)
    if today is not None:
        raw = _dated(raw, today)
    lists: Raw = {
        name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()
    }
    return ImpactSpecification(**lists)


def readings_of(measure: Raw, today: date | None) -> Iterator[Raw]:
    """The measure's readings: those written out, then those of its run of months, as far as they are known."""
    for reading in measure.get("readings", ()):
        yield dict(reading)
    run = measure.get("run")
    if run is None:
        return
    for number, value in enumerate(run["values"]):
        first = first_of_month(run["first"], number)
        last = date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
        known = last + timedelta(days=KNOWN_AFTER)
        if today is not None and known >= today:
            return
        yield {
            "value": value,
            "start": first,
            "end": last,
            "known": known,
        }


def words_of(given: Raw) -> str:
    """The words of a reading's or mark's period."""
    return str(given.get("printed") or say_period(given.get("start"), given["end"]))


def _dated(value: Any, today: date) -> Any:
    """The value with every day that is counted in months put in its place."""
    if isinstance(value, Mapping):
        if "month" in value and value.keys() <= {"month", "day"}:
            month = value["month"]
            if "day" in value:
                return first_of_month(today, month) + timedelta(days=value["day"] - 1)
            return month_end(today, month)
        return {name: _dated(each, today) for name, each in value.items()}
    if isinstance(value, list):
        return [_dated(each, today) for each in value]
    return value
