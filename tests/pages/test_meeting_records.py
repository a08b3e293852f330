"""The pages on which a meeting's minutes, decisions, board actions and comments are read and recorded."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from actions.services.issues import put_in_issue_group, raise_issue_group
from boards.choices import BoardActionState
from boards.models import (
    Board,
    BoardAction,
    Decision,
    IssueAgreement,
    Meeting,
    MeetingComment,
    Minutes,
)
from boards.services.board_actions import raise_board_action, tell_board_action
from boards.services.meetings import cancel_meeting
from boards.services.records import (
    agree_issue,
    record_decision,
    record_minutes,
    send_comment,
    withdraw_decision,
)
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import Scene, make_action, make_place, make_scene, rate
from tests.kept import kept_fixture
from wsoa.capabilities import Role

FEBRUARY, MARCH, APRIL = date(2018, 2, 26), date(2018, 3, 26), date(2018, 4, 30)


@kept_fixture
def board(scene: Scene) -> Board:
    """The steering board."""
    return make_board(scene)


@kept_fixture
def march(board: Board) -> Meeting:
    """A meeting of it."""
    return make_meeting(board, MARCH)


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def at(meeting: Meeting, below: str = "") -> str:
    """The address of the meeting's page, or of one below."""
    board = meeting.board
    return f"/{board.area.slug}/area/boards/{board.slug}/meetings/{meeting.pk}/{below}"


