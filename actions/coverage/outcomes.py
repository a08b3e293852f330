"""Whether a measure says that it got better for children, since its baseline or its first comparable reading.

Compared are the values as printed. What is known only as a bound counts where the bound decides; a measure whose
best lies within a range is better where it is nearer to the range of the target that counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from actions.choices import Bound, GoodDirection
from actions.measuring.change import as_reading, say_change
from actions.measuring.figures import ReadingValue, rounded
from actions.measuring.series import are_comparable
from actions.measuring.standing import edges
from actions.measuring.values import MeasureValue


class Outcome(StrEnum):
    """What became of it for children."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """In a word or two."""
        return {"same": "no different", "unknown": "cannot be said"}.get(self.value, self.value)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Measures by what became of them. `unread` have no reading; of `unknown` ones nothing can be said yet."""

    better: tuple[MeasureValue, ...]
    same: tuple[MeasureValue, ...]
    worse: tuple[MeasureValue, ...]
    unknown: tuple[MeasureValue, ...]
    unread: tuple[MeasureValue, ...]

    @property
    def judged(self) -> int:
        """Of how many something can be said."""
        return len(self.better) + len(self.same) + len(self.worse)


def outcomes(measures: Iterable[MeasureValue]) -> Outcomes:
    """The measures by what became of them."""
    found: dict[Outcome, list[MeasureValue]] = {each: [] for each in Outcome}
    unread = []
    for measure in measures:
        if measure.readings:
            found[outcome(measure)].append(measure)
        else:
            unread.append(measure)
    return Outcomes(
        better=tuple(found[Outcome.BETTER]),
        same=tuple(found[Outcome.SAME]),
        worse=tuple(found[Outcome.WORSE]),
        unknown=tuple(found[Outcome.UNKNOWN]),
        unread=tuple(unread),
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """The two readings between which a measure is judged: its baseline, or the first one comparable with the
    latest, and the latest."""

    before: ReadingValue
    after: ReadingValue


def compared(measure: MeasureValue) -> Compared | None:
    """What the measure is judged by; None where there is nothing to compare its latest reading with."""
    after, mark = measure.latest, measure.baseline
    if after is None:
        return None
    if mark is not None and mark.period_end < after.period_end and mark.upper is None:
        start = as_reading(mark)
        if are_comparable(start, after, measure.frequency):
            return Compared(start, after)
    first = measure.first
    return Compared(first, after) if first else None


def say_compared(measure: MeasureValue) -> str:
    """What changed between the two readings, in words; why nothing can be said where there are none."""
    found = compared(measure)
    if found is None:
        return measure.since_baseline or measure.change
    return say_change(found.before, found.after, measure.kind, measure.aim)


def outcome(measure: MeasureValue) -> Outcome:
    """What became of the measure from its baseline, else its first comparable reading, to its latest reading."""
    found = compared(measure)
    if found is None:
        return Outcome.UNKNOWN
    low, high = _edges(found.before, measure)
    now_low, now_high = _edges(found.after, measure)
    if measure.direction == GoodDirection.RANGE:
        return _nearer(measure, (low, high), (now_low, now_high))
    if low is not None and low == high == now_low == now_high:
        return Outcome.SAME
    rose = now_low is not None and high is not None and now_low >= high
    fell = now_high is not None and low is not None and now_high <= low
    if rose == fell:
        return Outcome.UNKNOWN
    return Outcome.BETTER if rose == (measure.direction == GoodDirection.UP) else Outcome.WORSE


_Edges = tuple[Decimal | None, Decimal | None]


def _edges(reading: ReadingValue, measure: MeasureValue) -> _Edges:
    """The lowest and highest that it may be, as printed; None where nothing is known of that."""
    value = rounded(reading.value, measure.decimals)
    return (
        None if reading.bound == Bound.BELOW else value,
        None if reading.bound == Bound.ABOVE else value,
    )


def _nearer(measure: MeasureValue, before: _Edges, after: _Edges) -> Outcome:
    """Which of the two is nearer to the range aimed at, where both are known exactly."""
    target, was, now = measure.aim, before[0], after[0]
    if target is None or was is None or now is None or was != before[1] or now != after[1]:
        return Outcome.UNKNOWN
    low, high = edges(target)

    def away(value: Decimal) -> Decimal:
        return max(low - value, value - high, Decimal(0))

    if away(now) == away(was):
        return Outcome.SAME
    return Outcome.BETTER if away(now) < away(was) else Outcome.WORSE
