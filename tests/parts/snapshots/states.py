"""States of the pages of packs closed and of comparing."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from boards.models import Meeting
from boards.services.packs import close_pack, reopen_pack
from tests.boards.making import make_board, make_meeting
from tests.browser.showcase import Showcase, State, address
from tests.browser.visitors import Open, errors
from tests.factories import day, rate


def _meeting(showcase: Showcase) -> Meeting:
    return make_meeting(make_board(showcase.scene, "watchers"), day(90))


def _closed(showcase: Showcase) -> Meeting:
    """A meeting whose pack was closed twice, after which an update of an earlier day was recorded."""
    meeting = _meeting(showcase)
    first = close_pack(meeting=meeting, by=showcase.manager)
    reopen_pack(pack=first, reason="Two updates from health came late", by=showcase.manager)
    close_pack(meeting=meeting, by=showcase.manager)
    action = showcase.actions["1.2"]
    red = showcase.scene.ratings["R"]
    rate(action, red, day(80), by=showcase.manager, commentary="Typed late. " * 60)
    return meeting


def _at(showcase: Showcase, meeting: Meeting, end: str = "") -> str:
    area = showcase.place.area.slug
    return f"/{area}/area/boards/{meeting.board.slug}/meetings/{meeting.pk}/{end}"


def _page(make: Callable[[Showcase], Meeting], end: str) -> State:
    def state(open_page: Open, showcase: Showcase) -> Page:
        where = _at(showcase, make(showcase), end.format(plan=showcase.plan.slug))
        page = open_page(showcase.manager)
        page.goto(where)
        return page

    return state


def _reason_missing(open_page: Open, showcase: Showcase) -> Page:
    page = _page(_closed, "reopen/")(open_page, showcase)
    page.get_by_role("button", name="Open the pack again").click()
    expect(errors(page)).to_be_visible()
    return page


def _compared(open_page: Open, showcase: Showcase) -> Page:
    meeting = _closed(showcase)
    page = open_page(showcase.manager)
    page.goto(f"{showcase.dashboard}compare/?from=meeting-{meeting.pk}-v1&to=2018-06-01")
    return page


STATES: dict[str, State] = {
    "pack to close": _page(_meeting, "close/"),
    "pack closed already": _page(_closed, "close/"),
    "pack to open again": _page(_closed, "reopen/"),
    "pack to open again, no reason": _reason_missing,
    "pack's versions": _page(_closed, "versions/"),
    "pack never closed, versions": _page(_meeting, "versions/"),
    "meeting whose pack is closed": _page(_closed, ""),
    "plan as it was shown": _page(_closed, "shown/{plan}/?rating=R"),
    "plan as it was shown, no such rows": _page(_closed, "shown/{plan}/?q=zzzz"),
    "plan as it would be shown": _page(_meeting, "shown/{plan}/"),
    "changed since the board saw it": _page(_closed, "changed/{plan}/"),
    "changed since, pack open": _page(_meeting, "changed/{plan}/"),
    "compared": _compared,
    "compared, nothing differs": address(
        lambda s: s.manager, lambda s: f"{s.dashboard}compare/?from=today&to=today"
    ),
    "compared, no such meeting": address(
        lambda s: s.manager, lambda s: f"{s.dashboard}compare/?from=meeting-0", 400
    ),
}
"""Name -> what brings a page into the state."""
