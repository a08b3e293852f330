"""Board actions: asked for at a meeting, carried to later ones until done, and never copied."""

from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from actions.errors import NotAllowed, Refused, Stale
from actions.services.writing import Seen, newest_id
from boards.choices import BoardActionState
from boards.models import Board, BoardAction, Meeting
from boards.outstanding import (
    BoardActionValue,
    board_actions_of,
    board_actions_open,
    carried_to,
    standing,
)
from boards.packing import board_actions as packing
from boards.services.board_actions import raise_board_action, tell_board_action
from tests.boards.making import make_board, make_meeting
from tests.boards.records import cancel
from tests.factories import Scene, at, make_place
from tests.kept import kept_fixture
from wsoa.capabilities import Role

FEBRUARY, MARCH, APRIL = date(2018, 2, 26), date(2018, 3, 26), date(2018, 4, 30)
_numbers = count(1)
OPEN, DONE, DROPPED = BoardActionState.OPEN, BoardActionState.DONE, BoardActionState.DROPPED


@kept_fixture
def board(scene: Scene) -> Board:
    """A board of the scene's area."""
    return make_board(scene)


@kept_fixture
def february(board: Board) -> Meeting:
    """Its first meeting."""
    return make_meeting(board, FEBRUARY)


def ask(meeting: Meeting, scene: Scene, text: str = "Write to schools", **more: Any) -> BoardAction:
    """A board action that the meeting asks for."""
    return raise_board_action(meeting=meeting, text=text, by=scene.manager, **more)


def tell(action: BoardAction, scene: Scene, state: BoardActionState, on: date, **more: Any) -> None:
    """News of it on the day."""
    tell_board_action(board_action=action, state=state, effective_date=on, by=scene.manager, **more)


def texts(found: tuple[BoardActionValue, ...]) -> list[str]:
    """What they say, in order."""
    return [each.text for each in found]


def test_board_actions_are_numbered_within_their_meeting(
    scene: Scene, board: Board, february: Meeting
) -> None:
    march = make_meeting(board, MARCH)
    numbers = [ask(february, scene, f"Do {n}").number for n in range(3)]
    assert [*numbers, ask(march, scene).number] == [1, 2, 3, 1]
    assert board_actions_of(february, APRIL)[1].reference == "26 February 2018, 2"


def test_open_action_is_carried_to_every_later_meeting_until_the_one_after_it_was_done(
    scene: Scene, board: Board, february: Meeting
) -> None:
    march, april = make_meeting(board, MARCH), make_meeting(board, APRIL)
    action = ask(february, scene)
    assert texts(carried_to(february)) == []
    assert texts(carried_to(march)) == texts(carried_to(april)) == ["Write to schools"]
    tell(action, scene, DONE, MARCH, note="Sent")
    assert texts(carried_to(march)) == ["Write to schools"], "It was still open on the eve."
    assert texts(carried_to(april)) == []
    assert BoardAction.objects.count() == 1


def test_late_ones_come_first_then_by_due_date_and_those_without_one_last(
    scene: Scene, board: Board, february: Meeting
) -> None:
    for text, due in (
        ("undated", None),
        ("later", date(2018, 6, 1)),
        ("late", date(2018, 3, 1)),
        ("later late", date(2018, 3, 20)),
        ("soon", APRIL),
    ):
        ask(february, scene, text, due_on=due)
    found = board_actions_open(board, MARCH)
    assert texts(found) == ["late", "later late", "soon", "later", "undated"]
    assert [each.late_days for each in found] == [25, 6, 0, 0, 0]


def test_action_is_late_from_the_day_after_it_was_due(
    scene: Scene, board: Board, february: Meeting
) -> None:
    ask(february, scene, due_on=MARCH)
    assert not board_actions_open(board, MARCH)[0].is_late
    assert board_actions_open(board, MARCH + timedelta(days=1))[0].is_late


def test_another_owner_and_date_hold_from_their_day_and_not_before(
    scene: Scene, board: Board, february: Meeting
) -> None:
    first, second = scene.place.posts[:2]
    action = ask(february, scene, owner=first, due_on=MARCH)
    tell(action, scene, OPEN, MARCH, owner=second, due_on=APRIL)
    before = board_actions_open(board, MARCH - timedelta(days=1))[0]
    after = board_actions_open(board, MARCH)[0]
    assert (before.owner_id, before.due_on) == (first.pk, MARCH)
    assert (after.owner_id, after.due_on) == (second.pk, APRIL)


def test_news_without_owner_or_date_leaves_them_as_they_are(
    scene: Scene, board: Board, february: Meeting
) -> None:
    action = ask(february, scene, owner=scene.place.posts[0], due_on=MARCH)
    tell(action, scene, OPEN, MARCH, note="Half of them are sent")
    value = board_actions_open(board, MARCH)[0]
    assert (value.owner, value.due_on) == ("Head of SEND, Council", MARCH)
    assert value.note == "Half of them are sent"


def test_action_that_was_done_may_be_opened_again(
    scene: Scene, board: Board, february: Meeting
) -> None:
    action = ask(february, scene)
    tell(action, scene, DONE, MARCH)
    tell(action, scene, OPEN, APRIL, note="Two schools had no letter")
    assert texts(board_actions_open(board, MARCH)) == []
    assert texts(board_actions_open(board, APRIL)) == ["Write to schools"]


