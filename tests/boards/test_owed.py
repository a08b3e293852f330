"""The forward plan: what boards are owed, when it is late, and what ticks it off."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.due_dates import DueDate
from actions.errors import NotAllowed, Refused, Stale
from actions.services.writing import Seen
from boards.choices import RequestState
from boards.models import Board, Meeting, Request, RequestEntry
from boards.owed import SOON, ForwardPlan, Owed, one_owed, owed, parted
from boards.packing import owed as packing
from boards.services.records import record_decision
from boards.services.requests import (
    answer_request,
    ask_for,
    redate_request,
    reopen_request,
    withdraw_request,
)
from tests.boards.making import make_board, make_meeting
from tests.boards.records import cancel
from tests.factories import Scene, at, make_place, make_scene
from tests.kept import kept_fixture
from wsoa.capabilities import Role

APRIL, SUMMER, OCTOBER, NOVEMBER = (
    date(2018, 4, 10),
    date(2018, 7, 2),
    date(2018, 10, 31),
    date(2018, 11, 20),
)


@kept_fixture
def board(scene: Scene) -> Board:
    """A board of the scene's area."""
    return make_board(scene, "cabinet")


@kept_fixture
def meeting(board: Board) -> Meeting:
    """The meeting that asks."""
    return make_meeting(board, APRIL)


def ask(board: Board, scene: Scene, due: str = "October 2018", **more: Any) -> Request:
    """Something the board is owed."""
    values: dict[str, Any] = {"title": "An update", "by": scene.manager, **more}
    return ask_for(board=board, due=DueDate.parse(due), **values)


def answer(request: Request, scene: Scene, on: date, **more: Any) -> RequestEntry:
    """The paper that answers it."""
    values: dict[str, Any] = {"paper": "SEND update", "by": scene.manager, **more}
    return answer_request(request=request, answered_on=on, **values)


def titles(found: tuple[Owed, ...]) -> list[str]:
    """What they are called, in order."""
    return [each.title for each in found]


def test_month_is_due_until_its_end_and_late_from_the_day_after(
    scene: Scene, board: Board, meeting: Meeting
) -> None:
    ask(board, scene, asked_at=meeting)
    assert titles(owed(board, SUMMER).later) == ["An update"]
    assert titles(owed(board, OCTOBER).soon) == ["An update"]
    (late,) = owed(board, NOVEMBER).late
    assert (late.late_days, str(late.due)) == (20, "October 2018")


def test_nothing_is_owed_before_the_meeting_that_asked(
    scene: Scene, board: Board, meeting: Meeting
) -> None:
    ask(board, scene, asked_at=meeting)
    assert owed(board, APRIL - timedelta(days=1)).is_empty
    assert titles(owed(board, APRIL).open) == ["An update"]


def test_paper_ticks_it_off_from_the_day_it_answered(
    scene: Scene, board: Board, meeting: Meeting
) -> None:
    request = ask(board, scene, asked_at=meeting)
    heard = make_meeting(board, OCTOBER)
    answer(request, scene, OCTOBER, answered_at=heard)
    assert titles(owed(board, OCTOBER - timedelta(days=1)).open) == ["An update"]
    (found,) = owed(board, OCTOBER).answered
    assert (found.paper, found.answered_at, found.is_late) == ("SEND update", heard, False)
    (entry,) = packing.entries(heard)
    assert entry.status == "Answered on 31 October 2018: SEND update"


def test_what_is_owed_regularly_stays_owed_with_its_last_answer(
    scene: Scene, board: Board, meeting: Meeting
) -> None:
    request = ask(board, scene, asked_at=meeting, due="Ongoing")
    for on in (OCTOBER, NOVEMBER):
        answer(request, scene, on)
        (found,) = owed(board, on).open
        assert (found.is_owed, found.answered_on, found.paper) == (True, on, "SEND update")
    with pytest.raises(Refused, match="owed already"):
        reopen_request(request=request, reason="It is owed", by=scene.manager)


