"""The pages of the forward plan: what boards are owed, asked for on one page and ticked off on another."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from actions.due_dates import DueDate
from boards.models import Board, Meeting, Request
from boards.services.records import record_decision
from boards.services.requests import answer_request, ask_for
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import Scene, make_place, make_scene
from tests.kept import kept_fixture
from wsoa.capabilities import Role

APRIL, MAY = date(2018, 4, 10), date(2018, 5, 24)
AREA = "/riverton/area/forward-plan/"
BOARD = "/riverton/area/boards/cabinet/forward-plan/"


@kept_fixture
def board(scene: Scene) -> Board:
    """The cabinet."""
    return make_board(scene, "cabinet")


@kept_fixture
def meeting(board: Board) -> Meeting:
    """The meeting that asks."""
    return make_meeting(board, APRIL)


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def ask(board: Board, scene: Scene, due: str = "October 2018", **more: Any) -> Request:
    """Something the board is owed."""
    values: dict[str, Any] = {"title": "An update", "by": scene.manager, **more}
    return ask_for(board=board, due=DueDate.parse(due), **values)


def read(client: Client, address: str) -> str:
    """The page."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_empty_plan_says_what_to_do_first(client: Client, board: Board) -> None:
    for address in (AREA, BOARD):
        page = read(client, address)
        assert "Nothing is owed." in page
        assert "When a board asks for a paper" in page


def test_what_a_decision_asks_for_is_late_until_its_paper_ticks_it_off(
    client: Client, scene: Scene, board: Board, meeting: Meeting
) -> None:
    decision = record_decision(meeting=meeting, text="To hear more", by=scene.manager)
    typed = {"title": "An update", "due": "October 2018", "asked": f"d{decision.pk}"}
    assert client.post(f"{BOARD}ask/", typed).status_code == 302
    request = Request.objects.get()
    assert (request.asked_at, request.decision) == (meeting, decision)
    for address in (AREA, BOARD, "/riverton/area/boards/cabinet/"):
        page = read(client, address)
        assert "Late" in page
        assert "Cabinet, 10 April 2018, decision 1" in page
    heard = make_meeting(board, date(2018, 11, 22))
    answer = client.post(
        f"{AREA}{request.pk}/answer/",
        {
            "paper": "SEND update",
            "answered_on": "2018-11-22",
            "answered_at": heard.pk,
            "based_on": request.entries.get().pk,
        },
    )
    assert answer.status_code == 302
    assert "Nothing is owed." in read(client, AREA)
    assert "SEND update" in read(client, AREA)
    assert "What was answered at this meeting" in read(
        client, f"/riverton/area/boards/cabinet/meetings/{heard.pk}/"
    )


def test_late_ones_come_before_what_is_due_later(
    client: Client, scene: Scene, board: Board, meeting: Meeting
) -> None:
    ask(board, scene, "December 2088", title="Much later", asked_at=meeting)
    ask(board, scene, title="Long late", asked_at=meeting)
    page = read(client, AREA)
    assert "2 things are owed, 1 of them late." in page
    assert page.index("Long late") < page.index("Much later")


def test_date_given_in_words_nobody_understands_is_refused_with_what_was_typed(
    client: Client, scene: Scene, board: Board
) -> None:
    answer = client.post(f"{BOARD}ask/", {"title": "An update", "due": "after <b>summer</b>"})
    assert answer.status_code == 422
    assert "after &lt;b&gt;summer&lt;/b&gt;" in answer.content.decode()
    assert not Request.objects.exists()


def test_another_date_and_what_is_no_longer_wanted_are_told_in_the_history(
    client: Client, scene: Scene, board: Board
) -> None:
    request = ask(board, scene, "December 2088")
    address = f"{AREA}{request.pk}/"
    for below, typed in (
        ("date/", {"due": "January 2089", "reason": "The survey is late"}),
        ("withdraw/", {"reason": "The inquiry ended"}),
        ("reopen/", {"reason": "It goes on"}),
    ):
        newest = request.entries.latest("pk").pk
        assert client.post(address + below, typed | {"based_on": newest}).status_code == 302
    page = read(client, address)
    told = ("It goes on", "The inquiry ended", "The survey is late", "due December 2088")
    assert [page.index(words) for words in told] == sorted(page.index(words) for words in told)


def test_answer_over_somebody_elses_is_shown_beside_it(
    client: Client, scene: Scene, board: Board, meeting: Meeting
) -> None:
    request = ask(board, scene, asked_at=meeting)
    based_on = request.entries.get().pk
    answer_request(request=request, answered_on=MAY, paper="Theirs", by=scene.manager)
    answer = client.post(
        f"{AREA}{request.pk}/answer/",
        {"paper": "Mine", "answered_on": "2018-05-25", "based_on": based_on},
    )
    assert answer.status_code == 409
    assert "Theirs" in answer.content.decode()
    assert "Mine" in answer.content.decode()


def test_what_another_area_is_owed_is_not_found(client: Client) -> None:
    elsewhere = make_scene(make_place("elsewhere"))
    request = ask(make_board(elsewhere), elsewhere)
    for below in ("", "answer/", "date/", "withdraw/", "reopen/"):
        assert client.get(f"{AREA}{request.pk}/{below}").status_code == 404


def test_board_member_reads_and_is_offered_no_form(
    scene: Scene, board: Board, meeting: Meeting
) -> None:
    request = ask(board, scene, asked_at=meeting)
    client = signed_in(scene.place.people[Role.MEMBER])
    assert "Add what the board is owed" not in read(client, BOARD)
    assert "Say what answers it" not in read(client, f"{AREA}{request.pk}/")
