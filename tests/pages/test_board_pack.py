"""The board pack as a page: contents that lead to every part, and the same words as the PDF."""

import pytest
from django.test import Client

from boards.models import Meeting
from boards.services.meetings import cancel_meeting
from boards.services.packs import close_pack, reopen_pack
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_actions
from tests.kept import kept_fixture
from tests.pages.reading import read, words
from wsoa.capabilities import Role


@kept_fixture
def meeting(scene: Scene) -> Meeting:
    make_actions(scene, 3, "GAR")
    return make_meeting(make_board(scene), day(100), as_at=day(89))


@pytest.fixture
def client(scene: Scene) -> Client:
    return signed_in(scene.place.people[Role.MONITOR])


def _address(meeting: Meeting) -> str:
    return f"/riverton/area/boards/steering-board/meetings/{meeting.pk}/pack/"


def test_contents_lead_to_every_part_and_every_part_back(client: Client, meeting: Meeting) -> None:
    page = read(client.get(_address(meeting)))
    links = page.select("nav[aria-labelledby=contents] a")
    assert len(links) == 10
    for number, link in enumerate(links, start=1):
        heading = page.select_one(f"h2{link['href']}")
        assert words(heading) == f"{number} {words(link)}"
    assert len(page.select("section a[href='#contents']")) == 10


def test_items_of_the_agenda_lead_to_the_parts_behind_them(
    client: Client, meeting: Meeting
) -> None:
    page = read(client.get(_address(meeting)))
    agenda = page.select_one("section:has(#agenda)")
    assert agenda is not None
    for link in agenda.select("td a"):
        heading = page.select_one(f"h2{link['href']}")
        assert words(heading) == words(link)
    assert agenda.select("td a")


def test_page_shows_the_draft_then_what_was_closed_whatever_is_recorded_later(
    scene: Scene, client: Client, meeting: Meeting
) -> None:
    assert "Draft: not closed." in words(read(client.get(_address(meeting))).main)
    pack = close_pack(meeting=meeting, by=scene.manager)
    closed = words(read(client.get(_address(meeting))).select_one("article"))
    assert pack.checksum in closed
    make_action(scene, "9.9", title="Added for the record afterwards")
    assert words(read(client.get(_address(meeting))).select_one("article")) == closed
    reopen_pack(pack=pack, reason="An update came late", by=scene.manager)
    page = read(client.get(_address(meeting)))
    assert "Added for the record afterwards" in words(page.main)
    (link,) = (each for each in page.select("main a") if words(each) == "version 1")
    old = read(client.get(f"{_address(meeting)}{link['href'][-10:]}"))
    assert words(old.select_one("article")) == closed


def test_texts_of_users_are_shown_as_they_were_typed(
    scene: Scene, client: Client, meeting: Meeting
) -> None:
    make_action(scene, "2.9", title="<script>alert(1)</script>")
    answer = client.get(_address(meeting))
    assert "<script>alert(1)</script>" in words(read(answer).main)
    assert b"<script>alert" not in answer.content


def test_cancelled_meeting_has_no_pack_but_keeps_the_versions_that_were_closed(
    scene: Scene, client: Client, meeting: Meeting
) -> None:
    pack = close_pack(meeting=meeting, by=scene.manager)
    reopen_pack(pack=pack, reason="An update came late", by=scene.manager)
    cancel_meeting(meeting=meeting, reason="No quorum", by=scene.manager)
    assert client.get(_address(meeting)).status_code == 404
    assert client.get(f"{_address(meeting)}?version=1").status_code == 200
    assert client.get(f"{_address(meeting)}?version=x").status_code == 404