def test_late_ones_are_first_and_what_goes_on_without_an_end_is_last(
    scene: Scene, board: Board, meeting: Meeting
) -> None:
    for title, due in (
        ("regular", "Ongoing"),
        ("later", "December 2019"),
        ("late", "June 2018"),
        ("soon", "15 December 2018"),
        ("latest", "May 2018"),
    ):
        ask(board, scene, due, title=title, asked_at=meeting)
    found = owed(board, NOVEMBER)
    assert titles(found.open) == ["latest", "late", "soon", "later", "regular"]
    assert titles(found.late) == ["latest", "late"]


def test_new_date_holds_from_the_day_it_was_given(
    scene: Scene, board: Board, meeting: Meeting
) -> None:
    request = ask(board, scene, asked_at=meeting, now=at(APRIL))
    redate_request(
        request=request,
        due=DueDate.parse("December 2018"),
        reason="The survey is late",
        by=scene.manager,
        now=at(NOVEMBER),
    )
    assert owed(board, NOVEMBER - timedelta(days=1)).late
    found = one_owed(request, NOVEMBER)
    assert (str(found.due), found.is_late, found.note) == (
        "December 2018",
        False,
        "The survey is late",
    )


def test_what_is_no_longer_wanted_is_kept_apart_and_may_be_owed_after_all(
    scene: Scene, board: Board, meeting: Meeting
) -> None:
    request = ask(board, scene, asked_at=meeting, now=at(APRIL))
    withdraw_request(request=request, reason="The inquiry ended", by=scene.manager, now=at(SUMMER))
    assert titles(owed(board, SUMMER).withdrawn) == ["An update"]
    with pytest.raises(Refused, match="no longer owed"):
        answer(request, scene, SUMMER)
    reopen_request(request=request, reason="It goes on", by=scene.manager, now=at(NOVEMBER))
    assert titles(owed(board, NOVEMBER).late) == ["An update"]
    with pytest.raises(Refused, match="owed already"):
        reopen_request(request=request, reason="It goes on", by=scene.manager)


def test_decision_says_which_meeting_asked(scene: Scene, board: Board, meeting: Meeting) -> None:
    decision = record_decision(meeting=meeting, text="To hear more", by=scene.manager)
    request = ask(board, scene, decision=decision)
    assert request.asked_at == meeting
    assert one_owed(request, NOVEMBER).source == "Cabinet, 10 April 2018, decision 1"


def test_area_sees_what_all_its_boards_are_owed_and_no_other_areas(
    scene: Scene, board: Board
) -> None:
    ask(board, scene, title="Ours")
    ask(make_board(scene, "scrutiny"), scene, title="Also ours")
    elsewhere = make_scene(make_place("elsewhere"))
    ask(make_board(elsewhere), elsewhere, title="Theirs")
    today = date.max - SOON
    assert sorted(titles(owed(scene.place.area, today).open)) == ["Also ours", "Ours"]
    assert titles(owed(board, today).open) == ["Ours"]


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"title": " "}, "title", "Enter the title"),
        ({"title": "x" * 50_000}, "title", "300 characters or fewer"),
        ({"source": "x" * 301}, "source", "300 characters or fewer"),
        ({"due": "March 2018"}, "due", "on or after 10 April 2018"),
    ],
)
def test_request_that_cannot_be_is_refused_beside_its_field(
    scene: Scene, board: Board, meeting: Meeting, change: dict[str, Any], field: str, message: str
) -> None:
    with pytest.raises(Refused, match=message) as refused:
        ask(board, scene, **{"asked_at": meeting, **change})
    assert refused.value.field == field
    assert not Request.objects.exists()


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"paper": "\x00"}, "paper", "Enter the title of the paper"),
        ({"on": date(2018, 4, 9)}, "answered_on", "on or after 10 April 2018"),
        ({"on": date(2099, 1, 1)}, "answered_on", "today or in the past"),
    ],
)
def test_answer_that_cannot_be_is_refused_beside_its_field(
    scene: Scene, board: Board, meeting: Meeting, change: dict[str, Any], field: str, message: str
) -> None:
    request = ask(board, scene, asked_at=meeting)
    with pytest.raises(Refused, match=message) as refused:
        answer(request, scene, **{"on": OCTOBER, **change})
    assert refused.value.field == field
    assert one_owed(request, NOVEMBER).is_owed


