"""What the public is shown of a measure: nothing that rests on few children, nor what tells such a number."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from actions.choices import Bound, MarkKind, Unit
from actions.measuring import public
from actions.measuring.public import rests_on
from actions.measuring.series import which_count
from actions.measuring.values import MarkValue, MeasureValue, ReadingValue
from tests.actions.measuring import baseline, measure, month, monthly, reading, target

COUNT: dict[str, Any] = {"unit": Unit.COUNT, "decimals": 0}


def public_value(found: MeasureValue) -> MeasureValue:
    """The measure as the public sees it, where each was recorded on the day from which it was known."""
    readings = [replace(each, id=number) for number, each in enumerate(found.readings)]
    marks = [replace(each, id=number) for number, each in enumerate(found.marks)]
    recorded: list[public.Recorded] = [*readings]
    recorded += (each for each in marks if each.kind == MarkKind.BASELINE)
    recorded.sort(key=lambda each: each.known_on)
    return public.public_value(
        replace(found, readings=tuple(readings), marks=tuple(marks)), recorded
    )


def _shown(found: MeasureValue) -> list[str]:
    return [each.printed for each in public_value(found).readings]


def _so_far(last: int, value: int) -> ReadingValue:
    return reading(
        value, date(2020, 1, 1), month(last)[1], f"to {last}", is_cumulative=True, id=last
    )


def test_private_measures_are_left_out():
    both = [measure(is_public=False), measure(is_public=True, id=7)]
    assert [each.id for each in public.for_public(both, {})] == [7]
    assert public.for_public([measure(is_public=False)], {}) == ()


def test_counts_below_the_limit_are_left_out_and_named_by_their_period_only():
    found = public_value(measure(monthly(1, 5), monthly(2, 4), monthly(3, 0), **COUNT))
    assert [each.printed for each in found.readings] == ["January 2020"]
    assert [each.printed for each in found.withheld] == ["February 2020", "March 2020"]


def test_percentages_are_left_out_by_those_who_count_and_those_who_do_not():
    few, nearly_all, enough = (
        monthly(n, value, numerator=Decimal(top), denominator=Decimal(20))
        for n, value, top in ((1, 10, 2), (2, 90, 18), (3, 50, 10))
    )
    assert _shown(measure(few, nearly_all, enough)) == ["March 2020"]


def test_percentage_and_its_denominator_tell_its_numerator():
    few = (Decimal(2), Decimal(8))
    assert rests_on(monthly(1, 20, denominator=Decimal(10)), Unit.PERCENT) == few
    assert rests_on(monthly(1, 20, numerator=Decimal(2)), Unit.PERCENT) == few
    assert rests_on(monthly(1, 20), Unit.PERCENT) == (None, None)
    assert rests_on(monthly(1, 20, denominator=Decimal(10)), Unit.DAYS) == (Decimal(10),)


def test_fewer_than_five_may_be_said_and_more_than_three_may_not():
    below = monthly(1, 5, bound=Bound.BELOW)
    above = monthly(2, 3, bound=Bound.ABOVE)
    assert _shown(measure(below, above, **COUNT)) == ["January 2020"]


def test_count_above_four_is_shown_and_one_below_more_than_the_limit_too():
    above = monthly(1, 4, bound=Bound.ABOVE)
    below = [monthly(2, 9, bound=Bound.BELOW), monthly(3, 4, bound=Bound.BELOW)]
    assert _shown(measure(above, *below, **COUNT)) == ["January 2020", "February 2020"]


def test_percentage_above_a_bound_is_left_out_where_it_says_that_few_do_not_count():
    above = {"bound": Bound.ABOVE}
    few = monthly(1, 75, denominator=Decimal(20), **above)
    nobody_knows = monthly(2, 75, **above)
    many = monthly(3, 75, denominator=Decimal(100), numerator=Decimal(80), **above)
    nearly_all = monthly(4, 75, denominator=Decimal(100), numerator=Decimal(97), **above)
    below = monthly(5, 20, denominator=Decimal(20), bound=Bound.BELOW)
    shown = _shown(measure(few, nobody_knows, many, nearly_all, below))
    assert shown == ["February 2020", "March 2020"]


def test_total_that_leaves_few_beside_a_bounded_month_is_left_out():
    above, below = monthly(1, 8, bound=Bound.ABOVE), monthly(2, 6, bound=Bound.BELOW)
    two = {"start": date(2020, 1, 1), "end": month(2)[1], "known_on": date(2020, 4, 1)}
    assert _shown(measure(above, reading(12, printed="both", **two), **COUNT)) == ["January 2020"]
    enough = reading(14, printed="both", **two)
    assert _shown(measure(above, enough, **COUNT)) == ["January 2020", "both"]
    at_most = reading(14, printed="both", bound=Bound.BELOW, **two)
    assert _shown(measure(above, at_most, **COUNT)) == ["January 2020"]
    assert _shown(measure(above, below, enough, **COUNT))[2:] == ["both"]


LIMIT = 5


@given(
    kind=st.sampled_from((Unit.PERCENT, Unit.COUNT)),
    bound=st.sampled_from((Bound.EXACT, Bound.ABOVE, Bound.BELOW)),
    value=st.integers(0, 100),
    numerator=st.none() | st.integers(0, 40),
    denominator=st.none() | st.integers(1, 40),
)
def test_value_is_shown_only_where_nobody_could_be_among_few(
    kind, bound, value, numerator, denominator
):
    """Tries every number of children that agrees with what is known of the value."""
    is_count = kind == Unit.COUNT
    numerator = None if is_count else numerator
    denominator = None if is_count else denominator
    given_ = {"numerator": numerator, "denominator": denominator}
    known = monthly(
        1, value, bound=bound, **{k: None if v is None else Decimal(v) for k, v in given_.items()}
    )
    if not _shown(measure(known, unit=kind, decimals=0)):
        return
    if is_count:
        tops = [n for n in range(200) if _agrees(Fraction(n), value, bound)]
        assert all(n >= LIMIT for n in tops) or (bound == Bound.BELOW and value >= LIMIT)
        return
    if numerator is None and denominator is None:
        return
    is_whole = numerator is not None and denominator is not None
    for bottom in [denominator] if denominator else range(1, 200):
        for top in [numerator] if numerator is not None else range(bottom + 1):
            share = Fraction(100 * top, bottom)
            if top <= bottom and (is_whole or _agrees(share, value, bound)):
                assert top >= LIMIT
                assert bottom - top >= LIMIT


def _agrees(number: Fraction, value: int, bound: Bound) -> bool:
    return {
        Bound.ABOVE: number > value,
        Bound.BELOW: number < value,
        Bound.EXACT: number == value,
    }[bound]


def test_limit_of_nought_leaves_out_nothing():
    assert len(_shown(measure(monthly(1, 0), monthly(2, 3), **COUNT, suppress_below=0))) == 2


def test_total_that_would_tell_what_was_left_out_is_left_out():
    start, end = date(2020, 1, 1), month(3)[1]
    months = [monthly(n, value) for n, value in ((1, 10), (2, 3), (3, 12))]
    quarter = reading(25, start, end, "the quarter", known_on=date(2020, 4, 30))
    assert _shown(measure(*months, quarter, **COUNT)) == ["January 2020", "March 2020"]
    without_few = [months[0], monthly(2, 8), months[2]]
    assert "the quarter" not in _shown(measure(*without_few, quarter, **COUNT))
    fits = replace(quarter, value=Decimal(30))
    assert "the quarter" in _shown(measure(*without_few, fits, **COUNT))


def test_total_is_left_out_though_the_denominator_of_one_part_is_recorded():
    months = [monthly(1, 10, denominator=Decimal(100)), monthly(2, 3), monthly(3, 12)]
    quarter = reading(25, date(2020, 1, 1), month(3)[1], "the quarter", known_on=date(2020, 4, 30))
    assert "the quarter" not in _shown(measure(*months, quarter, **COUNT))


def test_baseline_over_quarters_is_left_out_where_it_tells_the_small_one():
    quarters = [
        reading(value, month(1 + 3 * n)[0], month(3 + 3 * n)[1], f"Q{n + 1}")
        for n, value in enumerate((10, 12, 11, 3))
    ]
    year = baseline(36, date(2020, 12, 31), period_start=date(2020, 1, 1))
    aim = target(20, date(2021, 12, 31))
    late = replace(year, known_on=date(2021, 1, 31))
    found = public_value(measure(*quarters, marks=(late, aim), **COUNT))
    assert (found.baseline, len(found.readings), len(found.targets)) == (None, 3, 1)
    early = public_value(measure(*quarters, marks=(year, aim), **COUNT))
    assert early.baseline is not None
    assert [each.printed for each in early.readings] == ["Q1", "Q2"]


def test_old_baseline_does_not_come_back_where_the_one_in_force_is_left_out():
    old = baseline(40, date(2018, 12, 31), period_start=date(2018, 1, 1))
    new = baseline(3, date(2019, 12, 31), period_start=date(2019, 1, 1), known_on=date(2020, 1, 1))
    assert public_value(measure(monthly(1, 10), marks=(old, new), **COUNT)).baseline is None


def test_final_figure_that_tells_a_small_month_with_others_is_left_out():
    """Of 27 with 10 in January and 12 in February 5 are left for March; with 11 in January only 4 are."""
    quarter = reading(27, date(2020, 1, 1), month(3)[1], "the quarter", known_on=date(2020, 4, 6))
    months = [monthly(1, 10, is_provisional=True), monthly(2, 12)]
    final = monthly(1, 11, known_on=date(2020, 5, 5))
    assert _shown(measure(*months, quarter, **COUNT))[2:] == ["the quarter"]
    assert _shown(measure(*months, quarter, final, **COUNT))[3:] == []
    less = replace(final, value=Decimal(9))
    assert _shown(measure(*months, quarter, less, **COUNT))[3:] == ["January 2020"]


def _quarter(value: int) -> ReadingValue:
    return reading(value, date(2020, 1, 1), month(3)[1], "the quarter", known_on=date(2020, 4, 30))


def test_total_is_left_out_with_a_small_month_though_by_changed_figures_it_would_be_larger():
    months = [monthly(1, 8), monthly(2, 12), monthly(3, 4)]
    assert "the quarter" not in _shown(measure(*months, _quarter(27), **COUNT))


def test_total_is_left_out_that_tells_a_small_month_by_what_the_others_were_at_first():
    changed = [monthly(1, 10), monthly(1, 8), monthly(2, 12), monthly(2, 11)]
    assert "the quarter" not in _shown(measure(*changed, _quarter(26), **COUNT))
    assert "the quarter" in _shown(measure(*changed, _quarter(28), **COUNT))


def test_changed_figure_is_left_out_once_a_month_beside_it_is_small():
    months = [monthly(1, 8), monthly(2, 12)]
    small = monthly(3, 4, known_on=date(2020, 5, 5))
    changed = monthly(1, 7, known_on=date(2020, 6, 5))
    other = monthly(4, 9, known_on=date(2020, 6, 5))
    shown = _shown(measure(*months, _quarter(25), small, changed, other, **COUNT))
    assert shown == ["January 2020", "February 2020", "the quarter", "April 2020"]


def test_slip_far_from_the_number_that_is_meant_hides_no_total():
    quarter = reading(30, date(2020, 1, 1), month(3)[1], "the quarter", known_on=date(2020, 4, 6))
    months = [monthly(1, 100), replace(monthly(1, 10), known_on=date(2020, 2, 1)), monthly(2, 12)]
    assert "the quarter" in _shown(measure(*months, quarter, **COUNT))


def test_cumulative_reading_that_tells_a_small_month_is_left_out_until_more_has_come():
    readings = [_so_far(3, 20), _so_far(4, 22), _so_far(5, 30)]
    assert _shown(measure(*readings, **COUNT)) == ["to 3", "to 5"]


def test_what_was_shown_once_stays_shown():
    readings = [_so_far(3, 20), monthly(4, 2), _so_far(4, 22), _so_far(5, 30)]
    before: set[str] = set()
    for number in range(1, len(readings) + 1):
        shown = set(_shown(measure(*readings[:number], **COUNT)))
        assert before <= shown
        before = shown


def test_notes_owners_and_what_it_rests_on_are_not_shown():
    found = public_value(
        measure(
            monthly(1, 50, note="3 of them late", numerator=Decimal(50), denominator=Decimal(100)),
            owner="Head of SEND, Council",
            owner_id=3,
        )
    )
    assert (found.owner, found.owner_id) == ("", None)
    assert [(e.note, e.numerator, e.denominator) for e in found.readings] == [("", None, None)]


def test_baseline_goes_with_the_reading_of_its_period_and_where_it_is_a_small_count():
    start, end = month(1)
    same = baseline(3, end, period_start=start)
    assert public_value(measure(monthly(1, 3), marks=(same,), **COUNT)).baseline is None
    assert public_value(measure(marks=(same,), **COUNT)).baseline is None
    few = monthly(1, 10, numerator=Decimal(1), denominator=Decimal(10))
    assert (
        public_value(measure(few, marks=(baseline(10, end, period_start=start),))).baseline is None
    )


# What is shown tells no small number: held against solving the equations


def _rank(rows: list[list[Fraction]]) -> int:
    rows = [list(row) for row in rows]
    rank = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((n for n in range(rank, len(rows)) if rows[n][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for n in range(rank + 1, len(rows)):
            share = rows[n][column] / rows[rank][column]
            rows[n] = [a - share * b for a, b in zip(rows[n], rows[rank], strict=True)]
        rank += 1
    return rank


MONTHS = 5
Stretch = tuple[int, int]


@dataclass(frozen=True)
class _Row:
    """A reading or a baseline of the stretch, recorded before or after the numbers of the months changed, in place of
    the one that it corrects."""

    stretch: Stretch
    is_after: bool
    is_baseline: bool
    is_provisional: bool
    known: int
    corrects: bool


@dataclass(frozen=True)
class _History:
    """The number of each month, before and after it changed, and all that was recorded in order."""

    months: tuple[tuple[int, ...], tuple[int, ...]]
    rows: tuple[_Row, ...]

    def number(self, stretch: Stretch, is_after: bool) -> int:
        return sum(self.months[is_after][stretch[0] : stretch[1] + 1])


@st.composite
def _histories(draw: st.DrawFn, *, changes: bool) -> _History:
    before = draw(st.lists(st.integers(0, 12), min_size=MONTHS, max_size=MONTHS))
    after = [
        max(0, each + draw(st.sampled_from((0, 0, 1, -1, 3)))) if changes else each
        for each in before
    ]
    places = st.integers(0, MONTHS - 1)
    stretch = st.tuples(places, places).map(lambda pair: (min(pair), max(pair)))
    row = st.builds(
        _Row,
        stretch=stretch,
        is_after=st.just(False),
        is_baseline=st.booleans() if draw(st.booleans()) else st.just(False),
        is_provisional=st.booleans(),
        known=st.integers(0, 4),
        corrects=st.booleans(),
    )
    rows = draw(st.lists(row, max_size=9))
    turn = draw(st.integers(0, len(rows))) if changes else len(rows)
    return _History(
        (tuple(before), tuple(after)),
        tuple(replace(each, is_after=n >= turn) for n, each in enumerate(rows)),
    )


def _recorded(history: _History) -> list[ReadingValue | MarkValue]:
    found: list[ReadingValue | MarkValue] = []
    for number, row in enumerate(history.rows):
        first, last = row.stretch
        start, end = month(first + 1)[0], month(last + 1)[1]
        given: dict[str, Any] = {"id": number, "known_on": date(2021, 1, 1 + row.known)}
        value = history.number(row.stretch, row.is_after)
        found.append(
            baseline(value, end, period_start=start, printed=str(number), **given)
            if row.is_baseline
            else reading(value, start, end, str(number), is_provisional=row.is_provisional, **given)
        )
    return found


def _ever_shown(history: _History) -> set[int]:
    """The places of all rows that the page shows at any time, whatever day is asked for then."""
    found: set[int] = set()
    for now in range(1, len(history.rows) + 1):
        recorded = _recorded(history)[:now]
        taken_back = {
            earlier
            for number, row in enumerate(history.rows[:now])
            if row.corrects
            for earlier in range(number)
            if history.rows[earlier].stretch == row.stretch
        }
        standing = [each for each in recorded if each.id not in taken_back]
        standing.sort(key=lambda each: each.known_on)
        for known in range(5):
            day = date(2021, 1, 1 + known)
            known_then = [each for each in standing if each.known_on <= day]
            seen = public.public_value(
                measure(
                    *which_count(e for e in known_then if isinstance(e, ReadingValue)),
                    marks=tuple(each for each in known_then if isinstance(each, MarkValue)),
                    as_at=day,
                    **COUNT,
                ),
                recorded,
            )
            found |= {each.id for each in seen.readings} | {each.id for each in seen.marks}
    return found


def _row(stretch: Stretch) -> list[Fraction]:
    return [Fraction(stretch[0] <= n <= stretch[1]) for n in range(MONTHS)]


def _follows(stretch: Stretch, known: list[Stretch]) -> bool:
    """A stretch's number follows from those known exactly where its row is a combination of theirs."""
    rows = [_row(each) for each in known]
    return bool(rows) and _rank([*rows, _row(stretch)]) == _rank(rows)


