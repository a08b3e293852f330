"""How many queries the pages of records cost: the same for few records and for many."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.due_dates import DueDate
from boards.choices import BoardActionState
from boards.left_behind import left_behind
from boards.models import Board, Meeting
from boards.services.board_actions import raise_board_action, tell_board_action
from boards.services.records import answer_comment, record_decision, send_comment
from boards.services.requests import ask_for
from boards.services.visits import plan_visit
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import Scene, day, make_place, make_scene

QUERIES = {
    "area/forward-plan/": 6,
    "area/boards/steering-board/forward-plan/": 6,
    "area/boards/steering-board/board-actions/": 6,
    "send/visits/": 5,
}
"""Address below the area's -> queries of a view, sign-in included."""


def fill(slug: str, number: int) -> tuple[Scene, Board, Meeting]:
    """A board with as many of everything, all asked for at its first meeting, and its second meeting."""
    scene = make_scene(make_place(slug))
    by = scene.manager
    board = make_board(scene)
    first, second = make_meeting(board, day(60)), make_meeting(board, day(90))
    for each in range(number):
        asked = raise_board_action(
            meeting=first, text=f"Do {each}", owner=scene.place.posts[each % 3], by=by
        )
        tell_board_action(
            board_action=asked,
            state=BoardActionState.OPEN,
            effective_date=first.held_on + timedelta(days=each),
            note="Going on",
            by=by,
        )
        record_decision(meeting=second, text=f"That {each}", plan=scene.plan, by=by)
        comment = send_comment(meeting=first, to_meeting=second, text=f"Hear {each}", by=by)
        answer_comment(comment=comment, text="Heard", by=by)
        due = DueDate.parse("October 2018")
        ask_for(board=board, title=f"Paper {each}", due=due, asked_at=first, by=by)
        plan_visit(plan=scene.plan, title=f"Visit {each}", delivery=due, by=by)
    return scene, board, second


def counted(do: Callable[[], object]) -> int:
    """The queries that it takes."""
    with CaptureQueriesContext(connection) as captured:
        do()
    return len(captured)


@pytest.mark.django_db
def test_pages_of_records_cost_the_same_queries_for_few_and_for_many() -> None:
    found = []
    for slug, number in (("small", 1), ("large", 9)):
        scene = fill(slug, number)[0]
        client = signed_in(scene.manager)
        counts = {}
        for address in QUERIES:
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(f"/{slug}/{address}")
            assert answer.status_code == 200
            counts[address] = len(captured)
        found.append(counts)
    assert found == [QUERIES] * 2


@pytest.mark.django_db
def test_records_of_a_meeting_cost_the_same_queries_for_few_and_for_many() -> None:
    few, many = (fill(slug, number)[2] for slug, number in (("small", 1), ("large", 9)))
    today = day(200)
    assert len(left_behind(many, today).decisions) == 9
    assert counted(lambda: left_behind(few, today)) == counted(lambda: left_behind(many, today))