def test_answer_goes_to_a_meeting_of_the_board_that_took_place(
    scene: Scene, board: Board, meeting: Meeting
) -> None:
    request = ask(board, scene, asked_at=meeting)
    other = make_meeting(make_board(scene, "scrutiny"), OCTOBER)
    with pytest.raises(Refused, match="the board that asked"):
        answer(request, scene, OCTOBER, answered_at=other)
    lost = make_meeting(board, OCTOBER)
    cancel(lost)
    with pytest.raises(Refused, match="cancelled"):
        answer(request, scene, OCTOBER, answered_at=lost)


def test_form_sent_twice_asks_once(scene: Scene, board: Board) -> None:
    assert ask(board, scene) == ask(board, scene)
    assert ask(board, scene, "December 2018") != ask(board, scene)


def test_answer_over_somebody_elses_change_is_refused(scene: Scene, board: Board) -> None:
    request = ask(board, scene, now=at(APRIL))
    seen = Seen(request.entries.get().pk)
    answer(request, scene, OCTOBER, seen=seen)
    with pytest.raises(Stale):
        withdraw_request(request=request, reason="Not wanted", by=scene.manager, seen=seen)


def test_board_member_may_not_ask(scene: Scene, board: Board) -> None:
    with pytest.raises(NotAllowed):
        ask(board, scene, by=scene.place.people[Role.MEMBER])


@given(
    entries=st.lists(
        st.tuples(st.sampled_from(RequestState), st.one_of(st.none(), st.dates(date(2017, 1, 1)))),
        max_size=12,
    ),
    on=st.dates(date(2017, 6, 1), date(2030, 1, 1)),
)
def test_every_request_is_in_exactly_one_part_of_the_plan(
    entries: list[tuple[RequestState, date | None]], on: date
) -> None:
    found = [_made(number, state, end, on) for number, (state, end) in enumerate(entries)]
    plan = parted(found, on)
    parts = (*plan.open, *plan.answered, *plan.withdrawn)
    assert sorted(each.id for each in parts) == sorted(each.id for each in found)
    assert all(each.late_days > 0 for each in plan.late)
    assert not any(each.late_days for each in (*plan.soon, *plan.later, *plan.regular))


def _made(number: int, state: RequestState, end: date | None, on: date) -> Owed:
    due = DueDate.on(end) if end else DueDate.ongoing()
    is_owed = state == RequestState.OWED
    late = max((on - end).days, 0) if is_owed and end else 0
    return Owed(
        id=number,
        title="An update",
        board_id=1,
        board_slug="cabinet",
        board="Cabinet",
        plan_slug="",
        plan="",
        asked_on=on,
        asked_at=None,
        source="",
        due=due,
        state=state,
        answered_on=on if state == RequestState.ANSWERED else None,
        answered_at=None,
        paper="",
        note="",
        late_days=late,
        is_soon=is_owed and end is not None and on <= end <= on + SOON,
    )


def test_forward_plan_costs_the_same_queries_for_few_and_for_many(
    scene: Scene, board: Board, meeting: Meeting, django_assert_num_queries: Any
) -> None:
    for number in range(8):
        ask(board, scene, title=f"Update {number}", asked_at=meeting)
        if number in {0, 7}:
            with django_assert_num_queries(2):
                plan: ForwardPlan = owed(board, NOVEMBER)
            assert len(plan.late) == number + 1
