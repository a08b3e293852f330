"""Due dates as councils print them: kept as given, and past only after the whole period."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actions.choices import DuePrecision
from actions.due_dates import FIRST_YEAR, DueDate

DAY, MONTH = DuePrecision.DAY, DuePrecision.MONTH
QUARTER, ONGOING = DuePrecision.QUARTER, DuePrecision.ONGOING


@pytest.mark.parametrize(
    ("printed", "precision", "end"),
    [
        ("30 September 2018", DAY, date(2018, 9, 30)),
        ("30th September 2018", DAY, date(2018, 9, 30)),
        ("1 Sept 18", DAY, date(2018, 9, 1)),
        ("30/04/2018", DAY, date(2018, 4, 30)),
        ("2018-04-30", DAY, date(2018, 4, 30)),
        ("29 February 2020", DAY, date(2020, 2, 29)),
        ("September 2018", MONTH, date(2018, 9, 30)),
        ("Dec 18", MONTH, date(2018, 12, 31)),
        ("June 19", MONTH, date(2019, 6, 30)),
        ("Sept 19", MONTH, date(2019, 9, 30)),
        ("December 2019", MONTH, date(2019, 12, 31)),
        ("February 2020", MONTH, date(2020, 2, 29)),
        ("by end of March 2019", MONTH, date(2019, 3, 31)),
        ("By September 2018", MONTH, date(2018, 9, 30)),
        ("Q1 2018/19", QUARTER, date(2018, 6, 30)),
        ("Q2 2018/19", QUARTER, date(2018, 9, 30)),
        ("Q3 2019/20", QUARTER, date(2019, 12, 31)),
        ("Q4 2019/20", QUARTER, date(2020, 3, 31)),
        ("Quarter 4 1999/2000", QUARTER, date(2000, 3, 31)),
        ("Q3 19/20", QUARTER, date(2019, 12, 31)),
        ("Q3 2019–20", QUARTER, date(2019, 12, 31)),
        ("Qtr 3 2019/20", QUARTER, date(2019, 12, 31)),
        ("End of Sept 2019", MONTH, date(2019, 9, 30)),
        ("31-Dec-18", DAY, date(2018, 12, 31)),
        ("Monday 30 April 2018", DAY, date(2018, 4, 30)),
        ("by Friday 30th November 2018", DAY, date(2018, 11, 30)),
        ("April ’19", MONTH, date(2019, 4, 30)),
        ("2018-04-30 00:00:00", DAY, date(2018, 4, 30)),
        ("31-03-2019", DAY, date(2019, 3, 31)),
        ("2019/03/31", DAY, date(2019, 3, 31)),
        ("April 1st, 2019", DAY, date(2019, 4, 1)),
        ("in March 2019", MONTH, date(2019, 3, 31)),
        ("Dec 2018.", MONTH, date(2018, 12, 31)),
        ("Ongoing", ONGOING, None),
        ("on-going", ONGOING, None),
    ],
)
def test_due_date_as_printed_is_kept_and_ends_with_its_period(printed, precision, end):
    due = DueDate.parse(printed)
    assert (due.precision, due.end, due.printed, str(due)) == (precision, end, printed, printed)


@pytest.mark.parametrize("printed", ["30 April 2018", "April 2018", "Q1 2018/19"])
def test_due_date_has_passed_only_from_the_day_after_its_period(printed):
    due = DueDate.parse(printed)
    assert due.end is not None
    assert not due.has_passed(due.end)
    assert due.has_passed(due.end + timedelta(days=1))


def test_quarter_three_of_2019_20_is_overdue_from_the_first_of_january_2020():
    due = DueDate.parse("Q3 2019/20")
    assert not due.has_passed(date(2019, 10, 1))
    assert not due.has_passed(date(2019, 12, 31))
    assert due.has_passed(date(2020, 1, 1))


def test_ongoing_never_passes():
    assert not DueDate.ongoing().has_passed(date.max)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "soon",
        "31 April 2018",
        "29 February 2019",
        "Smarch 2018",
        "Q5 2018/19",
        "Q3 2019/21",
        "13/13/2018",
        "2018",
        "April",
        "Ongoing 2018",
        "30 April 2018 or so",
        "Q4 9999/00",
        "April 20188",
        "Autumn term 2019",
        "Spring 2019",
        "2018-04-30 12:00:00",
        "Q3 19/21",
        "Dec 0001",
        "1 April 201",
        "01/04/99",
        "Q3 2019",
    ],
)
def test_what_is_not_a_date_is_refused_in_words(printed):
    with pytest.raises(ValueError, match="is not a date") as refusal:
        DueDate.parse(printed)
    assert printed in str(refusal.value)


@given(st.one_of(st.text(), st.from_regex(r"(Q[1-4]|\w{3,9}|\d{1,2}) ?\d{1,4}[/ -]?\d{0,4}\Z")))
@example("9" * 10_000)
@example("Q3 ²⁰¹⁸/19")
def test_any_text_is_either_a_due_date_or_a_value_error(text):
    try:
        due = DueDate.parse(text)
    except ValueError as error:
        refusal = str(error)
    else:
        refusal = ""
        assert due.printed == " ".join(text.split())
        assert len(due.printed) <= 60
    assert not refusal or ("is not a date" in refusal and len(refusal) < 250)


@given(st.dates(date(FIRST_YEAR, 1, 1), date(FIRST_YEAR + 99, 12, 31)))
def test_day_is_read_back_from_what_is_printed(day):
    due = DueDate.on(day)
    assert DueDate.parse(due.printed) == due
    assert due.end == day


@given(st.integers(FIRST_YEAR, FIRST_YEAR + 98), st.integers(1, 4))
def test_quarters_follow_the_financial_year_from_april(year, quarter):
    due = DueDate.parse(f"Q{quarter} {year}/{(year + 1) % 100:02}")
    month = quarter * 3 + 3
    expected = (year, month) if month <= 12 else (year + 1, month - 12)
    assert due.end == date(*expected, calendar.monthrange(*expected)[1])


def test_due_dates_sort_by_their_end_and_ongoing_last():
    printed = ["Ongoing", "Q3 2018/19", "30 April 2018", "April 2019", "June 2018"]
    in_order = sorted(printed, key=lambda text: DueDate.parse(text).sort_key)
    assert in_order == ["30 April 2018", "June 2018", "Q3 2018/19", "April 2019", "Ongoing"]


@pytest.mark.parametrize(
    ("precision", "end", "printed"),
    [(DAY, None, "1 May 2018"), (ONGOING, date(2018, 5, 1), "Ongoing"), (ONGOING, None, "")],
)
def test_due_date_that_contradicts_itself_cannot_be_made(precision, end, printed):
    with pytest.raises(ValueError, match="due date"):
        DueDate(precision, end, printed)
