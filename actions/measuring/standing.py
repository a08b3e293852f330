"""How a measure stands against its target and the way to it.

The rule: the target that counts is the next one due on or after the day on which the latest reading ends, else
the last one. A reading as good as the target has reached it. Otherwise the trajectory is the straight line from
the baseline, at the end of its period, to the target, at its date: a reading as good as the line on the day
on which it ends is on trajectory. A reading that ends after the target's date and is not as good has missed it.
A reading of which only a bound is known is judged where the bound decides. Without a baseline, or with one for a
longer or shorter time, the first reading comparable with the latest stands in for it.

Once the target's date has passed, a reading from before it says nothing of how it was then: unless that reading had
reached the target, it is not known how the measure stood, and neither on nor off the way is said of it.

Counts and pounds over a period are judged only against a target for as long a time (measuring/beside.py says how
long a target is for). Where it is not, there is no line and the standing is that they cannot be compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from actions.choices import GoodDirection, MeasureFrequency
from actions.measuring.figures import MarkValue, ReadingValue, Standing

REACHED = Standing("T", "Target reached", "green", "As good as the target, or better.")
ON = Standing(
    "O",
    "On trajectory",
    "teal",
    "Not at the target yet, but as good as the straight line from the baseline to it.",
)
OFF = Standing(
    "F", "Off trajectory", "amber", "Behind the straight line from the baseline to the target."
)
MISSED = Standing("M", "Target missed", "red", "The target's date has come without reaching it.")
SHORT = Standing(
    "S",
    "Short of target",
    "yellow",
    "Not at the target yet, and there is no baseline from which to draw the line to it.",
)
UNDECIDED = Standing(
    "U", "Not decided", "grey", "Only a bound of the reading is known, and it does not decide."
)
UNKNOWN_THEN = Standing(
    "K",
    "Not known at target date",
    "grey",
    "The target's date has passed, and there is no reading from then or later.",
)
INCOMPARABLE = Standing(
    "C",
    "Not comparable",
    "grey",
    "The reading counts up a longer or shorter time than the target is for, so that neither says anything of the other.",
)
NO_TARGET = Standing("N", "No target", "grey", "There is a reading, but no target to hold it to.")
NO_READING = Standing("–", "No reading", "white", "Nothing has been recorded yet.")

STANDINGS = (
    *(REACHED, ON, OFF, MISSED, SHORT, UNDECIDED, UNKNOWN_THEN, INCOMPARABLE, NO_TARGET),
    NO_READING,
)
"""All that there are, the best first."""

PERIOD_DAYS = {
    MeasureFrequency.WEEKLY: 7,
    MeasureFrequency.MONTHLY: 31,
    MeasureFrequency.QUARTERLY: 92,
    MeasureFrequency.TERMLY: 122,
    MeasureFrequency.YEARLY: 366,
}
"""How long a period is at most, by how often a reading is expected; terms are a third of a year."""
PERIODS_TO_WAIT = 2
"""A reading is too old where more than so many periods have passed since its own ended: one to be measured, one
to be published."""


@dataclass(frozen=True, slots=True)
class Trajectory:
    """The straight line to a target: from where on which day, to where by which day."""

    start_day: date
    start: Decimal
    end_day: date
    low: Decimal
    high: Decimal
    direction: GoodDirection

    @property
    def end(self) -> Decimal:
        """Where the line ends: at the target, or at the nearer edge of a range."""
        return min(max(self.start, self.low), self.high)

    def on(self, day: date) -> Decimal:
        """The value that the line has on the day; level before its start and after its end."""
        if day >= self.end_day:
            return self.end
        if day <= self.start_day:
            return self.start
        passed, days = (day - self.start_day).days, (self.end_day - self.start_day).days
        return self.start + (self.end - self.start) * passed / days


def target_that_counts(
    targets: Sequence[MarkValue], reading: ReadingValue | None
) -> MarkValue | None:
    """Of the targets in order of date the next one on or after the reading's end, else the last.

    Without a reading, the first.
    """
    if not targets:
        return None
    if reading is None:
        return targets[0]
    later = [each for each in targets if each.period_end >= reading.period_end]
    return later[0] if later else targets[-1]


def trajectory(
    baseline: MarkValue | None,
    first: ReadingValue | None,
    target: MarkValue | None,
    direction: GoodDirection | str,
) -> Trajectory | None:
    """The line from the baseline, else from the first comparable reading known exactly, to the target.

    None where either is missing or the target's date is not after the start.
    """
    if target is None:
        return None
    if baseline is not None:
        start_day, start = baseline.period_end, baseline.value
    elif first is not None and not first.is_open:
        start_day, start = first.period_end, first.value
    else:
        return None
    if start_day >= target.period_end:
        return None
    low, high = edges(target)
    return Trajectory(start_day, start, target.period_end, low, high, GoodDirection(direction))


def edges(target: MarkValue) -> tuple[Decimal, Decimal]:
    """The lowest and the highest value of the target; the same where it is no range."""
    return target.value, target.value if target.upper is None else target.upper


def is_reached(
    reading: ReadingValue, target: MarkValue, direction: GoodDirection | str
) -> bool | None:
    """Whether the reading is as good as the target; None where its bound does not decide."""
    low, high = edges(target)
    return is_as_good(reading, low, high, direction)


def is_as_good(
    reading: ReadingValue, low: Decimal, high: Decimal, direction: GoodDirection | str
) -> bool | None:
    """Whether the reading is not below `low` (up), not above `high` (down), or between them (range)."""
    match direction:
        case GoodDirection.UP:
            return _at_least(reading, low)
        case GoodDirection.DOWN:
            return _at_most(reading, high)
        case _:
            sides = (_at_least(reading, low), _at_most(reading, high))
            if False in sides:
                return False
            return None if None in sides else True


def _at_least(reading: ReadingValue, level: Decimal) -> bool | None:
    """Above 75 is at least 75; below 75 is not; below 80 is not known to be."""
    if reading.lowest is not None and reading.lowest >= level:
        return True
    if reading.highest is not None and (
        reading.highest < level or (reading.lowest is None and reading.highest == level)
    ):
        return False
    return None


def _at_most(reading: ReadingValue, level: Decimal) -> bool | None:
    if reading.highest is not None and reading.highest <= level:
        return True
    if reading.lowest is not None and (
        reading.lowest > level or (reading.highest is None and reading.lowest == level)
    ):
        return False
    return None


def standing(
    reading: ReadingValue | None,
    target: MarkValue | None,
    line: Trajectory | None,
    direction: GoodDirection | str,
    day: date,
    *,
    is_comparable: bool = True,
) -> Standing:
    """Where the latest reading stands on the day against the target that counts and the line to it; `is_comparable`
    says whether it may be held against that target."""
    if reading is None:
        return NO_READING
    if target is None:
        return NO_TARGET
    if not is_comparable:
        return INCOMPARABLE
    reached = is_reached(reading, target, direction)
    if reached:
        return REACHED
    if reading.period_end >= target.period_end:
        return UNDECIDED if reached is None else MISSED
    if day > target.period_end:
        return UNKNOWN_THEN
    if line is None or reading.period_end <= line.start_day:
        return UNDECIDED if reached is None else SHORT
    on_line = is_on(reading, line)
    if on_line is None:
        return UNDECIDED
    return ON if on_line else OFF


def is_on(reading: ReadingValue, line: Trajectory) -> bool | None:
    """Whether the reading is as good as the line on the day on which it ends; None where its bound does not
    decide. Within a range, as good means not farther outside than the line, on either side."""
    level = line.on(reading.period_end)
    if line.direction != GoodDirection.RANGE:
        return is_as_good(reading, level, level, line.direction)
    away = max(line.low - level, level - line.high, Decimal(0))
    return is_as_good(reading, line.low - away, line.high + away, line.direction)


def is_too_old(reading: ReadingValue | None, frequency: MeasureFrequency | str, day: date) -> bool:
    """Whether more than two of the measure's periods have passed since the reading's own ended."""
    days = PERIOD_DAYS.get(MeasureFrequency(frequency))
    if reading is None or days is None:
        return False
    return day > reading.period_end + timedelta(days=PERIODS_TO_WAIT * days)
