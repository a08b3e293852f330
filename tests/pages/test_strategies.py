"""The area's strategies: their objectives, and what of a plan serves them."""

from typing import Any

import pytest
from django.test import Client

from actions.models import Objective, ObjectiveTheme, Strategy
from actions.services.strategies import change_strategy, serve_objectives
from actions.strategies import strategies_of
from tests.actions.voices import make_strategy
from tests.conftest import signed_in
from tests.factories import Scene, make_place, make_scene

LIST = "/riverton/send/strategies/"
GOOD = {"title": "Improving lives", "objectives": "Fair chances\nSafe places\n"}


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def read(client: Client, address: str = LIST) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, address: str, status: int = 302, /, **given: Any) -> str:
    answer = client.post(address, given)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def served(scene: Scene) -> list[tuple[str, bool]]:
    """Each objective of the one strategy, and whether the plan serves it."""
    (strategy,) = strategies_of(scene.place.area, scene.plan)
    return [(objective.text, objective.is_served) for objective in strategy.objectives]


def serve(scene: Scene, *texts: str) -> None:
    theme = scene.plan.themes.all()[0]
    objectives = Objective.objects.filter(text__in=texts).select_related("strategy")
    serve_objectives(
        plan=scene.plan, serving=[(each, theme) for each in objectives], by=scene.manager
    )


def test_empty_page_says_what_to_do_first(client: Client) -> None:
    assert "Add the area’s strategy with its objectives" in read(client)


def test_table_ticks_the_objectives_that_a_theme_of_the_plan_serves(
    scene: Scene, client: Client
) -> None:
    send(client, f"{LIST}add/", **GOOD)
    objective = Objective.objects.get(text="Fair chances")
    theme = scene.plan.themes.all()[0]
    send(client, f"{LIST}served/", **{f"objective_{objective.pk}": [str(theme.pk)]})
    assert served(scene) == [("Fair chances", True), ("Safe places", False)]
    page = read(client)
    assert "The plan serves 1 of 2." in page
    assert theme.title in page


def test_unticking_takes_the_link_away(scene: Scene, client: Client) -> None:
    make_strategy(scene)
    serve(scene, "Fair chances")
    send(client, f"{LIST}served/")
    assert not any(is_served for _, is_served in served(scene))


def test_objective_keeps_its_themes_when_it_is_moved_or_reworded(scene: Scene) -> None:
    strategy = make_strategy(scene)
    serve(scene, "Fair chances")
    texts = ["Safe places", "Fair chances for all", "Longer healthy lives"]
    change_strategy(strategy=strategy, title="Better lives", objectives=texts, by=scene.manager)
    assert served(scene) == [
        ("Safe places", False),
        ("Fair chances for all", True),
        ("Longer healthy lives", False),
    ]


def test_objective_that_a_theme_serves_is_not_dropped(scene: Scene, client: Client) -> None:
    strategy = make_strategy(scene)
    serve(scene, "Fair chances")
    page = send(
        client, f"{LIST}{strategy.pk}/", 422, title="Better lives", objectives="Safe places"
    )
    assert "Themes serve an objective that is not in the list any more." in page
    assert len(served(scene)) == 3


def test_strategy_that_a_theme_serves_is_not_removed(scene: Scene, client: Client) -> None:
    strategy = make_strategy(scene)
    serve(scene, "Fair chances")
    send(client, f"{LIST}{strategy.pk}/remove/", 422)
    ObjectiveTheme.objects.all().delete()
    send(client, f"{LIST}{strategy.pk}/remove/")
    assert not Strategy.objects.exists()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"title": ""}, "Enter the"),
        ({"title": "x" * 201}, "200 characters or fewer"),
        ({"objectives": " \n "}, "Enter at least one objective"),
        ({"objectives": "Fair\nfair"}, "Two objectives are the same."),
        ({"objectives": "\n".join(map(str, range(31)))}, "30 objectives or fewer"),
        ({"objectives": "x" * 301}, "300 characters or fewer"),
        ({"starts_on": "2020-01-01", "ends_on": "2019-01-01"}, "must end after it starts"),
    ],
)
def test_bad_input_says_what_to_do(client: Client, given: dict[str, str], message: str) -> None:
    assert message in send(client, f"{LIST}add/", 422, **GOOD | given)
    assert not Strategy.objects.exists()


def test_title_stands_once_in_an_area(scene: Scene, client: Client) -> None:
    make_strategy(scene)
    page = send(client, f"{LIST}add/", 422, title="BETTER LIVES", objectives="One")
    assert "has a strategy of that title already" in page


def test_change_over_somebody_elses_is_refused_and_shown(scene: Scene, client: Client) -> None:
    strategy = make_strategy(scene)
    change_strategy(
        strategy=strategy, title="Newer title", objectives=["Fair chances"], by=scene.manager
    )
    page = send(client, f"{LIST}{strategy.pk}/", 409, title="Mine", objectives="One", seen="1")
    assert "Newer title" in page
    assert "Mine" in page


def test_strategies_and_themes_of_another_area_are_not_offered(
    scene: Scene, client: Client
) -> None:
    other = make_scene(make_place("elsewhere"))
    strategy = make_strategy(other)
    make_strategy(scene, "Ours")
    assert client.get(f"{LIST}{strategy.pk}/").status_code == 404
    objective = strategy.objectives.all()[0]
    theme = other.plan.themes.all()[0]
    send(client, f"{LIST}served/", **{f"objective_{objective.pk}": [str(theme.pk)]})
    assert not ObjectiveTheme.objects.exists()
    mine = Objective.objects.filter(strategy__title="Ours")[0]
    page = send(client, f"{LIST}served/", 422, **{f"objective_{mine.pk}": [str(theme.pk)]})
    assert "Choose from the list." in page


def test_title_with_markup_is_shown_as_typed(scene: Scene, client: Client) -> None:
    make_strategy(scene, "<b>Bold</b>")
    for address in (LIST, f"{LIST}served/"):
        assert "<b>Bold</b>" not in read(client, address)
        assert "&lt;b&gt;Bold" in read(client, address)
