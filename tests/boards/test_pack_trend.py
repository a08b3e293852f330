"""The trend that a pack shows: what the board's packs showed, by the rules of a Position, and frozen with it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from actions.due_dates import DueDate
from actions.position import Position
from actions.services.actions import change_due_date
from boards import pack_trend
from boards.models import Board, Meeting
from boards.pack_content import closed_content, pack_content
from boards.pack_trend import trend_shown
from boards.services.packs import close_pack, reopen_pack
from boards.shown import shown
from boards.trend import Trend
from tests.boards.making import make_board, make_meeting
from tests.factories import Scene, at, day, make_action, make_actions, make_place, make_scene, rate
from tests.kept import kept_fixture


@kept_fixture
def board(scene: Scene) -> Board:
    make_actions(scene, 6, "GARWB")
    return make_board(scene)


def _closed(board: Board, number: int, scene: Scene) -> Meeting:
    meeting = make_meeting(board, day(number))
    close_pack(meeting=meeting, by=scene.manager, now=at(day(number), 10))
    return meeting


def _trend(meeting: Meeting) -> Trend:
    (plan,) = pack_content(meeting).plans
    return plan.trend


def _check_point(trend: Trend, position: Position) -> None:
    (point,) = (each for each in trend.points if each.day == position.as_at)
    total = position.by_theme().total
    assert {code: n for code, n in point.counts.items() if n} == {
        code: n for code, n in total.counts.items() if n
    }
    assert point.total == position.total
    assert point.complete == len(position.complete)
    assert point.overdue == len(position.overdue)


def test_it_has_a_point_for_each_pack_up_to_its_own_and_none_of_other_boards(
    scene: Scene, board: Board
) -> None:
    first, second = (_closed(board, number, scene) for number in (30, 60))
    make_meeting(board, day(75))
    other = make_board(scene, "other-board")
    _closed(other, 50, scene)
    third = make_meeting(board, day(90))
    assert [point.day for point in _trend(third).points] == [day(30), day(60), day(90)]
    assert [point.day for point in _trend(second).points] == [day(30), day(60)]
    for meeting in (first, second, third):
        _check_point(_trend(third), shown(meeting, scene.plan))


def test_trend_of_a_closed_pack_stays_when_an_earlier_pack_is_closed_anew(
    scene: Scene, board: Board
) -> None:
    first = make_meeting(board, day(30))
    was = close_pack(meeting=first, by=scene.manager, now=at(day(30)))
    second = make_meeting(board, day(60))
    pack = close_pack(meeting=second, by=scene.manager, now=at(day(60)))
    before = _trend(second)
    reopen_pack(pack=was, reason="An update came late", by=scene.manager, now=at(day(61)))
    make_action(scene, "9.9", effective_date=day(20))
    close_pack(meeting=first, by=scene.manager, now=at(day(62)))
    assert closed_content(pack).plans[0].trend == before
    third = make_meeting(board, day(90))
    assert [point.total for point in _trend(third).points] == [7, 6, 7]


def test_it_goes_back_so_many_meetings_in_the_same_queries(
    scene: Scene, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_trend, "MOST_POINTS", 4)

    def queries(meeting: Meeting) -> int:
        position = shown(meeting, scene.plan)
        with CaptureQueriesContext(connection) as captured:
            trend_shown(board, position)
        return len(captured)

    meetings = [_closed(board, number, scene) for number in range(30, 36)]
    assert queries(meetings[1]) == queries(meetings[-1]) == 3
    assert queries(meetings[0]) == 1
    assert [point.day for point in _trend(meetings[-1]).points] == [
        day(n) for n in (32, 33, 34, 35)
    ]


class TestRules(TestCase):
    """The counts are those of the frozen Positions, whatever happened."""

    @examples(max_examples=6)
    @given(
        events=st.lists(
            st.tuples(
                st.integers(0, 3), st.sampled_from("GARBW"), st.integers(1, 55), st.booleans()
            ),
            max_size=8,
        )
    )
    def test_every_point_adds_up_to_the_position_that_was_frozen(
        self, events: list[tuple[int, str, int, bool]]
    ) -> None:
        scene = make_scene(make_place())
        actions = make_actions(scene, 4)
        for which, code, number, is_moved in sorted(events, key=lambda event: event[2]):
            rate(actions[which], scene.ratings[code], day(number), by=scene.manager)
            if is_moved:
                change_due_date(
                    action=actions[which],
                    due=DueDate.parse(f"{(day(number) + timedelta(days=3)):%d %B %Y}"),
                    reason="Later",
                    effective_date=day(number),
                    by=scene.manager,
                )
        board = make_board(scene)
        meetings = [_closed(board, number, scene) for number in (20, 40, 60)]
        trend = _trend(meetings[-1])
        for meeting in meetings:
            _check_point(trend, shown(meeting, scene.plan))
