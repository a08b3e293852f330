"""Whether a measure says that it got better for children, since its baseline or its first comparable reading.

Compared are the values as printed. What is known only as a bound counts where the bound decides; a measure whose
best lies within a range is better where it is nearer to the range of the target that counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from actions.choices import Bound, GoodDirection
from actions.measuring.figures import rounded
from actions.measuring.values import MarkValue, MeasureValue, ReadingValue


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


def outcome(measure: MeasureValue) -> Outcome:
    """What became of the measure from its baseline, else its first comparable reading, to its latest reading."""
    after = measure.latest
    if after is None:
        return Outcome.UNKNOWN
    before: MarkValue | ReadingValue | None = measure.baseline
    if before is None or before.period_end >= after.period_end:
        before = measure.first
    if before is None:
        return Outcome.UNKNOWN
    low, high = _edges(before, measure)
    now_low, now_high = _edges(after, measure)
    if measure.direction == GoodDirection.RANGE:
        return _nearer(measure, (low, high), (now_low, now_high))
    if None not in (low, high, now_low, now_high) and (low, high) == (now_low, now_high):
        return Outcome.SAME
    rose = now_low is not None and high is not None and now_low >= high
    fell = now_high is not None and low is not None and now_high <= low
    if rose == fell:
        return Outcome.UNKNOWN
    return Outcome.BETTER if rose == (measure.direction == GoodDirection.UP) else Outcome.WORSE


_Edges = tuple[Decimal | None, Decimal | None]


def _edges(value: MarkValue | ReadingValue, measure: MeasureValue) -> _Edges:
    """The lowest and highest that it may be, as printed; None where nothing is known of that."""
    low = high = rounded(value.value, measure.decimals)
    if isinstance(value, MarkValue):
        return low, high if value.upper is None else rounded(value.upper, measure.decimals)
    return (
        None if value.bound == Bound.BELOW else low,
        None if value.bound == Bound.ABOVE else high,
    )


def _nearer(measure: MeasureValue, before: _Edges, after: _Edges) -> Outcome:
    """Which of the two is nearer to the range aimed at, where both are known exactly."""
    target = measure.target
    was, now = before[0], after[0]
    if target is None or was is None or now is None or before[0] != before[1] or now != after[1]:
        return Outcome.UNKNOWN
    low, high = target.value, target.value if target.upper is None else target.upper

    def away(value: Decimal) -> Decimal:
        return max(low - value, value - high, Decimal(0))

    if away(now) == away(was):
        return Outcome.SAME
    return Outcome.BETTER if away(now) < away(was) else Outcome.WORSE
