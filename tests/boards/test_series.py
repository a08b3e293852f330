"""The days of a series: the pattern holds over any years, and nothing is skipped or doubled."""

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from boards.choices import BoardFrequency
from boards.series import TERM_MONTHS, dates, weekday_of_month

days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
lengths = st.integers(0, 1_200)
weeks = st.integers(1, 5)
weekdays = st.integers(0, 6)
frequencies = st.sampled_from(BoardFrequency)


@given(frequencies, weeks, weekdays, days, lengths)
def test_days_of_a_series_rise_lie_within_its_time_and_fall_on_its_weekday(
    frequency: BoardFrequency, week: int, weekday: int, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    found = dates(frequency, week, weekday, first, last)
    assert list(found) == sorted(set(found))
    assert all(first <= day <= last and day.weekday() == weekday for day in found)


@given(weeks, weekdays, days, lengths)
def test_monthly_board_meets_once_in_every_whole_month(
    week: int, weekday: int, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    months = [
        (day.year, day.month) for day in dates(BoardFrequency.MONTHLY, week, weekday, first, last)
    ]
    assert len(months) == len(set(months))
    whole = set()
    day = first
    while day <= last:
        whole.add((day.year, day.month))
        day += timedelta(days=1)
    edges = {(first.year, first.month), (last.year, last.month)}
    assert whole - edges <= set(months) <= whole


@given(weeks, weekdays, days, lengths)
def test_nth_weekday_is_in_the_nth_seven_days_and_the_last_has_no_other_after_it(
    week: int, weekday: int, first: date, length: int
) -> None:
    for day in dates(BoardFrequency.MONTHLY, week, weekday, first, first + timedelta(days=length)):
        if week == 5:
            assert (day + timedelta(days=7)).month != day.month
        else:
            assert (day.day - 1) // 7 == week - 1


@given(weeks, weekdays, days, st.integers(100, 1_200))
def test_six_weekly_board_meets_every_42_days_from_the_first_such_weekday(
    week: int, weekday: int, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    found = dates(BoardFrequency.SIX_WEEKLY, week, weekday, first, last)
    assert (found[0] - first).days < 7
    assert {later - earlier for earlier, later in itertools.pairwise(found)} == {timedelta(days=42)}
    assert (last - found[-1]).days < 42


@given(weeks, weekdays, days, st.integers(0, 1_200))
def test_quarterly_board_meets_at_every_third_of_the_monthly_days(
    week: int, weekday: int, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    monthly = dates(BoardFrequency.MONTHLY, week, weekday, first, last)
    quarterly = dates(BoardFrequency.QUARTERLY, week, weekday, first, last)
    assert quarterly == monthly[::3]
    numbers = [day.year * 12 + day.month for day in quarterly]
    assert all(later - earlier == 3 for earlier, later in itertools.pairwise(numbers))


@given(weeks, weekdays, st.integers(2015, 2035))
def test_termly_board_meets_once_in_each_term_of_a_school_year(
    week: int, weekday: int, year: int
) -> None:
    first, last = date(year, 9, 1), date(year + 1, 8, 31)
    found = dates(BoardFrequency.TERMLY, week, weekday, first, last)
    assert [day.month for day in found] == [11, 3, 6]
    assert {day.month for day in found} == set(TERM_MONTHS)


@given(weeks, weekdays, days, lengths)
def test_board_whose_days_are_set_by_hand_has_no_series(
    week: int, weekday: int, first: date, length: int
) -> None:
    assert not dates(BoardFrequency.BY_HAND, week, weekday, first, first + timedelta(days=length))


def test_steering_board_of_2018_meets_on_the_last_thursdays() -> None:
    assert dates(BoardFrequency.MONTHLY, 5, 3, date(2018, 3, 1), date(2018, 6, 30)) == (
        date(2018, 3, 29),
        date(2018, 4, 26),
        date(2018, 5, 31),
        date(2018, 6, 28),
    )
    assert weekday_of_month(2018, 2, 5, 2) == date(2018, 2, 28)


def test_days_at_both_ends_are_part_of_the_series() -> None:
    day = date(2018, 4, 26)
    for frequency in (
        BoardFrequency.MONTHLY,
        BoardFrequency.QUARTERLY,
        BoardFrequency.SIX_WEEKLY,
    ):
        assert dates(frequency, 5, 3, day, day) == (day,)
