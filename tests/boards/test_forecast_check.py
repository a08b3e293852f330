"""How good forecasts would have been, month by month."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from boards.forecast import State, forecast
from boards.forecast_check import AHEAD, check
from boards.forecast_history import ActionHistory, known_on
from boards.forecast_words import Likelihood
from tests.boards.forecasting import PLAN, days, histories, steady

TODAY = date(2023, 12, 10)


def test_what_happened_is_compared_with_what_was_forecast_then():
    area = steady(4, actions=60, a_month=0.5)
    found = check(area, PLAN, day=TODAY, months=12, runs=50)
    assert found.months == 12
    assert found.forecasts == len({each.made_on for each in found.comparisons})
    assert max(each.made_on for each in found.comparisons) == date(2023, 10, 31)
    one = next(
        each for each in found.comparisons if each.made_on == date(2023, 6, 30) and each.ahead == 3
    )
    made = forecast(known_on(area, one.made_on, PLAN), one.made_on, runs=50)
    point = next(point for point in made.fan if point.day == date(2023, 9, 30))
    assert (one.low, one.middle, one.high) == (point.low, point.middle, point.high)
    assert one.before == made.done
    assert one.happened == sum(each.completions[0][0] <= one.day for each in area)
    assert one.error == one.happened - one.middle


@settings(max_examples=8)
@given(histories(), days)
def test_scores_add_up(area: list[ActionHistory], day: date):
    found = check(area, PLAN, day=day, months=6, runs=15)
    assert [score.ahead for score in found.scores] == list(AHEAD)
    assert sum(score.number for score in found.scores) == len(found.comparisons)
    for score in found.scores:
        mine = [each for each in found.comparisons if each.ahead == score.ahead]
        assert score.in_half == sum(each.in_half for each in mine)
        assert score.in_half <= score.in_most <= score.number
        assert abs(score.bias) <= score.distance
        assert all(each.day <= day for each in mine)
    assert [each.likelihood for each in found.kept] == list(Likelihood)
    assert all(each.missed <= each.dates for each in found.kept)


@pytest.mark.parametrize("a_month", [0.2, 0.6])
def test_where_the_pace_is_steady_most_of_what_happened_lies_within_the_bands(a_month: float):
    number = in_half = in_most = 0
    for seed in range(6):
        area = steady(seed, actions=60, a_month=a_month)
        for score in check(area, PLAN, day=TODAY, months=9, runs=40).scores:
            number += score.number
            in_half += score.in_half
            in_most += score.in_most
    assert number > 80
    assert in_half / number > 0.5
    assert in_most / number > 0.85


def test_a_plan_that_stopped_is_seen_to_have_been_forecast_too_hopefully():
    stopped = date(2023, 3, 31)
    area = [
        each
        if each.completions[0][0] <= stopped
        else replace(each, completions=((stopped + timedelta(2_000), True),))
        for each in steady(4, actions=60, a_month=0.8)
    ]
    found = check(area, PLAN, day=TODAY, months=10, runs=40)
    six_months = found.scores[-1]
    assert six_months.bias < -2
    assert six_months.in_most < six_months.number


def test_months_without_enough_history_are_counted_and_not_forecast():
    area = steady(4, actions=60, a_month=0.5)
    found = check(area, PLAN, day=date(2022, 9, 15), months=12, runs=10)
    assert found.forecasts + found.too_little == 12
    assert found.too_little == 12 - len({each.made_on for each in found.comparisons})
    assert all(
        forecast(known_on(area, each.made_on, PLAN), each.made_on, runs=1).state == State.READY
        for each in found.comparisons
    )
    assert 0 < found.forecasts < 6
