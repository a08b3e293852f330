"""What the dashboard's lists lead to: the register narrowed to those who call for attention."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from actions.due_dates import DueDate
from actions.position import position_as_at
from actions.services import completions, evidence
from actions.services.actions import change_due_date
from tests.conftest import signed_in
from tests.factories import Scene, at, day, make_action, rate
from tests.pages.reading import read, rows

DAY = day(100)


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Any) -> None:
    """A folder for evidence of this test's own."""
    settings.EVIDENCE_ROOT = tmp_path / "evidence"


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def shown(scene: Scene, client: Client, state: str, on: Any = DAY) -> list[str]:
    answer = client.get(f"{scene.address}actions/?state={state}&as_at={on.isoformat()}")
    assert answer.status_code == 200
    return rows(read(answer))


def due_in(days: int) -> DueDate:
    return DueDate.on(day(100 + days))


def test_starting_next_is_what_has_yet_to_begin_and_is_due_within_thirty_days(scene, client):
    for reference, days, code in (
        ("1.1", 30, "W"),
        ("1.2", 31, "W"),
        ("1.3", 30, "G"),
        ("1.4", -1, "W"),
        ("1.5", 0, "W"),
    ):
        rate(make_action(scene, reference, due=due_in(days)), scene.ratings[code], by=scene.manager)
    make_action(scene, "1.6", due=due_in(3))
    assert shown(scene, client, "starting-next") == ["1.1", "1.5"]
    assert shown(scene, client, "due-soon") == ["1.1", "1.3", "1.5", "1.6"]


def test_slipped_is_what_is_open_and_due_later_than_it_first_was(scene, client):
    for reference, to in (("1.1", 60), ("1.2", -60), ("1.3", 60)):
        action = make_action(scene, reference, due=due_in(0))
        change_due_date(
            action=action,
            due=due_in(to),
            agreed_by="DfE",
            reason="Agreed",
            effective_date=day(50),
            by=scene.manager,
        )
    rate(action, scene.ratings["B"], day(60), by=scene.manager)
    assert shown(scene, client, "slipped") == ["1.1"]
    assert shown(scene, client, "slipped", day(59)) == ["1.1", "1.3"]
    assert shown(scene, client, "slipped", day(49)) == []


def test_without_an_owner_is_what_is_open_and_nobody_s(scene, client):
    make_action(scene, "1.1")
    make_action(scene, "1.2", owners=(scene.place.posts[0],))
    rate(make_action(scene, "1.3"), scene.ratings["B"], by=scene.manager)
    assert shown(scene, client, "unowned") == ["1.1"]


def test_completed_without_evidence_ends_when_words_a_link_or_a_file_show_it(scene, client):
    by = scene.manager
    for number in range(1, 4):
        action = make_action(scene, f"1.{number}")
        rate(action, scene.ratings["B"], day(10), commentary="", by=by)
    told = make_action(scene, "1.4")
    completions.record_completion(
        action=told, completed_on=day(10), evidence="The minutes say so", by=by
    )
    make_action(scene, "1.5")
    assert shown(scene, client, "no-evidence") == ["1.1", "1.2", "1.3"]
    action = scene.plan.actions.order_by("pk").first()
    assert action is not None
    link = evidence.add_link(
        action=action, url="https://example.org/minutes", title="Minutes", by=by, now=at(day(90))
    )
    assert shown(scene, client, "no-evidence") == ["1.2", "1.3"]
    assert shown(scene, client, "no-evidence", day(89)) == ["1.1", "1.2", "1.3"]
    evidence.withdraw_evidence(evidence=link, reason="Another meeting", by=by, now=at(day(110)))
    assert shown(scene, client, "no-evidence") == ["1.2", "1.3"]
    assert shown(scene, client, "no-evidence", day(110)) == ["1.1", "1.2", "1.3"]


def test_the_states_are_the_position_s(scene):
    rate(make_action(scene, "1.1", due=due_in(9)), scene.ratings["W"], by=scene.manager)
    position = position_as_at(scene.plan, DAY)
    assert position.starting_within(30) == position.unowned == position.lines
    assert position.starting_within(8) == position.lacking_evidence == position.open_slipped == ()
