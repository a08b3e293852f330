"""Whether a reading may be held against a target, a baseline or what others have: is it for as long a time?

Percentages, days and scores are levels, and so is a number as at a day: they may. Counts and pounds over a period
are sums: a month's is not held against a year's. The rule for them:

- A target is for its own period. One by a day only is for as long as the baseline's period, else for as long as
  the measure's readings are by how often they come, else for as long as the reading.
- A baseline over a longer time than the target's own period leaves open whether that period is meant, or only the
  day on which it ends: nothing is held against such a target.
- A cumulative reading is held against a target for as long a time as it has come to cover, and never against one
  whose length follows from how often readings come.
- A benchmark is for its own period, and a baseline too.
"""

from datetime import date
from typing import Protocol

from actions.choices import MeasureFrequency, Unit
from actions.measuring.figures import MarkValue, ReadingValue
from actions.measuring.series import LENGTHS, length

SUMS = frozenset({Unit.COUNT, Unit.MONEY})
"""What adds up over time."""


class Period(Protocol):
    """Something that is for a period, or without a start as at a day."""

    @property
    def period_start(self) -> date | None:
        """Its first day."""

    @property
    def period_end(self) -> date:
        """Its last day."""


def is_sum(reading: ReadingValue, unit: Unit | str) -> bool:
    """Whether the reading adds up what happened over its period."""
    return unit in SUMS and reading.period_start is not None


def is_as_long(
    reading: ReadingValue, other: Period, unit: Unit | str, frequency: MeasureFrequency | str
) -> bool:
    """Whether the reading may be held against what is for the other period."""
    return not is_sum(reading, unit) or _length(reading, frequency) == _length(other, frequency)


def why_not(
    reading: ReadingValue,
    target: MarkValue,
    baseline: Period | None,
    unit: Unit | str,
    frequency: MeasureFrequency | str,
) -> str:
    """Why the reading may not be held against the target, as a sentence; "" where it may."""
    if not is_sum(reading, unit):
        return ""
    has_baseline = baseline is not None and baseline.period_start is not None
    own = _length(reading, frequency)
    if target.period_start is not None:
        wanted = _length(target, frequency)
        if baseline is not None and has_baseline and _days(baseline) > _days(target):
            longer = _length(baseline, frequency)
            if longer != wanted:
                return (
                    f"The baseline is for {_for(longer)} and the target for {_for(wanted)}, so it is not clear for"
                    " how long a time the target is."
                )
    elif baseline is not None and has_baseline:
        wanted = _length(baseline, frequency)
    else:
        wanted = LENGTHS.get(MeasureFrequency(frequency), own)
        if reading.is_cumulative:
            return (
                "The reading is cumulative, and the target does not say for how long a time it is."
            )
    if own == wanted:
        return ""
    what = "cumulative reading" if reading.is_cumulative else "reading"
    return f"The target is for {_for(wanted)} and the {what} is for {_for(own)}."


def _length(period: Period, frequency: MeasureFrequency | str) -> str:
    return length(period.period_start, period.period_end, frequency)


def _days(period: Period) -> int:
    return (period.period_end - (period.period_start or period.period_end)).days + 1


def _for(said: str) -> str:
    """The length with its article: `a month`, `8 months`."""
    return said if said[0].isdigit() else f"a {said}"
