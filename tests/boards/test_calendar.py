"""The calendar of a board: what a program reads of its meetings, and by whose address."""

import re
from datetime import UTC, date, datetime, time
from typing import Any

from django.test import Client
from icalendar import Calendar

from actions.models import Membership
from actions.services.areas import add_member
from actions.services.people import end_membership
from boards.calendar_links import calendar_link, reader
from boards.models import Board
from boards.services.meetings import (
    cancel_meeting,
    change_meeting,
    move_meeting,
    reinstate_meeting,
)
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import Scene, make_place, make_scene, make_user
from tests.kept import kept_fixture
from tests.pages.reading import read, words
from wsoa.capabilities import Role
from wsoa.models import User

APRIL = date(2018, 4, 26)


def _read(client: Client, address: str) -> tuple[str, dict[str, Any]]:
    """The calendar's text, and its events by UID."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    text = answer.content.decode()
    return text, {str(event["UID"]): event for event in Calendar.from_ical(text).walk("VEVENT")}


def _path(board: Board) -> str:
    return f"/{board.area.slug}/area/boards/{board.slug}/calendar.ics"


def _private(user: User, board: Board) -> str:
    """The path of a person's own address."""
    return re.sub(r"^https?://[^/]+", "", calendar_link(user, board))


@kept_fixture
def board(scene: Scene) -> Board:
    """A board of which a meeting is scheduled in summer time."""
    board = make_board(scene, place="Town hall; room 2, upstairs")
    make_meeting(board, APRIL)
    return board


def test_meeting_and_the_day_its_papers_are_due_are_events_of_their_own(scene: Scene, board: Board):
    text, events = _read(signed_in(scene.manager), _path(board))
    sitting, papers = events.values()
    assert sitting["DTSTART"].dt == datetime(2018, 4, 26, 13, tzinfo=UTC)  # 2pm in summer time
    assert sitting["DTEND"].dt == datetime(2018, 4, 26, 15, tzinfo=UTC)
    assert (sitting["SUMMARY"], sitting["STATUS"]) == ("Steering board", "CONFIRMED")
    assert sitting["LOCATION"] == "Town hall; room 2, upstairs"
    assert "as at 26 April 2018" in sitting["DESCRIPTION"]
    assert papers["DTSTART"].dt == date(2018, 4, 19)
    assert papers["DTEND"].dt == date(2018, 4, 20)
    assert (papers["SUMMARY"], papers["TRANSP"]) == ("Papers due: Steering board", "TRANSPARENT")
    assert "For the meeting of 26 April 2018" in papers["DESCRIPTION"]
    assert r"Town hall\; room 2\, upstairs" in text, "commas and semicolons are escaped"
    assert re.search(r"(?<!\r)\n", text) is None, "lines end as RFC 5545 says"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_event_keeps_its_uid_through_every_change_and_its_sequence_rises(
    scene: Scene, board: Board
):
    client, by = signed_in(scene.manager), scene.manager
    meeting = board.meetings.get()
    uids: set[str] = set()
    sequences: list[int] = []

    def look() -> Any:
        _, events = _read(client, _path(board))
        uids.update(events)
        sitting, papers = events.values()
        assert sitting["SEQUENCE"] == papers["SEQUENCE"]
        assert sitting["STATUS"] == papers["STATUS"]
        sequences.append(int(sitting["SEQUENCE"]))
        return sitting

    assert look()["SEQUENCE"] == 0
    move_meeting(meeting=meeting, held_on=date(2018, 5, 10), reason="Election", by=by)
    assert look()["DTSTART"].dt.date() == date(2018, 5, 10)
    cancel_meeting(meeting=meeting, reason="Too few", by=by)
    cancelled = look()
    assert (cancelled["STATUS"], cancelled["SUMMARY"]) == ("CANCELLED", "Cancelled: Steering board")
    reinstate_meeting(meeting=meeting, reason="Enough", by=by)
    assert look()["STATUS"] == "CONFIRMED"
    change_meeting(
        meeting=meeting,
        starts_at=time(9),
        minutes_long=60,
        place="Library",
        as_at=meeting.as_at,
        papers_due=meeting.papers_due,
        by=by,
    )
    assert look()["LOCATION"] == "Library"
    assert len(uids) == 2
    assert sequences == [0, 1, 2, 3, 4]


def test_calendar_of_a_board_without_meetings_is_a_calendar_all_the_same(scene: Scene):
    board = make_board(scene)
    text, events = _read(signed_in(scene.manager), _path(board))
    assert not events
    assert text.startswith("BEGIN:VCALENDAR")


def test_long_titles_and_letters_of_any_kind_come_through_whole(scene: Scene):
    title = "Children’s Services, Health; and “Inclusion” — é ü 教育 " * 3
    board = make_board(scene, title=title)
    make_meeting(board, APRIL)
    text, events = _read(signed_in(scene.manager), _path(board))
    assert next(iter(events.values()))["SUMMARY"] == " ".join(title.split())
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_private_address_opens_the_same_calendar_without_signing_in(scene: Scene, board: Board):
    address = _private(scene.manager, board)
    page = read(signed_in(scene.manager).get(f"/{board.area.slug}/area/boards/{board.slug}/"))
    assert address in words(page.select_one(".wsoa-board__address code"))
    private, _ = _read(Client(), address)
    download, _ = _read(signed_in(scene.manager), _path(board))
    assert private == download
    answer = Client().get(address)
    assert "no-store" in answer["Cache-Control"]
    assert Client().post(address).status_code == 405
    assert Client().get(_path(board)).status_code == 302


def test_addresses_that_were_forged_or_altered_open_nothing(scene: Scene, board: Board):
    address = _private(scene.manager, board)
    other = make_board(scene, "other")
    member = _private(scene.place.people[Role.MEMBER], board)
    token = address.split("/")[-2]
    named, _, signature = token.rpartition(".")
    user, number, whose = named.split("-")
    forged = [
        token[:-1],
        f"{token}x",
        named,
        f"{user}-{number}-{whose}.{'A' * len(signature)}",
        f"{int(user) + 1}-{number}-{whose}.{signature}",
        f"{user}-{other.pk}-{whose}.{signature}",
        f"{named}.{member.split('/')[-2].rpartition('.')[2]}",
        "1-1-1.1",
        "%00",
        "x" * 5_000,
    ]
    for each in forged:
        assert Client().get(address.replace(token, each)).status_code == 404, each
    elsewhere = address.replace(f"/{board.slug}/", f"/{other.slug}/")
    assert Client().get(elsewhere).status_code == 404
    theirs = make_board(make_scene(make_place("elsewhere")))
    assert Client().get(address.replace("/riverton/", "/elsewhere/")).status_code == 404
    assert reader(token, theirs) is None


def test_private_address_stops_when_the_person_may_see_the_plan_no_more(scene: Scene, board: Board):
    person = make_user()
    area, administrator = scene.place.area, scene.place.administrator
    add_member(area=area, user=person, role=Role.MEMBER, by=administrator)
    address = _private(person, board)
    assert Client().get(address).status_code == 200
    membership = Membership.objects.get(area=area, user=person)
    end_membership(membership=membership, by=administrator)
    assert Client().get(address).status_code == 404
    add_member(area=area, user=person, role=Role.MEMBER, by=administrator)
    assert Client().get(address).status_code == 200
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_another_password_makes_another_private_address(scene: Scene, board: Board):
    person = scene.place.people[Role.MONITOR]
    before = _private(person, board)
    person.set_password("another long passphrase")
    person.save()
    assert Client().get(before).status_code == 404
    assert _private(person, board) != before
    assert Client().get(_private(person, board)).status_code == 200
