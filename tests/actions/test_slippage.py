"""How far a due date has moved, in days and months, for one action and for a plan."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.due_dates import DueDate
from actions.position import position_as_at
from actions.services.actions import change_due_date
from actions.slippage import slippage, whole_months
from tests.factories import Scene, day, make_action

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def _months_after(start: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


@given(start=DAYS, months=st.integers(0, 600))
def test_whole_months_count_back_what_was_added(start: date, months: int) -> None:
    assert whole_months(start, _months_after(start, months)) == months


@given(first=DAYS, second=DAYS)
def test_whole_months_are_those_that_fit_between_the_days_and_no_more(
    first: date, second: date
) -> None:
    earlier, later = sorted((first, second))
    months = whole_months(earlier, later)
    assert _months_after(earlier, months) <= later < _months_after(earlier, months + 1)


@given(first=DAYS, second=DAYS)
def test_a_date_moved_and_moved_back_has_slipped_and_been_brought_forward_as_far(
    first: date, second: date
) -> None:
    there = slippage(DueDate.on(first), DueDate.on(second))
    back = slippage(DueDate.on(second), DueDate.on(first))
    if first == second:
        assert there is back is None
        return
    assert there is not None
    assert back is not None
    assert there.days == -(back.days or 0) == (second - first).days
    assert (there.months, there.distance) == (back.months, back.distance)
    assert there.has_slipped == back.is_brought_forward == (second > first)


@pytest.mark.parametrize(
    ("first", "now", "said"),
    [
        ("31 December 2018", "2 April 2019", "slipped 92 days (3 months) from 31 December 2018"),
        ("March 2018", "June 2018", "slipped 91 days (3 months) from 31 March 2018"),
        ("Q4 2017/18", "30 April 2018", "slipped 30 days (1 month) from 31 March 2018"),
        ("30 April 2018", "1 May 2018", "slipped 1 day from 30 April 2018"),
        ("June 2018", "31 May 2018", "brought forward 30 days (1 month) from 30 June 2018"),
        ("June 2018", "Ongoing", "now ongoing, first due June 2018"),
        ("Ongoing", "June 2018", "now due June 2018, first ongoing"),
    ],
)
def test_slippage_is_said_in_days_and_months(first: str, now: str, said: str) -> None:
    assert str(slippage(DueDate.parse(first), DueDate.parse(now))) == said


@pytest.mark.parametrize("same", ["June 18", "30 June 2018", "Q1 2018/19", "by end of June 2018"])
def test_other_words_for_the_same_end_are_no_slippage(same: str) -> None:
    assert slippage(DueDate.parse("June 2018"), DueDate.parse(same)) is None


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("30/4/18", "30 April 2018"),
        ("Dec 18", "December 2018, so by 31 December 2018"),
        ("Q4 2019/20", "January to March 2020, so by 31 March 2020"),
        ("on-going", "ongoing, without an end"),
    ],
)
def test_due_date_says_what_it_was_understood_as(text: str, meaning: str) -> None:
    assert DueDate.parse(text).meaning == meaning


def _redated(scene: Scene, reference: str, first: str, *later: str) -> None:
    action = make_action(scene, reference, due=first)
    for number, due in enumerate(later, start=1):
        change_due_date(
            action=action,
            due=DueDate.parse(due),
            effective_date=day(10 * number),
            reason="No room",
            by=scene.manager,
        )


def test_plan_counts_what_slipped_on_the_day_the_furthest_first(scene: Scene) -> None:
    _redated(scene, "1.1", "1 May 2018", "11 May 2018")
    _redated(scene, "1.2", "1 May 2018", "3 May 2018", "1 June 2018")
    _redated(scene, "1.3", "1 May 2018", "20 April 2018")
    _redated(scene, "1.4", "1 May 2018", "Ongoing")
    _redated(scene, "1.5", "Ongoing", "1 May 2018")
    _redated(scene, "1.6", "1 May 2018", "8 May 2018", "1 May 2018")
    _redated(scene, "1.7", "1 May 2018")
    figures = position_as_at(scene.plan, day(30)).slippage
    assert [line.reference for line in figures.lines] == ["1.2", "1.1", "1.4", "1.5", "1.3"]
    assert (figures.total_days, figures.median_days) == (41, 21)
    before = position_as_at(scene.plan, day(15)).slippage
    assert [line.reference for line in before.slipped] == ["1.1", "1.6", "1.2"]
    assert (before.total_days, before.median_days) == (19, 7)
    assert position_as_at(scene.plan, day(5)).slippage.lines == ()


def test_figures_of_the_themes_add_up_to_the_plans(scene: Scene) -> None:
    _redated(scene, "1.1", "1 May 2018", "11 May 2018")
    by_theme = position_as_at(scene.plan, day(30)).slippage_by_theme()
    assert [(theme.reference, found.total_days) for theme, found in by_theme] == [
        ("1", 10),
        ("2", 0),
    ]


@given(first=DAYS, later=st.lists(st.integers(-400, 400), max_size=5))
def test_slippage_is_the_sum_of_the_moves(first: date, later: list[int]) -> None:
    due = DueDate.on(first)
    for days in later:
        assert due.end is not None
        due = DueDate.on(due.end + timedelta(days=days))
    moved = slippage(DueDate.on(first), due)
    assert (moved.days if moved else 0) == sum(later)
