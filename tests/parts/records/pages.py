"""Who may see the pages of what meetings leave behind, of the forward plan and of monitoring visits."""

from actions.due_dates import DueDate
from actions.models import Action
from actions.services.issues import raise_issue_group
from boards.choices import BoardKind
from boards.models import Meeting
from boards.services.board_actions import raise_board_action
from boards.services.records import record_decision, record_minutes, send_comment
from boards.services.requests import ask_for
from boards.services.visits import arrange_visit, plan_visit
from tests.boards.making import make_board, make_meeting
from tests.factories import STARTS_ON, Scene, day
from wsoa.capabilities import Role

EVERYBODY = frozenset(Role)
MANAGERS = frozenset({Role.ADMINISTRATOR, Role.MANAGER})
RECORDS = MANAGERS | {Role.OFFICER}

MAY_SEE: dict[str, frozenset[Role]] = {
    **dict.fromkeys(
        (
            "minutes",
            "board-action",
            "board-actions",
            "forward-plan",
            "board-forward-plan",
            "request",
            "visits",
            "visit",
        ),
        EVERYBODY,
    ),
    **dict.fromkeys(
        (
            "minutes-write",
            "minutes-agree",
            "decision-add",
            "decision-correct",
            "decision-withdraw",
            "issues-agree",
            "board-action-add",
            "board-action-tell",
            "comment-send",
            "comment-answer",
            "request-add",
            "request-answer",
            "request-redate",
            "request-withdraw",
            "request-reopen",
            "visit-arrange",
            "visit-outcome",
        ),
        RECORDS,
    ),
    "visit-add": MANAGERS,
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

POST_ONLY: set[str] = set()
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = set()
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """What the meeting took up and left behind: the first decision and the first board action bear number 1."""
    by = scene.manager
    meeting = Meeting.objects.get(board__slug="steering-board", board__area=scene.place.area)
    before = make_meeting(meeting.board, day(30))
    for each in (before, meeting):
        record_minutes(meeting=each, text="The board met.", by=by)
    record_decision(meeting=meeting, text="To hear more", plan=scene.plan, by=by)
    raise_board_action(meeting=meeting, text="Write to schools", by=by)
    raise_issue_group(
        plan=scene.plan,
        title="No staff",
        explanation="A vacancy",
        remedial_action="It is advertised",
        effective_date=STARTS_ON,
        by=by,
    )
    comment = send_comment(meeting=before, to_meeting=meeting, text="Go faster", by=by)
    request = ask_for(
        board=meeting.board,
        title="An update",
        due=DueDate.parse("October 2018"),
        asked_at=meeting,
        by=by,
    )
    return {
        "number": 1,
        "comment": comment.pk,
        "request_id": request.pk,
        "visit": _visit(scene),
    }


def _visit(scene: Scene) -> int:
    body = make_board(scene, "monitoring", kind=BoardKind.MONITORING)
    visit = plan_visit(
        plan=scene.plan, title="First visit", delivery=DueDate.ongoing(), by=scene.manager
    )
    arrange_visit(visit=visit, meeting=make_meeting(body, day(60)), by=scene.manager)
    return int(visit.pk)
