"""What happens once at a meeting, through the services that record it, so that every table has a row."""

from actions.due_dates import DueDate
from actions.models import Action, IssueGroup
from boards.choices import BoardActionState, BoardKind, OutcomeBand
from boards.models import Board, Meeting
from boards.services.board_actions import raise_board_action, tell_board_action
from boards.services.records import (
    agree_issue,
    agree_minutes,
    answer_comment,
    record_decision,
    record_minutes,
    send_comment,
    withdraw_comment,
)
from boards.services.requests import answer_request, ask_for
from boards.services.visits import arrange_visit, plan_visit, record_outcome
from tests.boards.making import make_board, make_meeting
from tests.factories import Scene, day


def happen(scene: Scene, action: Action) -> None:
    """A meeting is minuted, decides, asks, comments and is answered; a visit comes out."""
    by = scene.manager
    first, second = _two_meetings(scene)
    minutes = record_minutes(meeting=first, text="The board met.", by=by)
    agree_minutes(minutes=minutes, meeting=second, by=by)
    decision = record_decision(meeting=first, text="To hear more", plan=scene.plan, by=by)
    for issue in IssueGroup.objects.filter(plan=scene.plan):
        agree_issue(meeting=first, issue_group=issue, by=by)
    asked = raise_board_action(
        meeting=first, text="Write to schools", owner=scene.place.posts[0], by=by
    )
    tell_board_action(
        board_action=asked,
        state=BoardActionState.DONE,
        effective_date=second.held_on,
        note="Sent to all",
        by=by,
    )
    comment = send_comment(meeting=first, to_meeting=second, text="Go faster", by=by)
    answer_comment(comment=comment, text="Agreed", by=by)
    withdraw_comment(comment=comment, reason="Said by another meeting", by=by)
    request = ask_for(
        board=first.board,
        title="An update",
        due=DueDate.parse("October 2018"),
        decision=decision,
        source="Minute 12",
        by=by,
    )
    answer_request(
        request=request,
        answered_on=second.held_on,
        answered_at=second,
        paper="SEND update",
        note="Read out",
        by=by,
    )
    _visited(scene)


def _two_meetings(scene: Scene) -> tuple[Meeting, Meeting]:
    board = _board(scene, "records-board", BoardKind.IMPROVEMENT)
    offset = 60 + 60 * board.meetings.count()
    return make_meeting(board, day(offset)), make_meeting(board, day(offset + 30))


def _board(scene: Scene, slug: str, kind: BoardKind) -> Board:
    found = Board.objects.filter(area=scene.place.area, slug=slug).first()
    return found or make_board(scene, slug, kind=kind)


def _visited(scene: Scene) -> None:
    by = scene.manager
    body = _board(scene, "records-monitors", BoardKind.MONITORING)
    meeting = make_meeting(body, day(60 + body.meetings.count()))
    visit = plan_visit(plan=scene.plan, title="First visit", delivery=DueDate.ongoing(), by=by)
    arrange_visit(visit=visit, meeting=meeting, by=by)
    record_outcome(
        visit=visit,
        band=OutcomeBand.MET,
        summary="Good pace",
        letter="Thank you for the day.",
        letter_on=meeting.held_on,
        letter_url="https://example.org/letter.pdf",
        by=by,
    )
