"""States of the pages of board packs."""

from django.utils import timezone
from playwright.sync_api import Page, expect

from boards.models import Meeting
from boards.services.packs import close_pack
from reports.services.board_packs import prepare_pack
from tests.boards.making import make_board, make_meeting
from tests.browser.showcase import PUBLISHED, Showcase, State
from tests.browser.visitors import Open


def _meeting(showcase: Showcase) -> Meeting:
    return make_meeting(make_board(showcase.scene), PUBLISHED)


def _opened(open_page: Open, showcase: Showcase, meeting: Meeting, end: str) -> Page:
    page = open_page(showcase.member)
    area, board = showcase.place.area.slug, meeting.board.slug
    page.goto(f"/{area}/area/boards/{board}/meetings/{meeting.pk}/pack/{end}")
    expect(page.locator("h1")).to_be_visible()
    return page


def _draft(open_page: Open, showcase: Showcase) -> Page:
    return _opened(open_page, showcase, _meeting(showcase), "")


def _closed(open_page: Open, showcase: Showcase) -> Page:
    meeting = _meeting(showcase)
    close_pack(meeting=meeting, by=showcase.manager)
    return _opened(open_page, showcase, meeting, "")


def _not_asked(open_page: Open, showcase: Showcase) -> Page:
    return _opened(open_page, showcase, _meeting(showcase), "pdf/")


def _ready(open_page: Open, showcase: Showcase) -> Page:
    meeting = _meeting(showcase)
    prepare_pack(meeting=meeting, pack=None, by=showcase.manager, at=timezone.now())
    page = _opened(open_page, showcase, meeting, "pdf/")
    expect(page.get_by_text("The PDF is ready")).to_be_visible()
    return page


STATES: dict[str, State] = {
    "board pack, draft": _draft,
    "board pack, closed": _closed,
    "board pack, PDF not asked for": _not_asked,
    "board pack, PDF ready": _ready,
}
"""Name -> what brings a page into the state."""
