"""Asking any page of a plan for another day, and finding an action under any of its references."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from actions.models import Action
from actions.services.actions import renumber_action, withdraw_action
from tests.conftest import signed_in
from tests.factories import Scene, dated, day, make_action, rate
from tests.kept import kept_fixture
from tests.pages.reading import links, read, words

PAGES = ("", "actions/", "actions/1bii/", "papers/cabinet/")
FILES = ("actions.csv", "papers/cabinet.pdf")


@kept_fixture
def action(scene: Scene) -> Action:
    """Amber from day 5, green from day 50."""
    action = make_action(scene, "1B ii", effective_date=day(2))
    rate(action, scene.ratings["A"], day(5), by=scene.manager)
    rate(action, scene.ratings["G"], day(50), by=scene.manager)
    return action


@pytest.fixture
def client(scene: Scene, action: Action) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


@pytest.mark.parametrize("path", PAGES)
def test_page_of_a_past_day_shows_that_day(scene, client, path):
    answer = client.get(f"{scene.address}{path}", {"as_at": day(9).isoformat()})
    assert answer.status_code == 200
    page = words(read(answer))
    assert "10 January 2018" in page


def test_action_of_a_past_day_bears_the_rating_of_that_day(scene, client):
    def rating(**asked: str) -> str:
        page = read(client.get(f"{scene.address}actions/1bii/", asked))
        return words(page.select_one(".govuk-summary-list .wsoa-rating"))

    assert rating() == "G Green"
    assert rating(as_at=day(9).isoformat()) == "A Amber"
    assert rating(as_at=day(3).isoformat()) == "Unrated"


def test_action_of_a_day_before_it_was_added_says_so(scene, client):
    answer = client.get(f"{scene.address}actions/1bii/", {"as_at": day(0).isoformat()})
    assert answer.status_code == 200
    assert "was not in the plan on 1 January 2018" in words(read(answer))


def _tomorrow() -> str:
    return (timezone.localdate() + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("soon", "Enter a real date, such as 2018-04-30."),
        ("2018-02-30", "Enter a real date, such as 2018-04-30."),
        ("2018-13-01", "Enter a real date, such as 2018-04-30."),
        ("9" * 500, "Enter a real date, such as 2018-04-30."),
        ("<script>", "Enter a real date, such as 2018-04-30."),
        (_tomorrow(), "The as-at date must be today or in the past."),
        ("9999-12-31", "The as-at date must be today or in the past."),
    ],
)
@pytest.mark.parametrize("path", [*PAGES, *FILES])
def test_unfit_day_is_a_bad_request_with_the_reason(scene, client, path, asked, said):
    answer = client.get(f"{scene.address}{path}", {"as_at": asked})
    assert answer.status_code == 400
    page = words(read(answer))
    assert said in page or path in FILES
    assert "<script>" not in answer.content.decode()


@pytest.mark.parametrize("asked", ["", "{today}"])
def test_blank_day_and_today_are_today(scene, client, asked):
    answer = client.get(scene.address, {"as_at": dated(asked)})
    assert answer.status_code == 200
    assert "(today)" in words(read(answer))


def test_day_given_twice_is_one_of_them_and_not_an_error(scene, client):
    answer = client.get(f"{scene.address}?as_at=2018-01-05&as_at=2018-01-10")
    assert answer.status_code == 200


@pytest.mark.parametrize("day_asked", ["0001-01-01", "1900-02-28"])
def test_day_long_ago_has_no_actions(scene, client, day_asked):
    for path in ("", "actions/", "actions.csv"):
        assert client.get(f"{scene.address}{path}", {"as_at": day_asked}).status_code == 200


@pytest.mark.parametrize("typed", ["1B ii", "1bII", "1B-ii", "1b  ii", "(1B) ii", "1B.ii"])
def test_loosely_typed_reference_leads_to_the_action(scene, client, typed):
    answer = client.get(f"{scene.address}actions/{typed}/")
    assert (answer.status_code, answer["Location"]) == (302, f"{scene.address}actions/1bii/")


def test_loosely_typed_reference_keeps_the_day(scene, client):
    answer = client.get(f"{scene.address}actions/1B ii/", {"as_at": "2018-01-10"})
    assert answer["Location"] == f"{scene.address}actions/1bii/?as_at=2018-01-10"


def test_former_reference_leads_to_the_present_one(scene, client, action):
    renumber_action(
        action=action, reference="2C i", effective_date=day(60), reason="Moved", by=scene.manager
    )
    answer = client.get(f"{scene.address}actions/1bii/")
    assert answer["Location"] == f"{scene.address}actions/2ci/"
    page = words(read(client.get(answer["Location"])))
    assert "1B ii" in page


def test_reference_of_its_time_is_shown_on_a_day_of_that_time(scene, client, action):
    renumber_action(
        action=action, reference="2C i", effective_date=day(60), reason="Moved", by=scene.manager
    )
    answer = client.get(f"{scene.address}actions/2ci/", {"as_at": "2018-01-10"}, follow=True)
    assert answer.status_code == 200
    assert "Action 1B ii" in words(read(answer))


def test_unknown_reference_is_not_found(scene, client):
    for typed in ("1B iii", "1", "--", "1B ii ii", "x" * 300):
        assert client.get(f"{scene.address}actions/{typed}/").status_code == 404


def test_a_past_day_offers_no_change_of_what_may_have_left_the_plan_since(scene, client, action):
    withdraw_action(
        action=action, effective_date=day(80), reason="Done elsewhere", by=scene.manager
    )
    then = client.get(f"{scene.address}actions/1bii/", {"as_at": day(20).isoformat()})
    offered = [address for _, address in links(read(then), "main a") if "/actions/1bii/" in address]
    assert [each for each in offered if client.get(each).status_code != 200] == []
    assert "Update this action" not in words(read(then))


def test_audit_of_an_action_that_left_the_plan_is_its_own(scene, client, action):
    make_action(scene, "1.9")
    withdraw_action(
        action=action, effective_date=day(80), reason="Done elsewhere", by=scene.manager
    )
    page = read(client.get(f"{scene.address}actions/1bii/"))
    (address,) = (where for text, where in links(page, "main a") if text.startswith("Every change"))
    audit = read(client.get(address))
    assert words(audit.h1).startswith("Action 1B ii: ")
    (file,) = (where for text, where in links(audit, "main a") if text == "CSV")
    rows = client.get(file).getvalue().decode()
    assert "Done elsewhere" in rows
    assert "1.9" not in rows
