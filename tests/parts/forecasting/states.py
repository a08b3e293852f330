"""States of the pages of forecasts."""

from playwright.sync_api import Page

from tests.boards.foretelling import LAST_DAY, finish_some
from tests.browser.showcase import Showcase, State, address
from tests.browser.visitors import Open


def _made(path: str) -> State:
    def state(open_page: Open, showcase: Showcase) -> Page:
        finish_some(showcase.scene)
        page = open_page(showcase.manager)
        page.goto(f"{showcase.dashboard}{path}?as_at={LAST_DAY}")
        for each in page.locator("main details").all():
            each.locator("summary").first.click()
        return page

    return state


STATES: dict[str, State] = {
    "forecast": _made("forecast/"),
    "forecast, too little history": address(
        lambda s: s.manager, lambda s: f"{s.dashboard}forecast/"
    ),
    "forecast, how good past ones were": _made("forecast/check/"),
    "forecast, no past ones to compare": address(
        lambda s: s.member, lambda s: f"{s.dashboard}forecast/check/"
    ),
}
"""Name -> what brings a page into the state."""