def read(client: Client, address: str) -> str:
    """The page."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, address: str, status: int = 302, **typed: Any) -> str:
    """What comes of a form."""
    answer = client.post(address, typed)
    assert answer.status_code == status
    return answer.content.decode()


def test_minutes_are_written_read_and_agreed_by_the_next_meeting(
    client: Client, board: Board, march: Meeting
) -> None:
    april = make_meeting(board, APRIL)
    send(client, at(march, "minutes/write/"), text="<b>The board met.</b>")
    assert "&lt;b&gt;The board met.&lt;/b&gt;" in read(client, at(march, "minutes/"))
    minutes = Minutes.objects.get()
    send(client, at(april, "minutes/agree/"), minutes=minutes.pk)
    assert "Agreed on 30 April 2018" in read(client, at(march))
    assert client.get(at(april, "minutes/agree/")).status_code == 404


def test_new_version_over_somebody_elses_shows_both_and_is_saved_on_the_second_try(
    client: Client, scene: Scene, march: Meeting
) -> None:
    record_minutes(meeting=march, text="Theirs", by=scene.manager)
    form: dict[str, Any] = {"text": "Mine", "reason": "A name was wrong", "based_on": ""}
    page = send(client, at(march, "minutes/write/"), 409, **form)
    assert "Theirs" in page
    assert "Mine" in page
    newest = Minutes.objects.get().pk
    assert f'name="based_on" value="{newest}"' in page
    send(client, at(march, "minutes/write/"), **form | {"based_on": newest})
    assert Minutes.objects.latest("pk").text == "Mine"


def test_decision_is_recorded_corrected_and_withdrawn(client: Client, march: Meeting) -> None:
    send(client, at(march, "decisions/add/"), text="To stop")
    first = Decision.objects.get()
    send(
        client,
        at(march, "decisions/1/correct/"),
        text="To start",
        reason="Misheard",
        based_on=first.pk,
    )
    page = read(client, at(march))
    assert page.index("To start") < page.index("Misheard") < page.index("Before: To stop")
    newest = Decision.objects.latest("pk").pk
    send(client, at(march, "decisions/1/withdraw/"), reason="Only discussed", based_on=newest)
    page = read(client, at(march))
    assert "Withdrawn" in page
    assert "Only discussed" in page
    assert client.get(at(march, "decisions/1/correct/")).status_code == 404


def test_decision_corrected_by_somebody_else_meanwhile_is_shown(
    client: Client, scene: Scene, march: Meeting
) -> None:
    first = record_decision(meeting=march, text="To stop", by=scene.manager)
    send(client, at(march, "decisions/1/correct/"), text="One", reason="So", based_on=first.pk)
    page = send(
        client, at(march, "decisions/1/correct/"), 409, text="Two", reason="So", based_on=first.pk
    )
    assert "What it says now" in page
    assert Decision.objects.latest("pk").text == "One"


@pytest.mark.parametrize("text", ["", "\x00", "x" * 50_000])
def test_decision_that_is_refused_keeps_what_was_typed(
    client: Client, march: Meeting, text: str
) -> None:
    page = send(client, at(march, "decisions/add/"), 422, text=text)
    assert "There is a problem" in page
    assert text.strip("\x00") in page
    assert not Decision.objects.exists()


def test_board_action_is_carried_to_the_next_meeting_until_it_is_done(
    client: Client, scene: Scene, board: Board, march: Meeting
) -> None:
    april = make_meeting(board, APRIL)
    post = scene.place.posts[0]
    send(
        client,
        at(march, "board-actions/add/"),
        text="Write to schools",
        owner=post.pk,
        due_on="2018-04-20",
    )
    for address in (at(april), "/riverton/area/boards/", "/riverton/area/boards/steering-board/"):
        page = read(client, address)
        assert "Write to schools" in page
        assert "Late" in page
        assert "Head of SEND, Council" in page
    address = at(march, "board-actions/1/")
    send(
        client,
        f"{address}tell/",
        state="done",
        effective_date="2018-04-30",
        note="Sent",
        owner=post.pk,
        due_on="2018-04-20",
    )
    assert "Sent" in read(client, address)
    assert "Write to schools" in read(client, at(april)), "It was open when the meeting began."
    assert "Nothing that a board asked for" in read(client, "/riverton/area/boards/")
    assert "Done or dropped" in read(client, "/riverton/area/boards/steering-board/board-actions/")


def test_news_before_later_news_says_until_when_it_counts(
    client: Client, scene: Scene, march: Meeting
) -> None:
    asked = raise_board_action(meeting=march, text="Do it", by=scene.manager)
    told = tell_board_action(
        board_action=asked, state=BoardActionState.DONE, effective_date=APRIL, by=scene.manager
    )
    answer = client.post(
        at(march, "board-actions/1/tell/"),
        {"state": "open", "effective_date": "2018-04-01", "note": "Begun", "based_on": told.pk},
        follow=True,
    )
    assert "until 30 April 2018" in answer.content.decode()


def test_news_over_somebody_elses_is_shown_beside_it(
    client: Client, scene: Scene, march: Meeting
) -> None:
    asked = raise_board_action(meeting=march, text="Do it", by=scene.manager)
    tell_board_action(
        board_action=asked,
        state=BoardActionState.DROPPED,
        effective_date=APRIL,
        note="Not needed",
        by=scene.manager,
    )
    page = send(
        client, at(march, "board-actions/1/tell/"), 409, state="done", effective_date="2018-05-01"
    )
    assert "Not needed" in page
    assert asked.entries.count() == 1


def test_issues_agreed_are_told_wherever_the_issue_is(
    client: Client, scene: Scene, march: Meeting
) -> None:
    issue = raise_issue_group(
        plan=scene.plan,
        title="No staff",
        explanation="A vacancy",
        remedial_action="It is advertised",
        effective_date=FEBRUARY,
        by=scene.manager,
    )
    assert "Agreed by" not in read(client, f"{scene.address}issues/")
    send(client, at(march, "issues/agree/"), issues=[issue.pk])
    assert IssueAgreement.objects.get().meeting == march
    page = read(client, f"{scene.address}issues/")
    assert "Agreed by the Steering board on" in page
    assert f'href="{at(march)}"' in page
    assert "Agreed by" not in read(client, f"{scene.address}issues/?as_at=2018-03-25")
    assert client.get(at(march, "issues/agree/")).status_code == 404, "None is left to agree."


def test_issue_is_told_with_its_board_on_the_action_and_the_dashboard(
    client: Client, scene: Scene, march: Meeting
) -> None:
    action = make_action(scene)
    issue = raise_issue_group(
        plan=scene.plan,
        title="No staff",
        explanation="A vacancy",
        remedial_action="It is advertised",
        agreed_by="DfE",
        effective_date=FEBRUARY,
        by=scene.manager,
    )
    put_in_issue_group(action=action, issue_group=issue, effective_date=FEBRUARY, by=scene.manager)
    rate(action, scene.ratings["R"], FEBRUARY, by=scene.manager)
    agree_issue(meeting=march, issue_group=issue, by=scene.manager)
    for address in (scene.address, f"{scene.address}actions/1.1/"):
        page = read(client, address)
        assert "Agreed by the Steering board on" in page
        assert "Agreed by DfE" in page


def test_comment_is_sent_to_another_board_and_answered_there(
    client: Client, scene: Scene, march: Meeting
) -> None:
    cabinet = make_meeting(make_board(scene, "cabinet"), APRIL)
    send(client, at(march, "comments/send/"), to_meeting=cabinet.pk, text="Go faster")
    comment = MeetingComment.objects.get()
    assert "Go faster" in read(client, at(cabinet))
    send(client, at(cabinet, f"comments/{comment.pk}/answer/"), text="Agreed")
    assert "Agreed" in read(client, at(march))
    assert client.get(at(march, f"comments/{comment.pk}/answer/")).status_code == 404


def test_comment_to_a_meeting_of_another_area_is_refused(client: Client, march: Meeting) -> None:
    elsewhere = make_meeting(make_board(make_scene(make_place("elsewhere"))), APRIL)
    page = send(client, at(march, "comments/send/"), 422, to_meeting=elsewhere.pk, text="Hear us")
    assert "Choose the meeting from the list" in page
    assert not MeetingComment.objects.exists()


def test_comment_to_a_cancelled_meeting_says_where_it_goes(
    client: Client, scene: Scene, march: Meeting
) -> None:
    cabinet = make_board(scene, "cabinet")
    lost, later = make_meeting(cabinet, APRIL), make_meeting(cabinet, date(2018, 5, 28))
    send_comment(meeting=march, to_meeting=lost, text="Go faster", by=scene.manager)
    cancel_meeting(meeting=lost, reason="Snow", by=scene.manager)
    page = read(client, at(march))
    assert "which was cancelled" in page
    assert f'href="{at(later)}"' in page


def test_meeting_to_come_shows_what_it_takes_up_and_offers_nothing_to_record(
    client: Client, scene: Scene, board: Board, march: Meeting
) -> None:
    raise_board_action(meeting=march, text="Write to schools", by=scene.manager)
    ahead = make_meeting(board, date(2099, 1, 29))
    page = read(client, at(ahead))
    assert "Write to schools" in page
    assert "is recorded here from 29 January 2099" in page
    assert "Record a decision" not in page
    assert client.get(at(ahead, "decisions/add/")).status_code == 404


def test_nothing_is_recorded_on_the_page_of_a_cancelled_meeting(
    client: Client, scene: Scene, march: Meeting
) -> None:
    cancel_meeting(meeting=march, reason="Snow", by=scene.manager)
    assert "Record a decision" not in read(client, at(march))
    assert client.post(at(march, "decisions/add/"), {"text": "To go on"}).status_code == 404
    assert not Decision.objects.exists()


def test_board_member_reads_the_records_and_is_offered_no_form(
    scene: Scene, march: Meeting
) -> None:
    withdraw_decision(
        decision=record_decision(meeting=march, text="To go on", by=scene.manager),
        reason="Only discussed",
        by=scene.manager,
    )
    record_decision(meeting=march, text="To hear more", by=scene.manager)
    client = signed_in(scene.place.people[Role.MEMBER])
    page = read(client, at(march))
    assert "To hear more" in page
    for words in ("Record a decision", "Add a board action", "Send a comment", "Withdraw<"):
        assert words not in page


def test_numbers_of_another_meeting_lead_nowhere(
    client: Client, scene: Scene, board: Board, march: Meeting
) -> None:
    record_decision(meeting=march, text="To go on", by=scene.manager)
    raise_board_action(meeting=march, text="Do it", by=scene.manager)
    april = make_meeting(board, APRIL)
    for below in ("decisions/1/correct/", "board-actions/1/", "board-actions/1/tell/", "minutes/"):
        assert client.get(at(april, below)).status_code == 404
    assert BoardAction.objects.count() == 1


@pytest.mark.parametrize("based_on", ["99999", "-1", "many"])
def test_form_that_no_page_had_shown_is_refused_and_keeps_what_was_typed(
    client: Client, march: Meeting, based_on: str
) -> None:
    page = send(client, at(march, "minutes/write/"), 409, text="The board met.", based_on=based_on)
    assert "The board met." in page
    assert not Minutes.objects.exists()
