"""What the public is shown of a measure: nothing that rests on few children, nor what tells such a number."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from actions.choices import Bound, Unit
from actions.measuring.public import for_public, public_value, rests_on
from actions.measuring.values import MeasureValue, ReadingValue
from tests.actions.measuring import baseline, measure, month, monthly, reading

COUNT: dict[str, Any] = {"unit": Unit.COUNT, "decimals": 0}


def _shown(found: MeasureValue) -> list[str]:
    return [each.printed for each in public_value(found).readings]


def _so_far(last: int, value: int) -> ReadingValue:
    return reading(
        value, date(2020, 1, 1), month(last)[1], f"to {last}", is_cumulative=True, id=last
    )


def test_private_measures_are_left_out():
    assert for_public([measure(is_public=False), measure(is_public=True, id=7)])[0].id == 7
    assert for_public([measure(is_public=False)]) == ()


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


def test_limit_of_nought_leaves_out_nothing():
    assert len(_shown(measure(monthly(1, 0), monthly(2, 3), **COUNT, suppress_below=0))) == 2


def test_total_that_would_tell_what_was_left_out_is_left_out():
    months = [monthly(n, value) for n, value in ((1, 10), (2, 3), (3, 12))]
    quarter = reading(25, date(2020, 1, 1), month(3)[1], "the quarter", known_on=date(2020, 4, 30))
    assert _shown(measure(*months, quarter, **COUNT)) == ["January 2020", "March 2020"]
    without_few = [months[0], monthly(2, 8), months[2]]
    assert "the quarter" in _shown(measure(*without_few, quarter, **COUNT))


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


@st.composite
def _months_and_stretches(draw: st.DrawFn) -> tuple[list[int], list[tuple[int, int]]]:
    months = draw(st.lists(st.integers(0, 12), min_size=1, max_size=6))
    places = st.integers(0, len(months) - 1)
    pairs = st.tuples(places, places).map(lambda pair: (min(pair), max(pair)))
    return months, draw(st.lists(pairs, unique=True, max_size=10))


@given(_months_and_stretches())
def test_no_stretch_with_few_children_can_be_worked_out_from_what_is_shown(given_):
    """A stretch's number follows from those shown exactly where its row is a combination of theirs."""
    months, stretches = given_
    readings = [
        reading(
            sum(months[first : last + 1]),
            month(first + 1)[0],
            month(last + 1)[1],
            f"{first}-{last}",
            id=number,
            known_on=date(2021, 1, 1) + timedelta(days=number),
        )
        for number, (first, last) in enumerate(stretches)
    ]
    found = public_value(measure(*readings, **COUNT))

    def row(first: int, last: int) -> list[Fraction]:
        return [Fraction(first <= n <= last) for n in range(len(months))]

    shown = [row(*map(int, each.printed.split("-"))) for each in found.readings]
    for first in range(len(months)):
        for last in range(first, len(months)):
            if sum(months[first : last + 1]) < 5 and shown:
                assert _rank([*shown, row(first, last)]) == _rank(shown) + 1