ALL = [(first, last) for first in range(MONTHS) for last in range(first, MONTHS)]


@given(_histories(changes=False))
def test_no_stretch_with_few_children_can_be_worked_out_from_all_that_was_ever_shown(history):
    known = [history.rows[place].stretch for place in sorted(_ever_shown(history))]
    for stretch in ALL:
        if history.number(stretch, False) < 5:
            assert not _follows(stretch, known)


@given(_histories(changes=True))
def test_nothing_small_can_be_worked_out_where_numbers_changed_and_were_corrected(history):
    """Neither from the numbers as they were nor from those as they are, and no reading that was left out for being
    small from both, unless it was not small once or was known before it was recorded."""
    shown = sorted(_ever_shown(history))
    for is_after in (False, True):
        known = [history.rows[n].stretch for n in shown if history.rows[n].is_after == is_after]
        for stretch in ALL:
            if history.number(stretch, is_after) < 5:
                assert not _follows(stretch, known)
    for place, row in enumerate(history.rows):
        if history.number(row.stretch, row.is_after) >= 5:
            continue
        others = [n for n in shown if history.rows[n].stretch != row.stretch]
        before = [history.rows[n].stretch for n in others if n < place]
        was_shown = len(others) < len(shown)
        if not was_shown and not _follows(row.stretch, before):
            assert not _follows(row.stretch, [history.rows[n].stretch for n in others])


