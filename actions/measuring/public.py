"""What the public may be shown of a measure: no value that rests on few children, and none from which such a
value could be worked out.

The rule. A value rests on: the children who count and those who do not (of a percentage, by its numerator and
denominator), the number itself (of a count, and those left of its denominator, where it has one), the children
it is an average of (of days, scores and money, by its denominator). Where any of these is below the measure's
limit, nought included, the value is left out.

Readings of periods that add up let a reader subtract: January to March less January to February is March. So
readings are taken in the order in which they became known, and one is left out too where it would, with those
before it, let the number of any stretch of time be worked out that is below the limit. What was shown once stays
shown, whatever day is asked for. Notes, numerators and denominators are not shown at all, and a baseline is left
out where its own period's reading is, or it is too small a count itself.

Its limits: it does not look from one measure to another, nor at what is published elsewhere. A percentage of which
neither numerator nor denominator is recorded rests on nobody knows how many, and is shown. A reading that was
public before it was corrected, or a final one took its place, was public.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from actions.choices import Bound, MarkKind, Unit
from actions.measuring.figures import MarkValue, ReadingValue, Withheld
from actions.measuring.values import MeasureValue

Children = tuple[Decimal | None, ...]
"""The numbers of children that a value rests on; None for one that is not known."""


def for_public(measures: Iterable[MeasureValue]) -> tuple[MeasureValue, ...]:
    """The public measures among them, as the public may see them."""
    return tuple(public_value(each) for each in measures if each.is_public)


def public_value(measure: MeasureValue) -> MeasureValue:
    """The measure with readings left out as the rule says, and without notes or what the readings rest on."""
    shown, withheld = _parted(measure)
    return replace(
        measure,
        owner="",
        owner_id=None,
        readings=tuple(replace(each, note="", numerator=None, denominator=None) for each in shown),
        withheld=tuple(
            Withheld(each.period_start, each.period_end, each.printed, each.is_cumulative)
            for each in withheld
        ),
        marks=tuple(_public_marks(measure, withheld)),
    )


def _public_marks(measure: MeasureValue, withheld: Sequence[ReadingValue]) -> Iterator[MarkValue]:
    hidden = {(each.period_start, each.period_end) for each in withheld}
    for each in measure.marks:
        if each.kind == MarkKind.BASELINE:
            if (each.period_start, each.period_end) in hidden:
                continue
            if measure.unit == Unit.COUNT and each.value < measure.suppress_below:
                continue
        yield replace(each, note="")


def _parted(measure: MeasureValue) -> tuple[list[ReadingValue], list[ReadingValue]]:
    """The readings that are shown, and those left out, each in order of period."""
    limit = measure.suppress_below
    if not limit:
        return list(measure.readings), []
    known = _Known(limit)
    hidden: set[int] = set()
    in_order = sorted(
        enumerate(measure.readings), key=lambda each: (each[1].known_on, each[1].id, each[0])
    )
    for place, reading in in_order:
        children = rests_on(reading, measure.unit)
        if _is_few(children, limit) or not known.takes(reading, children):
            hidden.add(place)
    shown = [each for place, each in enumerate(measure.readings) if place not in hidden]
    return shown, [each for place, each in enumerate(measure.readings) if place in hidden]


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


@dataclass(slots=True)
class _Stretch:
    """Days that shown readings tie together: from each to each of them the numbers can be worked out. `sums` are
    those from the earliest tied, by the day on which a period begins or the day after one ends."""

    sums: dict[date, tuple[Decimal, ...]]


class _Known:
    """What the readings that are shown let a reader work out."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.stretches: dict[tuple[bool, ...], list[_Stretch]] = {}

    def takes(self, reading: ReadingValue, children: Children) -> bool:
        """Whether the reading may be shown with those before it; if so it is taken in.

        A reading as at a day, or of which the numbers are not known, ties nothing together.
        """
        numbers = tuple(each for each in children if each is not None)
        if reading.period_start is None or not numbers or reading.bound != Bound.EXACT:
            return True
        one, other = reading.period_start, reading.period_end + timedelta(days=1)
        stretches = self.stretches.setdefault(tuple(each is None for each in children), [])
        with_one = next((each for each in stretches if one in each.sums), None)
        with_other = next((each for each in stretches if other in each.sums), None)
        if with_one is not None and with_one is with_other:
            return True
        nought = tuple(Decimal(0) for _ in numbers)
        left = with_one or _Stretch({one: nought})
        right = with_other or _Stretch({other: nought})
        shift = [
            at + number - to
            for at, number, to in zip(left.sums[one], numbers, right.sums[other], strict=True)
        ]
        joined = left.sums | {
            day: tuple(each + more for each, more in zip(sums, shift, strict=True))
            for day, sums in right.sums.items()
        }
        if self._tells(joined):
            return False
        self.stretches[tuple(each is None for each in children)] = [
            *(each for each in stretches if each is not with_one and each is not with_other),
            _Stretch(joined),
        ]
        return True

    def _tells(self, sums: dict[date, tuple[Decimal, ...]]) -> bool:
        """Whether the number of a stretch between two of the days is below the limit. Longer stretches hold more
        children, so that the shortest ones tell."""
        return any(
            later - earlier < self.limit
            for one, other in pairwise(sorted(sums))
            for earlier, later in zip(sums[one], sums[other], strict=True)
        )
