"""When a plan will finish, from what its area has done so far."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boards.forecast import FEWEST, Forecast, State, forecast, month_end
from boards.forecast_history import ActionHistory, known_on
from boards.forecast_words import percent, say_share, sentence
from boards.pace import BANDS, EDGES, gamma, pace
from tests.boards.forecasting import PLAN, START, an_action, days, histories, steady

DAY = date(2023, 1, 31)
FEW_RUNS = 20
END = date(2024, 6, 30)


def made(
    area: list[ActionHistory], day: date = DAY, end: date | None = END, runs: int = FEW_RUNS
) -> Forecast:
    return forecast(known_on(area, day, PLAN), day, plan_end=end, runs=runs)


@settings(max_examples=30)
@given(histories(), days)
def test_the_same_facts_give_the_same_forecast_in_any_order(area: list[ActionHistory], day: date):
    shuffled = Random(1).sample(area, len(area))  # noqa: S311 - repeatable
    one, other = made(area, day), made(shuffled, day)
    assert sorted(one.actions, key=lambda each: each.action_id) == sorted(
        other.actions, key=lambda each: each.action_id
    )
    assert replace(one, actions=()) == replace(other, actions=())


@settings(max_examples=20)
@given(histories(), days)
def test_a_database_that_numbers_the_actions_otherwise_gives_the_same_forecast(
    area: list[ActionHistory], day: date
):
    renumbered = [replace(each, action_id=9_000 - each.action_id) for each in area]
    assert replace(made(area, day), actions=()) == replace(made(renumbered, day), actions=())


@settings(max_examples=30)
@given(histories(), days, st.data())
def test_what_happens_later_does_not_change_an_earlier_forecast(
    area: list[ActionHistory], day: date, data: st.DataObject
):
    later = day + timedelta(data.draw(st.integers(1, 400)))

    def goes_on(action: ActionHistory) -> ActionHistory:
        return replace(
            action,
            dues=(*(e for e in action.dues if e[0] <= day), (later, later + timedelta(90))),
            completions=(*(e for e in action.completions if e[0] <= day), (later, True)),
            themes=(*action.themes, (max(later, action.themes[-1][0]), "9")),
        )

    new = an_action(99, due=later, added=later)
    assert made([*map(goes_on, area), new], day) == made(area, day)


@settings(max_examples=40)
@given(histories(), days)
def test_the_figures_of_a_forecast_agree_with_one_another(area: list[ActionHistory], day: date):
    found = made(area, day)
    assert found.done + found.dated + found.undated == sum(
        known.in_plan and known.is_live for known in known_on(area, day, PLAN)
    )
    if found.state != State.READY:
        assert not found.fan
        assert not found.actions
        assert found.finish is None
        return
    assert len(found.actions) == found.dated == sum(theme.open for theme in found.themes)
    assert sum(theme.last for theme in found.themes) == pytest.approx(1)
    for spread in (found.finish, found.nine_tenths, *(theme.finish for theme in found.themes)):
        assert spread is not None
        assert day <= (spread.half or date.max) <= (spread.most or date.max)
        assert (spread.half is not None) == (spread.within >= 0.5)
        assert (spread.most is not None) == (spread.within >= 0.85)
    assert found.nine_tenths
    assert found.finish
    assert (found.nine_tenths.half or date.max) <= (found.finish.half or date.max)
    for point in found.fan:
        band = (point.low, point.lower, point.middle, point.upper, point.high)
        assert found.done <= min(band)
        assert list(band) == sorted(band)
        assert max(band) <= found.total
    for earlier, later in pairwise(found.fan):
        assert earlier.day < later.day
        assert earlier.low <= later.low
        assert earlier.high <= later.high
        assert earlier.planned <= later.planned
    for odds in found.actions:
        assert 0 <= odds.misses <= 1
        assert odds.has_missed == (odds.due < day)
        if odds.due <= END:
            assert odds.after_end is not None
            assert odds.after_end <= odds.misses


def test_a_pace_that_is_known_is_found_again():
    area = steady(1, actions=600, a_month=0.5)
    record = pace(known_on(area, date(2024, 6, 30), PLAN), date(2024, 6, 30))
    assert record is not None
    for band in record.bands[5:8]:
        assert band.rate * 30.4 == pytest.approx(0.5, rel=0.15), band.label
    assert record.bands[3].rate < 0.002


@pytest.mark.parametrize("a_month", [0.15, 0.5])
def test_its_bands_hold_what_happens_where_the_pace_is_steady(a_month: float):
    """Over 40 plans, what was complete six months later and when each finished, against what was said."""
    inside_half = inside_most = in_time = 0
    plans = 40
    for seed in range(plans):
        area = steady(seed, actions=60, a_month=a_month)
        found = made(area, runs=100)
        assert found.finish is not None
        then = month_end(DAY, 6)
        point = next(point for point in found.fan if point.day == then)
        done = sum(each.completions[0][0] <= then for each in area)
        inside_half += point.lower <= done <= point.upper
        inside_most += point.low <= done <= point.high
        finished = max(each.completions[0][0] for each in area)
        in_time += finished <= (found.finish.most or date.max)
    assert 0.45 * plans <= inside_half <= 0.95 * plans
    assert inside_most >= 0.85 * plans
    assert in_time >= 0.8 * plans


def test_likelihoods_of_missing_come_true_about_as_often_as_they_say():
    said = missed = number = 0.0
    for seed in range(40):
        area = steady(seed, actions=60, a_month=0.5)
        by_id = {each.action_id: each for each in area}
        for odds in made(area, runs=100).actions:
            if not odds.has_missed:
                number += 1
                said += odds.misses
                missed += by_id[odds.action_id].completions[0][0] > odds.due
    assert number > 500
    assert said / number == pytest.approx(missed / number, abs=0.1)


def test_a_promise_put_back_stays_a_promise_that_was_not_kept():
    first, second = date(2022, 6, 30), date(2022, 12, 31)
    kept = [an_action(n, due=first, completed=first) for n in range(10)]
    put_back = [
        replace(an_action(20 + n, due=first), dues=((START, first), (first, second)))
        for n in range(10)
    ]
    record = pace(known_on([*kept, *put_back], DAY, PLAN), DAY)
    assert record is not None
    late = [band for band in record.bands if "late" in band.label]
    assert sum(band.days for band in late) == 10 * ((DAY - first).days + (DAY - second).days)
    assert record.sharing == pytest.approx(20 / 30)


def test_what_was_opened_again_or_withdrawn_is_no_completion():
    due = date(2022, 6, 30)
    again = replace(
        an_action(1, due=due, completed=due), completions=((due, True), (due + timedelta(9), False))
    )
    gone = replace(
        an_action(2, due=due, completed=due), lives=((START, True), (due - timedelta(9), False))
    )
    assert pace(known_on([again, gone], DAY, PLAN), DAY) is None
    before = pace(known_on([again], due, PLAN), due)
    assert before is not None
    assert before.completions == 1


def test_the_days_of_a_promise_are_all_counted_once():
    for first, last in ((-700, 800), (0, 31), (-28, 0), (366, 367), (-366, -365)):
        due = START + timedelta(1000)
        area = [
            an_action(1, due=due, added=due + timedelta(first), completed=due + timedelta(last))
        ]
        record = pace(known_on(area, due + timedelta(900), PLAN), due + timedelta(900))
        assert record is not None
        assert sum(band.days for band in record.bands) == last - first
    assert len(BANDS) == len(EDGES) + 1


def test_a_slow_theme_is_forecast_to_finish_later():
    due = date(2022, 9, 30)
    area = [an_action(n, due=due, completed=due, theme="1") for n in range(20)]
    area += [an_action(30 + n, due=due, theme="2") for n in range(20)]
    area += [an_action(60 + n, due=END, theme=str(n % 2 + 1)) for n in range(10)]
    found = made(area, runs=200)
    slow = found.themes[0]
    assert slow.theme == "2"
    assert slow.last > 0.8
    odds = {each.theme: each.misses for each in found.actions if each.due == END}
    assert odds["2"] > odds["1"]


def test_actions_of_another_plan_of_the_area_teach_and_are_not_forecast():
    other = [replace(each, plan_id=2) for each in steady(3, actions=40, a_month=0.5)]
    mine = [an_action(100 + n, due=END) for n in range(5)]
    alone = made(mine)
    together = made([*other, *mine])
    assert alone.state == State.TOO_LITTLE
    assert together.state == State.READY
    assert together.dated == 5
    assert together.done == 0


def test_actions_without_an_end_are_left_out_and_counted():
    area = [*steady(1, actions=40, a_month=0.5), an_action(100, due=None)]
    found = made(area)
    assert found.undated == 1
    assert 100 not in {each.action_id for each in found.actions}


def test_it_looks_no_further_than_three_years():
    area = [*steady(1, actions=20, a_month=0.5)]
    area += [an_action(100 + n, due=START + timedelta(60)) for n in range(60)]
    found = made(area)
    assert found.finish is not None
    assert found.finish.most is None
    assert "not finishing within three years" in sentence(found) or "unlikely" in sentence(found)
    assert len(found.fan) == 37


def test_without_something_to_go_on_it_says_so():
    few = [an_action(n, due=DAY, completed=START + timedelta(30 + n)) for n in range(FEWEST - 1)]
    waiting = [an_action(50, due=END)]
    assert sentence(made([*few, *waiting])) == (
        "Too little has happened to say when this plan will finish: 7 actions with due dates have "
        "been completed in this area, and a forecast needs at least 8."
    )
    assert "no action with a due date has been completed" in sentence(made(waiting))
    assert sentence(made([])) == (
        "There is nothing to forecast: the plan has no actions on 31 January 2023."
    )
    assert sentence(made(few)) == "All 7 actions are complete: there is nothing left to forecast."
    assert sentence(made([*few, an_action(60, due=None)])) == (
        "There is nothing to forecast from: no open action has a due date with an end (1 open action)."
    )
    closed = forecast(known_on(few, DAY, PLAN), DAY, is_closed=True)
    assert sentence(closed) == "The plan is closed: there is nothing to forecast."


def test_the_sentence_gives_the_range_and_the_chance_of_its_own_end():
    area = steady(1, actions=80, a_month=1.5)
    found = made(area, runs=300)
    assert found.finish
    assert found.finish.half
    assert found.finish.most
    words = sentence(found)
    assert words.startswith("At the pace shown so far, the plan ")
    assert f"85% likely to finish by {found.finish.most:%B %Y}" in words
    assert words.endswith("%.")
    assert "the chance of finishing by its own end, 30 June 2024, is" in words
    assert "has passed" in sentence(made(area, end=date(2022, 12, 31)))
    assert "own end" not in sentence(made(area, end=None))


def test_a_plan_that_is_unlikely_to_finish_is_said_to_be():
    area = [*steady(1, actions=20, a_month=0.5)]
    area += [an_action(100 + n, due=START + timedelta(60)) for n in range(80)]
    said = "At the pace shown so far, the plan is unlikely to finish within three years: the chance is under 5%"
    assert sentence(made(area, end=None)) == f"{said}."
    assert sentence(made(area)) == f"{said}, and its own end, 30 June 2024, is sooner still."
    assert sentence(made(area, end=DAY)) == f"{said}, and its own end, 31 January 2023, has passed."
    assert sentence(made(area, end=date(2030, 1, 1))) == f"{said}."


def test_a_range_within_one_month_is_said_once():
    due = date(2023, 2, 10)
    area = [
        an_action(n, due=START + timedelta(n), completed=START + timedelta(n)) for n in range(1, 60)
    ]
    found = made([*area, an_action(90, due=due)], end=None, runs=200)
    spread = replace(found.finish, half=date(2023, 2, 3), most=date(2023, 2, 20))  # type: ignore[type-var]
    assert sentence(replace(found, finish=spread)) == (
        "At the pace shown so far, the plan is 85% likely to finish by February 2023."
    )


def test_shares_are_said_to_the_nearest_five_in_100_and_never_as_certain():
    assert [percent(share) for share in (0, 0.024, 0.025, 0.33, 0.5, 0.976)] == [
        0,
        0,
        5,
        35,
        50,
        100,
    ]
    assert say_share(0) == "under 5%"
    assert say_share(0.36) == "about 35%"
    assert say_share(1) == "over 95%"


@pytest.mark.parametrize("shape", [1.0, 2.7, 40.0])
def test_random_rates_have_the_mean_and_spread_that_they_should(shape: float):
    draw = Random(5).random  # noqa: S311 - repeatable
    values = [gamma(draw, shape) for _ in range(4_000)]
    mean = sum(values) / len(values)
    spread = (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5
    assert mean == pytest.approx(shape, rel=0.06)
    assert spread == pytest.approx(shape**0.5, rel=0.2)