# Bounds


@dataclass(frozen=True)
class _Bounded:
    """What is said of the number of a stretch: itself, or a bound so far away from it."""

    stretch: Stretch
    bound: Bound
    away: int


_BOUNDED = st.lists(
    st.builds(
        _Bounded,
        stretch=st.tuples(st.integers(0, 3), st.integers(0, 3)).map(
            lambda pair: (min(pair), max(pair))
        ),
        bound=st.sampled_from((Bound.EXACT, Bound.ABOVE, Bound.BELOW)),
        away=st.integers(1, 4),
    ),
    max_size=6,
    unique_by=lambda each: each.stretch,
)


@given(st.lists(st.integers(0, 12), min_size=4, max_size=4), _BOUNDED)
def test_no_bounds_and_numbers_together_say_that_a_stretch_has_few(numbers, said):
    """A reader adds up at most and at least along the stretches that are shown, in every way there is."""
    recorded: list[ReadingValue | MarkValue] = []
    for place, each in enumerate(said):
        first, last = each.stretch
        number = sum(numbers[first : last + 1])
        away = {Bound.EXACT: 0, Bound.ABOVE: -each.away, Bound.BELOW: each.away}[each.bound]
        days = month(first + 1)[0], month(last + 1)[1]
        recorded.append(reading(max(number + away, 0), *days, bound=each.bound, id=place))
    seen = public.public_value(
        measure(*(each for each in recorded if isinstance(each, ReadingValue)), **COUNT), recorded
    )
    most: dict[Stretch, int] = {(n, n): 0 for n in range(5)}
    for each in seen.readings:
        first, last = said[each.id].stretch
        value = int(each.value)
        if each.highest is not None:
            most[first, last + 1] = value - (each.bound == Bound.BELOW)
        if each.lowest is not None:
            most[last + 1, first] = -value - (each.bound == Bound.ABOVE)
    said_so = {
        said[each.id].stretch
        for each in seen.readings
        if each.bound == Bound.BELOW and each.value <= LIMIT
    }
    for by, one, other in product(range(5), repeat=3):
        if (one, by) in most and (by, other) in most:
            way = most[one, by] + most[by, other]
            most[one, other] = min(most.get((one, other), way), way)
    for (one, other), number in most.items():
        if one < other and (one, other - 1) not in said_so:
            assert number >= LIMIT
