"""The services that record what meetings leave behind: who may call each, and a good request."""

from typing import Any

from actions.due_dates import DueDate
from boards.choices import BoardActionState, BoardKind, OutcomeBand
from boards.models import (
    BoardAction,
    Decision,
    Meeting,
    MeetingComment,
    MonitoringVisit,
    Request,
)
from boards.services import board_actions, records, requests, visits
from tests.actions.stage import ADMINISTRATOR, MANAGER, OFFICER, Given, Services, Stage
from tests.boards.making import make_board, make_meeting
from tests.factories import day

RECORDS = {ADMINISTRATOR, MANAGER, OFFICER}


def _meeting(stage: Stage) -> Meeting:
    return make_meeting(make_board(stage.scene), day(60))


def _later(meeting: Meeting) -> Meeting:
    return make_meeting(meeting.board, day(90))


def _of_meeting(**given: Any) -> Given:
    return lambda stage: {"meeting": _meeting(stage), **given}


def _agreed(stage: Stage) -> dict[str, Any]:
    meeting = _meeting(stage)
    minutes = records.record_minutes(meeting=meeting, text="They met.", by=stage.place.manager)
    return {"minutes": minutes, "meeting": _later(meeting)}


def _decision(stage: Stage) -> Decision:
    return records.record_decision(meeting=_meeting(stage), text="To go on", by=stage.place.manager)


def _board_action(stage: Stage) -> BoardAction:
    return board_actions.raise_board_action(
        meeting=_meeting(stage), text="Write to schools", by=stage.place.manager
    )


def _sent(stage: Stage) -> dict[str, Any]:
    meeting = _meeting(stage)
    return {"meeting": meeting, "to_meeting": _later(meeting), "text": "Go faster"}


def _comment(stage: Stage) -> MeetingComment:
    return records.send_comment(**_sent(stage), by=stage.place.manager)


def _request(stage: Stage) -> Request:
    meeting = _meeting(stage)
    return requests.ask_for(
        board=meeting.board,
        title="An update",
        due=DueDate.parse("October 2018"),
        asked_at=meeting,
        by=stage.place.manager,
    )


def _of_request(**given: Any) -> Given:
    return lambda stage: {"request": _request(stage), **given}


def _withdrawn(stage: Stage) -> dict[str, Any]:
    request = _request(stage)
    requests.withdraw_request(request=request, reason="Not wanted", by=stage.place.manager)
    return {"request": request, "reason": "It is wanted after all"}


def _visit(stage: Stage) -> dict[str, Any]:
    body = make_board(stage.scene, "monitoring", kind=BoardKind.MONITORING)
    visit = visits.plan_visit(
        plan=stage.scene.plan, title="First", delivery=DueDate.ongoing(), by=stage.place.manager
    )
    return {"visit": visit, "meeting": make_meeting(body, day(60))}


def _arranged(stage: Stage) -> MonitoringVisit:
    given = _visit(stage)
    visits.arrange_visit(**given, by=stage.place.manager)
    visit: MonitoringVisit = given["visit"]
    return visit


SERVICES: Services = {
    records.record_minutes: (RECORDS, _of_meeting(text="They met.")),
    records.agree_minutes: (RECORDS, _agreed),
    records.record_decision: (RECORDS, _of_meeting(text="To go on")),
    records.correct_decision: (
        RECORDS,
        lambda stage: {"decision": _decision(stage), "text": "To stop", "reason": "Misheard"},
    ),
    records.withdraw_decision: (
        RECORDS,
        lambda stage: {"decision": _decision(stage), "reason": "Only discussed"},
    ),
    records.agree_issue: (
        RECORDS,
        lambda stage: {"meeting": _meeting(stage), "issue_group": stage.issue},
    ),
    records.agree_issues: (
        RECORDS,
        lambda stage: {"meeting": _meeting(stage), "issue_groups": [stage.issue]},
    ),
    records.send_comment: (RECORDS, _sent),
    records.withdraw_comment: (
        RECORDS,
        lambda stage: {"comment": _comment(stage), "reason": "Said by another meeting"},
    ),
    records.answer_comment: (
        RECORDS,
        lambda stage: {"comment": _comment(stage), "text": "Agreed"},
    ),
    board_actions.raise_board_action: (RECORDS, _of_meeting(text="Write to schools")),
    board_actions.tell_board_action: (
        RECORDS,
        lambda stage: {
            "board_action": _board_action(stage),
            "state": BoardActionState.DONE,
            "effective_date": day(70),
        },
    ),
    requests.ask_for: (
        RECORDS,
        lambda stage: {
            "board": make_board(stage.scene),
            "title": "An update",
            "due": DueDate.ongoing(),
        },
    ),
    requests.redate_request: (
        RECORDS,
        _of_request(due=DueDate.parse("December 2018"), reason="The survey is late"),
    ),
    requests.answer_request: (RECORDS, _of_request(answered_on=day(300), paper="SEND update")),
    requests.withdraw_request: (RECORDS, _of_request(reason="Not wanted")),
    requests.reopen_request: (RECORDS, _withdrawn),
    visits.arrange_visit: (RECORDS, _visit),
    visits.record_outcome: (
        RECORDS,
        lambda stage: {
            "visit": _arranged(stage),
            "band": OutcomeBand.MET,
            "summary": "Good pace",
        },
    ),
}

_OF_A_PLAN = {
    records.agree_issue,
    records.agree_issues,
    visits.arrange_visit,
    visits.record_outcome,
}

WITHOUT_A_PLAN = set(SERVICES) - _OF_A_PLAN
"""Boards are an area's; what they say may be about a plan, but need not."""

OPEN_WHEN_CLOSED = set(SERVICES)
"""A board may still be told of, and tell of, a plan that is closed."""
