"""What the public may be shown of a measure: no value that rests on few children, and none from which such a
value could be worked out.

The rule. A value rests on: the children who count and those who do not (of a percentage, by its numerator and
denominator), the number itself (of a count, and those left of its denominator, where it has one), the children
it is an average of (of days, scores and money, by its denominator). Where any of these is below the measure's
limit, nought included, the value is left out.

Of a value of which only a bound is known, each is judged by the fewest that it may be: "above 75%" of 20 leaves open
that nobody else is left, and so is left out, and "above 4" is five at least. A count "below" the limit, or below a
larger number, is shown: it says no more than the limit itself says of what is left out. What is known of a bounded
percentage's numerator and denominator both is judged as it is. "About" is taken at its word.

Readings of periods that add up let a reader subtract: January to March less January to February is March. So
every reading and every baseline that was ever recorded, those since corrected, taken back or followed by a final
one too, is taken in the order in which it was recorded, and one is left out too where it would, with those before
it, let the number of any stretch of time be worked out that is below the limit (measuring/tied.py). A bounded count
is taken there for the number next to its bound: 12 in two months, of them "above 8" in one, leave three at most. What is decided of one holds on whatever day is asked for, so that no two days together tell more than each. Notes, numerators and
denominators are not shown at all. Where the baseline is left out, or the reading of its period is, none is shown.

Its limits: it does not look from one measure to another, nor at what is published elsewhere. A percentage of which
neither numerator nor denominator is recorded rests on nobody knows how many, and is shown. What was public before
it was seen to be too small, or while the limit was another, was public.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from actions.choices import Bound, MarkKind, Unit
from actions.measuring.change import as_reading
from actions.measuring.figures import MarkValue, ReadingValue, Withheld
from actions.measuring.tied import Known, Ties
from actions.measuring.values import MeasureValue

Recorded = ReadingValue | MarkValue
"""A reading or a baseline: both tell of children in a period."""
Children = tuple[Decimal | None, ...]
"""The fewest children of each kind that a value may rest on; None for one of which nothing is known."""


def for_public(
    measures: Iterable[MeasureValue], recorded: Mapping[int, Sequence[Recorded]]
) -> tuple[MeasureValue, ...]:
    """The public measures among them, as the public may see them.

    `recorded` are the readings and baselines that each has ever had, in the order in which they were recorded
    (loading.py, `ever_recorded`).
    """
    return tuple(
        public_value(each, recorded.get(each.id, ())) for each in measures if each.is_public
    )


def public_value(measure: MeasureValue, recorded: Sequence[Recorded]) -> MeasureValue:
    """The measure with readings left out as the rule says, and without notes or what the readings rest on.

    What is not among those recorded is not shown.
    """
    may = _may_be_shown(recorded, measure.unit, measure.suppress_below)
    withheld = [each for each in measure.readings if _key(each) not in may]
    periods = {
        (each.period_start, each.period_end)
        for each in recorded
        if isinstance(each, ReadingValue) and _key(each) not in may
    }
    baseline = measure.baseline
    has_baseline = (
        baseline is not None
        and _key(baseline) in may
        and (baseline.period_start, baseline.period_end) not in periods
    )
    return replace(
        measure,
        owner="",
        owner_id=None,
        readings=tuple(
            replace(each, note="", numerator=None, denominator=None)
            for each in measure.readings
            if _key(each) in may
        ),
        baseline_period=None
        if baseline is None or has_baseline
        else Withheld(baseline.period_start, baseline.period_end, baseline.printed, False),
        withheld=tuple(
            Withheld(each.period_start, each.period_end, each.printed, each.is_cumulative)
            for each in withheld
        ),
        marks=tuple(
            replace(each, note="")
            for each in measure.marks
            if each.kind != MarkKind.BASELINE or (has_baseline and each == baseline)
        ),
    )


def _key(each: Recorded) -> tuple[bool, int]:
    return isinstance(each, MarkValue), each.id


def _may_be_shown(
    recorded: Sequence[Recorded], unit: Unit | str, limit: int
) -> set[tuple[bool, int]]:
    """Those that may be shown, taken one after the other."""
    if not limit:
        return {_key(each) for each in recorded}
    found: set[tuple[bool, int]] = set()
    ties = _Both(limit, has_bounds=any(_is_open(each) for each in recorded))
    for each in recorded:
        reading = as_reading(each) if isinstance(each, MarkValue) else each
        children = rests_on(reading, unit)
        numbers = _numbers(each, reading, children, unit, limit)
        if _is_few(children, limit) and not _says_no_more(reading, unit, limit):
            if not reading.is_open:
                ties.hide(numbers)
        elif not ties.tells(numbers, is_exact=not reading.is_open):
            ties.add(numbers, is_exact=not reading.is_open)
            found.add(_key(each))
    return found


Numbers = Sequence[Known | None]
"""The numbers of each kind of children that a value rests on, between the days of its period."""


class _Both:
    """What is tied together by each kind of children: the exact numbers alone, and these with the bounded ones."""

    def __init__(self, limit: int, *, has_bounds: bool) -> None:
        self._limit = limit
        self._has_bounds = has_bounds
        self._exact: dict[int, Ties] = {}
        self._all: dict[int, Ties] = {}

    def hide(self, numbers: Numbers) -> None:
        """Hold back those that are too small."""
        for ties, number in self._of(numbers, is_exact=True):
            if number.number < self._limit:
                ties.hide(number)

    def tells(self, numbers: Numbers, *, is_exact: bool) -> bool:
        """Whether they would, with those shown, let a number be worked out that is too small."""
        return any(ties.tells(number) for ties, number in self._of(numbers, is_exact=is_exact))

    def add(self, numbers: Numbers, *, is_exact: bool) -> None:
        """Show them."""
        for ties, number in self._of(numbers, is_exact=is_exact):
            ties.add(number)

    def _of(self, numbers: Numbers, *, is_exact: bool) -> Iterator[tuple[Ties, Known]]:
        kept = [*([self._exact] if is_exact else []), *([self._all] if self._has_bounds else [])]
        for found in kept:
            for place, number in enumerate(numbers):
                if number is not None:
                    yield found.setdefault(place, Ties(self._limit)), number


def _numbers(
    each: Recorded, reading: ReadingValue, children: Children, unit: Unit | str, limit: int
) -> list[Known | None]:
    """The numbers of children, each between the days of its period; of a bounded count the one next to its bound.

    One as at a day, a bounded share, about how many, a range or a number that is not known ties nothing together; nor
    does a count below the limit, since no part of it is shown.
    """
    is_range = isinstance(each, MarkValue) and each.upper is not None
    if reading.period_start is None or is_range or reading.bound == Bound.ABOUT:
        return []
    one, other = reading.period_start, reading.period_end + timedelta(days=1)
    if not reading.is_open:
        return [None if number is None else Known(one, other, number) for number in children]
    if unit != Unit.COUNT:
        return []
    nearest = _above(reading.value) if reading.bound == Bound.ABOVE else _below(reading.value)
    is_small = reading.bound == Bound.BELOW and nearest < limit
    return [] if is_small else [Known(one, other, nearest)]


def _is_open(each: Recorded) -> bool:
    return isinstance(each, ReadingValue) and each.is_open


def rests_on(reading: ReadingValue, unit: Unit | str) -> Children:
    """The fewest children that the reading's value may rest on, by kind. What one of them follows from the others by is
    worked out: a percentage and its denominator give its numerator."""
    top, bottom = reading.numerator, reading.denominator
    match unit:
        case Unit.PERCENT:
            if reading.is_open and (top is None or bottom is None):
                return _by_bound(reading)
            share = reading.value / 100
            if top is None and bottom is not None:
                top = share * bottom
            if bottom is None and top is not None and share:
                bottom = top / share
            return top, None if top is None or bottom is None else bottom - top
        case Unit.COUNT:
            return _counted(reading)
        case _:
            return (bottom,)


def _counted(reading: ReadingValue) -> Children:
    value, of = reading.value, reading.denominator
    match reading.bound:
        case Bound.ABOVE:
            return _above(value), None if of is None else NOBODY
        case Bound.BELOW:
            return NOBODY, None if of is None else of - _below(value)
        case _:
            return value, None if of is None else of - value


def _by_bound(reading: ReadingValue) -> Children:
    """Of a percentage of which only a bound and at most one of numerator and denominator are known."""
    top, bottom, share = reading.numerator, reading.denominator, reading.value / 100
    is_above = reading.bound == Bound.ABOVE
    if bottom is not None:
        if is_above:
            return _above(share * bottom), NOBODY
        return NOBODY, bottom - _below(share * bottom)
    if top is None:
        return None, None
    return top, NOBODY if is_above or not share else max(NOBODY, _above(top / share) - top)


NOBODY = Decimal(0)


def _above(value: Decimal) -> Decimal:
    """The smallest whole number above it."""
    return value.to_integral_value(ROUND_FLOOR) + 1


def _below(value: Decimal) -> Decimal:
    """The largest whole number below it, and not below nought."""
    return max(NOBODY, value.to_integral_value(ROUND_CEILING) - 1)


def _says_no_more(reading: ReadingValue, unit: Unit | str, limit: int) -> bool:
    """Whether it is a count below the limit or a larger number, of nobody knows how many."""
    is_below = unit == Unit.COUNT and reading.bound == Bound.BELOW and reading.denominator is None
    return is_below and reading.value >= limit


def _is_few(children: Children, limit: int) -> bool:
    return any(each is not None and each < limit for each in children)
