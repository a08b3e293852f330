"""What the public may be shown of a measure: no value that rests on few children, and none from which such a
value could be worked out.

The rule. A value rests on: the children who count and those who do not (of a percentage, by its numerator and
denominator), the number itself (of a count, and those left of its denominator, where it has one), the children
it is an average of (of days, scores and money, by its denominator). Where any of these is below the measure's
limit, nought included, the value is left out.

Readings of periods that add up let a reader subtract: January to March less January to February is March. So
every reading and every baseline that was ever recorded, those since corrected, taken back or followed by a final
one too, is taken in the order in which it was recorded, and one is left out too where it would, with those before
it, let the number of any stretch of time be worked out that is below the limit (measuring/tied.py). What is decided
of one holds on whatever day is asked for, so that no two days together tell more than each. Notes, numerators and
denominators are not shown at all. Where the baseline is left out, or the reading of its period is, none is shown.

Its limits: it does not look from one measure to another, nor at what is published elsewhere. A percentage of which
neither numerator nor denominator is recorded rests on nobody knows how many, and is shown. What was public before
it was seen to be too small, or while the limit was another, was public.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from actions.choices import Bound, MarkKind, Unit
from actions.measuring.change import as_reading
from actions.measuring.figures import MarkValue, ReadingValue, Withheld
from actions.measuring.tied import Known, Ties
from actions.measuring.values import MeasureValue

Recorded = ReadingValue | MarkValue
"""A reading or a baseline: both tell of children in a period."""
Children = tuple[Decimal | None, ...]
"""The numbers of children that a value rests on; None for one that is not known."""


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
    found: set[tuple[bool, int]] = set()
    ties: dict[int, Ties] = {}
    for each in recorded:
        reading = as_reading(each) if isinstance(each, MarkValue) else each
        children = rests_on(reading, unit)
        numbers = {
            place: (ties.setdefault(place, Ties(limit)), number)
            for place, number in enumerate(_numbers(each, reading, children))
            if number is not None
        }
        if not limit:
            is_shown = True
        elif _is_few(children, limit):
            is_shown = False
            for each_ties, number in numbers.values():
                if number.number < limit:
                    each_ties.hide(number)
        else:
            is_shown = not any(each_ties.tells(number) for each_ties, number in numbers.values())
            if is_shown:
                for each_ties, number in numbers.values():
                    each_ties.add(number)
        if is_shown:
            found.add(_key(each))
    return found


def _numbers(each: Recorded, reading: ReadingValue, children: Children) -> list[Known | None]:
    """The numbers of children, each between the days of its period.

    One as at a day, a bound, a range or a number that is not known ties nothing together.
    """
    is_range = isinstance(each, MarkValue) and each.upper is not None
    if reading.period_start is None or reading.bound != Bound.EXACT or is_range:
        return []
    one, other = reading.period_start, reading.period_end + timedelta(days=1)
    return [None if number is None else Known(one, other, number) for number in children]


def rests_on(reading: ReadingValue, unit: Unit | str) -> Children:
    """The numbers of children that the reading's value rests on. What one of them follows from the others by is
    worked out: a percentage and its denominator give its numerator."""
    top, bottom = reading.numerator, reading.denominator
    match unit:
        case Unit.PERCENT:
            share = reading.value / 100
            if top is None and bottom is not None:
                top = share * bottom
            if bottom is None and top is not None and share:
                bottom = top / share
            return top, None if top is None or bottom is None else bottom - top
        case Unit.COUNT:
            return reading.value, None if bottom is None else bottom - reading.value
        case _:
            return (bottom,)


def _is_few(children: Children, limit: int) -> bool:
    return any(each is not None and each < limit for each in children)
