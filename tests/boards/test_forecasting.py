"""Reading what a forecast is made from: the same facts as a Position's, and remembered until they change."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.due_dates import DueDate
from actions.models import Area, Plan, StatusUpdate
from actions.position import memory, position_as_at
from actions.services import actions as action_services
from actions.services import updates as update_services
from boards.forecast import State
from boards.forecast_history import known_on
from boards.forecast_words import sentence
from boards.forecasting import (
    check_of,
    forecast_of,
    forecast_of_snapshot,
    forecast_sentence,
    read_histories,
)
from boards.models import Snapshot
from boards.services.packs import close_pack
from tests.boards.foretelling import LAST_DAY, finish_some
from tests.boards.making import make_board, make_meeting
from tests.factories import (
    Scene,
    day,
    make_action,
    make_eventful,
    make_place,
    make_scene,
    rate,
)


def _put_off(scene: Scene) -> None:
    """One of the waiting actions is put back, one loses its end, one moves, one is withdrawn, one is opened again."""
    first, second, third, fourth, *_ = finish_some(scene)
    change: dict[str, Any] = {"reason": "Agreed", "by": scene.manager}
    later = DueDate.parse("March 2019")
    action_services.change_due_date(action=first, due=later, effective_date=day(200), **change)
    action_services.change_due_date(
        action=second, due=DueDate.ongoing(), effective_date=day(210), **change
    )
    action_services.move_action(
        action=third, theme=scene.themes[2], effective_date=day(220), **change
    )
    action_services.withdraw_action(action=fourth, effective_date=day(230), **change)
    again = make_action(scene, "7.1", due="June 2018")
    rate(again, scene.ratings["B"], day(150), by=scene.manager)
    rate(again, scene.ratings["A"], day(240), by=scene.manager)


@pytest.mark.django_db
def test_what_is_read_is_what_the_position_of_each_day_says(scene: Scene):
    _put_off(scene)
    make_eventful(scene)
    histories = read_histories(scene.place.area)
    for number in range(0, 340, 9):
        position = position_as_at(scene.plan, day(number))
        known = {
            each.action_id: each
            for each in known_on(histories, day(number), scene.plan.pk)
            if each.is_live and each.in_plan
        }
        assert known.keys() == {line.action_id for line in position.lines}
        for line in position.lines:
            action = known[line.action_id]
            assert action.due == (line.due.end if line.due else None)
            assert action.completed_on == line.completed_on
            assert action.added_on == line.added_on
            assert action.theme == line.top_theme.reference


@pytest.mark.django_db
def test_forecast_counts_the_actions_that_the_position_has(scene: Scene):
    _put_off(scene)
    made = forecast_of(scene.plan, LAST_DAY)
    position = position_as_at(scene.plan, LAST_DAY)
    assert made.state == State.READY
    assert made.total + made.undated == position.total
    assert made.done == len(position.complete)
    assert made.undated == 1
    assert sum(each.has_missed for each in made.actions) == len(position.overdue)


@pytest.mark.django_db
def test_reading_costs_the_same_queries_for_few_actions_and_for_many():
    counts = []
    for slug, number in (("small", 2), ("large", 12)):
        scene = make_scene(make_place(slug))
        finish_some(scene, number)
        area = Area.objects.get(slug=slug)
        with CaptureQueriesContext(connection) as captured:
            read_histories(area)
        counts.append(len(captured))
    assert counts == [5, 5]


@pytest.mark.django_db
def test_another_plan_of_the_area_is_learned_from_and_another_area_is_not(scene: Scene):
    finish_some(scene)
    sister = make_scene(scene.place, slug="next")
    make_action(sister, "1.1", due="June 2019")
    stranger = make_scene(make_place("elsewhere"))
    make_action(stranger, "1.1", due="June 2019")
    assert forecast_of(sister.plan, LAST_DAY).state == State.READY
    assert forecast_of(sister.plan, LAST_DAY).dated == 1
    assert forecast_of(stranger.plan, LAST_DAY).state == State.TOO_LITTLE


@pytest.mark.django_db
def test_forecast_of_a_snapshot_is_the_same_after_everything_was_changed_or_corrected(scene: Scene):
    waiting = finish_some(scene)
    meeting = make_meeting(make_board(scene), LAST_DAY)
    snapshot = Snapshot.objects.get(pack=close_pack(meeting=meeting, by=scene.manager))
    position, before = forecast_of_snapshot(snapshot)
    assert before == forecast_of(scene.plan, LAST_DAY)
    assert position.as_at == before.day == LAST_DAY

    by = scene.manager
    for action in waiting[:3]:
        rate(action, scene.ratings["B"], day(300), by=by)
    action_services.change_due_date(
        action=waiting[4],
        due=DueDate.parse("June 2020"),
        reason="Typed in late",
        effective_date=day(310),
        by=by,
    )
    wrong = StatusUpdate.objects.filter(action__plan=scene.plan).first()
    assert wrong is not None
    update_services.retract_update(update=wrong, reason="Never was", by=by)
    scene.themes[0].reference = "1 old"
    scene.themes[0].save()
    Plan.objects.filter(pk=scene.plan.pk).update(ends_on=None)

    assert forecast_of(scene.plan, LAST_DAY).done == before.done + 2
    assert forecast_of_snapshot(Snapshot.objects.get(pk=snapshot.pk)) == (position, before)


@pytest.mark.django_db(transaction=True)
def test_it_is_remembered_until_something_of_the_area_changes(scene: Scene):
    finish_some(scene)
    sister = make_scene(scene.place, slug="next")
    memory.forget_all()
    plan = Plan.objects.select_related("area").get(pk=scene.plan.pk)
    assert forecast_sentence(plan, LAST_DAY) is None
    made = forecast_of(plan, LAST_DAY)
    with CaptureQueriesContext(connection) as captured:
        assert forecast_of(plan, LAST_DAY) is made
        said = forecast_sentence(plan, LAST_DAY)
    assert said is not None
    assert said.startswith("At the pace shown so far, the plan ")
    assert len(captured) == 2
    assert forecast_sentence(plan, LAST_DAY - timedelta(1)) is None
    checked = check_of(plan, LAST_DAY)
    assert check_of(plan, LAST_DAY) is checked

    make_action(sister, "1.1")

    assert forecast_sentence(plan, LAST_DAY) is None
    assert forecast_of(plan, LAST_DAY) is not made
    assert check_of(plan, LAST_DAY) is not checked


@pytest.mark.django_db
def test_a_closed_plan_is_not_forecast(scene: Scene):
    finish_some(scene)
    Plan.objects.filter(pk=scene.plan.pk).update(stage="closed")
    plan = Plan.objects.select_related("area").get(pk=scene.plan.pk)
    assert forecast_of(plan, LAST_DAY).state == State.CLOSED


@pytest.mark.django_db
def test_command_prints_the_sentence_or_every_figure(
    scene: Scene, capsys: pytest.CaptureFixture[str]
):
    finish_some(scene)
    asked = ["forecast", scene.place.area.slug, scene.plan.slug, "--as-at", LAST_DAY.isoformat()]
    call_command(*asked)
    said = capsys.readouterr().out.strip()
    made = forecast_of(scene.plan, LAST_DAY)
    assert said == sentence(made)
    call_command(*asked, "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert told["sentence"] == said
    assert (told["complete"], told["open"], told["left_out"]) == (made.done, made.dated, 0)
    assert [point["middle"] for point in told["fan"]] == [point.middle for point in made.fan]
    assert {theme["ref"] for theme in told["themes"]} == {"1", "2"}


@pytest.mark.django_db
def test_command_without_a_forecast_says_why(scene: Scene, capsys: pytest.CaptureFixture[str]):
    asked = ["forecast", scene.place.area.slug, scene.plan.slug, "--format", "json"]
    call_command(*asked)
    told = json.loads(capsys.readouterr().out)
    assert told["state"] == State.NO_ACTIONS
    assert told["finish"] is None
    assert told["fan"] == []
