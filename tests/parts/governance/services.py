"""The services of boards and meetings: who may call each, and a good request."""

from datetime import time
from typing import Any

from boards.choices import AttendanceState, BoardFrequency, BoardKind, BoardRole, ItemKind
from boards.drafts import AgendaDraft
from boards.models import Board, Meeting
from boards.services import boards, meetings, sittings
from tests.actions.stage import ADMINISTRATOR, MANAGER, OFFICER, Given, Services, Stage
from tests.boards.making import make_board, make_meeting
from tests.factories import day

MANAGES = {ADMINISTRATOR, MANAGER}
RECORDS = {ADMINISTRATOR, MANAGER, OFFICER}


def _board(stage: Stage) -> Board:
    return make_board(stage.scene)


def _meeting(stage: Stage) -> Meeting:
    return make_meeting(_board(stage), day(60))


def _cancelled(stage: Stage) -> Meeting:
    return meetings.cancel_meeting(meeting=_meeting(stage), reason="Snow", by=stage.place.manager)


def _of_board(**given: Any) -> Given:
    return lambda stage: {"board": _board(stage), **given}


def _of_meeting(**given: Any) -> Given:
    return lambda stage: {"meeting": _meeting(stage), **given}


def _of_member(**given: Any) -> Given:
    return lambda stage: {"member": _board(stage).members.order_by("pk")[0], **given}


SERVICES: Services = {
    boards.add_board: (
        MANAGES,
        lambda stage: {
            "area": stage.place.area,
            "slug": "cabinet",
            "title": "Cabinet",
            "kind": BoardKind.CABINET,
            "frequency": BoardFrequency.BY_HAND,
        },
    ),
    boards.change_board: (
        MANAGES,
        _of_board(
            title="SEND steering board",
            kind=BoardKind.IMPROVEMENT,
            frequency=BoardFrequency.SIX_WEEKLY,
            terms="To see that the plan is delivered.",
            plans=(),
            reports_to=None,
            escalates_to=None,
            week_of_month=2,
            weekday=1,
            starts_at=time(9, 30),
            minutes_long=90,
            place="Town hall",
            cut_off_days=3,
            papers_working_days=5,
        ),
    ),
    boards.close_board: (MANAGES, _of_board(closed_on=day(400))),
    boards.seat_member: (
        MANAGES,
        lambda stage: {
            "board": _board(stage),
            "post": stage.place.posts[2],
            "role": BoardRole.ADVISER,
            "starts_on": day(10),
        },
    ),
    boards.change_seat: (MANAGES, _of_member(role=BoardRole.CO_CHAIR, starts_on=day(1))),
    boards.end_seat: (MANAGES, _of_member(ends_on=day(90))),
    boards.change_standing_items: (MANAGES, _of_board(items=[(ItemKind.OTHER, "Budget")])),
    meetings.schedule_meeting: (MANAGES, _of_board(held_on=day(60))),
    meetings.schedule_series: (MANAGES, _of_board(first=day(60), last=day(200))),
    meetings.move_meeting: (MANAGES, _of_meeting(held_on=day(67), reason="Half-term")),
    meetings.change_meeting: (
        MANAGES,
        _of_meeting(
            starts_at=time(10),
            minutes_long=60,
            place="Library",
            as_at=day(58),
            papers_due=day(55),
        ),
    ),
    meetings.cancel_meeting: (MANAGES, _of_meeting(reason="Snow")),
    meetings.reinstate_meeting: (
        MANAGES,
        lambda stage: {"meeting": _cancelled(stage), "reason": "The snow has gone"},
    ),
    sittings.change_agenda: (RECORDS, _of_meeting(items=[AgendaDraft(ItemKind.OTHER, "Budget")])),
    sittings.record_attendance: (
        RECORDS,
        lambda stage: {
            "meeting": _meeting(stage),
            "attendance": {stage.place.posts[0]: (AttendanceState.PRESENT, "")},
        },
    ),
}

WITHOUT_A_PLAN = set(SERVICES)
"""Boards are an area's; so are their meetings."""

OPEN_WHEN_CLOSED = set(SERVICES)
"""A board meets on whatever plans it has."""
