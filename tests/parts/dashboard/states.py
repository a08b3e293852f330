"""States of a plan's dashboard and of the screen of a meeting room."""

from playwright.sync_api import Page

from actions.services.updates import record_update
from tests.boards.making import make_board, make_meeting
from tests.browser.showcase import LATER, Showcase, State
from tests.browser.visitors import Open
from tests.factories import day, make_plan

LONG = "Incomprehensibly-long-words-without-any-space-in-them-at-all " * 40


def _met(showcase: Showcase) -> None:
    """A board met twice, and a long commentary came after."""
    board = make_board(showcase.scene)
    for days in (60, 100):
        make_meeting(board, day(days))
    record_update(
        action=showcase.actions["1.3"],
        rating=showcase.scene.ratings["R"],
        effective_date=LATER,
        commentary=LONG[:2000],
        remedial_action=LONG[:2000],
        by=showcase.manager,
    )


def _shown(address: str, *, met: bool = True) -> State:
    def state(open_page: Open, showcase: Showcase) -> Page:
        if met:
            _met(showcase)
        page = open_page(showcase.manager)
        page.goto(f"{showcase.dashboard}{address}")
        return page

    return state


def _opened(open_page: Open, showcase: Showcase) -> Page:
    """The figures behind every chart in view."""
    page = _shown("")(open_page, showcase)
    for summary in page.get_by_text("Show the figures").all():
        summary.click()
    return page


def _of_no_actions(address: str) -> State:
    def state(open_page: Open, showcase: Showcase) -> Page:
        plan = make_plan(showcase.place, "bare")
        page = open_page(showcase.manager)
        page.goto(f"/{showcase.place.area.slug}/{plan.slug}/{address}")
        return page

    return state


def _on_the_board(open_page: Open, showcase: Showcase) -> Page:
    _met(showcase)
    page = open_page(showcase.member)
    page.goto(f"/{showcase.place.area.slug}/area/boards/steering-board/")
    return page


STATES: dict[str, State] = {
    "dashboard after two meetings, with the figures of its charts": _opened,
    "dashboard over months": _shown("?over=months&since=nothing"),
    "dashboard asked for what there is not": _shown("?since=99999&over=years"),
    "dashboard of a plan without actions": _of_no_actions(""),
    "full screen": _shown("screen/"),
    "full screen of a past day without a meeting": _shown("screen/?as_at=2018-02-01", met=False),
    "full screen of a plan without actions": _of_no_actions("screen/"),
    "board with the plan it watches": _on_the_board,
}
"""Name -> what brings a page into the state."""
