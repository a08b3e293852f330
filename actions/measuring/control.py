"""Statistical process control: what is normal for a measure, and what is a signal that it has changed.

An XmR chart (individual values and moving ranges). The average of the readings is the middle; the natural limits
are the average more and less 2.66 times the average distance from one reading to the next; two between which
readings are missing are not neighbours, and how far apart they are is left out. Four things are
signals, each unlikely to come by chance alone where nothing has changed:

1. a reading beyond a limit;
2. eight readings in a row on one side of the average;
3. two of three readings in a row more than two thirds of the way from the average to the same limit;
4. six readings in a row of which each is higher than the one before, or each lower.

It wants readings that may be compared, known by more than a bound, and not cumulative, since each of those
contains the one before. And it wants twelve of them: with fewer, one reading more still moves the limits so far
that they tell little.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import pairwise

from actions.choices import GoodDirection, MeasureFrequency, Unit
from actions.measuring.figures import ReadingValue
from actions.measuring.gaps import Gap, gaps_in

ENOUGH = 12
"""The fewest readings for which limits are worked out."""
TIMES_MOVING_RANGE = Decimal("2.66")
"""Three standard deviations, in average moving ranges of two: 3 / 1.128."""
RUN_ON_ONE_SIDE = 8
RUN_ONE_WAY = 6


class Rule(Enum):
    """What makes a signal, in a few words."""

    BEYOND = "outside the normal range"
    SIDE = "eight or more on one side of the average"
    NEAR = "two of three near a limit"
    TREND = "six or more in one direction"


@dataclass(frozen=True, slots=True)
class Signal:
    """Readings that are a signal: from the `first` to the `last` of them (places in the series, both counted), and
    whether they are high ones, or for a trend rising."""

    rule: Rule
    is_high: bool
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Control:
    """The readings, what is normal for them, and the signals among them in order. Over the `gaps` no moving range was
    taken."""

    readings: tuple[ReadingValue, ...]
    mean: Decimal
    moving_range: Decimal
    signals: tuple[Signal, ...]
    gaps: tuple[Gap, ...] = ()

    @property
    def reach(self) -> Decimal:
        """How far from the average the limits are."""
        return TIMES_MOVING_RANGE * self.moving_range

    @property
    def lower(self) -> Decimal:
        """The lower natural limit."""
        return self.mean - self.reach

    @property
    def upper(self) -> Decimal:
        """The upper natural limit."""
        return self.mean + self.reach

    def possible(self, unit: Unit | str) -> tuple[Decimal, Decimal]:
        """The limits within what values of the unit can be: no share below 0% or above 100%, no fewer than 0 of
        anything, unless there are such readings."""
        values = [each.value for each in self.readings]
        low, high = self.lower, self.upper
        if unit in {Unit.PERCENT, Unit.COUNT, Unit.DAYS} and min(values) >= 0:
            low = max(low, Decimal(0))
        if unit == Unit.PERCENT and max(values) <= 100:
            high = min(high, Decimal(100))
        return low, high

    def at(self, place: int) -> tuple[Signal, ...]:
        """The signals that the reading at the place is part of."""
        return tuple(each for each in self.signals if each.first <= place <= each.last)

    def verdict(self, direction: GoodDirection | str) -> str:
        """Whether the last reading is a signal or noise, in words."""
        found = self.at(len(self.readings) - 1)
        if not found:
            return "within what is normal for this measure"
        rules = {each.rule for each in found}
        said = [
            _said(each, direction)
            for each in found
            if each.rule != Rule.NEAR or Rule.BEYOND not in rules
        ]
        return f"{' and '.join(dict.fromkeys(said))}: a sign of change, not of chance"

    def is_signal(self) -> bool:
        """Whether the last reading is part of a signal."""
        return bool(self.at(len(self.readings) - 1))


def control(readings: Sequence[ReadingValue], frequency: MeasureFrequency | str) -> Control | None:
    """What is normal for the readings of one series, in order of period; None where there are not enough that are
    known by more than a bound, or no two of them are neighbours, or they are cumulative."""
    known = tuple(each for each in readings if not each.is_open)
    if len(known) < ENOUGH or any(each.is_cumulative for each in known):
        return None
    values = [each.value for each in known]
    mean = sum(values, Decimal(0)) / len(values)
    gaps = dict(gaps_in(known, frequency))
    moves = [
        abs(later - earlier)
        for place, (earlier, later) in enumerate(pairwise(values), start=1)
        if place not in gaps
    ]
    if not moves:
        return None
    moving_range = sum(moves, Decimal(0)) / len(moves)
    signals = tuple(_signals(values, mean, moving_range))
    return Control(known, mean, moving_range, signals, tuple(gaps.values()))


def _signals(values: Sequence[Decimal], mean: Decimal, moving_range: Decimal) -> Iterator[Signal]:
    reach = TIMES_MOVING_RANGE * moving_range
    for place, value in enumerate(values):
        if abs(value - mean) > reach:
            yield Signal(Rule.BEYOND, value > mean, place, place)
    for side, first, last in _runs([_sign(value - mean) for value in values]):
        if last - first + 1 >= RUN_ON_ONE_SIDE:
            yield Signal(Rule.SIDE, side > 0, first, last)
    near = 2 * reach / 3
    for first in range(len(values) - 2):
        three = [value - mean for value in values[first : first + 3]]
        for is_high in (True, False):
            places = [
                first + n for n, each in enumerate(three) if (each if is_high else -each) > near
            ]
            if len(places) >= 2:
                yield Signal(Rule.NEAR, is_high, places[0], places[-1])
    steps = [_sign(later - earlier) for earlier, later in pairwise(values)]
    for way, first, last in _runs(steps):
        if last - first + 2 >= RUN_ONE_WAY:
            yield Signal(Rule.TREND, way > 0, first, last + 1)


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)


def _runs(signs: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Each stretch of equal signs other than 0: the sign, the place of its first and of its last."""
    first = 0
    for place in range(1, len(signs) + 1):
        if place == len(signs) or signs[place] != signs[first]:
            if signs[first]:
                yield signs[first], first, place - 1
            first = place


def _said(signal: Signal, direction: GoodDirection | str) -> str:
    """One signal about the last reading, by which way is better."""
    better = {GoodDirection.UP: signal.is_high, GoodDirection.DOWN: not signal.is_high}.get(
        GoodDirection(direction)
    )
    word = {True: "better", False: "worse", None: "higher" if signal.is_high else "lower"}[better]
    count = signal.last - signal.first + 1
    match signal.rule:
        case Rule.BEYOND:
            return f"{word} than its normal range"
        case Rule.SIDE:
            return f"{word} than its average {count} times in a row"
        case Rule.NEAR:
            return f"twice in three at the {word} end of its normal range"
        case _:
            way = {
                True: "improving",
                False: "worsening",
                None: "rising" if signal.is_high else "falling",
            }
            return f"{way[better]} {count} times in a row"
