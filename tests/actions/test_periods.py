"""Periods and values as people write them: what they mean, and that printing and reading again changes nothing."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.choices import Bound, Unit
from actions.measuring.amounts import Amount, read_amount, read_yes, write_amount
from actions.measuring.periods import Period, say_period

READ = {
    "2018": ("2018-01-01", "2018-12-31"),
    "2018/19 financial year": ("2018-04-01", "2019-03-31"),
    "FY 2018-19": ("2018-04-01", "2019-03-31"),
    "Academic year 2018/2019": ("2018-09-01", "2019-08-31"),
    "2018/19 school year": ("2018-09-01", "2019-08-31"),
    "Q3 2019/20": ("2019-10-01", "2019-12-31"),
    "Q4 2019/20": ("2020-01-01", "2020-03-31"),
    "August 2020": ("2020-08-01", "2020-08-31"),
    "Aug 20": ("2020-08-01", "2020-08-31"),
    "Aug-20": ("2020-08-01", "2020-08-31"),
    "February 2020": ("2020-02-01", "2020-02-29"),
    "2020-08": ("2020-08-01", "2020-08-31"),
    "Jan – Aug 2020": ("2020-01-01", "2020-08-31"),
    "January to August 2020": ("2020-01-01", "2020-08-31"),
    "Sept 2019 - March 2020": ("2019-09-01", "2020-03-31"),
    "Q1 – Q3 2019/20": ("2019-04-01", "2019-12-31"),
    "12 months to August 2020": ("2019-09-01", "2020-08-31"),
    "autumn term 2020": ("2020-09-01", "2020-12-31"),
    "Autumn 2020/21": ("2020-09-01", "2020-12-31"),
    "Spring term 2020/21": ("2021-01-01", "2021-03-31"),
    "summer term 2021": ("2021-04-01", "2021-07-31"),
    "w/c 7 September 2020": ("2020-09-07", "2020-09-13"),
    "Week ending 13/09/2020": ("2020-09-07", "2020-09-13"),
    "7-13 September 2020": ("2020-09-07", "2020-09-13"),
    "2020-01-01 to 2020-08-31": ("2020-01-01", "2020-08-31"),
    "7 September 2020": (None, "2020-09-07"),
    "as at 7 Sept 2020": (None, "2020-09-07"),
    "2020-09-07": (None, "2020-09-07"),
    "end of March 2020": (None, "2020-03-31"),
    "by December 2020": (None, "2020-12-31"),
}


@pytest.mark.parametrize("words", READ)
def test_a_period_is_read_as_councils_write_it(words: str) -> None:
    start, end = READ[words]
    period = Period.parse(f"  {words} ")
    assert period.start == (date.fromisoformat(start) if start else None)
    assert period.end == date.fromisoformat(end or "")
    assert period.printed == words, "The words given are kept."


def test_months_as_a_range_suggest_a_cumulative_reading_and_usual_periods_do_not() -> None:
    adding = ["Jan – Aug 2020", "April to June 2020, cumulative", "May 2020 (YTD)"]
    assert all(Period.parse(words).adds_up for words in adding)
    others = ["Jan – March 2020", "Sept 2019 – Aug 2020", "2018", "7-13 September 2020"]
    assert not any(Period.parse(words).adds_up for words in others)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2018/19", "write “2018/19 financial year”"),
        ("2018-19", "or “2018/19 academic year”"),
        ("Q3 2019", "Q3 2019/20"),
        ("2018/20 financial year", "not a period"),
        ("Sept – March 2020", "Give both years"),
        ("31 February 2020", "not a period"),
        ("June", "Give a month (August 2020)"),
        ("Ongoing", "not a period"),
        ("1066", "not a period"),
        ("9999", "not a period"),
        ("", "Enter the period"),
        ("x" * 50_000, "too long"),
        ("2020-13", "not a period"),
        ("0 months to August 2020", "not a period"),
    ],
)
def test_what_is_no_period_or_may_be_two_is_refused_with_what_to_do(words: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)) as refused:
        Period.parse(words)
    assert len(str(refused.value)) < 400


days = st.dates(date(1990, 1, 1), date(2085, 12, 31))


@given(start=st.one_of(st.none(), days), length=st.integers(0, 800), end=days)
def test_printing_a_period_and_reading_it_again_gives_the_same(
    start: date | None, length: int, end: date
) -> None:
    end = end if start is None else start + timedelta(days=length)
    read = Period.parse(say_period(start, end))
    assert (read.start, read.end) == (start, end)


@given(first=days, months=st.integers(0, 30))
def test_whole_months_are_printed_and_read_again(first: date, months: int) -> None:
    place = first.year * 12 + first.month - 1 + months
    year, month = place // 12, place % 12 + 1
    start, end = first.replace(day=1), date(year, month, calendar.monthrange(year, month)[1])
    read = Period.parse(say_period(start, end))
    assert (read.start, read.end) == (start, end)


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_or_refused_in_words(typed: str) -> None:
    assert _answer(Period.parse, typed)
    assert _answer(lambda text: read_amount(text, Unit.PERCENT), typed)


def _answer(read: Callable[[str], object], typed: str) -> str:
    """What the words were read as, or why they were refused; any other error is a failure."""
    try:
        return str(read(typed))
    except ValueError as refused:
        return str(refused)


AMOUNTS = [
    ("18.9%", Unit.PERCENT, "18.9", Bound.EXACT),
    ("18.9 per cent", Unit.PERCENT, "18.9", Bound.EXACT),
    ("above 75", Unit.PERCENT, "75", Bound.ABOVE),
    (">75 %", Unit.PERCENT, "75", Bound.ABOVE),
    ("fewer than 5", Unit.COUNT, "5", Bound.BELOW),
    ("c. 40%", Unit.PERCENT, "40", Bound.ABOUT),
    ("4,879", Unit.COUNT, "4879", Bound.EXACT),
    ("4 879", Unit.COUNT, "4879", Bound.EXACT),
    ("£1.2m", Unit.MONEY, "1200000", Bound.EXACT),
    ("-£3k", Unit.MONEY, "-3000", Bound.EXACT),
    ("−4.5", Unit.SCORE, "-4.5", Bound.EXACT),
    ("23.5 days", Unit.DAYS, "23.5", Bound.EXACT),
]


@pytest.mark.parametrize(("words", "unit", "value", "bound"), AMOUNTS)
def test_a_value_is_read_as_people_write_it(
    words: str, unit: Unit, value: str, bound: Bound
) -> None:
    assert read_amount(words, unit) == Amount(Decimal(value), bound)


@pytest.mark.parametrize(
    ("words", "unit", "said"),
    [
        ("9,590 (10%)", Unit.PERCENT, "two figures"),
        ("45 of 60", Unit.PERCENT, "two figures"),
        ("12,5", Unit.PERCENT, "comma"),
        ("≥75", Unit.PERCENT, "“above” or “below”"),
        ("18.9%", Unit.COUNT, "in count"),
        ("£5", Unit.DAYS, "in days"),
        ("1.2m", Unit.COUNT, "whole number"),
        ("1e5", Unit.COUNT, "not a number"),
        ("NaN", Unit.SCORE, "not a number"),
        ("tbc", Unit.SCORE, "leave it empty"),
        ("=1+1", Unit.SCORE, "not a number"),
        ("9" * 40, Unit.COUNT, "too large"),
        ("9" * 5_000, Unit.COUNT, "too long"),
    ],
)
def test_an_unclear_value_is_refused_with_what_to_do(words: str, unit: Unit, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        read_amount(words, unit)


@given(
    value=st.decimals(-(10**9), 10**9, places=4),
    unit=st.sampled_from(Unit),
    bound=st.sampled_from(Bound),
)
def test_printing_a_value_and_reading_it_again_gives_the_same(
    value: Decimal, unit: Unit, bound: Bound
) -> None:
    assert read_amount(write_amount(value, unit, bound), unit) == Amount(value, bound)


def test_a_cell_says_yes_or_no_and_nothing_else() -> None:
    assert read_yes("Provisional", "Provisional", yes="provisional")
    assert read_yes("X", "Provisional", yes="provisional")
    assert not read_yes("", "Provisional", yes="provisional")
    with pytest.raises(ValueError, match="neither yes nor no"):
        read_yes("perhaps", "Provisional", yes="provisional")
