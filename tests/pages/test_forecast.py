"""The page that says when a plan will finish, and the one that says how good such forecasts have been."""

import re

import pytest
from django.test import Client

from actions.due_dates import DueDate
from actions.models import Plan
from actions.services import actions as action_services
from boards.services.packs import close_pack
from tests.boards.foretelling import LAST_DAY, finish_some
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_place, make_scene, rate
from tests.pages.reading import errors_in_summary, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def _headline(client: Client, address: str) -> str:
    return words(read(client.get(address)).select_one(".wsoa-headline"))


def _on(scene: Scene, path: str = "forecast/") -> str:
    return f"{scene.address}{path}?as_at={LAST_DAY}"


def test_it_gives_the_range_the_fan_the_themes_and_the_actions(scene: Scene, client: Client):
    waiting = finish_some(scene)
    page = read(client.get(_on(scene)))
    said = words(page.select_one(".wsoa-headline"))
    assert said.startswith("At the pace shown so far, the plan ")
    assert "All 5 open actions complete" in words(page.main)
    assert page.select_one("svg[role=img] desc")
    tables = {words(table.caption): table for table in page.select("main table")}
    (themes,) = (table for name, table in tables.items() if name.startswith("Which themes drive"))
    assert {words(row.th) for row in themes.select("tbody tr")} == {"1 Assessment", "2 Joint work"}
    assert sum(int(words(row.select("td")[0])) for row in themes.select("tbody tr")) == 5
    (rows,) = (table for name, table in tables.items() if name.startswith("Not yet due"))
    found = [(words(link), str(link["href"])) for link in rows.select("tbody th a")]
    assert {text.split()[0] for text, _ in found} == {f"9.{n + 1}" for n in range(len(waiting))}
    assert all(address.endswith(f"?as_at={LAST_DAY}") for _, address in found)
    for row in rows.select("tbody tr"):
        assert re.fullmatch(r"(Likely|Even), (about \d?[05]|over 95)%", words(row.select("td")[1]))


def test_same_address_gives_the_same_page(scene: Scene, client: Client):
    finish_some(scene)
    first, second = (read(client.get(_on(scene))).main for _ in range(2))
    assert words(first) == words(second)


def test_too_little_history_says_what_is_missing(scene: Scene, client: Client):
    make_action(scene, "1.1", due="June 2018")
    done = make_action(scene, "1.2", due="March 2018")
    rate(done, scene.ratings["B"], day(80), by=scene.manager)
    page = read(client.get(f"{scene.address}forecast/"))
    assert words(page.select_one(".wsoa-headline")) == (
        "Too little has happened to say when this plan will finish: 1 action with due dates has been "
        "completed in this area, and a forecast needs at least 8."
    )
    assert "Once 8 actions with due dates are complete" in words(page.main)
    assert not page.select("main svg[role=img]")


def test_plan_without_actions_without_dates_complete_or_closed_says_so(
    scene: Scene, client: Client
):
    address = f"{scene.address}forecast/"
    assert "the plan has no actions on" in _headline(client, address)
    action = make_action(scene, "1.1", due="Ongoing")
    assert "no open action has a due date with an end" in _headline(client, address)
    rate(action, scene.ratings["B"], day(80), by=scene.manager)
    assert _headline(client, address) == (
        "The only action is complete: there is nothing left to forecast."
    )
    Plan.objects.filter(pk=scene.plan.pk).update(stage="closed")
    assert _headline(client, address) == "The plan is closed: there is nothing to forecast."


def test_actions_without_an_end_or_past_due_are_counted_in_words(scene: Scene, client: Client):
    first, *_ = finish_some(scene)
    action_services.change_due_date(
        action=first,
        due=DueDate.ongoing(),
        reason="It goes on",
        effective_date=day(200),
        by=scene.manager,
    )
    make_action(scene, "7.1", due="October 2018")
    page = read(client.get(_on(scene)))
    assert "1 open action has no due date with an end, and is left out." in words(page.main)
    assert "1 open action is past its date already: 1 overdue" in words(page.main)


def test_of_a_closed_pack_it_shows_what_would_have_been_said_then(scene: Scene, client: Client):
    waiting = finish_some(scene)
    meeting = make_meeting(make_board(scene), LAST_DAY)
    address = f"{scene.address}forecast/?meeting={meeting.pk}"
    open_page = read(client.get(address))
    assert "Its pack is not closed" in words(open_page.main)
    close_pack(meeting=meeting, by=scene.manager)
    before = read(client.get(address))
    assert "when the pack was closed" in words(before.main)
    assert words(before.select_one(".wsoa-headline")) == _headline(client, _on(scene))
    for action in waiting:
        rate(action, scene.ratings["B"], day(300), by=scene.manager)
    assert words(read(client.get(address)).main) == words(before.main)
    assert "All 15 actions are complete" in _headline(client, _on(scene))


@pytest.mark.parametrize("meeting", ["x", "0", "99999999", "9" * 40, "²", "-1", "%00"])
def test_a_meeting_that_there_is_not_is_not_found(scene: Scene, client: Client, meeting: str):
    assert client.get(f"{scene.address}forecast/?meeting={meeting}").status_code == 404


def test_a_meeting_of_another_area_is_not_found(scene: Scene, client: Client):
    other = make_scene(make_place("elsewhere"))
    meeting = make_meeting(make_board(other), LAST_DAY)
    assert client.get(f"{scene.address}forecast/?meeting={meeting.pk}").status_code == 404


@pytest.mark.parametrize("path", ["forecast/", "forecast/check/"])
def test_an_unfit_day_is_refused_with_what_to_do(scene: Scene, client: Client, path: str):
    answer = client.get(f"{scene.address}{path}?as_at=tomorrow")
    assert answer.status_code == 400
    assert errors_in_summary(read(answer))


def test_past_forecasts_stand_beside_what_happened(scene: Scene, client: Client):
    finish_some(scene, 16)
    page = read(client.get(_on(scene, "forecast/check/")))
    said = words(page.select_one(".wsoa-headline"))
    found = re.fullmatch(
        r"Of (\d+) comparisons? with what happened, (\d+) lay within the band that was to hold 85 in 100, "
        r"and (\d+) within the one that was to hold half\.",
        said,
    )
    assert found, said
    number, wider, narrower = map(int, found.groups())
    verdicts = [words(cell) for cell in page.select("td[data-label=Verdict]")]
    assert len(verdicts) == number
    assert verdicts.count("In the narrower band") == narrower
    assert verdicts.count("In the wider band") == wider - narrower


def test_without_past_forecasts_there_is_nothing_to_compare(scene: Scene, client: Client):
    make_action(scene, "1.1", due="June 2018")
    page = read(client.get(f"{scene.address}forecast/check/"))
    assert "Nothing to compare yet" in words(page.main)
    assert "8 completed actions" in words(page.main)
