"""Measures: which reading counts, where it stands against the target and the way to it, and what changed, in words."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.choices import Bound, GoodDirection, MarkKind, MeasureFrequency, Unit
from actions.measuring import series, standing
from actions.measuring.change import say_change, say_periods
from actions.measuring.values import MeasureValue, say_value
from tests.actions.measuring import (
    assessments,
    baseline,
    mark,
    measure,
    month,
    monthly,
    reading,
    target,
    yearly,
)

DECEMBER = date(2020, 12, 31)
numbers = st.integers(0, 1000).map(Decimal)


# What the paper of Buckinghamshire says


def test_buckinghamshire_assessments_come_out_as_its_paper_prints_them():
    found = assessments()
    said = {each.printed: found.kind.say_reading(each) for each in found.readings}
    assert said == {
        "2017": "18.9%",
        "2018": "32.7%",
        "2019": "40%",
        "January to August 2020 (cumulative)": "65%",
        "May 2020": "above 75%",
        "June 2020": "above 75%",
        "July 2020": "above 75%",
        "August 2020": "above 75%",
    }
    assert found.latest_said == "65%"
    assert found.against == ("above England’s 60% (2019)",)


def test_years_months_and_cumulative_readings_are_series_of_their_own():
    labels = {each.label: len(each.readings) for each in assessments().series}
    assert labels == {"Each month": 4, "Each year": 3, "Cumulative from 1 January 2020": 1}


def test_change_is_said_between_the_years_but_not_from_a_year_to_part_of_one():
    found = assessments()
    assert found.previous is None
    assert found.change == "no earlier reading covers a period like this one"
    years = measure(yearly(2017, "18.9"), yearly(2018, "32.7"), yearly(2019, 40))
    assert years.change == "rose from 32.7% to 40%, 7.3 percentage points better, 2018 to 2019"


def test_plans_judged_good_rose_by_28_points_from_july_to_august():
    found = measure(monthly(7, 19), monthly(8, 47), decimals=0)
    assert found.change == (
        "rose from 19% to 47%, 28 percentage points better, July to August 2020"
    )


def test_children_with_a_plan_are_counted_as_at_a_day():
    found = measure(
        reading(4879, None, date(2020, 9, 7), "7 September 2020"), unit=Unit.COUNT, decimals=0
    )
    assert (found.latest_said, found.change) == ("4,879", "the first reading")


def test_sen_support_is_below_the_national_share():
    found = measure(
        yearly(2020, 10, numerator=Decimal(9590), denominator=Decimal(95900)),
        marks=(mark(MarkKind.NATIONAL, "12.1", date(2020, 1, 31), "January 2020"),),
        frequency=MeasureFrequency.YEARLY,
    )
    assert found.against == ("below England’s 12.1% (January 2020)",)


# Which reading counts


def test_final_reading_counts_before_a_provisional_one_that_became_known_later():
    final, provisional = monthly(8, 47), monthly(8, 46, is_provisional=True)
    for order in permutations((final, provisional)):
        assert series.which_count(order) == (final,)


def test_of_two_provisional_readings_the_later_known_counts():
    first, second = (monthly(8, value, is_provisional=True) for value in (46, 48))
    assert series.which_count([first, second]) == (second,)


def test_cumulative_reading_does_not_stand_in_for_the_month_it_begins_with():
    january, so_far = monthly(1, 50), monthly(1, 51, is_cumulative=True)
    assert set(series.which_count([january, so_far])) == {january, so_far}


@given(st.lists(st.tuples(st.integers(1, 6), numbers, st.booleans()), max_size=20))
def test_one_reading_a_period_counts_and_it_is_the_last_final_one(rows):
    known = [monthly(each, value, is_provisional=doubt) for each, value, doubt in rows]
    counting = {each.period_end: each for each in series.which_count(known)}
    for end in {each.period_end for each in known}:
        of_period = [each for each in known if each.period_end == end]
        final = [each for each in of_period if not each.is_provisional]
        assert counting[end] == (final or of_period)[-1]
    assert list(counting) == sorted(counting)


def test_exact_reading_is_the_latest_before_a_bound_that_ends_on_the_same_day():
    so_far = reading(65, date(2020, 1, 1), month(8)[1], is_cumulative=True)
    assert measure(monthly(8, 75, bound=Bound.ABOVE), so_far).latest == so_far


def test_december_is_the_latest_of_a_monthly_measure_and_not_the_year():
    december = monthly(12, 70)
    assert measure(yearly(2020, 60), december).latest == december
    assert measure(december, yearly(2020, 60), frequency=MeasureFrequency.YEARLY).latest == (
        yearly(2020, 60)
    )


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2020, 2, 1), date(2020, 2, 29), "month"),
        (date(2019, 4, 6), date(2020, 4, 5), "year"),
        (date(2020, 1, 1), date(2020, 8, 31), "8 months"),
        (date(2020, 10, 1), date(2020, 12, 31), "quarter"),
        (date(2020, 11, 2), date(2020, 11, 8), "week"),
        (date(2020, 11, 2), date(2020, 11, 29), "28 days"),
        (None, date(2020, 11, 29), "day"),
    ],
)
def test_length_of_a_period_is_said(start, end, said):
    assert series.length(start, end, MeasureFrequency.MONTHLY) == said


def test_school_terms_are_comparable_though_one_is_longer():
    autumn = reading(80, date(2019, 9, 3), date(2019, 12, 20), "Autumn 2019")
    spring = reading(83, date(2020, 1, 6), date(2020, 3, 27), "Spring 2020")
    assert series.are_comparable(autumn, spring, MeasureFrequency.TERMLY)
    assert not series.are_comparable(autumn, spring, MeasureFrequency.MONTHLY)


def test_cumulative_readings_are_compared_with_the_same_stretch_of_another_year():
    def so_far(year: int, last: int, value: int):
        first, end = date(year, 1, 1), month(last, year)[1]
        return reading(value, first, end, f"so far in {year}", is_cumulative=True)

    found = measure(so_far(2019, 8, 38), so_far(2020, 7, 63), so_far(2020, 8, 65))
    assert found.previous == so_far(2019, 8, 38)


# Against the target


def test_target_that_counts_is_the_next_one_and_after_the_last_the_last():
    march, december = target(60, month(3)[1]), target(80, DECEMBER)
    both = (december, march)
    assert measure(marks=both).target == march
    assert measure(monthly(3, 50), marks=both).target == march
    assert measure(monthly(4, 50), marks=both).target == december
    assert measure(monthly(13, 50), marks=both).target == december


def test_target_changed_for_the_same_day_replaces_the_one_before_which_is_kept():
    marks = (target(90, DECEMBER), target(80, DECEMBER, known_on=date(2020, 6, 1)))
    found = measure(monthly(8, 85), marks=marks)
    assert (found.target, found.standing) == (marks[1], standing.REACHED)
    assert found.marks == marks


JANUARY = baseline(20, month(1)[1])


@pytest.mark.parametrize(
    ("value", "bound", "expected"),
    [
        (80, Bound.EXACT, standing.REACHED),
        (80, Bound.ABOVE, standing.REACHED),
        (60, Bound.EXACT, standing.ON),
        (59, Bound.ABOVE, standing.ON),
        (30, Bound.ABOVE, standing.UNDECIDED),
        (58, Bound.EXACT, standing.OFF),
        (58, Bound.BELOW, standing.OFF),
        (70, Bound.BELOW, standing.UNDECIDED),
    ],
)
def test_reading_stands_against_the_line_where_it_decides(value, bound, expected):
    """From 20 at the end of January to 80 at the end of December: 58.1 at the end of August."""
    found = measure(monthly(8, value, bound=bound), marks=(JANUARY, target(80, DECEMBER)))
    assert found.standing == expected


def test_standings_where_there_is_little_to_go_by():
    end = target(80, DECEMBER)
    assert measure(marks=(end,)).standing == standing.NO_READING
    assert measure(monthly(8, 50)).standing == standing.NO_TARGET
    assert measure(monthly(8, 50), marks=(end,)).standing == standing.SHORT
    assert measure(monthly(12, 50), marks=(JANUARY, end)).standing == standing.MISSED
    assert measure(monthly(12, 75, bound=Bound.ABOVE), marks=(end,)).standing == standing.UNDECIDED


def test_first_reading_stands_in_for_a_baseline():
    readings = (monthly(1, 20), monthly(8, 60))
    assert measure(*readings, marks=(target(80, DECEMBER),)).standing == standing.ON


def test_lower_is_better_where_the_measure_says_so():
    marks = (baseline(100, month(1)[1]), target(40, DECEMBER))
    down: dict[str, Any] = {"direction": GoodDirection.DOWN, "unit": Unit.DAYS, "decimals": 0}
    assert measure(monthly(8, 40), marks=marks, **down).standing == standing.REACHED
    assert measure(monthly(8, 61), marks=marks, **down).standing == standing.ON
    assert measure(monthly(8, 63), marks=marks, **down).standing == standing.OFF
    found = measure(monthly(7, 70), monthly(8, 61), marks=marks, **down)
    assert found.change == "fell from 70 days to 61 days, 9 days better, July to August 2020"


def test_within_a_range_either_side_is_judged():
    marks = (baseline(40, month(1)[1]), target(10, DECEMBER, upper=Decimal(20)))
    ranged: dict[str, Any] = {"direction": GoodDirection.RANGE}
    assert measure(monthly(8, 15), marks=marks, **ranged).standing == standing.REACHED
    assert measure(monthly(8, 27), marks=marks, **ranged).standing == standing.ON
    assert measure(monthly(8, 28), marks=marks, **ranged).standing == standing.OFF
    assert measure(monthly(8, 2), marks=marks, **ranged).standing == standing.OFF
    found = measure(monthly(7, 30), monthly(8, 15), marks=marks, **ranged)
    assert "15 percentage points better, reaching the target of 10% to 20%" in found.change


@given(
    start=numbers,
    goal=numbers,
    value=numbers,
    last=st.integers(2, 11),
    up=st.booleans(),
)
def test_standing_is_that_of_a_line_drawn_by_hand(start, goal, value, last, up):
    """With exact figures: reached, else on the line where not behind it by cross-multiplication, else off."""
    direction = GoodDirection.UP if up else GoodDirection.DOWN
    found = measure(
        monthly(last, value),
        marks=(baseline(start, month(1)[1]), target(goal, DECEMBER)),
        direction=direction,
    )
    sign = 1 if up else -1
    passed = (month(last)[1] - month(1)[1]).days
    whole = (DECEMBER - month(1)[1]).days
    if sign * (value - goal) >= 0:
        expected = standing.REACHED
    elif sign * ((value - start) * whole - (goal - start) * passed) >= 0:
        expected = standing.ON
    else:
        expected = standing.OFF
    assert found.standing == expected


def test_reading_is_too_old_after_two_of_its_periods():
    def on(day: date, **given: Any) -> MeasureValue:
        return measure(monthly(8, 50), as_at=day, **given)

    end = month(8)[1] + timedelta(days=62)
    assert not on(end).is_too_old
    assert on(end + timedelta(days=1)).is_too_old
    assert "Too old: the period ended on 31 August 2020" in on(end + timedelta(days=1)).note
    assert not on(date(2030, 1, 1), frequency=MeasureFrequency.IRREGULAR).is_too_old
    assert not on(date(2030, 1, 1), retired_on=date(2020, 10, 1)).is_too_old


# In words


def test_change_says_what_is_provisional_and_what_the_target_became():
    found = measure(
        monthly(7, 70), monthly(8, 82, is_provisional=True), marks=(target(80, DECEMBER),)
    )
    assert found.change == (
        "rose from 70% to 82%, 12 percentage points better, reaching the target of 80%,"
        " July to August 2020 (August 2020 provisional)"
    )


def test_counts_and_money_are_said_with_their_share():
    counted = measure(monthly(7, 4500), monthly(8, 4879), unit=Unit.COUNT, decimals=0)
    assert counted.change == "rose from 4,500 to 4,879, 379 (8%) better, July to August 2020"
    money = measure(monthly(7, 1200), monthly(8, 1000), unit=Unit.MONEY, decimals=0)
    assert money.change == "fell from £1,200 to £1,000, £200 (17%) worse, July to August 2020"


def test_no_change_and_changes_that_only_bounds_tell():
    kind = measure().kind
    july, august = monthly(7, 50), monthly(8, 50)
    assert say_change(july, august, kind) == "stayed at 50%, July to August 2020"
    above = monthly(8, 75, bound=Bound.ABOVE)
    assert say_change(july, above, kind) == (
        "rose from 50% to above 75%, more than 25 percentage points better, July to August 2020"
    )
    earlier = monthly(7, 75, bound=Bound.ABOVE)
    assert say_change(earlier, above, kind) == (
        "from above 75% to above 75%: whether it changed cannot be said, July to August 2020"
    )
    assert say_change(earlier, monthly(8, 75), kind).startswith("fell from above 75% to 75%")


@given(was=numbers, now=numbers, decimals=st.integers(0, 2))
def test_what_a_change_says_adds_up_as_printed(was, now, decimals):
    was, now = was / 7, now / 7
    found = measure(monthly(7, was), monthly(8, now), decimals=decimals)
    printed = [Decimal(found.kind.say(each)[:-1].replace(",", "")) for each in (was, now)]
    apart = abs(printed[1] - printed[0])
    if apart == 0:
        assert found.change.startswith("stayed at")
    else:
        said = found.change.split(", ")[-2].split(" percentage")[0].replace(",", "")
        assert Decimal(said) == apart
        assert ("better" in found.change) == (now > was)


def test_benchmarks_of_a_bound_are_compared_where_it_decides():
    england = (mark(MarkKind.NATIONAL, 60, date(2019, 12, 31), "2019"),)
    above = measure(monthly(8, 75, bound=Bound.ABOVE), marks=england)
    below = measure(monthly(8, 75, bound=Bound.BELOW), marks=england)
    assert above.against == ("above England’s 60% (2019)",)
    assert below.against == ("cannot be compared with England’s 60% (2019)",)


def test_newest_benchmark_of_each_kind_is_the_one_compared_with():
    marks = (
        mark(MarkKind.NATIONAL, 62, date(2020, 12, 31), "2020"),
        mark(MarkKind.NATIONAL, 60, date(2019, 12, 31), "2019"),
        mark(MarkKind.NEIGHBOURS, 50, date(2019, 12, 31), "2019"),
    )
    assert measure(monthly(8, 50), marks=marks).against == (
        "below England’s 62% (2020)",
        "the same as statistical neighbours’ 50% (2019)",
    )


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("July 2020", "August 2020", "July to August 2020"),
        ("2017", "2019", "2017 to 2019"),
        ("December 2019", "January 2020", "December 2019 to January 2020"),
        ("7 September 2020", "5 October 2020", "7 September to 5 October 2020"),
        ("Jan to Aug 2019", "Jan to Aug 2020", "Jan to Aug 2019 to Jan to Aug 2020"),
    ],
)
def test_periods_are_said_without_saying_twice_what_they_share(one, other, said):
    assert say_periods(one, other) == said


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "said"),
    [
        ("18.9", Unit.PERCENT, 1, "18.9%"),
        ("40", Unit.PERCENT, 1, "40%"),
        ("12.25", Unit.PERCENT, 1, "12.3%"),
        ("1", Unit.DAYS, 0, "1 day"),
        ("1.5", Unit.DAYS, 1, "1.5 days"),
        ("-1200.5", Unit.MONEY, 2, "−£1,200.50"),
        ("4879", Unit.COUNT, 0, "4,879"),
        ("-0.2", Unit.SCORE, 0, "0"),
    ],
)
def test_values_are_printed_in_their_unit(value, unit, decimals, said):
    assert say_value(Decimal(value), unit, decimals) == said
