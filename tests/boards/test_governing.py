"""Setting boards up through the services: what is refused, what is remembered, what is told."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from actions.choices import AuditEvent
from actions.errors import Refused, Stale
from actions.models import AuditEntry
from actions.services.rows import version
from boards.choices import BoardFrequency, BoardKind, BoardRole, ItemKind
from boards.models import Board, Meeting
from boards.packing import agenda, members
from boards.seats import chairs, held_on, seats
from boards.services.boards import (
    add_board,
    change_board,
    change_seat,
    change_standing_items,
    close_board,
    end_seat,
    seat_member,
    standing_version,
)
from boards.services.meetings import cancel_meeting
from boards.shown import meetings_of, plans_of
from tests.boards.making import make_board, make_meeting
from tests.factories import STARTS_ON, Scene, day, make_place, make_scene

FIELDS = (
    "title",
    "kind",
    "frequency",
    "terms",
    "reports_to",
    "escalates_to",
    "week_of_month",
    "weekday",
    "starts_at",
    "minutes_long",
    "place",
    "cut_off_days",
    "papers_working_days",
)


def _change(board: Board, scene: Scene, **changed: Any) -> Board:
    values: dict[str, Any] = {name: getattr(board, name) for name in FIELDS}
    values["plans"] = [row.plan for row in board.board_plans.all()]
    return change_board(board=board, **{**values, **changed}, by=scene.manager)


@pytest.mark.parametrize("kind", BoardKind)
def test_new_board_begins_with_the_standing_items_of_its_kind(scene: Scene, kind: BoardKind):
    board = make_board(scene, kind=kind)
    items = list(board.standing_items.all())
    assert items[0].kind == ItemKind.WELCOME
    assert [item.order for item in items] == list(range(1, len(items) + 1))
    assert len({item.title for item in items}) == len(items) >= 6


def test_board_may_not_report_to_itself_through_others_by_either_way(scene: Scene):
    group = make_board(scene, "group")
    board = make_board(scene, "board")
    cabinet = make_board(scene, "cabinet")
    _change(group, scene, reports_to=board)
    _change(board, scene, escalates_to=cabinet)
    for field in ("reports_to", "escalates_to"):
        for lower, upper in ((board, group), (cabinet, group), (group, group), (cabinet, board)):
            with pytest.raises(Refused, match="may not lead back") as refused:
                _change(lower, scene, **{field: upper})
            assert refused.value.field == field
    _change(group, scene, escalates_to=cabinet)
    group.refresh_from_db()
    assert (group.reports_to, group.escalates_to) == (board, cabinet)


def test_boards_plans_and_posts_of_another_area_are_refused(scene: Scene):
    other = make_scene(make_place("elsewhere"))
    theirs = make_board(other)
    ours = make_board(scene)
    for changed in (
        {"reports_to": theirs},
        {"escalates_to": theirs},
        {"plans": [other.plan]},
    ):
        with pytest.raises(Refused, match="same area"):
            _change(ours, scene, **changed)
        with pytest.raises(Refused, match="same area"):
            make_board(scene, "second", **changed)
    assert not Board.objects.filter(area=scene.place.area, slug="second").exists()
    with pytest.raises(Refused, match="post of this area"):
        seat_member(
            board=ours,
            post=other.place.posts[0],
            role=BoardRole.MEMBER,
            starts_on=STARTS_ON,
            by=scene.manager,
        )


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"slug": "new"}, "slug", "used by these pages"),
        ({"slug": "STEERING-board"}, "slug", "already"),
        ({"slug": "no spaces"}, "slug", "letters, digits and hyphens"),
        ({"title": "steering BOARD"}, "title", "already"),
        ({"title": " \u200b "}, "title", "Enter the title"),
        ({"week_of_month": 6}, "week_of_month", "between 1 and 5"),
        ({"weekday": 7}, "weekday", "between 0 and 6"),
        ({"minutes_long": 0}, "minutes_long", "between 5 and 1,440"),
        ({"cut_off_days": 91}, "cut_off_days", "between 0 and 90"),
        ({"papers_working_days": 61}, "papers_working_days", "between 0 and 60"),
        ({"terms": "x" * 20_001}, "terms", "20,000"),
        ({"place": "x" * 201}, "place", "200"),
    ],
)
def test_unfit_board_is_refused_beside_the_field_at_fault(
    scene: Scene, changed: dict[str, Any], field: str, said: str
):
    make_board(scene)
    given: dict[str, Any] = {
        "slug": "second",
        "title": "Second",
        "kind": BoardKind.WORKING_GROUP,
        "frequency": BoardFrequency.MONTHLY,
    }
    with pytest.raises(Refused, match=said) as refused:
        add_board(area=scene.place.area, **{**given, **changed}, by=scene.manager)
    assert refused.value.field == field
    assert scene.place.area.boards.count() == 1


def test_change_tells_what_changed_and_saying_the_same_again_tells_nothing(scene: Scene):
    board = make_board(scene)
    other = make_scene(scene.place, slug="second")
    before = AuditEntry.objects.count()
    _change(board, scene, title="SEND board", plans=[other.plan])
    _change(board, scene)
    entry = AuditEntry.objects.latest("pk")
    assert AuditEntry.objects.count() == before + 1
    assert entry.event == AuditEvent.BOARD_CHANGED
    assert "“Steering board” to “SEND board”" in entry.summary
    assert "no longer watches" in entry.summary


def test_two_people_who_change_one_board_do_not_overwrite_each_other(scene: Scene):
    board = make_board(scene)
    seen = version(board)
    _change(board, scene, title="Theirs")
    with pytest.raises(Stale):
        _change(board, scene, title="Mine", seen=seen)
    member, items = board.members.order_by("pk")[0], standing_version(board)
    seen = version(member)
    end_seat(member=member, ends_on=day(50), by=scene.manager)
    with pytest.raises(Stale):
        end_seat(member=member, ends_on=day(60), by=scene.manager, seen=seen)
    change_standing_items(board=board, items=[(ItemKind.OTHER, "Budget")], by=scene.manager)
    with pytest.raises(Stale):
        change_standing_items(board=board, items=[], by=scene.manager, seen=items)


def test_board_closes_only_once_nothing_is_scheduled_and_nobody_answers_to_it(scene: Scene):
    board, group = make_board(scene), make_board(scene, "group")
    _change(group, scene, reports_to=board)
    meeting = make_meeting(board, day(60))
    with pytest.raises(Refused, match="a meeting on 2 March 2018"):
        close_board(board=board, closed_on=day(60), by=scene.manager)
    cancel_meeting(meeting=meeting, reason="Snow", by=scene.manager)
    with pytest.raises(Refused, match="Group reports or escalates to it"):
        close_board(board=board, closed_on=day(60), by=scene.manager)
    _change(group, scene, reports_to=None)
    close_board(board=board, closed_on=day(60), by=scene.manager)
    assert (board.is_closed(day(59)), board.is_closed(day(60))) == (False, True)
    with pytest.raises(Refused, match="meets no more"):
        make_meeting(board, day(60))
    make_meeting(board, day(59))
    close_board(board=board, closed_on=None, by=scene.manager)
    make_meeting(board, day(70))


def test_seat_is_held_from_its_first_to_its_last_day_and_may_be_taken_again(scene: Scene):
    board, post = make_board(scene), scene.place.posts[2]
    given: dict[str, Any] = {"board": board, "post": post, "role": BoardRole.ADVISER}
    seat = seat_member(**given, starts_on=day(10), ends_on=day(20), by=scene.manager)
    for starts_on, ends_on in (
        (day(20), None),
        (day(0), day(10)),
        (day(12), day(13)),
        (day(0), None),
    ):
        with pytest.raises(Refused, match="at that time already"):
            seat_member(**given, starts_on=starts_on, ends_on=ends_on, by=scene.manager)
    again = seat_member(**given, starts_on=day(21), by=scene.manager)
    sitting = {
        offset: {each.pk for each in held_on(seats(board), day(offset))}
        for offset in (9, 10, 20, 21)
    }
    assert [seat.pk in sitting[offset] for offset in (9, 10, 20, 21)] == [False, True, True, False]
    assert again.pk in sitting[21]
    with pytest.raises(Refused, match="on or after 11 January 2018"):
        end_seat(member=seat, ends_on=day(9), by=scene.manager)


def test_board_has_one_chair_at_a_time_or_co_chairs(scene: Scene):
    board, third = make_board(scene), scene.place.posts[2]
    chair = board.members.get(role=BoardRole.CHAIR)
    given: dict[str, Any] = {"board": board, "post": third, "by": scene.manager}
    with pytest.raises(Refused, match="is the chair at that time"):
        seat_member(role=BoardRole.CHAIR, starts_on=day(5), **given)
    change_seat(member=chair, role=BoardRole.CO_CHAIR, starts_on=STARTS_ON, by=scene.manager)
    seat_member(role=BoardRole.CO_CHAIR, starts_on=day(5), **given)
    assert len(chairs(held_on(seats(board), day(5)))) == 2
    assert len(chairs(held_on(seats(board), day(4)))) == 1


def test_standing_items_change_meetings_to_come_and_no_agenda_that_exists(scene: Scene):
    board = make_board(scene)
    earlier = make_meeting(board, day(30))
    before = [item.title for item in earlier.agenda.all()]
    change_standing_items(
        board=board,
        items=[(ItemKind.OTHER, "Budget"), (ItemKind.DASHBOARD, "Where we stand")],
        by=scene.manager,
    )
    assert [item.title for item in earlier.agenda.all()] == before
    later = make_meeting(board, day(60))
    assert [(item.kind, item.title) for item in later.agenda.all()] == [
        ("other", "Budget"),
        ("dashboard", "Where we stand"),
    ]
    with pytest.raises(Refused, match="up to 30 items"):
        change_standing_items(board=board, items=[(ItemKind.OTHER, "More")] * 31, by=scene.manager)
    with pytest.raises(Refused, match="Enter the title of each item"):
        change_standing_items(board=board, items=[(ItemKind.OTHER, "")], by=scene.manager)


def test_pack_holds_the_agenda_in_order_and_who_sat_on_the_day_chair_first(scene: Scene):
    board = make_board(scene)
    leaver = board.members.get(role=BoardRole.MEMBER)
    end_seat(member=leaver, ends_on=day(40), by=scene.manager)
    meeting = make_meeting(board, day(40))
    packed = agenda.entries(meeting)
    assert [entry.reference for entry in packed] == [str(n) for n in range(1, len(packed) + 1)]
    assert [entry.title for entry in packed] == [item.title for item in meeting.agenda.all()]
    assert packed[0].status == ItemKind.WELCOME
    assert [(entry.group, entry.title) for entry in members.entries(meeting)] == [
        ("Chair", "Head of SEND"),
        ("Member", "Head of the virtual school"),
    ]
    after = make_meeting(board, day(41))
    assert [entry.group for entry in members.entries(after)] == ["Chair"]


def test_cut_off_and_papers_are_counted_back_from_the_day_as_the_board_has_it(scene: Scene):
    board = make_board(scene, cut_off_days=3, papers_working_days=5)
    meeting: Meeting = make_meeting(board, date(2018, 4, 5))
    assert meeting.as_at == date(2018, 4, 5) - timedelta(days=3)
    assert meeting.papers_due == date(2018, 3, 27)


def test_meetings_that_were_held_keep_the_plan_that_the_board_watches_no_more(scene: Scene):
    board = make_board(scene)
    held = make_meeting(board, day(30))
    coming = make_meeting(board, timezone.localdate() + timedelta(days=30))
    _change(board, scene, plans=[])
    assert list(meetings_of(scene.plan)) == [held]
    assert plans_of(held) == [scene.plan]
    assert plans_of(coming) == []
    assert not board.board_plans.standing().exists()
    _change(board, scene, plans=[scene.plan])
    assert list(meetings_of(scene.plan)) == [held, coming]


def test_plan_that_no_meeting_can_have_seen_leaves_nothing_behind(scene: Scene):
    board = make_board(scene)
    _change(board, scene, plans=[])
    assert not board.board_plans.exists()
