"""States of the page of how papers look."""

from playwright.sync_api import Page

from tests.browser.showcase import Showcase, State
from tests.browser.visitors import Open
from tests.reports.papering import officer


def _look(open_page: Open, showcase: Showcase) -> Page:
    page = open_page(officer(showcase.scene))
    page.goto(f"/{showcase.scene.place.area.slug}/area/paper-look/")
    return page


def _refused(open_page: Open, showcase: Showcase) -> Page:
    page = _look(open_page, showcase)
    page.get_by_label("Colour of headings").fill("#ffdd00")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Choose a darker one").first.wait_for()
    return page


STATES: dict[str, State] = {
    "how papers look": _look,
    "how papers look, colour too light": _refused,
}
"""Name of a state -> how it is brought about."""
