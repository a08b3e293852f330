"""Counts and pounds are judged only against what is for as long a time; levels always are."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from actions.choices import GoodDirection, MarkKind, MeasureFrequency, Unit
from actions.coverage.outcomes import Outcome, outcome
from actions.measuring import standing
from actions.measuring.public import public_value
from actions.measuring.tally import say_tally
from actions.measuring.values import MeasureValue, ReadingValue
from actions.parts.measure_charts import measure_chart
from boards.packing.measures import entry
from tests.actions.measuring import baseline, mark, measure, monthly, reading, target, yearly
from wsoa.charts import PlotChart

COUNT: dict[str, Any] = {"unit": Unit.COUNT, "decimals": 0, "direction": GoodDirection.DOWN}
LAST_YEAR = baseline(160, date(2019, 12, 31), period_start=date(2019, 1, 1))
END = date(2020, 12, 31)


def _so_far(last_day: date, value: int) -> ReadingValue:
    return reading(value, date(2020, 1, 1), last_day, is_cumulative=True)


def _judged(*readings: ReadingValue, marks: tuple[Any, ...], **given: Any) -> MeasureValue:
    return measure(*readings, marks=marks, **COUNT | given)


def test_cumulative_count_of_a_quarter_has_not_reached_the_target_of_a_year():
    found = _judged(_so_far(date(2020, 3, 31), 30), marks=(LAST_YEAR, target(120, END)))
    assert found.standing == standing.INCOMPARABLE
    assert (
        found.standing_said
        == "The target is for a year and the cumulative reading is for a quarter."
    )
    assert found.trajectory is None
    assert found.standing.tone == "grey"


def test_count_of_a_month_has_not_reached_the_target_of_a_year():
    found = _judged(monthly(8, 11), marks=(LAST_YEAR, target(120, END)))
    assert found.standing == standing.INCOMPARABLE
    assert found.standing_said == "The target is for a year and the reading is for a month."


def test_pounds_of_a_month_are_not_held_against_those_of_a_year():
    found = _judged(monthly(8, 11), marks=(LAST_YEAR, target(120, END)), unit=Unit.MONEY)
    assert found.standing == standing.INCOMPARABLE


@pytest.mark.parametrize("number", range(1, 12))
def test_upward_cumulative_count_is_never_off_its_way(number: int):
    end = monthly(number, 0).period_end
    marks = (target(1200, END), baseline(1000, date(2019, 12, 31), period_start=date(2019, 1, 1)))
    for each in (marks, marks[:1]):
        found = _judged(_so_far(end, 100 * number), marks=each, direction=GoodDirection.UP)
        assert found.standing == standing.INCOMPARABLE


def test_cumulative_count_of_the_whole_year_is_judged():
    found = _judged(_so_far(END, 118), marks=(LAST_YEAR, target(120, END)))
    assert found.standing == standing.REACHED
    found = _judged(_so_far(END, 121), marks=(LAST_YEAR, target(120, END)))
    assert found.standing == standing.MISSED


def test_counts_as_long_as_the_baseline_are_judged_along_the_line_between_them():
    marks = (LAST_YEAR, target(120, date(2021, 12, 31)))
    assert _judged(yearly(2020, 139), marks=marks).standing == standing.ON
    assert _judged(yearly(2020, 141), marks=marks).standing == standing.OFF


def test_target_by_a_day_without_a_baseline_is_for_as_long_as_readings_are():
    marks = (target(12, END),)
    assert _judged(monthly(8, 11), marks=marks).standing == standing.REACHED
    assert _judged(yearly(2019, 11), marks=marks).standing == standing.INCOMPARABLE
    irregular = _judged(yearly(2019, 11), marks=marks, frequency=MeasureFrequency.IRREGULAR)
    assert irregular.standing == standing.REACHED


def test_target_is_for_its_own_period_and_a_baseline_of_another_length_draws_no_line():
    year = target(120, END, period_start=date(2020, 1, 1))
    january = baseline(14, date(2019, 1, 31), period_start=date(2019, 1, 1))
    assert _judged(monthly(8, 11), marks=(january, year)).standing == standing.INCOMPARABLE
    found = _judged(yearly(2019, 150), marks=(january, year))
    assert (found.standing, found.trajectory) == (standing.SHORT, None)


def test_target_for_a_month_beside_a_baseline_for_a_year_leaves_open_what_is_meant():
    december = target(100, END, period_start=date(2020, 12, 1))
    for each in (monthly(8, 11), yearly(2019, 150)):
        found = _judged(each, marks=(LAST_YEAR, december))
        assert found.standing == standing.INCOMPARABLE
        assert "The baseline is for a year and the target for a month" in found.standing_said


def test_numbers_as_at_a_day_and_percentages_are_levels_and_are_judged():
    on_a_day = reading(11, None, date(2020, 8, 31))
    marks = (LAST_YEAR, target(120, END))
    assert _judged(on_a_day, marks=marks).standing == standing.REACHED
    for unit in (Unit.PERCENT, Unit.DAYS, Unit.SCORE):
        found = _judged(_so_far(date(2020, 3, 31), 30), marks=marks, unit=unit)
        assert found.standing == standing.REACHED


def test_nothing_is_said_or_drawn_of_a_target_that_is_for_another_time():
    england = mark(
        MarkKind.NATIONAL, 900, date(2019, 12, 31), "2019", period_start=date(2019, 1, 1)
    )
    marks = (LAST_YEAR, target(12, END), england)
    found = _judged(monthly(7, 13), monthly(8, 11), marks=marks)
    assert "reaching" not in found.change
    assert found.against == (
        "cannot be compared with England’s 900 (2019), for a period of another length",
    )
    chart = measure_chart(found)
    assert chart is not None
    assert isinstance(chart.chart, PlotChart)
    assert tuple(chart.chart.levels) == ()
    packed = entry(found)
    assert (packed.group, packed.status) == ("", "Not comparable")
    assert "The target is for a year and the reading is for a month." in packed.text
    assert {point.series for point in packed.points} == {"Readings"}


def test_nearer_to_a_range_is_not_said_of_a_target_for_another_time():
    year = target(100, END, upper=Decimal(120), period_start=date(2020, 1, 1))
    given: dict[str, Any] = {"direction": GoodDirection.RANGE, "marks": (year,)}
    assert outcome(_judged(monthly(7, 13), monthly(8, 20), **given)) == Outcome.UNKNOWN


def test_such_measures_are_counted_as_such():
    found = _judged(monthly(8, 11), marks=(LAST_YEAR, target(120, END)))
    other = _judged(monthly(8, 11), marks=(target(12, END),))
    assert say_tally([found, other]) == (
        "Of 2 measures, 1 has reached its target and 1 cannot be compared with its target."
    )
    assert say_tally([found] * 3) == "None of the 3 measures can be compared with its target."


def test_public_is_not_told_that_a_target_is_reached_because_the_baseline_is_left_out():
    few = baseline(3, date(2019, 12, 31), period_start=date(2019, 1, 1))
    found = _judged(monthly(8, 11), marks=(few, target(12, END)))
    seen = public_value(found, [few, *found.readings])
    assert (seen.baseline, seen.standing) == (None, standing.INCOMPARABLE)
