"""Counting working days in England: when papers are due, and how long that still is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.working_days import bank_holiday, is_working_day, papers_due, working_days_until

days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("held_on", "working_days", "due"),
    [
        (date(2018, 4, 26), 5, date(2018, 4, 19)),  # an ordinary week
        (date(2018, 4, 5), 5, date(2018, 3, 27)),  # Good Friday and Easter Monday lie between
        (date(2018, 5, 10), 3, date(2018, 5, 4)),  # the early May bank holiday
        (date(2020, 5, 11), 1, date(2020, 5, 7)),  # Victory in Europe Day, moved to the Friday
        (date(2022, 9, 20), 1, date(2022, 9, 16)),  # the state funeral
        (date(2019, 1, 3), 5, date(2018, 12, 24)),  # Christmas and New Year
        (date(2022, 1, 5), 1, date(2022, 1, 4)),  # 3 January stands in for New Year's Day
        (date(2018, 4, 26), 0, date(2018, 4, 26)),
    ],
)
def test_papers_are_due_so_many_working_days_before(
    held_on: date, working_days: int, due: date
) -> None:
    assert papers_due(held_on, working_days) == due


@given(days, st.integers(0, 30))
def test_day_papers_are_due_lies_exactly_so_many_working_days_back(day: date, count: int) -> None:
    due = papers_due(day, count)
    assert due <= day
    assert count == 0 or is_working_day(due)
    between = [due + timedelta(days=ahead) for ahead in range((day - due).days)]
    assert sum(map(is_working_day, between)) == count


@given(days, st.integers(0, 60))
def test_working_days_until_a_day_grow_by_one_with_each_working_day(day: date, ahead: int) -> None:
    then = day + timedelta(days=ahead)
    after = then + timedelta(days=1)
    grown = working_days_until(day, after) - working_days_until(day, then)
    assert grown == is_working_day(after)


def test_no_working_day_is_left_until_today_or_a_day_in_the_past() -> None:
    day = date(2018, 4, 26)
    assert working_days_until(day, day) == 0
    assert working_days_until(day, day - timedelta(days=9)) == 0


def test_bank_holidays_are_those_of_england_alone() -> None:
    assert bank_holiday(date(2018, 3, 30)) == "Good Friday"
    assert bank_holiday(date(2018, 8, 27))
    assert not bank_holiday(date(2018, 3, 17)), "St Patrick's Day is kept in Northern Ireland"
    assert not bank_holiday(date(2018, 1, 2)), "2 January is kept in Scotland"
