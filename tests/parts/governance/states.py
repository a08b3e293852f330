"""States of the pages of boards and their meetings."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from boards.choices import AttendanceState, BoardFrequency
from boards.models import Board, Meeting
from boards.services.boards import close_board
from boards.services.meetings import cancel_meeting, move_meeting
from boards.services.sittings import record_attendance
from tests.boards.making import make_board, make_meeting
from tests.browser.showcase import Showcase, State
from tests.browser.visitors import Open, errors
from tests.factories import day
from wsoa.models import User

BOARDS = "/riverton/area/boards/"
BOARD = f"{BOARDS}steering-board/"
LONG = "Integrated-Commissioning-and-Quality-Assurance-" * 4


def _board(showcase: Showcase) -> Board:
    """A steering board between a cabinet and a working group, with a meeting held and one ahead."""
    scene = showcase.scene
    cabinet = make_board(scene, "cabinet", frequency=BoardFrequency.BY_HAND)
    board = make_board(
        scene,
        reports_to=cabinet,
        escalates_to=cabinet,
        terms="Sees that the plan is delivered.",
        place="Town hall",
    )
    make_board(scene, "working-group", reports_to=board, escalates_to=cabinet, title=LONG)
    make_board(scene, "monitoring", plans=())
    held = make_meeting(board, day(60))
    record_attendance(
        meeting=held,
        attendance={
            scene.place.posts[0]: (AttendanceState.PRESENT, ""),
            scene.place.posts[2]: (AttendanceState.DEPUTY, LONG),
        },
        by=scene.manager,
    )
    make_meeting(board, timezone.localdate() + timedelta(days=20))
    return board


def _held(board: Board) -> Meeting:
    return board.meetings.order_by("pk")[0]


def _ahead(board: Board) -> Meeting:
    return board.meetings.order_by("pk")[1]


def _at(
    where: Callable[[Board], str],
    who: Callable[[Showcase], User] = lambda showcase: showcase.manager,
    then: Callable[[Board, Showcase], object] = lambda board, showcase: None,
) -> State:
    """A page once there are boards."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        board = _board(showcase)
        then(board, showcase)
        page = open_page(who(showcase))
        answer = page.goto(where(board))
        assert answer is not None
        assert answer.status == 200
        return page

    return state


def _refused(where: Callable[[Board], str], **typed: str) -> State:
    """A form sent with something typed that is refused."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        page = open_page(showcase.manager)
        page.goto(where(_board(showcase)))
        for name, value in typed.items():
            page.locator(f"main [name={name}]").fill(value)
        page.locator("main form button[type=submit]").first.click()
        expect(errors(page)).to_be_visible()
        return page

    return state


def _empty(who: Callable[[Showcase], User]) -> State:
    def state(open_page: Open, showcase: Showcase) -> Page:
        page = open_page(who(showcase))
        page.goto(BOARDS)
        expect(page.get_by_text("No board yet")).to_be_visible()
        return page

    return state


def _meeting(board: Board, path: str = "", *, ahead: bool = False) -> str:
    return f"{BOARD}meetings/{(_ahead if ahead else _held)(board).pk}/{path}"


def _moved(board: Board, showcase: Showcase) -> None:
    meeting = _ahead(board)
    later = meeting.held_on + timedelta(days=7)
    move_meeting(meeting=meeting, held_on=later, reason=LONG, by=showcase.manager)
    cancel_meeting(meeting=meeting, reason="Too few can come.", by=showcase.manager)


def _closed(board: Board, showcase: Showcase) -> None:
    monitoring = Board.objects.get(area=board.area, slug="monitoring")
    close_board(board=monitoring, closed_on=day(90), by=showcase.manager)


def _subscribing(open_page: Open, showcase: Showcase) -> Page:
    _board(showcase)
    page = open_page(showcase.member)
    page.goto(BOARD)
    page.get_by_text("Subscribe, so that").click()
    expect(page.get_by_text("It needs no sign-in.")).to_be_visible()
    return page


SERIES = f"{BOARD}meetings/series/?first=2027-01-01&last=2027-12-31"

STATES: dict[str, State] = {
    "boards, none": _empty(lambda showcase: showcase.manager),
    "boards, none, to a member": _empty(lambda showcase: showcase.member),
    "boards and their chain": _at(lambda board: BOARDS),
    "boards, one closed": _at(lambda board: BOARDS, then=_closed),
    "board": _at(lambda board: BOARD),
    "board, to a member": _at(lambda board: BOARD, lambda showcase: showcase.member),
    "board that is closed": _at(lambda board: f"{BOARDS}monitoring/", then=_closed),
    "board, its calendar": _subscribing,
    "add a board": _at(lambda board: f"{BOARDS}new/"),
    "add a board, refused": _refused(lambda board: f"{BOARDS}new/", title=LONG),
    "change a board": _at(lambda board: f"{BOARD}change/"),
    "close a board, refused": _refused(lambda board: f"{BOARD}close/", closed_on="2018-02-01"),
    "standing items": _at(lambda board: f"{BOARD}standing-items/"),
    "add a member": _at(lambda board: f"{BOARD}members/new/"),
    "end a seat": _at(lambda board: f"{BOARD}members/{board.members.order_by('pk')[0].pk}/end/"),
    "schedule a meeting, refused": _refused(
        lambda board: f"{BOARD}meetings/new/", held_on="2018-03-02"
    ),
    "schedule a series": _at(lambda board: f"{BOARD}meetings/series/"),
    "schedule a series, its dates": _at(lambda board: SERIES),
    "schedule a series, by hand": _at(lambda board: f"{BOARDS}cabinet/meetings/series/"),
    "meeting held": _at(_meeting),
    "meeting ahead": _at(lambda board: _meeting(board, ahead=True)),
    "meeting moved and cancelled": _at(lambda board: _meeting(board, ahead=True), then=_moved),
    "move a meeting, refused": _refused(lambda board: _meeting(board, "move/")),
    "cancel a meeting": _at(lambda board: _meeting(board, "cancel/", ahead=True)),
    "put a meeting back": _at(lambda board: _meeting(board, "put-back/", ahead=True), then=_moved),
    "change a meeting": _at(lambda board: _meeting(board, "change/")),
    "agenda": _at(lambda board: _meeting(board, "agenda/")),
    "agenda, refused": _refused(
        lambda board: _meeting(board, "agenda/"), **{"title-1": "x" * 201, "place-2": "many"}
    ),
    "attendance": _at(lambda board: _meeting(board, "attendance/")),
    "attendance, refused": _refused(
        lambda board: _meeting(board, "attendance/", ahead=True), note="x" * 201
    ),
}
"""Name -> what brings a page into the state."""