@given(
    news=st.lists(
        st.tuples(st.integers(0, 60), st.sampled_from(list(BoardActionState))), max_size=6
    ),
    day=st.integers(0, 70),
)
@examples(max_examples=25)
def test_state_on_any_day_is_that_of_the_latest_news_up_to_it(
    scene: Scene, february: Meeting, news: list[tuple[int, BoardActionState]], day: int
) -> None:
    action = ask(february, scene, f"Do {next(_numbers)}")
    for number, (offset, state) in enumerate(news):
        on = FEBRUARY + timedelta(days=offset)
        tell(action, scene, state, on, note=f"News {number}")
    told = [(offset, number, state) for number, (offset, state) in enumerate(news)]
    known = sorted(each for each in told if each[0] <= day)
    expected = known[-1][2] if known else OPEN
    assert standing(action, FEBRUARY + timedelta(days=day)).state == expected


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"effective_date": date(2018, 2, 25)}, "effective_date", "on or after 26 February 2018"),
        ({"effective_date": date(2099, 1, 1)}, "effective_date", "in the future"),
        ({"state": DROPPED}, "note", "why it is dropped"),
        ({"state": OPEN}, "note", "Nothing is new"),
        ({"due_on": date(2018, 1, 1)}, "due_on", "on or after 26 February 2018"),
        ({"note": "x" * 50_000}, "note", "5,000 characters or fewer"),
    ],
)
def test_news_that_cannot_be_is_refused_beside_its_field(
    scene: Scene, february: Meeting, change: dict[str, Any], field: str, message: str
) -> None:
    news: dict[str, Any] = {
        "board_action": ask(february, scene),
        "state": DONE,
        "effective_date": MARCH,
        "by": scene.manager,
        **change,
    }
    with pytest.raises(Refused, match=message) as refused:
        tell_board_action(**news)
    assert refused.value.field == field
    assert board_actions_of(february, APRIL)[0].state == OPEN


@pytest.mark.parametrize("text", ["", " \n ", "\x00", "—"])
def test_action_without_words_is_refused(scene: Scene, february: Meeting, text: str) -> None:
    with pytest.raises(Refused, match="what is to be done"):
        ask(february, scene, text)


def test_owner_of_another_area_is_refused(scene: Scene, february: Meeting) -> None:
    stranger = make_place("elsewhere").posts[0]
    with pytest.raises(Refused, match="one of the area’s posts"):
        ask(february, scene, owner=stranger)


def test_nothing_is_asked_for_at_a_cancelled_meeting(scene: Scene, february: Meeting) -> None:
    cancel(february)
    with pytest.raises(Refused, match="was cancelled"):
        ask(february, scene)


def test_meeting_that_asked_for_something_was_held_so_it_is_not_cancelled(
    scene: Scene, february: Meeting
) -> None:
    ask(february, scene)
    with pytest.raises(Refused, match="was held"):
        cancel(february)


def test_nothing_is_asked_for_before_the_meeting_is_held(scene: Scene, february: Meeting) -> None:
    with pytest.raises(Refused, match="recorded from that day"):
        ask(february, scene, now=at(FEBRUARY - timedelta(days=1)))
    ask(february, scene, now=at(FEBRUARY))


def test_form_sent_twice_asks_once(scene: Scene, february: Meeting) -> None:
    assert ask(february, scene) == ask(february, scene)
    assert ask(february, scene, due_on=APRIL).number == 2, "Another date is another action."


def test_news_after_somebody_elses_is_refused_until_it_is_read(
    scene: Scene, february: Meeting
) -> None:
    action = ask(february, scene)
    seen = Seen(newest_id(action.entries.all()))
    tell(action, scene, DONE, MARCH, seen=seen)
    with pytest.raises(Stale):
        tell(action, scene, DROPPED, APRIL, note="Not needed", seen=seen)
    assert board_actions_of(february, APRIL)[0].state == DONE


def test_board_member_may_not_record(scene: Scene, february: Meeting) -> None:
    with pytest.raises(NotAllowed):
        raise_board_action(meeting=february, text="Do it", by=scene.place.people[Role.MEMBER])


def test_pack_lists_what_was_open_on_the_eve_with_how_late_it_was(
    scene: Scene, board: Board, february: Meeting
) -> None:
    ask(february, scene, owner=scene.place.posts[0], due_on=date(2018, 3, 25))
    march = make_meeting(board, date(2018, 3, 27))
    (entry,) = packing.entries(march)
    assert entry.reference == "26 February 2018, 1"
    assert (entry.owner, entry.due) == ("Head of SEND, Council", "25 March 2018")
    assert entry.status == "Late by 1 day"


def test_open_actions_cost_the_same_queries_for_few_and_for_many(
    scene: Scene, board: Board, february: Meeting, django_assert_num_queries: Any
) -> None:
    for number in range(12):
        action = ask(february, scene, f"Do {number}", owner=scene.place.posts[number % 3])
        tell(action, scene, OPEN, MARCH, note="Going on")
        if number in {0, 11}:
            with django_assert_num_queries(2):
                assert len(board_actions_open(board, APRIL)) == number + 1
