"""What changed between two readings, and how a reading compares with others, in words.

Differences are those of the values as they are printed, so that what a sentence says adds up. What is known only
as a bound changes by "more than" where the bounds are apart, and by nothing that could be said where they are not.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from actions.choices import Bound, GoodDirection, MarkKind, Unit
from actions.measuring.figures import (
    WITH_BOUND,
    MarkValue,
    ReadingValue,
    rounded,
    say_number,
    say_value,
)
from actions.measuring.standing import edges, is_reached

BENCHMARKS = {
    MarkKind.NATIONAL: "England",
    MarkKind.REGIONAL: "the region",
    MarkKind.NEIGHBOURS: "statistical neighbours",
}
_PLAIN_PERIOD = re.compile(r"[\w /]+")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a measure's values are in, how many decimals are printed, and which way is better."""

    unit: Unit
    decimals: int
    direction: GoodDirection

    def say(self, value: Decimal) -> str:
        """The value as printed."""
        return say_value(value, self.unit, self.decimals)

    def say_reading(self, reading: ReadingValue) -> str:
        """The reading's value with its bound: `above 75%`."""
        return f"{WITH_BOUND[reading.bound]}{self.say(reading.value)}"

    def say_mark(self, mark: MarkValue) -> str:
        """The mark's value, or its range."""
        low, high = edges(mark)
        return self.say(low) if low == high else f"{self.say(low)} to {self.say(high)}"

    def say_target(self, mark: MarkValue) -> str:
        """The target with its date."""
        return f"{self.say_mark(mark)} by {mark.printed}"


def say_distance(size: Decimal, kind: Kind) -> str:
    """How far two printed values are apart: `28 percentage points`, `1 day`, `£200`, `379`."""
    number = say_number(size, kind.decimals)
    match kind.unit:
        case Unit.PERCENT:
            return f"{number} percentage point{'' if number == '1' else 's'}"
        case Unit.SCORE:
            return f"{number} point{'' if number == '1' else 's'}"
        case _:
            return kind.say(size)


def say_change(
    before: ReadingValue, after: ReadingValue, kind: Kind, target: MarkValue | None = None
) -> str:
    """The change from one reading to a later, comparable one:
    "rose from 19% to 47%, 28 percentage points better, July to August 2020"."""
    said = _moved(before, after, kind, target)
    doubts = []
    if before.is_provisional and after.is_provisional:
        doubts.append("both provisional")
    elif after.is_provisional or before.is_provisional:
        doubts.append(f"{(after if after.is_provisional else before).printed} provisional")
    doubt = f" ({', '.join(doubts)})" if doubts else ""
    return f"{said}, {say_periods(before.printed, after.printed)}{doubt}"


def _moved(before: ReadingValue, after: ReadingValue, kind: Kind, target: MarkValue | None) -> str:
    was, now = kind.say_reading(before), kind.say_reading(after)
    way = _way(before, after, kind)
    if way is None:
        return f"from {was} to {now}: whether it changed cannot be said"
    if way == 0:
        return f"stayed at {now}"
    size = abs(rounded(after.value, kind.decimals) - rounded(before.value, kind.decimals))
    more = "more than " if before.is_open or after.is_open else ""
    verb = "rose" if way > 0 else "fell"
    judged = _judged(before, after, kind, target, way)
    far = f"{more}{say_distance(size, kind)}"
    if kind.unit in {Unit.COUNT, Unit.MONEY} and before.value > 0:
        share = rounded(100 * size / before.value, 0)
        far += f" ({more}{share:f}%)" if share else " (less than 1%)"
    if size == 0:
        far = "by an amount that is not known"
    crossed = _crossed(before, after, kind, target)
    return f"{verb} from {was} to {now}, {far}{f' {judged}' if judged else ''}{crossed}"


def _way(before: ReadingValue, after: ReadingValue, kind: Kind) -> int | None:
    """1 up, -1 down, 0 neither as printed; None where the bounds do not say."""
    was, now = rounded(before.value, kind.decimals), rounded(after.value, kind.decimals)
    if not before.is_open and not after.is_open:
        return (now > was) - (now < was)
    if before.highest is not None and after.lowest is not None and now >= was:
        return 1
    if before.lowest is not None and after.highest is not None and now <= was:
        return -1
    return None


def _judged(
    before: ReadingValue, after: ReadingValue, kind: Kind, target: MarkValue | None, way: int
) -> str:
    """Better, worse, or nothing where that depends on a range that is not known."""
    if kind.direction != GoodDirection.RANGE:
        return "better" if (way > 0) == (kind.direction == GoodDirection.UP) else "worse"
    if target is None or before.is_open or after.is_open:
        return ""
    away_before, away_after = _away(before.value, target), _away(after.value, target)
    if away_before == away_after:
        return ""
    return "better" if away_after < away_before else "worse"


def _away(value: Decimal, target: MarkValue) -> Decimal:
    low, high = edges(target)
    return max(low - value, value - high, Decimal(0))


def _crossed(
    before: ReadingValue, after: ReadingValue, kind: Kind, target: MarkValue | None
) -> str:
    if target is None:
        return ""
    was = is_reached(before, target, kind.direction)
    now = is_reached(after, target, kind.direction)
    if was is False and now is True:
        return f", reaching the target of {kind.say_mark(target)}"
    if was is True and now is False:
        return f", no longer at the target of {kind.say_mark(target)}"
    return ""


def say_periods(one: str, other: str) -> str:
    """From one period to another, without saying twice what they share: `July to August 2020`."""
    words, others = one.split(), other.split()
    if not (_PLAIN_PERIOD.fullmatch(one) and _PLAIN_PERIOD.fullmatch(other)) or "to" in words:
        return f"{one} to {other}"
    shared = 0
    while shared < min(len(words), len(others)) - 1 and words[-1 - shared] == others[-1 - shared]:
        shared += 1
    return f"{' '.join(words[: len(words) - shared])} to {other}"


def say_against(
    reading: ReadingValue, mark: MarkValue, kind: Kind, *, is_comparable: bool = True
) -> str:
    """How the reading compares with others, with their own period: "above England's 60% (2019)". It says that they
    cannot be compared where `is_comparable` is false: a count of a month and one of a year."""
    name = BENCHMARKS[mark.kind]
    whose = f"{name}’" if name.endswith("s") else f"{name}’s"
    said = f"{whose} {kind.say_mark(mark)} ({mark.printed})"
    if not is_comparable:
        return f"cannot be compared with {said}, for a period of another length"
    low, high = edges(mark)
    low, high = rounded(low, kind.decimals), rounded(high, kind.decimals)
    value = rounded(reading.value, kind.decimals)
    if reading.is_open:
        if reading.lowest is not None and value >= high:
            return f"above {said}"
        if reading.highest is not None and value <= low:
            return f"below {said}"
        return f"cannot be compared with {said}"
    if low <= value <= high:
        return f"the same as {said}" if low == high else f"within {said}"
    return f"above {said}" if value > high else f"below {said}"


def as_reading(mark: MarkValue) -> ReadingValue:
    """A baseline as the reading that it once was: exact, final and not cumulative."""
    return ReadingValue(
        id=0,
        value=mark.value,
        bound=Bound.EXACT,
        period_start=mark.period_start,
        period_end=mark.period_end,
        printed=mark.printed,
        is_provisional=False,
        is_cumulative=False,
        note=mark.note,
        numerator=None,
        denominator=None,
        known_on=mark.known_on,
    )
