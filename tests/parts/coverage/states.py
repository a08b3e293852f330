"""States of the pages of what answers each weakness."""

from playwright.sync_api import Page

from tests.actions.covering import cover
from tests.actions.inspecting import answering
from tests.browser.showcase import Showcase, State
from tests.browser.visitors import Open


def _covered(path: str) -> State:
    def state(open_page: Open, showcase: Showcase) -> Page:
        cover(showcase.scene, "7.")
        page = open_page(showcase.manager)
        page.goto(f"{showcase.dashboard}{path}?as_at=2018-05-01")
        for each in page.locator("main details").all():
            each.locator("summary").first.click()
        return page

    return state


def _bare(path: str) -> State:
    def state(open_page: Open, showcase: Showcase) -> Page:
        answering(showcase.scene)
        page = open_page(showcase.manager)
        page.goto(f"{showcase.dashboard}{path}")
        return page

    return state


def _without_inspection(open_page: Open, showcase: Showcase) -> Page:
    page = open_page(showcase.manager)
    page.goto(f"{showcase.dashboard}coverage/")
    return page


STATES: dict[str, State] = {
    "coverage": _covered("coverage/"),
    "coverage, nothing answered": _bare("coverage/"),
    "coverage, no inspection": _without_inspection,
    "weakness": _covered("weaknesses/1/"),
    "readiness pack": _covered("readiness/"),
    "readiness pack, nothing answered": _bare("readiness/"),
    "weakness, nothing known": _bare("weaknesses/2/"),
}
"""Name -> what brings a page into the state."""
