"""States of the pages of what meetings leave behind, of the forward plan and of monitoring visits."""

from playwright.sync_api import Page, expect

from actions.due_dates import DueDate
from boards.choices import BoardActionState, BoardKind, OutcomeBand
from boards.models import Meeting
from boards.services.board_actions import raise_board_action, tell_board_action
from boards.services.records import (
    agree_issue,
    answer_comment,
    correct_decision,
    record_decision,
    record_minutes,
    send_comment,
    withdraw_comment,
    withdraw_decision,
)
from boards.services.requests import answer_request, ask_for
from boards.services.visits import arrange_visit, record_outcome
from tests.boards.making import make_board, make_meeting
from tests.browser.showcase import Showcase, State
from tests.browser.visitors import Open, errors
from tests.factories import day

LONG = (
    "That the report on " + "joint-commissioning-" * 12 + "is brought back, with the figures. " * 8
)
BOARD = "/riverton/area/boards/steering-board/"
MEETING, LATER = day(60), day(90)


def _recorded(showcase: Showcase) -> tuple[Meeting, Meeting]:
    """Two meetings: what the first left behind, the second takes up."""
    scene, by = showcase.scene, showcase.manager
    board = make_board(scene)
    first, second = make_meeting(board, MEETING), make_meeting(board, LATER)
    record_minutes(meeting=first, text="1. Welcome\n\nThe chair opened the meeting.", by=by)
    record_minutes(meeting=first, text=LONG * 3, reason="An item was missing", by=by)
    record_decision(meeting=first, text=LONG, plan=showcase.plan, by=by)
    wrong = record_decision(meeting=first, text="To stop", by=by)
    correct_decision(decision=wrong, text="To start", reason="Misheard", by=by)
    gone = record_decision(meeting=first, text="To meet on Tuesdays", by=by)
    withdraw_decision(decision=gone, reason="Only discussed", by=by)
    issue = showcase.plan.issue_groups.get()
    agree_issue(meeting=first, issue_group=issue, by=by)
    owner = scene.place.posts[0]
    raise_board_action(meeting=first, text=LONG, owner=owner, due_on=MEETING, by=by)
    done = raise_board_action(meeting=first, text="Write to schools", by=by)
    tell_board_action(
        board_action=done,
        state=BoardActionState.DONE,
        effective_date=LATER,
        note=LONG,
        by=by,
    )
    answered = send_comment(meeting=first, to_meeting=second, text=LONG, by=by)
    answer_comment(comment=answered, text="Agreed", by=by)
    send_comment(meeting=first, to_meeting=second, text="Use plain words", by=by)
    unsaid = send_comment(meeting=first, to_meeting=second, text="Come back in June", by=by)
    withdraw_comment(comment=unsaid, reason="The board said July", by=by)
    for title, due in (
        ("Update", "October 2018"),
        (LONG[:290], "Ongoing"),
        ("Report", "June 2088"),
    ):
        ask_for(
            board=board,
            title=title,
            due=DueDate.parse(due),
            plan=showcase.plan,
            asked_at=first,
            by=by,
        )
    paper = ask_for(board=board, title="Survey", due=DueDate.on(LATER), asked_at=first, by=by)
    answer_request(
        request=paper, answered_on=LATER, answered_at=second, paper="What parents say", by=by
    )
    return first, second


def _of_meeting(number: int, below: str = "") -> State:
    """The page of the first meeting (0) or the second (1), or one below it."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        meeting = _recorded(showcase)[number]
        page = open_page(showcase.manager)
        page.goto(f"{BOARD}meetings/{meeting.pk}/{below}")
        return page

    return state


def _recorded_at(where: str) -> State:
    """A page of the area whose board has met."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        _recorded(showcase)
        page = open_page(showcase.manager)
        page.goto(where)
        return page

    return state


def _empty(where: str) -> State:
    """A page of a board that has not met."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        make_board(showcase.scene)
        page = open_page(showcase.manager)
        page.goto(where)
        return page

    return state


def _refused(below: str, button: str = "Save") -> State:
    """A form below the first meeting, sent as it is opened."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        meeting = _recorded(showcase)[0]
        page = open_page(showcase.manager)
        page.goto(f"{BOARD}meetings/{meeting.pk}/{below}")
        page.get_by_role("button", name=button).click()
        expect(errors(page)).to_be_visible()
        return page

    return state


def _late_save(open_page: Open, showcase: Showcase) -> Page:
    """Minutes written while somebody else wrote theirs."""
    meeting = _recorded(showcase)[0]
    page = open_page(showcase.manager)
    page.goto(f"{BOARD}meetings/{meeting.pk}/minutes/write/")
    record_minutes(meeting=meeting, text=LONG, reason="Theirs", by=showcase.manager)
    page.get_by_label("Minutes").fill("Mine")
    page.get_by_label("Why is there a new version?").fill("A name was wrong")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="What it says now")).to_be_visible()
    return page


def _visit(below: str = "", *, is_out: bool = True) -> State:
    """The showcase's visit, arranged; with its outcome unless told otherwise."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        by = showcase.manager
        body = make_board(showcase.scene, "monitoring", kind=BoardKind.MONITORING)
        meeting = make_meeting(body, MEETING)
        visit = showcase.plan.monitoring_visits.get()
        arrange_visit(visit=visit, meeting=meeting, by=by)
        if is_out:
            record_outcome(
                visit=visit,
                band=OutcomeBand.EXCEEDED,
                summary=LONG,
                letter_on=LATER,
                letter=LONG,
                letter_url="https://example.org/" + "letters/" * 30,
                by=by,
            )
            raise_board_action(meeting=meeting, text=LONG, by=by)
        page = open_page(showcase.manager)
        page.goto(f"{showcase.dashboard}visits/{below.format(visit=visit.pk)}")
        return page

    return state


STATES: dict[str, State] = {
    "meeting with what it left behind": _of_meeting(0),
    "meeting with what it took up": _of_meeting(1),
    "minutes, two versions": _of_meeting(0, "minutes/"),
    "minutes, somebody else wrote meanwhile": _late_save,
    "minutes to agree": _of_meeting(1, "minutes/agree/"),
    "decision, recording": _of_meeting(0, "decisions/add/"),
    "decision, refused": _refused("decisions/add/"),
    "decision, withdrawing refused": _refused("decisions/1/withdraw/", "Withdraw decision"),
    "issues to agree": _of_meeting(1, "issues/agree/"),
    "board action, done": _of_meeting(0, "board-actions/2/"),
    "board action, news": _of_meeting(0, "board-actions/1/tell/"),
    "board action, news refused": _refused("board-actions/1/tell/"),
    "comment, refused": _refused("comments/send/", "Send comment"),
    "board actions": _recorded_at(f"{BOARD}board-actions/"),
    "board actions, none": _empty(f"{BOARD}board-actions/"),
    "boards with what is outstanding": _recorded_at("/riverton/area/boards/"),
    "board with what is outstanding": _recorded_at(BOARD),
    "forward plan": _recorded_at("/riverton/area/forward-plan/"),
    "forward plan, empty": _empty("/riverton/area/forward-plan/"),
    "forward plan of a board": _recorded_at(f"{BOARD}forward-plan/"),
    "forward plan, adding": _recorded_at(f"{BOARD}forward-plan/ask/"),
    "visits": _visit(),
    "visit with its outcome": _visit("{visit}/"),
    "visit to come": _visit("{visit}/", is_out=False),
    "visit, outcome": _visit("{visit}/outcome/", is_out=False),
}
"""Name -> what brings a page into the state."""
