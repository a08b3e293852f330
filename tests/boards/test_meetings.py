"""Meetings through the services: scheduled one by one or as a series, moved, cancelled, put back."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.errors import Refused, Stale
from actions.services.rows import version
from boards.attendance import attendance_of
from boards.choices import AttendanceState, BoardFrequency, ItemKind, MeetingState
from boards.drafts import AgendaDraft
from boards.models import Meeting, MeetingChange
from boards.services.meetings import (
    cancel_meeting,
    change_meeting,
    move_meeting,
    reinstate_meeting,
    schedule_series,
)
from boards.services.packs import close_pack, reopen_pack
from boards.services.sittings import agenda_version, change_agenda, record_attendance
from tests.boards.making import make_board, make_meeting
from tests.factories import Scene, at, day, make_place, make_scene

PRESENT, APOLOGIES = AttendanceState.PRESENT, AttendanceState.APOLOGIES


def _days(scene: Scene) -> list[date]:
    rows = Meeting.objects.filter(board__area=scene.place.area, state=MeetingState.SCHEDULED)
    return list(rows.values_list("held_on", flat=True))


def test_series_leaves_out_what_was_dealt_with_one_by_one(scene: Scene):
    board = make_board(scene, week_of_month=5)
    first, last = date(2018, 3, 1), date(2018, 6, 30)
    by = scene.manager
    made = schedule_series(board=board, first=first, last=last, by=by)
    assert [each.held_on.day for each in made] == [29, 26, 31, 28]
    assert all(each.agenda.count() == board.standing_items.count() for each in made)
    move_meeting(meeting=made[0], held_on=date(2018, 3, 22), reason="Easter", by=by)
    cancel_meeting(meeting=made[1], reason="Election", by=by)
    with pytest.raises(Refused, match="no day to schedule"):
        schedule_series(board=board, first=first, last=last, by=by)
    more = schedule_series(board=board, first=first, last=date(2018, 7, 31), by=by)
    assert [each.held_on for each in more] == [date(2018, 7, 26)]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2018, 5, 1), date(2018, 4, 1), "on or after 1 May 2018"),
        (date(2018, 1, 1), date(2022, 1, 1), "up to 3 years"),
        (date(2018, 1, 1), date(2021, 12, 31), "up to 3 years"),
        (date(1, 1, 1), date(9999, 12, 31), "between 1 January 2010 and 31 December 2100"),
        (date(2018, 4, 1), date(2018, 4, 2), "no day to schedule"),
    ],
)
def test_series_of_no_use_is_refused(scene: Scene, first: date, last: date, said: str):
    with pytest.raises(Refused, match=said):
        schedule_series(board=make_board(scene), first=first, last=last, by=scene.manager)
    assert not _days(scene)


def test_board_whose_days_are_set_by_hand_has_nothing_to_schedule_ahead(scene: Scene):
    board = make_board(scene, frequency=BoardFrequency.BY_HAND)
    with pytest.raises(Refused, match="no day to schedule"):
        schedule_series(
            board=board, first=date(2018, 1, 1), last=date(2018, 12, 31), by=scene.manager
        )


def test_board_has_no_two_meetings_on_a_day_nor_two_with_one_cut_off(scene: Scene):
    board = make_board(scene)
    make_meeting(board, day(60))
    with pytest.raises(Refused, match="a meeting on 2 March 2018 already") as refused:
        make_meeting(board, day(60))
    assert refused.value.field == "held_on"
    with pytest.raises(Refused, match="as at 2 March 2018 already") as refused:
        make_meeting(board, day(70), as_at=day(60))
    assert refused.value.field == "as_at"
    make_meeting(make_board(scene, "other"), day(60))


@pytest.mark.parametrize("field", ["as_at", "papers_due"])
def test_meeting_is_prepared_before_it_is_held(scene: Scene, field: str):
    with pytest.raises(Refused, match="on or before 2 March 2018") as refused:
        make_meeting(make_board(scene), day(60), **{field: day(61)})
    assert refused.value.field == field


def test_move_takes_the_cut_off_along_counts_the_papers_anew_and_says_why(scene: Scene):
    board = make_board(scene, cut_off_days=2)
    meeting = make_meeting(board, date(2018, 4, 26))
    move_meeting(
        meeting=meeting,
        held_on=date(2018, 5, 10),
        reason="The hall is let",
        starts_at=time(9, 30),
        by=scene.manager,
    )
    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.as_at) == (date(2018, 5, 10), date(2018, 5, 8))
    assert meeting.papers_due == date(2018, 5, 2)  # 7 May was a bank holiday
    assert meeting.starts_at == time(9, 30)
    told = meeting.changes.get()
    assert (told.from_day, told.to_day) == (date(2018, 4, 26), date(2018, 5, 10))
    assert (told.kind, told.reason, told.recorded_by) == ("moved", "The hall is let", scene.manager)


def test_move_cancellation_and_putting_back_need_a_reason_and_a_change(scene: Scene):
    board, by = make_board(scene), scene.manager
    meeting, other = make_meeting(board, day(60)), make_meeting(board, day(70))
    for reason in ("", "  ", "\u200b", "…"):
        with pytest.raises(Refused, match="reason"):
            move_meeting(meeting=meeting, held_on=day(61), reason=reason, by=by)
        with pytest.raises(Refused, match="reason"):
            cancel_meeting(meeting=meeting, reason=reason, by=by)
    with pytest.raises(Refused, match="on 2 March 2018 already"):
        move_meeting(meeting=meeting, held_on=day(60), reason="Why", by=by)
    with pytest.raises(Refused, match="a meeting on 12 March 2018 already"):
        move_meeting(meeting=meeting, held_on=day(70), reason="Why", by=by)
    with pytest.raises(Refused, match="not cancelled"):
        reinstate_meeting(meeting=meeting, reason="Why", by=by)
    cancel_meeting(meeting=other, reason="Snow", by=by)
    with pytest.raises(Refused, match="cancelled already"):
        cancel_meeting(meeting=other, reason="Snow", by=by)
    with pytest.raises(Refused, match="put back before it is moved"):
        move_meeting(meeting=other, held_on=day(80), reason="Why", by=by)
    move_meeting(meeting=meeting, held_on=day(70), reason="Its day is free now", by=by)
    with pytest.raises(Refused, match="a meeting on 12 March 2018 already"):
        reinstate_meeting(meeting=other, reason="No snow", by=by)
    assert MeetingChange.objects.count() == 2


def test_meeting_that_was_held_is_not_cancelled_but_one_with_apologies_may_be(scene: Scene):
    board, by = make_board(scene), scene.manager
    held, planned = make_meeting(board, day(60)), make_meeting(board, day(70))
    post = scene.place.posts[0]
    record_attendance(meeting=held, attendance={post: (PRESENT, "")}, by=by)
    record_attendance(meeting=planned, attendance={post: (APOLOGIES, "Away")}, by=by)
    with pytest.raises(Refused, match="was held"):
        cancel_meeting(meeting=held, reason="Mistake", by=by)
    cancel_meeting(meeting=planned, reason="Too few", by=by)
    with pytest.raises(Refused, match="cancelled, so nobody was there"):
        record_attendance(meeting=planned, attendance={post: (PRESENT, "")}, by=by)
    reinstate_meeting(meeting=planned, reason="Enough after all", by=by)
    assert [change.kind for change in planned.changes.order_by("pk")] == ["cancelled", "reinstated"]


def test_meeting_that_was_held_is_put_right_to_a_day_that_is_past_only(scene: Scene):
    board, by = make_board(scene), scene.manager
    held = make_meeting(board, day(60))
    record_attendance(meeting=held, attendance={scene.place.posts[0]: (PRESENT, "")}, by=by)
    to_come = timezone.localdate() + timedelta(days=7)
    with pytest.raises(Refused, match="another that is past"):
        move_meeting(meeting=held, held_on=to_come, reason="Mistake", by=by)
    move_meeting(meeting=held, held_on=day(59), reason="Typed in a day late", by=by)
    assert held.held_on == day(59)


def test_closed_pack_holds_the_meeting_to_its_cut_off_until_it_is_opened_again(scene: Scene):
    board, by = make_board(scene), scene.manager
    meeting = make_meeting(board, day(60), as_at=day(50))
    pack = close_pack(meeting=meeting, by=by)
    given: dict[str, Any] = {
        "starts_at": time(14),
        "minutes_long": 90,
        "place": "",
        "papers_due": day(55),
    }
    with pytest.raises(Refused, match="pack is closed as at 20 February 2018"):
        change_meeting(meeting=meeting, as_at=day(51), **given, by=by)
    move_meeting(meeting=meeting, held_on=day(67), reason="Half-term", by=by)
    assert meeting.as_at == day(50)
    reopen_pack(pack=pack, reason="Wrong day", by=by)
    change_meeting(meeting=meeting, as_at=day(51), **given, by=by)
    assert meeting.as_at == day(51)


def test_two_people_who_change_one_meeting_do_not_overwrite_each_other(scene: Scene):
    meeting, by = make_meeting(make_board(scene), day(60)), scene.manager
    seen, agenda_seen = version(meeting), agenda_version(meeting)
    move_meeting(meeting=meeting, held_on=day(61), reason="First", by=by)
    with pytest.raises(Stale):
        move_meeting(meeting=meeting, held_on=day(62), reason="Second", by=by, seen=seen)
    change_agenda(meeting=meeting, items=[], by=by)
    with pytest.raises(Stale):
        change_agenda(meeting=meeting, items=[], by=by, seen=agenda_seen)


def test_agenda_is_what_was_sent_in_its_order_and_keeps_nothing_else(scene: Scene):
    meeting, by = make_meeting(make_board(scene), day(60)), scene.manager
    post = scene.place.posts[0]
    drafts = [
        AgendaDraft(ItemKind.OTHER, "  Budget\nof 2019 ", "Two pages", post),
        AgendaDraft(ItemKind.DASHBOARD, "Where we stand"),
    ]
    change_agenda(meeting=meeting, items=drafts, by=by)
    assert [
        (item.order, item.kind, item.title, item.detail, item.presenter)
        for item in meeting.agenda.all()
    ] == [
        (1, "other", "Budget of 2019", "Two pages", post),
        (2, "dashboard", "Where we stand", "", None),
    ]
    theirs = make_scene(make_place("elsewhere")).place.posts[0]
    for unfit, said in (
        ([AgendaDraft(ItemKind.OTHER, "x", "", theirs)], "post of this area"),
        ([AgendaDraft(ItemKind.OTHER, "x" * 201)], "200 characters"),
        ([AgendaDraft(ItemKind.OTHER, "x")] * 31, "up to 30 items"),
    ):
        with pytest.raises(Refused, match=said):
            change_agenda(meeting=meeting, items=unfit, by=by)
    assert meeting.agenda.count() == 2


def test_newest_word_on_a_posts_attendance_counts_and_is_not_repeated(scene: Scene):
    meeting, by = make_meeting(make_board(scene), day(60)), scene.manager
    first, second, third = scene.place.posts
    record_attendance(
        meeting=meeting, attendance={first: (PRESENT, ""), second: (APOLOGIES, "Away")}, by=by
    )
    added = record_attendance(
        meeting=meeting,
        attendance={
            first: (PRESENT, ""),
            second: (AttendanceState.DEPUTY, "Deputy head"),
            third: (PRESENT, "Item 4 only"),
        },
        by=by,
    )
    assert [row.post for row in added] == [second, third]
    assert {row.post: (row.state, row.note) for row in attendance_of(meeting).values()} == {
        first: ("present", ""),
        second: ("deputy", "Deputy head"),
        third: ("present", "Item 4 only"),
    }
    assert meeting.attendance.count() == 4


def test_before_the_day_only_apologies_and_deputies_can_be_told(scene: Scene):
    meeting = make_meeting(make_board(scene), day(60))
    post = scene.place.posts[0]
    before = at(day(59))
    for state in (PRESENT, AttendanceState.ABSENT):
        with pytest.raises(Refused, match="Until then only apologies"):
            record_attendance(
                meeting=meeting, attendance={post: (state, "")}, by=scene.manager, now=before
            )
    for state in (APOLOGIES, AttendanceState.DEPUTY):
        record_attendance(
            meeting=meeting, attendance={post: (state, "")}, by=scene.manager, now=before
        )
    record_attendance(
        meeting=meeting, attendance={post: (PRESENT, "")}, by=scene.manager, now=at(day(60))
    )


steps = st.lists(
    st.tuples(st.sampled_from(["move", "cancel", "put back"]), st.integers(0, 60)), max_size=6
)


@pytest.mark.django_db
@settings(max_examples=15)
@given(steps)
def test_whatever_is_done_to_a_meeting_the_changes_tell_where_it_is(
    steps: list[tuple[str, int]],
):
    scene = make_scene(make_place(f"area-{timezone.now():%H%M%S%f}"), preset="")
    meeting, by = make_meeting(make_board(scene), day(60)), scene.manager
    for step, offset in steps:
        try:
            if step == "move":
                move_meeting(meeting=meeting, held_on=day(30 + offset), reason="So", by=by)
            elif step == "cancel":
                cancel_meeting(meeting=meeting, reason="So", by=by)
            else:
                reinstate_meeting(meeting=meeting, reason="So", by=by)
        except Refused:
            continue
    meeting.refresh_from_db()
    changes = list(meeting.changes.order_by("pk"))
    where, is_cancelled = day(60), False
    for change in changes:
        assert change.from_day == where
        where = change.to_day
        if change.kind != "moved":
            is_cancelled = change.kind == "cancelled"
    assert (meeting.held_on, meeting.is_cancelled) == (where, is_cancelled)
    assert meeting.as_at <= meeting.held_on
    assert meeting.papers_due <= meeting.held_on
    assert meeting.held_on == meeting.as_at
