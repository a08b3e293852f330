"""How many queries the pages of boards cost: the same for few rows and for many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actions.position import memory
from actions.services.areas import add_post
from boards.choices import AttendanceState, BoardRole, ItemKind
from boards.drafts import AgendaDraft
from boards.models import Board
from boards.services.boards import seat_member
from boards.services.sittings import change_agenda, record_attendance
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import STARTS_ON, Scene, day, make_place, make_plan, make_scene

QUERIES = {
    "": 8,
    "new/": 6,
    "steering-board/": 50,
    "steering-board/change/": 9,
    "steering-board/standing-items/": 6,
    "steering-board/members/new/": 5,
    "steering-board/calendar.ics": 6,
    "steering-board/meetings/series/?first=2027-01-01&last=2028-12-31": 6,
    "{meeting}agenda/": 8,
    "{meeting}attendance/": 8,
}
"""Address below the boards of an area -> queries of a first view, sign-in included."""


def _fill(scene: Scene, number: int) -> Board:
    """A board with as many of everything that these pages list; as many more boards below it.

    It watches one plan: each that it watches costs the queries of its figures.
    """
    by, area = scene.manager, scene.place.area
    board = make_board(scene)
    posts = [
        add_post(organisation=scene.place.council, title=f"Post {index}", by=by)
        for index in range(number)
    ]
    for index, post in enumerate(posts):
        seat_member(board=board, post=post, role=BoardRole.MEMBER, starts_on=STARTS_ON, by=by)
        plan = make_plan(scene.place, f"plan-{index}")
        make_board(scene, f"group-{index}", plans=[plan], reports_to=board, escalates_to=board)
    for index in range(number):
        make_meeting(board, timezone.localdate() + timedelta(days=7 * (index + 1)))
    held = make_meeting(board, day(60))
    items = [AgendaDraft(ItemKind.OTHER, post.title, "", post) for post in posts]
    change_agenda(meeting=held, items=items, by=by)
    attendance = dict.fromkeys(posts, (AttendanceState.PRESENT, ""))
    record_attendance(meeting=held, attendance=attendance, by=by)
    assert area.boards.count() == number + 1
    return board


@pytest.mark.django_db
def test_pages_of_boards_cost_the_same_queries_for_few_rows_and_for_many() -> None:
    counts: list[dict[str, int]] = []
    for slug, number in (("small", 2), ("large", 9)):
        scene = make_scene(make_place(slug))
        board = _fill(scene, number)
        meeting = board.meetings.get(held_on=day(60))
        client = signed_in(scene.manager)
        found = {}
        for path in QUERIES:
            where = path.replace("{meeting}", f"steering-board/meetings/{meeting.pk}/")
            memory.forget_all()
            with CaptureQueriesContext(connection) as captured:
                assert client.get(f"/{slug}/area/boards/{where}").status_code == 200
            found[path] = len(captured)
        counts.append(found)
    assert counts == [QUERIES, QUERIES]


@pytest.mark.django_db
def test_page_of_a_meeting_costs_the_same_queries_for_few_rows_and_for_many() -> None:
    counts = []
    for slug, number in (("small", 2), ("large", 9)):
        scene = make_scene(make_place(slug))
        board = _fill(scene, number)
        meeting = board.meetings.get(held_on=day(60))
        memory.forget_all()
        with CaptureQueriesContext(connection) as captured:
            answer = signed_in(scene.manager).get(
                f"/{slug}/area/boards/steering-board/meetings/{meeting.pk}/"
            )
            assert answer.status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
