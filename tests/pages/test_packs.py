"""The pages that close a pack, open it again, show what was shown and what has changed since."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions.models import Action
from actions.position import memory
from boards.models import Board, Meeting, Pack, PackReopening
from boards.services.meetings import cancel_meeting
from boards.services.packs import close_pack, reopen_pack
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import Scene, day, make_actions, make_place, make_scene, rate
from tests.kept import kept_fixture
from tests.pages.reading import errors_at_fields, errors_in_summary, read, words
from wsoa.capabilities import Role


@kept_fixture
def actions(scene: Scene) -> list[Action]:
    return make_actions(scene, 9, "GARWB")


@kept_fixture
def board(scene: Scene, actions: list[Action]) -> Board:
    return make_board(scene)


@kept_fixture
def meeting(board: Board) -> Meeting:
    return make_meeting(board, day(30))


@pytest.fixture
def manager(scene: Scene) -> Client:
    return signed_in(scene.manager)


def _at(meeting: Meeting, end: str = "") -> str:
    board = meeting.board
    return f"/{board.area.slug}/area/boards/{board.slug}/meetings/{meeting.pk}/{end}"


def test_project_manager_closes_the_pack_and_reads_when_and_by_whom(
    scene: Scene, meeting: Meeting, manager: Client
) -> None:
    asked = read(manager.get(_at(meeting, "close/")))
    assert "9 actions" in words(asked.main)
    assert not Pack.objects.exists()

    page = read(manager.post(_at(meeting, "close/"), follow=True))

    assert "The pack is closed: version 1" in words(page.main)
    assert f"closed by {scene.manager.name}" in words(page.main)
    assert "Nothing changed since the board saw it" in words(page.main)


def test_closing_twice_is_refused_in_words(meeting: Meeting, manager: Client) -> None:
    manager.post(_at(meeting, "close/"))
    answer = manager.post(_at(meeting, "close/"))
    assert answer.status_code == 422
    assert errors_in_summary(read(answer)) == [
        "The pack is closed already. Open it again first, and say why."
    ]
    assert Pack.objects.count() == 1


def test_pages_of_a_cancelled_meeting_offer_no_closing(
    scene: Scene, meeting: Meeting, manager: Client
) -> None:
    cancel_meeting(meeting=meeting, reason="Snow", by=scene.manager)
    page = read(manager.get(_at(meeting, "close/")))
    assert "It has no pack to close" in words(page.main)
    assert not page.select("main form[method=post]")
    assert manager.post(_at(meeting, "close/")).status_code == 422


def test_opening_again_asks_why_and_keeps_what_was_typed(
    scene: Scene, meeting: Meeting, manager: Client
) -> None:
    close_pack(meeting=meeting, by=scene.manager)
    answer = manager.post(_at(meeting, "reopen/"), {"reason": " "})
    assert answer.status_code == 422
    assert errors_at_fields(read(answer)) == {"reason": "Give a reason."}
    long = manager.post(_at(meeting, "reopen/"), {"reason": "x" * 5001})
    assert long.status_code == 422
    assert "x" * 5001 in long.content.decode()

    page = read(manager.post(_at(meeting, "reopen/"), {"reason": "Late <b>news"}, follow=True))

    assert "The pack is open again" in words(page.main)
    assert "Late <b>news" in words(page.main)
    assert PackReopening.objects.get().reason == "Late <b>news"
    again = manager.post(_at(meeting, "reopen/"), {"reason": "Once more"})
    assert errors_in_summary(read(again)) == ["The pack is open already."]


def test_versions_page_tells_each_version_and_that_its_rows_are_verified(
    scene: Scene, meeting: Meeting, manager: Client
) -> None:
    assert "Not closed yet" in words(read(manager.get(_at(meeting, "versions/"))).main)
    first = close_pack(meeting=meeting, by=scene.manager)
    reopen_pack(pack=first, reason="Health was late", by=scene.manager)
    second = close_pack(meeting=meeting, by=scene.manager)
    said = words(read(manager.get(_at(meeting, "versions/"))).main)
    assert said.index("Version 2, in force") < said.index("Version 1")
    assert "Health was late" in said
    assert said.count("Verified: all") == 2
    assert first.checksum in said
    assert second.checksum in said


def test_every_figure_of_table_1_leads_to_its_rows_as_they_stood(
    scene: Scene, meeting: Meeting, actions: list[Action], manager: Client
) -> None:
    close_pack(meeting=meeting, by=scene.manager)
    for action in actions:
        rate(action, scene.ratings["R"], day(20), by=scene.manager)
    address = _at(meeting, f"shown/{scene.plan.slug}/")
    table = read(manager.get(address)).select_one(".wsoa-table--summary")
    assert table is not None
    links = [
        (str(link["href"]), int(next(iter(link.stripped_strings)))) for link in table.select("td a")
    ]
    assert len(links) > 10
    for href, figure in links:
        page = read(manager.get(f"{address}{href}" if href.startswith("?") else href))
        rows = page.select("table:not(.wsoa-table--summary) tbody tr")
        assert len(rows) == figure, href


def test_old_version_is_shown_when_it_is_asked_for(
    scene: Scene, meeting: Meeting, actions: list[Action], manager: Client
) -> None:
    first = close_pack(meeting=meeting, by=scene.manager)
    reopen_pack(pack=first, reason="Health was late", by=scene.manager)
    for action in actions:
        rate(action, scene.ratings["R"], day(20), by=scene.manager)
    close_pack(meeting=meeting, by=scene.manager)
    address = _at(meeting, f"shown/{scene.plan.slug}/")
    red = {
        version: words(read(manager.get(f"{address}?rating=R&version={version}")).main)
        for version in (1, 2)
    }
    assert "9 of 9 actions: rating Red" in red[2]
    assert "9 of 9 actions: rating Red" not in red[1]
    for typed in ("3", "0", "x", "٣", "9" * 30):
        assert manager.get(address, {"version": typed}).status_code == 404
    assert manager.get(address, {"theme": "none such"}).status_code == 400


def test_open_pack_shows_the_record_and_says_so(
    scene: Scene, meeting: Meeting, manager: Client
) -> None:
    said = words(read(manager.get(_at(meeting, f"shown/{scene.plan.slug}/"))).main)
    assert "as it would be shown" in said
    assert "The pack is open" in said
    assert "The pack is open" in words(
        read(manager.get(_at(meeting, f"changed/{scene.plan.slug}/"))).main
    )


def test_plan_that_the_board_does_not_watch_is_not_shown(scene: Scene, meeting: Meeting) -> None:
    other = make_scene(scene.place, slug="other")
    manager = signed_in(scene.manager)
    assert manager.get(_at(meeting, f"shown/{other.plan.slug}/")).status_code == 404
    close_pack(meeting=meeting, by=scene.manager)
    assert manager.get(_at(meeting, f"shown/{other.plan.slug}/")).status_code == 404


def test_correction_after_the_meeting_is_listed_with_who_recorded_it(
    scene: Scene, meeting: Meeting, actions: list[Action], manager: Client
) -> None:
    close_pack(meeting=meeting, by=scene.manager)
    rate(actions[1], scene.ratings["R"], day(29), by=scene.manager, commentary="Typed late")
    rate(actions[2], scene.ratings["R"], day(31), by=scene.manager, commentary="News since")
    assert "1 action changed since the board saw it" in words(read(manager.get(_at(meeting))).main)
    said = words(read(manager.get(_at(meeting, f"changed/{scene.plan.slug}/"))).main)
    assert "Typed late" in said
    assert "News since" not in said
    assert f"{scene.manager.name}, status update recorded" in said


def test_anything_is_compared_with_anything(
    scene: Scene, board: Board, meeting: Meeting, actions: list[Action], manager: Client
) -> None:
    close_pack(meeting=meeting, by=scene.manager)
    rate(actions[1], scene.ratings["R"], day(29), by=scene.manager)
    later = make_meeting(board, day(60))
    rate(actions[2], scene.ratings["B"], day(50), by=scene.manager)
    address = f"{scene.address}compare/"
    sides = {
        (f"meeting-{meeting.pk}", f"meeting-{later.pk}"): 2,
        (f"meeting-{meeting.pk}-v1", day(30).isoformat()): 1,
        (day(30).isoformat(), day(60).isoformat()): 1,
        (day(30).isoformat(), "today"): 1,
    }
    for (first, last), differing in sides.items():
        answer = manager.get(address, {"from": first, "to": last})
        said = words(read(answer).main)
        assert f"{differing} action{'s' if differing > 1 else ''} differ" in said, (first, last)
    by_form = manager.get(
        address, {"from": "day", "from_day": day(30).isoformat(), "to": "today", "to_day": ""}
    )
    assert "1 action differs" in words(read(by_form).main)
    same = manager.get(address, {"from": day(30).isoformat(), "to": day(30).isoformat()})
    assert "Nothing differs" in words(read(same).main)
    first_asked = words(read(manager.get(address)).main)
    assert "From what was shown to Steering board on 31 January 2018 (version 1)" in first_asked


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("meeting-999999", "There is no such meeting"),
        ("meeting-99999999999999999999", "real date"),
        ("2018-02-30", "Enter a real date"),
        ("2999-01-01", "in the future"),
        ("x" * 50_000, "real date"),
        ("\x00", "real date"),
        ("<b>", "real date"),
    ],
)
def test_side_that_there_is_not_is_said_in_words(
    scene: Scene, actions: list[Action], manager: Client, typed: str, says: str
) -> None:
    for name in ("from", "to"):
        for query in ({name: typed}, {name: "day", f"{name}_day": typed}):
            answer = manager.get(f"{scene.address}compare/", query)
            assert answer.status_code == 400
            assert any(says in error for error in errors_in_summary(read(answer)))
    file = manager.get(f"{scene.address}compare.csv", {"from": typed})
    assert file.status_code == 400


def test_meeting_of_another_area_or_of_a_board_that_does_not_watch_the_plan_is_no_side(
    scene: Scene, actions: list[Action], manager: Client
) -> None:
    elsewhere = make_scene(make_place("elsewhere"))
    for strange in (make_board(elsewhere), make_board(scene, "cabinet", plans=())):
        side = f"meeting-{make_meeting(strange, day(30)).pk}"
        assert manager.get(f"{scene.address}compare/", {"from": side}).status_code == 400


def test_comparison_comes_as_a_file_that_no_spreadsheet_runs(
    scene: Scene, actions: list[Action], manager: Client
) -> None:
    rate(actions[1], scene.ratings["R"], day(20), by=scene.manager, commentary="=1+1")
    query = {"from": day(10).isoformat(), "to": day(30).isoformat()}
    text = b"".join(manager.get(f"{scene.address}compare.csv", query)).decode("utf-8-sig")
    assert text.splitlines()[0] == "Kind,Reference,Action,What,Before,After"
    assert "Moved down,1.2" in text
    assert "'=1+1" in text


@pytest.mark.parametrize("role", [Role.OWNER, Role.OFFICER, Role.MEMBER, Role.MONITOR])
def test_others_read_what_was_shown_but_are_offered_no_closing(
    scene: Scene, meeting: Meeting, role: Role
) -> None:
    client = signed_in(scene.place.people[role])
    page = read(client.get(_at(meeting)))
    assert not [
        link for link in page.select("a") if re.search(r"/(close|reopen)/$", str(link["href"]))
    ]
    assert client.post(_at(meeting, "close/")).status_code == 403
    assert not Pack.objects.exists()


QUERIES = {"shown": 25, "changed": 36, "versions": 17, "compare": 25}
"""Page -> queries of a first view, sign-in included. A snapshot takes seven of them."""


def _counted(client: Client, address: str) -> int:
    memory.forget_all()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.django_db
def test_pages_cost_the_same_queries_for_few_actions_and_for_many() -> None:
    counts: list[dict[str, int]] = []
    for slug, number in (("small", 4), ("large", 24)):
        scene = make_scene(make_place(slug))
        made = make_actions(scene, number, "GARWB")
        board = make_board(scene)
        first, second = make_meeting(board, day(30)), make_meeting(board, day(60))
        close_pack(meeting=first, by=scene.manager)
        rate(made[1], scene.ratings["R"], day(40), by=scene.manager)
        close_pack(meeting=second, by=scene.manager)
        rate(made[2], scene.ratings["R"], day(20), by=scene.manager)
        client = signed_in(scene.manager)
        plan = scene.plan.slug
        addresses: dict[str, Any] = {
            "shown": _at(second, f"shown/{plan}/"),
            "changed": _at(second, f"changed/{plan}/"),
            "versions": _at(second, "versions/"),
            "compare": f"{scene.address}compare/?from=meeting-{first.pk}&to=meeting-{second.pk}",
        }
        counts.append({name: _counted(client, address) for name, address in addresses.items()})
    assert counts == [QUERIES] * 2
