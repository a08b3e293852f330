"""The pages of meetings: scheduled after their dates were shown, moved, cancelled, and what they tell."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from actions.working_days import papers_due
from boards.choices import AttendanceState, BoardFrequency, BoardRole
from boards.models import Board, Meeting
from boards.services.boards import end_seat
from boards.services.meetings import cancel_meeting, move_meeting
from boards.services.sittings import record_attendance
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import Scene, day
from tests.kept import kept_fixture
from tests.pages.reading import errors_at_fields, errors_in_summary, read, value_of, words
from tests.pages.set_up import filled, send
from wsoa.capabilities import Role


def _url(row: Board | Meeting, path: str = "") -> str:
    if isinstance(row, Board):
        return f"/{row.area.slug}/area/boards/{row.slug}/meetings/{path}"
    return f"/{row.board.area.slug}/area/boards/{row.board.slug}/meetings/{row.pk}/{path}"


@kept_fixture
def board(scene: Scene) -> Board:
    """A board that meets on the last Thursday of every month."""
    return make_board(scene, week_of_month=5)


def test_dates_of_a_series_are_shown_and_nothing_is_scheduled_until_the_button_is_pressed(
    scene: Scene, board: Board
):
    make_meeting(board, date(2018, 4, 26))
    client = signed_in(scene.manager)
    address = f"{_url(board, 'series/')}?first=2018-03-01&last=2018-12-31"
    page = read(client.get(address))
    rows = [words(row) for row in page.select("tbody tr")]
    assert len(rows) == 10
    assert rows[0].startswith("Thursday 29 March 2018")
    assert "22 March 2018" in rows[0], "papers are due five working days before"
    assert "There is a meeting on this day already" in rows[1]
    assert board.meetings.count() == 1
    answer = client.post(_url(board, "series/"), filled(page))
    assert answer.status_code == 302
    assert board.meetings.count() == 10


def test_series_warns_of_bank_holidays(scene: Scene):
    board = make_board(scene, week_of_month=1, weekday=0)
    page = read(
        signed_in(scene.manager).get(f"{_url(board, 'series/')}?first=2018-05-01&last=2018-05-31")
    )
    assert "a bank holiday. Move it afterwards." in words(page.tbody)


def test_series_that_changed_since_it_was_shown_is_shown_again_and_not_scheduled(
    scene: Scene, board: Board
):
    client = signed_in(scene.manager)
    page = read(client.get(f"{_url(board, 'series/')}?first=2018-03-01&last=2018-12-31"))
    make_meeting(board, date(2018, 4, 26))
    answer = client.post(_url(board, "series/"), filled(page))
    assert answer.status_code == 409
    again = read(answer)
    assert "The dates have changed" in errors_in_summary(again)[0]
    assert board.meetings.count() == 1
    assert client.post(_url(board, "series/"), filled(again)).status_code == 302
    assert board.meetings.count() == 10


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("first=2018-05-01&last=2018-04-01", 422, "on or after 1 May 2018"),
        ("first=2018-05-01&last=2028-04-01", 422, "up to 3 years"),
        ("first=0001-01-01&last=9999-12-31", 422, "between 1 January 2010"),
        ("first=never&last=2018-04-01", 400, "Enter a real date"),
        ("first=&last=", 400, "Enter the first day."),
    ],
)
def test_time_of_no_use_for_a_series_is_refused_with_what_was_typed(
    scene: Scene, board: Board, query: str, status: int, said: str
):
    answer = signed_in(scene.manager).get(f"{_url(board, 'series/')}?{query}")
    assert answer.status_code == status
    assert said in " ".join(errors_in_summary(read(answer)))


def test_time_without_a_day_of_the_series_says_so(scene: Scene, board: Board):
    address = f"{_url(board, 'series/')}?first=2018-04-01&last=2018-04-10"
    page = read(signed_in(scene.manager).get(address))
    assert "The board does not meet in this time" in words(page.main)
    assert not page.select("form[method=post] button[type=submit][name]")


def test_board_whose_days_are_set_by_hand_leads_to_one_meeting_at_a_time(scene: Scene):
    board = make_board(scene, frequency=BoardFrequency.BY_HAND)
    page = read(signed_in(scene.manager).get(_url(board, "series/")))
    assert "schedule its meetings one by one" in words(page.main)
    assert _url(board, "new/") in [str(link["href"]) for link in page.select("main a")]


def test_one_meeting_is_scheduled_with_what_follows_from_the_board(scene: Scene, board: Board):
    client = signed_in(scene.manager)
    answer = send(client, _url(board, "new/"), held_on="2018-04-05", place="Library")
    meeting = board.meetings.get()
    assert answer["Location"] == _url(meeting)
    page = words(read(client.get(answer["Location"])).main)
    assert "Thursday 5 April 2018, 2pm to 4pm" in page
    assert "Library" in page
    assert "Papers due 27 March 2018" in page
    again = send(client, _url(board, "new/"), held_on="2018-04-05")
    assert errors_at_fields(read(again)) == {
        "held_on": "The board has a meeting on 5 April 2018 already."
    }


def test_page_says_in_how_many_working_days_papers_are_due(scene: Scene, board: Board):
    today = timezone.localdate()
    ahead = make_meeting(board, today + timedelta(days=30))
    client = signed_in(scene.manager)
    assert ahead.papers_due == papers_due(ahead.held_on, 5)
    said = words(read(client.get(_url(ahead))).main)
    assert " working days" in said.partition("Papers due")[2][:60]
    soon = make_meeting(board, today + timedelta(days=2), papers_due=today)
    assert ", today" in words(read(client.get(_url(soon))).main)
    late = make_meeting(board, today + timedelta(days=3), papers_due=today - timedelta(days=1))
    assert "now overdue if they are not out" in words(read(client.get(_url(late))).main)


def test_moving_cancelling_and_putting_back_are_told_on_the_page_with_their_reasons(
    scene: Scene, board: Board
):
    meeting = make_meeting(board, date(2018, 4, 26))
    client = signed_in(scene.manager)
    send(client, _url(meeting, "move/"), held_on="2018-05-10", reason="The election")
    send(client, _url(meeting, "cancel/"), reason="Too few can come")
    page = read(client.get(_url(meeting)))
    told = [words(item) for item in page.select("#changes + ul li")]
    assert told[0].startswith("Moved from 26 April 2018 to 10 May 2018")
    assert told[0].endswith("The election")
    assert "Too few can come" in words(page.select_one(".govuk-inset-text"))
    assert "Cancelled" in words(page.h1)
    send(client, _url(meeting, "put-back/"), reason="Enough after all")
    page = read(client.get(_url(meeting)))
    assert "Cancelled" not in words(page.h1)
    assert len(page.select("#changes + ul li")) == 3


def test_nothing_is_moved_without_a_reason_and_nothing_typed_is_lost(scene: Scene, board: Board):
    meeting = make_meeting(board, date(2018, 4, 26))
    client = signed_in(scene.manager)
    answer = send(client, _url(meeting, "move/"), held_on="2018-05-10")
    page = read(answer)
    assert answer.status_code == 422
    assert errors_at_fields(page) == {"reason": "Give a reason."}
    assert value_of(page, "held_on") == "2018-05-10"
    meeting.refresh_from_db()
    assert meeting.held_on == date(2018, 4, 26)


@pytest.mark.parametrize("path", ["move/", "cancel/"])
def test_cancelled_meeting_is_neither_moved_nor_cancelled_again(
    scene: Scene, board: Board, path: str
):
    meeting = make_meeting(board, date(2018, 4, 26))
    cancel_meeting(meeting=meeting, reason="Snow", by=scene.manager)
    answer = signed_in(scene.manager).get(_url(meeting, path), follow=True)
    assert answer.redirect_chain == [(_url(meeting), 302)]
    assert "cancelled" in words(read(answer).select_one(".govuk-notification-banner"))


def test_somebody_elses_move_is_shown_before_it_is_undone(scene: Scene, board: Board):
    meeting = make_meeting(board, date(2018, 4, 26))
    client = signed_in(scene.manager)
    mine = filled(read(client.get(_url(meeting, "move/")))) | {
        "held_on": "2018-05-10",
        "reason": "Mine",
    }
    move_meeting(meeting=meeting, held_on=date(2018, 5, 3), reason="Theirs", by=scene.manager)
    answer = client.post(_url(meeting, "move/"), mine)
    page = read(answer)
    assert answer.status_code == 409
    now = words(page.select_one(".wsoa-conflict"))
    assert "Day of the meeting 3 May 2018" in now
    assert "Shown the plan as at 3 May 2018" in now
    assert value_of(page, "reason") == "Mine"


def test_whoever_cancels_a_meeting_that_was_moved_reads_when_it_is(scene: Scene, board: Board):
    meeting = make_meeting(board, date(2018, 4, 26), starts_at=time(9, 30), place="Library")
    client = signed_in(scene.manager)
    mine = filled(read(client.get(_url(meeting, "cancel/")))) | {"reason": "Snow"}
    move_meeting(meeting=meeting, held_on=date(2018, 5, 3), reason="Theirs", by=scene.manager)
    answer = client.post(_url(meeting, "cancel/"), mine)
    page = read(answer)
    assert answer.status_code == 409
    assert "When 3 May 2018, 9:30am Where Library" in words(page.select_one(".wsoa-conflict"))
    assert client.post(_url(meeting, "cancel/"), filled(page)).status_code == 302


def test_agenda_gets_detail_and_who_brings_an_item(scene: Scene, board: Board):
    meeting = make_meeting(board, date(2018, 4, 26))
    client = signed_in(scene.place.people[Role.OFFICER])
    url = _url(meeting, "agenda/")
    post = scene.place.posts[0]
    sent = {
        **filled(read(client.get(url))),
        "title-1": "Budget",
        "detail-1": "Two pages\non next year",
        "presenter-1": str(post.pk),
    }
    assert client.post(url, sent).status_code == 302
    page = read(client.get(_url(meeting)))
    first = words(page.select_one(".wsoa-agenda li"))
    assert first == "Budget Head of SEND, Council Two pages on next year"
    assert read(client.get(url)).select_one("details[open] [name=detail-1]")
    forged = client.post(url, sent | {"presenter-1": "999999", "kind-1": "none-such"})
    assert forged.status_code == 422
    assert errors_at_fields(read(forged)) == {
        "presenter-1": "Choose a post of this area.",
        "kind-1": "Choose what the item is about.",
    }


def test_agenda_without_items_says_so(scene: Scene, board: Board):
    meeting = make_meeting(board, date(2018, 4, 26))
    client = signed_in(scene.manager)
    url = _url(meeting, "agenda/")
    sent = {
        name: "" if name.startswith("title") else value
        for name, value in filled(read(client.get(url))).items()
    }
    client.post(url, sent)
    assert "The agenda has no items yet" in words(read(client.get(_url(meeting))).main)


def test_attendance_is_counted_and_listed_with_notes_and_guests(scene: Scene, board: Board):
    meeting = make_meeting(board, date(2018, 4, 26))
    client = signed_in(scene.place.people[Role.OFFICER])
    url = _url(meeting, "attendance/")
    first, second, third = scene.place.posts
    answer = send(
        client,
        url,
        **{
            f"state-{first.pk}": "present",
            f"state-{second.pk}": "apologies",
            f"note-{second.pk}": "On leave",
            "post": str(third.pk),
            "state": "deputy",
            "note": "Item 4 only",
        },
    )
    assert answer.status_code == 302
    page = read(client.get(_url(meeting)))
    assert "1 present, 1 sent a deputy, 1 sent apologies." in words(page.main)
    rows = [words(row) for row in page.select("#attendance ~ table tbody tr")]
    assert rows == [
        "Head of SEND Council Chair Present",
        "Head of the virtual school Council Member Apologies On leave",
        "Designated clinical officer Health In attendance Sent a deputy Item 4 only",
    ]
    form = read(client.get(url))
    assert form.select_one(f"[name=state-{third.pk}] option[selected][value=deputy]")


def test_attendance_may_be_recorded_post_by_post(scene: Scene, board: Board):
    meeting = make_meeting(board, date(2018, 4, 26))
    client = signed_in(scene.manager)
    url = _url(meeting, "attendance/")
    third = scene.place.posts[2]
    answer = send(client, url, post=str(third.pk), state="present", another="yes")
    assert answer["Location"] == url
    said = words(read(client.get(_url(meeting))).main)
    assert "1 present, 2 not recorded." in said


def test_who_is_coming_is_told_before_the_day_and_who_was_there_after_it(
    scene: Scene, board: Board
):
    ahead = make_meeting(board, timezone.localdate() + timedelta(days=9))
    client = signed_in(scene.manager)
    assert "Record apologies and deputies" in words(read(client.get(_url(ahead))).main)
    post = scene.place.posts[0]
    answer = send(client, _url(ahead, "attendance/"), **{f"state-{post.pk}": "present"})
    assert answer.status_code == 422
    assert "Until then only apologies" in errors_at_fields(read(answer))[f"state-{post.pk}"]


def test_only_those_who_sat_on_the_day_are_listed_and_who_came_all_the_same(
    scene: Scene, board: Board
):
    member = board.members.get(role=BoardRole.MEMBER)
    end_seat(member=member, ends_on=day(50), by=scene.manager)
    meeting = make_meeting(board, day(60))
    record_attendance(
        meeting=meeting, attendance={member.post: (AttendanceState.PRESENT, "")}, by=scene.manager
    )
    page = read(signed_in(scene.manager).get(_url(meeting)))
    rows = [words(row) for row in page.select("#attendance ~ table tbody tr")]
    assert rows == [
        "Head of SEND Council Chair Not recorded",
        "Head of the virtual school Council In attendance Present",
    ]


def test_member_reads_the_page_and_is_offered_nothing_they_may_not_do(scene: Scene, board: Board):
    meeting = make_meeting(board, date(2018, 4, 26))
    page = read(signed_in(scene.place.people[Role.MEMBER]).get(_url(meeting)))
    offered = words(page.main)
    for action in ("Move the meeting", "Cancel the meeting", "Change the agenda", "Record who"):
        assert action not in offered


def test_meeting_of_another_board_is_not_found_here(scene: Scene, board: Board):
    meeting = make_meeting(board, date(2018, 4, 26))
    make_board(scene, "other")
    client = signed_in(scene.manager)
    address = _url(meeting).replace("/steering-board/", "/other/")
    assert client.get(address).status_code == 404
    assert client.get(_url(board, f"{10**40}/")).status_code == 404


def test_earlier_and_later_meetings_of_the_board_are_one_step_away(scene: Scene, board: Board):
    first, second, third = (make_meeting(board, day(60 + 30 * n)) for n in range(3))
    page = read(signed_in(scene.manager).get(_url(second)))
    ways = [
        str(link["href"])
        for link in page.select("nav[aria-label='Other meetings of this board'] a")
    ]
    assert ways == [_url(first), _url(third)]
