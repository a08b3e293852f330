"""Which readings are missing between two of a series: there a line breaks, and the two are no neighbours.

The rule: readings are expected as often as the measure's frequency says, or as long as their own period is where
that is longer. Between two readings as many are missing as fit between the ends of their periods, less one. Of
readings as at a day one is missing only where a whole month (quarter, year) of the calendar has none: one on the
first of January and one on the last of February are neighbours. Where a measure is read at no fixed times, nothing
is missing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from actions.choices import MeasureFrequency
from actions.measuring.figures import ReadingValue
from actions.measuring.periods import say_period

YEAR = Fraction(1461, 4)
"""Days of a year, leap years counted in."""
STEPS = {
    MeasureFrequency.WEEKLY: Fraction(7),
    MeasureFrequency.MONTHLY: YEAR / 12,
    MeasureFrequency.QUARTERLY: YEAR / 4,
    MeasureFrequency.TERMLY: YEAR / 3,
    MeasureFrequency.YEARLY: YEAR,
}
"""Days from the end of one period to that of the next, on average."""
_MONTHS = {
    MeasureFrequency.MONTHLY: 1,
    MeasureFrequency.QUARTERLY: 3,
    MeasureFrequency.YEARLY: 12,
}
LONGER = Fraction(5, 4)
"""A reading's own period counts as its step where it is so many times as long as the measure's."""


@dataclass(frozen=True, slots=True)
class Gap:
    """That `count` readings are missing after one and before the other."""

    after: ReadingValue
    before: ReadingValue
    count: int

    @property
    def said(self) -> str:
        """The time without a reading: `June – September 2024`, or between which two readings it lies."""
        if self.before.period_start is not None:
            first = self.after.period_end + timedelta(days=1)
            last = self.before.period_start - timedelta(days=1)
            if first <= last:
                return say_period(first, last)
        return f"between {self.after.printed} and {self.before.printed}"


def missing(one: ReadingValue, other: ReadingValue, frequency: MeasureFrequency | str) -> int:
    """How many readings are missing between the two, the other being the later one."""
    frequency = MeasureFrequency(frequency)
    step = STEPS.get(frequency)
    if step is None:
        return 0
    apart = (other.period_end - one.period_end).days
    if other.period_start is None:
        steps = round(apart / step)
        months = _MONTHS.get(frequency)
        if months:
            steps = min(steps, _place(other.period_end, months) - _place(one.period_end, months))
        return max(steps - 1, 0)
    own = (other.period_end - other.period_start).days + 1
    return max(round(apart / (Fraction(own) if own > step * LONGER else step)) - 1, 0)


def _place(day: date, months: int) -> int:
    """The month, quarter or year of the calendar that the day lies in, counted on from the first."""
    return (day.year * 12 + day.month - 1) // months


def gaps_in(
    readings: Sequence[ReadingValue], frequency: MeasureFrequency | str
) -> Iterator[tuple[int, Gap]]:
    """Where readings of one series, in order of period, have others missing before them: the place of each such
    reading, and what is missing. Cumulative readings come as they come."""
    for place, (one, other) in enumerate(pairwise(readings), start=1):
        if not other.is_cumulative and (count := missing(one, other, frequency)):
            yield place, Gap(one, other, count)


def say_gaps(gaps: Sequence[Gap], most: int = 4) -> str:
    """For which times there is no reading; "" where there are no gaps."""
    said = [each.said for each in gaps[:most]]
    if not said:
        return ""
    more = len(gaps) - len(said)
    said += [f"{more} more time{'' if more == 1 else 's'}"] if more else []
    listed = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    return f"No reading {'' if listed.startswith('between') else 'for '}{listed}"
