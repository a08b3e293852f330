"""Counting working days, calendar days and months, against a list of bank holidays that nobody worked out."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actions.choices import DeadlineUnit
from actions.clock.counting import (
    Skipped,
    count_calendar_days,
    count_months,
    count_on,
    count_working_days,
    day_with_left,
)
from actions.clock.wording import say_count, say_left
from actions.errors import Refused
from actions.text import say_day
from actions.working_days import bank_holiday, is_working_day, working_days_until
from tests.actions.bank_holidays import BANK_HOLIDAYS, FIRST, LAST

ONE_DAY = timedelta(days=1)
days = st.dates(date(2014, 1, 1), date(2029, 6, 30))
any_day = st.dates(date(1978, 2, 1), date(2090, 12, 31))
ends_of_months = any_day.map(lambda day: day.replace(day=1) - ONE_DAY)


def _days_of_the_list() -> list[date]:
    return [FIRST + timedelta(days=ahead) for ahead in range((LAST - FIRST).days + 1)]


def _is_working_day_by_the_list(day: date) -> bool:
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def test_every_day_from_2014_to_2030_is_a_working_day_exactly_where_the_published_lists_say_so() -> (
    None
):
    wrong = [
        day
        for day in _days_of_the_list()
        if is_working_day(day) != _is_working_day_by_the_list(day)
    ]
    assert wrong == []
    assert len(BANK_HOLIDAYS) == 17 * 8 + 3, "three were proclaimed for one occasion each"


@pytest.mark.parametrize(
    ("start", "number", "due", "skipped"),
    [
        ("2018-02-08", 70, "2018-05-22", ["2018-03-30", "2018-04-02", "2018-05-07"]),
        ("2018-01-31", 70, "2018-05-14", ["2018-03-30", "2018-04-02", "2018-05-07"]),
        ("2020-05-07", 1, "2020-05-11", ["2020-05-08"]),
        ("2022-06-01", 1, "2022-06-06", ["2022-06-02", "2022-06-03"]),
        ("2022-09-16", 1, "2022-09-20", ["2022-09-19"]),
        ("2023-05-05", 1, "2023-05-09", ["2023-05-08"]),
        ("2021-12-24", 1, "2021-12-29", ["2021-12-27", "2021-12-28"]),
        ("2021-12-31", 1, "2022-01-04", ["2022-01-03"]),
        ("2026-12-24", 2, "2026-12-30", ["2026-12-25", "2026-12-28"]),
        ("2018-03-31", 1, "2018-04-03", ["2018-04-02"]),  # from a Saturday
        ("2018-02-09", 1, "2018-02-12", []),
    ],
)
def test_working_days_lead_past_weekends_and_bank_holidays(
    start: str, number: int, due: str, skipped: list[str]
) -> None:
    found = count_working_days(date.fromisoformat(start), number)
    assert found.due == date.fromisoformat(due)
    assert [each.day.isoformat() for each in found.skipped] == skipped


@given(days, st.integers(1, 300))
def test_day_due_is_a_working_day_with_exactly_so_many_after_the_start(
    start: date, number: int
) -> None:
    found = count_working_days(start, number)
    assert _is_working_day_by_the_list(found.due)
    passed = [start + timedelta(days=ahead) for ahead in range(1, (found.due - start).days + 1)]
    assert sum(map(_is_working_day_by_the_list, passed)) == number
    assert [each.day for each in found.skipped] == [
        day for day in passed if day.weekday() < 5 and day in BANK_HOLIDAYS
    ]
    assert all(each.name == bank_holiday(each.day) != "" for each in found.skipped)
    assert working_days_until(start, found.due) == number


@given(days, st.integers(1, 100), st.integers(1, 100))
def test_counting_on_from_where_a_count_ended_is_counting_once(
    start: date, first: int, second: int
) -> None:
    halfway = count_working_days(start, first)
    rest = count_working_days(halfway.due, second)
    whole = count_working_days(start, first + second)
    assert (whole.due, whole.skipped) == (rest.due, halfway.skipped + rest.skipped)


@given(any_day, st.integers(1, 400))
def test_calendar_days_count_every_day(start: date, number: int) -> None:
    found = count_calendar_days(start, number)
    assert (found.due - start).days == number
    assert found.skipped == ()


@pytest.mark.parametrize(
    ("start", "number", "due"),
    [
        ("2018-01-31", 1, "2018-02-28"),
        ("2020-01-31", 1, "2020-02-29"),
        ("2018-02-28", 6, "2018-08-31"),  # the end of a month stays one
        ("2020-02-28", 6, "2020-08-28"),  # which the 28th of a leap year's February is not
        ("2020-02-29", 12, "2021-02-28"),
        ("2018-04-30", 1, "2018-05-31"),
        ("2018-01-30", 1, "2018-02-28"),
        ("2018-02-08", 12, "2019-02-08"),
        ("2018-02-08", 18, "2019-08-08"),
        ("2020-11-30", 18, "2022-05-31"),
        ("2018-06-16", 1, "2018-07-16"),
        ("2018-05-16", 1, "2018-06-16"),  # a Saturday: not rolled off it
    ],
)
def test_months_lead_to_the_same_day_or_the_end_of_the_month(
    start: str, number: int, due: str
) -> None:
    found = count_months(date.fromisoformat(start), number)
    assert (found.due.isoformat(), found.skipped) == (due, ())


@given(any_day, st.integers(1, 100))
@example(date(2020, 2, 29), 12)
def test_months_keep_the_day_the_end_of_a_month_and_the_number_of_months(
    start: date, number: int
) -> None:
    due = count_months(start, number).due
    assert (due.year - start.year) * 12 + due.month - start.month == number
    last = monthrange(due.year, due.month)[1]
    if (start + ONE_DAY).day == 1:
        assert due.day == last
    else:
        assert due.day == min(start.day, last)


@given(ends_of_months, st.integers(1, 50), st.integers(1, 50))
def test_months_from_the_end_of_a_month_add_up(start: date, first: int, second: int) -> None:
    assert (
        count_months(count_months(start, first).due, second).due
        == count_months(start, first + second).due
    )


@given(days, st.integers(1, 60))
def test_day_with_so_many_left_is_the_first_on_which_no_more_are_left(
    day: date, number: int
) -> None:
    first = day_with_left(day, number)
    assert is_working_day(first)
    assert working_days_until(first, day) == number
    assert working_days_until(first - ONE_DAY, day) == number + 1


@pytest.mark.parametrize("unit", list(DeadlineUnit))
@pytest.mark.parametrize(
    ("start", "number", "words", "field"),
    [
        (date(2018, 2, 8), 0, "between 1 and 9,999", "count"),
        (date(2018, 2, 8), -5, "between 1 and 9,999", "count"),
        (date(2018, 2, 8), 10_000, "between 1 and 9,999", "count"),
        (date(2100, 12, 30), 200, "beyond 31 December 2100", "count"),
        (date(1, 1, 1), 5, "1 January 1978", "basis_on"),
        (date(9999, 12, 31), 5, "31 December 2100", "basis_on"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(
    unit: DeadlineUnit, start: date, number: int, words: str, field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        count_on(start, number, unit)
    assert words in refusal.value.message
    assert refusal.value.field == field


def test_how_it_was_counted_names_every_day_left_out() -> None:
    start = date(2018, 2, 8)
    found = count_working_days(start, 70)
    said = say_count(
        70, DeadlineUnit.WORKING_DAYS, f"{say_day(start)}, the day the letter was published", found
    )
    assert said == (
        "70 working days after 8 February 2018, the day the letter was published; not counted: that day "
        "itself, weekends, Friday 30 March 2018 (Good Friday), Monday 2 April (Easter Monday), "
        "Monday 7 May (Early May bank holiday)."
    )
    assert found.skipped[0] == Skipped(date(2018, 3, 30), "Good Friday")


def test_how_months_were_counted_says_so_where_they_end_on_no_working_day() -> None:
    saturday, weekday = count_months(date(2018, 5, 16), 1), count_months(date(2018, 6, 16), 1)
    words = ("1 month after then", "16 June 2018 is a Saturday; months are not moved")
    said = say_count(1, DeadlineUnit.MONTHS, "then", saturday)
    assert all(each in said for each in words)
    assert say_count(1, DeadlineUnit.MONTHS, "then", weekday) == "1 month after then."
    holiday = count_months(date(2018, 6, 25), 6)
    assert "25 December 2018 is Christmas Day" in say_count(6, DeadlineUnit.MONTHS, "then", holiday)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"left": 12}, "12 working days left"),
        ({"left": 1}, "1 working day left"),
        ({"left": 0}, "No working day left"),
        ({"left": 0, "today": date(2018, 5, 22)}, "Today is the day"),
        ({"late": 3}, "3 working days late"),
        ({"late": 0}, "Less than a working day late"),
        ({"late": 3, "is_window": True}, "From now on"),
        ({"met_on": date(2018, 5, 22)}, "Met on 22 May 2018, in time"),
        ({"met_on": date(2018, 6, 22), "is_window": True}, "Happened on 22 June 2018"),
        ({"met_on": date(2018, 5, 24), "late": 2}, "Met on 24 May 2018, 2 working days late"),
        ({"day": None}, "The day cannot be counted yet"),
        ({"day": None, "met_on": date(2018, 5, 1)}, "Met on 1 May 2018"),
    ],
)
def test_how_a_deadline_stands_is_put_in_words(given: dict[str, object], words: str) -> None:
    values: dict[str, object] = {
        "day": date(2018, 5, 22),
        "today": date(2018, 5, 4),
        "met_on": None,
        "left": None,
        "late": None,
        "is_window": False,
        **given,
    }
    assert say_left(**values) == words  # type: ignore[arg-type]


@given(any_day, st.integers(-400, 4_000))
def test_working_days_until_a_day_are_as_many_as_counted_one_by_one(first: date, days: int) -> None:
    found = working_days_until(first, first + timedelta(days))
    assert found == sum(is_working_day(first + timedelta(each)) for each in range(1, days + 1))
