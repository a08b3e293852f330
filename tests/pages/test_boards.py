"""The pages of boards: what they tell, and that what is typed into their forms is kept or refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from actions.services.areas import add_post
from boards.choices import BoardFrequency, BoardRole
from boards.models import Board
from boards.services.boards import end_seat, seat_member
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import Scene
from tests.pages.reading import errors_at_fields, errors_in_summary, links, read, words
from tests.pages.set_up import filled, send
from wsoa.capabilities import Role


def _url(board: Board, path: str = "") -> str:
    return f"/{board.area.slug}/area/boards/{board.slug}/{path}"


def _boards(scene: Scene) -> str:
    return f"/{scene.place.area.slug}/area/boards/"


def test_area_without_boards_says_who_adds_them(scene: Scene):
    client = signed_in(scene.place.people[Role.MEMBER])
    page = read(client.get(_boards(scene)))
    assert "No board yet" in words(page.main)
    assert not page.select("main .govuk-button")
    page = read(signed_in(scene.manager).get(_boards(scene)))
    assert words(page.select_one("main .govuk-button")) == "Add a board"


def test_list_tells_chair_plans_and_next_meeting_of_each_board(scene: Scene):
    today = timezone.localdate()
    board = make_board(scene)
    make_meeting(board, today + timedelta(days=20))
    make_meeting(board, today - timedelta(days=20))
    page = read(signed_in(scene.manager).get(_boards(scene)))
    row = words(page.select_one("tbody tr"))
    assert "Steering board" in row
    assert "Head of SEND" in row
    assert "SEND action plan" in row
    assert f"{today + timedelta(days=20):%Y}" in row
    assert f"{(today + timedelta(days=20)).day} " in row


def test_chain_is_drawn_and_told_in_the_same_words(scene: Scene):
    cabinet = make_board(scene, "cabinet")
    board = make_board(scene, reports_to=cabinet, escalates_to=cabinet)
    make_board(scene, "working-group", reports_to=board, escalates_to=cabinet)
    make_board(scene, "monitoring")
    page = read(signed_in(scene.manager).get(_boards(scene)))
    picture = page.select_one("svg[role=img]")
    assert picture is not None
    told = [words(item).replace(" .", ".") for item in page.select(".wsoa-chain__told li")]
    assert told == [
        "Cabinet reports to no board listed here.",
        "Steering board reports and escalates to Cabinet.",
        "Working group reports to Steering board and escalates to Cabinet.",
    ]
    assert words(picture.desc) == (
        "Steering board reports and escalates to Cabinet; Working group reports to Steering board; "
        "Working group escalates to Cabinet."
    )
    assert len(picture.select("rect")) == 3
    assert "Outside the chain: Monitoring" in words(page.main)
    page = read(signed_in(scene.manager).get(_url(board)))
    assert links(page, ".wsoa-chain__told a") == [
        ("Cabinet", _url(cabinet)),
        ("Working group", _url(board).replace("steering-board", "working-group")),
    ]


def test_board_page_tells_who_sits_who_sat_and_who_will_sit(scene: Scene):
    board, today = make_board(scene), timezone.localdate()
    member = board.members.get(role=BoardRole.MEMBER)
    end_seat(member=member, ends_on=today - timedelta(days=1), by=scene.manager)
    seat_member(
        board=board,
        post=scene.place.posts[2],
        role=BoardRole.ADVISER,
        starts_on=today + timedelta(days=1),
        by=scene.manager,
    )
    page = read(signed_in(scene.manager).get(_url(board)))
    found = {words(table.caption): words(table.tbody) for table in page.select("table")}
    assert "Head of SEND" in found["Members now (1)"]
    assert "Riverton Council" in found["Members now (1)"]
    assert "Designated clinical officer" in found["Members to come (1)"]
    assert "Head of the virtual school" in found["Former members (1)"]


def test_board_is_added_with_what_was_typed_and_its_short_name_made_from_its_title(scene: Scene):
    client = signed_in(scene.manager)
    answer = send(
        client,
        f"{_boards(scene)}new/",
        title="SEND Improvement Board",
        kind="improvement",
        frequency="quarterly",
        terms="To see that the plan is delivered.",
        plans=[str(scene.plan.pk)],
        week_of_month="5",
        weekday="1",
        starts_at="09:30",
    )
    board = Board.objects.get(slug="send-improvement-board")
    assert answer.status_code == 302
    assert answer["Location"] == _url(board)
    assert (board.frequency, board.week_of_month, board.weekday) == ("quarterly", 5, 1)
    assert [row.plan for row in board.board_plans.all()] == [scene.plan]
    page = read(client.get(answer["Location"]))
    assert "Every quarter, on the last Tuesday of the month" in words(page.main)
    assert "Nobody sits on this board now" in words(page.main)


def test_refused_board_keeps_what_was_typed_and_says_what_to_do(scene: Scene):
    make_board(scene)
    client = signed_in(scene.manager)
    answer = send(
        client,
        f"{_boards(scene)}new/",
        title="Steering board",
        kind="improvement",
        frequency="monthly",
        terms="Kept",
        minutes_long="no number",
        starts_at="25:00",
    )
    page = read(answer)
    assert answer.status_code == 422
    assert errors_at_fields(page) == {
        "minutes_long": "Length in minutes: enter a whole number from 5 to 1,440.",
        "starts_at": "Enter a time, such as 14:00.",
    }
    assert words(page.select_one("textarea[name=terms]")) == "Kept"
    sent = {**filled(page), "minutes_long": "60", "starts_at": "14:00"}
    answer = client.post(f"{_boards(scene)}new/", sent)
    assert errors_at_fields(read(answer)) == {
        "title": "Steering board is a board of this area already."
    }


def test_board_that_would_report_to_itself_is_refused_beside_the_field(scene: Scene):
    board = make_board(scene)
    group = make_board(scene, "group", reports_to=board)
    client = signed_in(scene.manager)
    answer = send(client, _url(board, "change/"), reports_to=str(group.pk))
    assert answer.status_code == 422
    assert "may not lead back" in errors_at_fields(read(answer))["reports_to"]
    page = read(client.get(_url(board, "change/")))
    offered = [words(option) for option in page.select("select[name=reports_to] option")]
    assert offered == ["No board of this area", "Group"]


def test_somebody_elses_change_is_shown_before_it_is_overwritten(scene: Scene):
    board = make_board(scene)
    client = signed_in(scene.manager)
    mine = filled(read(client.get(_url(board, "change/")))) | {
        "terms": "Mine",
        "plans": [str(scene.plan.pk)],
    }
    send(client, _url(board, "change/"), terms="Theirs", weekday="1", starts_at="09:30", plans=[])
    answer = client.post(_url(board, "change/"), mine)
    assert answer.status_code == 409
    page = read(answer)
    now = words(page.select_one(".wsoa-conflict dl"))
    assert now == (
        "Terms of reference Theirs Day of the week Tuesday Starts at 9:30am "
        "Plans that it watches Nothing"
    )
    assert words(page.select_one("textarea[name=terms]")) == "Mine"
    assert client.post(_url(board, "change/"), filled(page)).status_code == 302
    board.refresh_from_db()
    assert board.terms == "Mine"


def test_board_is_closed_and_opened_again(scene: Scene):
    board = make_board(scene)
    client, today = signed_in(scene.manager), timezone.localdate()
    send(client, _url(board, "close/"), closed_on=today.isoformat())
    page = words(read(client.get(_url(board))).main)
    assert "This board meets no more" in page
    assert "Schedule one meeting" not in page
    listed = read(client.get(_boards(scene)))
    assert "Boards that meet no more" in words(listed.main)
    send(client, _url(board, "close/"), closed_on="")
    assert "meets no more" not in words(read(client.get(_url(board))).main)


def test_members_are_seated_put_right_and_ended(scene: Scene):
    board, third = make_board(scene), scene.place.posts[2]
    client = signed_in(scene.manager)
    answer = send(
        client,
        _url(board, "members/new/"),
        post=str(third.pk),
        role="vice-chair",
        starts_on="2018-03-01",
        another="yes",
    )
    assert answer["Location"] == _url(board, "members/new/")
    seat = board.members.get(post=third)
    send(client, _url(board, f"members/{seat.pk}/"), role="adviser", starts_on="2018-04-01")
    send(client, _url(board, f"members/{seat.pk}/end/"), ends_on="2018-05-31")
    seat.refresh_from_db()
    assert (seat.role, seat.starts_on, seat.ends_on) == (
        "adviser",
        date(2018, 4, 1),
        date(2018, 5, 31),
    )
    answer = send(client, _url(board, f"members/{seat.pk}/end/"), ends_on="2018-03-31")
    assert errors_at_fields(read(answer)) == {
        "ends_on": "The last day must be on or after 1 April 2018, the first."
    }
    other = make_board(scene, "other")
    assert client.get(_url(other, f"members/{seat.pk}/")).status_code == 404


@pytest.mark.parametrize("path", ["members/new/", "meetings/new/", "meetings/series/", "change/"])
def test_board_of_another_area_is_not_found_here(scene: Scene, path: str):
    make_board(scene)
    client = signed_in(scene.manager)
    assert client.get(f"{_boards(scene)}none-such/{path}").status_code == 404
    assert client.get(f"/elsewhere/area/boards/steering-board/{path}").status_code == 404


def _items(page: Any) -> dict[str, str]:
    return filled(page)


def test_standing_items_are_put_in_order_by_their_numbers(scene: Scene):
    board = make_board(scene, kind="working-group")
    client = signed_in(scene.manager)
    url = _url(board, "standing-items/")
    before = [item.title for item in board.standing_items.all()]
    sent = _items(read(client.get(url)))
    count = len(before)
    sent |= {"place-5": "2", "place-1": "3", "title-4": "", f"title-{count + 1}": "Budget"}
    assert client.post(url, sent).status_code == 302
    assert [item.title for item in board.standing_items.all()] == [
        before[4],
        before[1],
        before[2],
        before[0],
        before[5],
        "Budget",
    ]


def test_standing_items_that_somebody_changed_meanwhile_are_not_overwritten_unseen(scene: Scene):
    board = make_board(scene)
    client = signed_in(scene.manager)
    url = _url(board, "standing-items/")
    mine = _items(read(client.get(url))) | {"title-1": "Mine"}
    client.post(url, mine | {"title-1": "Theirs"})
    answer = client.post(url, mine)
    page = read(answer)
    assert answer.status_code == 409
    assert "Theirs" in words(page.select_one(".wsoa-conflict"))
    assert client.post(url, _items(page)).status_code == 302
    assert board.standing_items.all()[0].title == "Mine"


def test_unfit_items_are_refused_and_nothing_typed_is_lost(scene: Scene):
    board = make_board(scene)
    client = signed_in(scene.manager)
    url = _url(board, "standing-items/")
    sent = _items(read(client.get(url))) | {
        "title-2": "x" * 201,
        "place-1": "many",
        "title-3": "Kept",
    }
    answer = client.post(url, sent)
    page = read(answer)
    assert answer.status_code == 422
    assert errors_in_summary(page) == [
        "Place of row 1: enter a whole number from 0 to 999.",
        "The title of row 2 must be 200 characters or fewer; it has 201.",
    ]
    field = page.select_one("[name=title-3]")
    assert field is not None
    assert field["value"] == "Kept"


def test_every_plan_and_the_page_of_the_area_lead_to_the_boards(scene: Scene):
    client = signed_in(scene.place.people[Role.MONITOR])
    for address in (scene.address, f"/{scene.place.area.slug}/"):
        page = read(client.get(address))
        assert _boards(scene) in [where for _, where in links(page, "a")]


def test_monthly_frequency_is_said_in_words(scene: Scene):
    client = signed_in(scene.manager)
    for frequency, said in (
        (BoardFrequency.MONTHLY, "Every month, on the fourth Thursday of the month"),
        (BoardFrequency.SIX_WEEKLY, "Every six weeks, on a Thursday"),
        (BoardFrequency.TERMLY, "Every school term, on the fourth Thursday of the month"),
        (BoardFrequency.BY_HAND, "On days set one by one"),
    ):
        board = make_board(scene, frequency, frequency=frequency)
        assert said in words(read(client.get(_url(board))).main)


def test_posts_of_the_area_are_offered_with_their_organisations(scene: Scene):
    board = make_board(scene)
    add_post(organisation=scene.place.health, title="Nurse", by=scene.manager)
    page = read(signed_in(scene.manager).get(_url(board, "members/new/")))
    offered = [words(option) for option in page.select("select[name=post] option")]
    assert "Nurse, Health" in offered
