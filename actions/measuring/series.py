"""Which readings and marks count on a day, and which readings may be set beside one another.

Of several readings for the same period, equally cumulative or not, a final one counts before a provisional one,
and one that was known later before one known earlier. Readings of different lengths (a month, a year), and
cumulative ones beside others, are different series: they are never joined, and no change is said between them.
"""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from actions.choices import Bound, MarkKind, MeasureFrequency
from actions.measuring.figures import MarkValue, ReadingValue
from actions.text import say_day

TERM = range(45, 131)
"""How many days a school term may have: terms differ in length and are comparable all the same."""
LENGTHS = {
    MeasureFrequency.WEEKLY: "week",
    MeasureFrequency.MONTHLY: "month",
    MeasureFrequency.QUARTERLY: "quarter",
    MeasureFrequency.TERMLY: "term",
    MeasureFrequency.YEARLY: "year",
}
"""The length of the periods of a measure that is read so often."""
_MONTHS = {1: "month", 3: "quarter", 12: "year"}
_EXACTNESS = {Bound.EXACT: 0, Bound.ABOUT: 1, Bound.ABOVE: 2, Bound.BELOW: 2}


@dataclass(frozen=True, slots=True)
class Series:
    """Readings that belong on one line, in order of period, and what they have in common in words."""

    label: str
    is_cumulative: bool
    readings: tuple[ReadingValue, ...]


def which_count(readings: Iterable[ReadingValue]) -> tuple[ReadingValue, ...]:
    """One reading for each period and cumulativeness, in order of period.

    Takes the standing readings in the order in which they became known.
    """
    found: dict[tuple[date | None, date, bool], ReadingValue] = {}
    for each in readings:
        key = (each.period_start, each.period_end, each.is_cumulative)
        other = found.get(key)
        if other is None or other.is_provisional or not each.is_provisional:
            found[key] = each
    return tuple(sorted(found.values(), key=_by_period))


def _by_period(reading: ReadingValue) -> tuple[date, date, bool]:
    return reading.period_end, reading.period_start or reading.period_end, reading.is_cumulative


@lru_cache(maxsize=8192)
def length(start: date | None, end: date, frequency: MeasureFrequency | str) -> str:
    """How long a period is, in words that are the same for periods that may be compared: `month`, `year`,
    `8 months`, `10 days`; `day` for a reading as at a day."""
    if start is None:
        return "day"
    days = (end - start).days + 1
    if frequency == MeasureFrequency.TERMLY and days in TERM:
        return "term"
    months = _whole_months(start, end)
    if months:
        return _MONTHS.get(months, f"{months} months")
    return {1: "day", 7: "week"}.get(days, f"{days} days")


def _whole_months(start: date, end: date) -> int:
    """How many whole months from the first to the last day, both counted; 0 where they are not whole."""
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    last = calendar.monthrange(after.year, after.month)[1]
    return months if after.day == min(start.day, last) else 0


def are_comparable(
    one: ReadingValue, other: ReadingValue, frequency: MeasureFrequency | str
) -> bool:
    """Whether a change may be said between them: periods equally long and both cumulative or neither.

    Cumulative ones must also begin on the same day of the year, so that January to August is compared with
    January to August.
    """
    if one.is_cumulative != other.is_cumulative or _length(one, frequency) != _length(
        other, frequency
    ):
        return False
    return not one.is_cumulative or _day_of_year(one) == _day_of_year(other)


def _length(reading: ReadingValue, frequency: MeasureFrequency | str) -> str:
    return length(reading.period_start, reading.period_end, frequency)


def _day_of_year(reading: ReadingValue) -> tuple[int, int]:
    first = reading.period_start or reading.period_end
    return first.month, first.day


def series_of(
    readings: Sequence[ReadingValue], frequency: MeasureFrequency | str
) -> tuple[Series, ...]:
    """The readings by what may be drawn as one line: the same length of period, or cumulative from the same day.

    The series with the most readings first.
    """
    found: dict[tuple[str, date | None], list[ReadingValue]] = {}
    for each in readings:
        key = (
            ("", each.period_start or each.period_end)
            if each.is_cumulative
            else (_length(each, frequency), None)
        )
        found.setdefault(key, []).append(each)
    series = [
        Series(_label(kind, since), since is not None, tuple(each))
        for (kind, since), each in found.items()
    ]
    return tuple(sorted(series, key=lambda each: (-len(each.readings), each.label)))


def _label(kind: str, since: date | None) -> str:
    if since is not None:
        return f"Cumulative from {say_day(since)}"
    if kind == "day":
        return "As at a day"
    return f"Each {kind}" if " " not in kind else f"Periods of {kind}"


def latest(
    readings: Sequence[ReadingValue], frequency: MeasureFrequency | str
) -> ReadingValue | None:
    """The reading whose period ends last. Of several that end on one day the one known exactly, then the one as
    long as the measure's frequency says, then the one over the longest period."""
    if not readings:
        return None
    end = max(each.period_end for each in readings)
    wanted = LENGTHS.get(MeasureFrequency(frequency), "")

    def rank(reading: ReadingValue) -> tuple[int, bool, date, bool]:
        is_expected = _length(reading, frequency) == wanted and not reading.is_cumulative
        first = reading.period_start or reading.period_end
        return _EXACTNESS[reading.bound], not is_expected, first, reading.is_cumulative

    return min((each for each in readings if each.period_end == end), key=rank)


def before(
    readings: Sequence[ReadingValue], reading: ReadingValue, frequency: MeasureFrequency | str
) -> ReadingValue | None:
    """The last reading before it that is comparable with it."""
    earlier = [
        each
        for each in readings
        if each.period_end < reading.period_end and are_comparable(each, reading, frequency)
    ]
    return max(earlier, key=_by_period, default=None)


def marks_in_force(marks: Iterable[MarkValue], *kinds: MarkKind) -> tuple[MarkValue, ...]:
    """Of each kind and period the mark known last, in order of kind and period.

    Takes standing marks in the order in which they became known.
    """
    found: dict[tuple[MarkKind, date], MarkValue] = {}
    for each in marks:
        if each.kind in kinds:
            found[each.kind, each.period_end] = each
    return tuple(sorted(found.values(), key=lambda mark: (kinds.index(mark.kind), mark.period_end)))
