"""The trend: every point of it is what the Position of that day says, whatever was recorded and in what order."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.due_dates import DueDate
from actions.models import Plan
from actions.position import Position, position_as_at
from actions.services import actions as changing
from boards.trend import Trend, TrendPoint, planned, trend, without_end
from tests.actions.test_history import DAYS, STEPS, Step, Telling
from tests.factories import Place, at, day, make_action, make_actions, make_scene, rate

DAYS_ASKED = st.sets(st.integers(-1, DAYS + 6), min_size=3, max_size=4)


def _check(trend_of: Trend, point: TrendPoint, position: Position) -> None:
    total = position.by_theme().total
    counts = {column.code: 0 for column in trend_of.columns} | total.counts
    assert point.counts == counts
    assert point.total == position.total == total.total
    assert point.complete == len(position.complete)
    assert point.overdue == len(position.overdue)


@pytest.mark.parametrize(("preset", "examples"), [("brag", 15), ("rag", 15), ("", 3)])
def test_every_point_is_what_the_position_of_that_day_adds_up_to(
    place: Place, preset: str, examples: int
) -> None:
    scene = make_scene(place, preset=preset, slug="told")

    @settings(max_examples=examples)
    @given(steps=STEPS, asked=DAYS_ASKED)
    def check(steps: list[Step], asked: set[int]) -> None:
        with transaction.atomic():
            telling = Telling(scene)
            for number in range(2):
                telling.add(day(0), at(day(0)), number + 1)
            for step in steps:
                telling.try_out(step)
            days = sorted(day(number) for number in asked)
            found = trend(scene.plan, days)
            assert [point.day for point in found.points] == days
            for point in found.points:
                _check(found, point, position_as_at(scene.plan, point.day))
            transaction.set_rollback(True)

    check()


def test_days_are_put_in_order_and_counted_once(scene):
    make_actions(scene, 3, "GA")
    found = trend(scene.plan, [day(9), day(2), day(9)])
    assert [point.day for point in found.points] == [day(2), day(9)]


def test_no_days_and_no_actions_make_an_empty_trend(scene):
    assert trend(scene.plan, []).points == ()
    (point,) = trend(scene.plan, [day(3)]).points
    assert (point.total, point.complete, point.overdue) == (0, 0, 0)
    assert trend(scene.plan, [day(3)]).since_first_action().points == ()


def test_days_before_the_first_action_can_be_left_out(scene):
    make_action(scene, effective_date=day(5))
    found = trend(scene.plan, [day(1), day(4), day(5), day(6)]).since_first_action()
    assert [point.day for point in found.points] == [day(5), day(6)]


def test_plan_without_a_scheme_counts_its_actions_as_unrated(place):
    scene = make_scene(place, preset="", slug="bare")
    make_action(scene)
    (point,) = trend(scene.plan, [day(3)]).points
    assert point.counts == {"unrated": 1}


@pytest.mark.django_db(transaction=True)
def test_what_is_recorded_shows_at_once_though_trends_are_remembered(transactional_scene):
    scene = transactional_scene
    action = make_action(scene)
    days = [day(1), day(9)]
    assert trend(scene.plan, days).points[1].counts["R"] == 0
    rate(action, scene.ratings["R"], day(5), by=scene.manager)
    assert trend(scene.plan, days).points[1].counts["R"] == 1


@pytest.mark.django_db(transaction=True)
def test_trend_is_remembered_until_the_plan_changes(transactional_scene, django_assert_num_queries):
    scene = transactional_scene
    make_actions(scene, 3, "GA")
    plan = Plan.objects.get(pk=scene.plan.pk)
    days = [day(n) for n in range(24)]
    with django_assert_num_queries(7):
        first = trend(plan, days)
    with django_assert_num_queries(1):
        assert trend(plan, days) is first


def test_planned_line_counts_what_is_due_by_each_day(scene):
    make_action(scene, "1.1", due="30 April 2018")
    moved = make_action(scene, "1.2", due="April 2018")
    make_action(scene, "1.3", due="Ongoing")
    make_action(scene, "1.4")
    changing.change_due_date(
        action=moved,
        due=DueDate.parse("June 2018"),
        agreed_by="DfE",
        reason="Later",
        effective_date=day(20),
        by=scene.manager,
    )
    position = position_as_at(scene.plan, day(100))
    april = DueDate.parse("April 2018").end
    assert april is not None
    before, at_end, later = planned(position, [april - timedelta(days=1), april, day(365)])
    assert (before.original, before.in_force) == (0, 0)
    assert (at_end.original, at_end.in_force) == (2, 1)
    assert (later.original, later.in_force) == (2, 2)
    assert without_end(position.lines) == 2
