"""Saying in the browser what answers a weakness: boxes, a filter that loses no tick, a day, another's newer entry."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from actions.choices import PlanStage
from actions.inspecting import Answers, answers_as_at
from actions.models import Action, Weakness, WeaknessAnswer
from actions.services.actions import withdraw_action
from actions.services.coverage import answer
from actions.services.plans import change_plan_stage
from tests.actions.inspecting import answering
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_place, make_scene
from tests.pages.reading import errors_in_summary, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def weakness(scene: Scene) -> Weakness:
    """The first of two that the plan has to answer."""
    return answering(scene)[0]


@pytest.fixture
def acts(scene: Scene) -> list[Action]:
    """Three actions, of both top themes."""
    return [
        make_action(scene, "1.1", title="Train assessors"),
        make_action(scene, "1.2", title="Write plans in time"),
        make_action(scene, "2.1", title="Train commissioners", theme=scene.themes[2]),
    ]


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def address(scene: Scene, on: date | None = None) -> str:
    """Where the page is."""
    return f"{scene.address}weaknesses/1/answers/" + (f"?on={on.isoformat()}" if on else "")


def boxes(page: Any) -> dict[str, bool]:
    """Label of each box shown -> whether it is ticked."""
    return {
        words(page.select_one(f"label[for={box['id']}]")): box.has_attr("checked")
        for box in page.select("input[name=theme], input[name=action]")
        if box["type"] == "checkbox"
    }


def sent(page: Any, **changed: Any) -> dict[str, Any]:
    """What the browser sends of the form, with some fields changed."""
    data: dict[str, Any] = {"seen": page.select_one("input[name=seen]").get("value", "")}
    for box in page.select("main form[method=post] input"):
        if box["name"] in {"theme", "action"} and (
            box["type"] == "hidden" or box.has_attr("checked")
        ):
            data.setdefault(box["name"], []).append(box["value"])
    return data | changed


def on(weakness: Weakness, when: date) -> Answers:
    """What answers it on the day."""
    return answers_as_at([weakness], when)[weakness.pk]


def test_what_is_ticked_answers_from_the_day(
    scene: Scene, client: Client, weakness: Weakness, acts: list[Action]
) -> None:
    page = read(client.get(address(scene, day(9))))
    assert "9 January" not in words(page.main)
    assert "10 January 2018" in words(page.main)
    assert not any(boxes(page).values())
    done = client.post(
        address(scene, day(9)),
        sent(page, theme=[scene.themes[0].pk], action=[acts[2].pk], reason="As the plan says"),
    )
    assert done["Location"] == f"{scene.address}weaknesses/1/"
    assert not on(weakness, day(8))
    assert on(weakness, day(9)) == Answers(
        themes=frozenset({scene.themes[0].pk}), actions=frozenset({acts[2].pk})
    )
    shown = boxes(read(client.get(address(scene, day(9)))))
    assert shown["1 Assessment"]
    assert not shown["1.1 Train assessors answers it through 1"]
    assert not boxes(read(client.get(address(scene, day(8)))))["1 Assessment"]


def test_unticking_says_that_it_answers_no_more_from_the_day(
    scene: Scene, client: Client, weakness: Weakness, acts: list[Action]
) -> None:
    answer(weakness=weakness, action=acts[0], effective_date=day(5), by=scene.manager)
    page = read(client.get(address(scene, day(20))))
    data = sent(page)
    assert data["action"] == [str(acts[0].pk)]
    client.post(address(scene, day(20)), {**data, "action": []})
    assert on(weakness, day(19)).actions == {acts[0].pk}
    assert not on(weakness, day(20))
    assert WeaknessAnswer.objects.count() == 2


def test_filter_shows_some_and_loses_no_tick(
    scene: Scene, client: Client, weakness: Weakness, acts: list[Action]
) -> None:
    page = read(client.get(address(scene)))
    ticks = {"action": [acts[1].pk]}
    narrowed = read(client.post(address(scene), sent(page, q="TRAIN", look="yes", **ticks)))
    assert [label for label in boxes(narrowed) if label.startswith(("1.", "2."))] == [
        "1.1 Train assessors",
        "2.1 Train commissioners",
    ]
    assert not WeaknessAnswer.objects.exists()
    data = sent(narrowed)
    assert data["action"] == [str(acts[1].pk)], "carried, though it is not shown"
    data["action"].append(str(acts[2].pk))
    only = read(client.post(address(scene), {**data, "ticked": "on", "look": "yes"}))
    assert boxes(only) == {"1.2 Write plans in time": True, "2.1 Train commissioners": True}
    client.post(address(scene), sent(only))
    assert on(weakness, date(2026, 1, 1)) == Answers()
    last = WeaknessAnswer.objects.latest("pk").effective_date
    assert on(weakness, last).actions == {acts[1].pk, acts[2].pk}


def test_filter_by_theme_takes_in_the_themes_below_it(
    scene: Scene, client: Client, weakness: Weakness, acts: list[Action]
) -> None:
    page = read(client.get(address(scene)))
    narrowed = read(client.post(address(scene), sent(page, under=scene.themes[1].pk, look="yes")))
    assert [label for label in boxes(narrowed) if "." in label] == ["2.1 Train commissioners"]


def test_withdrawn_action_that_answered_is_not_touched(
    scene: Scene, client: Client, weakness: Weakness, acts: list[Action]
) -> None:
    answer(weakness=weakness, action=acts[0], effective_date=day(5), by=scene.manager)
    withdraw_action(action=acts[0], effective_date=day(9), reason="Not needed", by=scene.manager)
    page = read(client.get(address(scene, day(20))))
    assert "1.1 Train assessors" not in boxes(page)
    client.post(address(scene, day(20)), sent(page, theme=[scene.themes[0].pk]))
    assert on(weakness, day(20)).actions == {acts[0].pk}


def test_saving_over_a_newer_entry_is_refused_and_keeps_what_was_ticked(
    scene: Scene, client: Client, weakness: Weakness, acts: list[Action]
) -> None:
    mine = sent(read(client.get(address(scene, day(9)))), action=[acts[0].pk])
    answer(weakness=weakness, action=acts[1], effective_date=day(5), by=scene.manager)
    refused = client.post(address(scene, day(9)), mine)
    assert refused.status_code == 409
    page = read(refused)
    assert boxes(page)["1.1 Train assessors"]
    assert client.post(address(scene, day(9)), sent(page)).status_code == 302
    assert on(weakness, day(9)).actions == {acts[0].pk}


@pytest.mark.parametrize(
    ("typed", "status", "says"),
    [
        ("2999-01-01", 400, "The day must be today or in the past."),
        ("yesterday", 400, "Enter a real date"),
        ("2017-01-01", 200, "1 January 2017"),
    ],
)
def test_day_in_the_address(
    scene: Scene, client: Client, weakness: Weakness, typed: str, status: int, says: str
) -> None:
    answered = client.get(f"{address(scene)}?on={typed}")
    assert answered.status_code == status
    assert says in words(read(answered).main)


def test_day_before_the_plan_began_is_refused(
    scene: Scene, client: Client, weakness: Weakness
) -> None:
    when = date(2017, 12, 1)
    page = read(client.get(address(scene, when)))
    refused = client.post(address(scene, when), sent(page, theme=[scene.themes[0].pk]))
    assert refused.status_code == 422
    assert errors_in_summary(read(refused)) == [
        "The date must be on or after 1 January 2018, when the plan began."
    ]


@pytest.mark.parametrize("forged", ["999999", "x", "-1", "9" * 40, ""])
def test_forged_boxes_are_refused(
    scene: Scene, client: Client, weakness: Weakness, forged: str
) -> None:
    page = read(client.get(address(scene)))
    refused = client.post(address(scene), sent(page, theme=[forged]))
    assert refused.status_code == 422
    assert not WeaknessAnswer.objects.exists()


def test_boxes_of_another_area_are_refused(
    scene: Scene, client: Client, weakness: Weakness
) -> None:
    theirs = make_scene(make_place("elsewhere"))
    page = read(client.get(address(scene)))
    refused = client.post(address(scene), sent(page, theme=[theirs.themes[0].pk]))
    assert refused.status_code == 422
    assert "Choose the themes from the list" in words(read(refused).main)


def test_number_that_the_plan_has_not_to_answer_is_not_found(
    scene: Scene, client: Client, weakness: Weakness
) -> None:
    assert client.get(f"{scene.address}weaknesses/9/answers/").status_code == 404


def test_closed_plan_shows_its_answers_and_offers_no_button(
    scene: Scene, client: Client, weakness: Weakness
) -> None:
    change_plan_stage(plan=scene.plan, stage=PlanStage.CLOSED, by=scene.manager)
    page = read(client.get(address(scene)))
    assert "The plan is closed" in words(page.main)
    assert not page.select("main .govuk-button:not(.govuk-button--secondary)")
    refused = client.post(address(scene), sent(page, theme=[scene.themes[0].pk]))
    assert refused.status_code == 422
