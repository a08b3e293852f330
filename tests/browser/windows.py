"""Windows of the one browser, used again: a new one for each test costs a process and a cold cache."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import Browser

from tests.browser.visitors import Watch

PATIENCE = 20_000
"""Milliseconds until what a test waits for has failed to come; busy machines take their time."""
AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core"
"""Where bin/test installs it. It is served beside the site's own files, so that the browser reads it within
the policy, and keeps it."""
AXE_ADDRESS = "/static/axe/axe.min.js"
BLANK = "/static/images/favicon.svg"
"""Where a free window stands: on the site, since a page of another one would cost a process and what the last had read."""
FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"


class Windows:
    """Windows that nobody uses now, by what they are able to do. No two share cookies."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self._address = address
        self._free: defaultdict[tuple[tuple[str, Any], ...], list[Watch]] = defaultdict(list)

    def take(self, **able: Any) -> Watch:
        """A blank window without cookies, and who watches it."""
        free = self._free[_key(able)]
        if free:
            watch = free.pop()
            watch.page.bring_to_front()
            return watch
        context = self._browser.new_context(
            base_url=self._address, locale="en-GB", timezone_id="Europe/London", **able
        )
        context.set_default_timeout(PATIENCE)
        return Watch(context.new_page(), able)

    def give_back(self, watch: Watch) -> list[str]:
        """Leave the window as `take` promises it. Returns what was wrong on its pages."""
        page, troubles = watch.page, watch.troubles
        page.unroute_all()
        if page.url.startswith(self._address):
            page.evaluate(FORGET)
        page.goto(BLANK)
        page.context.clear_cookies()
        watch.troubles = []
        self._free[_key(watch.able)].append(watch)
        return troubles

    def close(self) -> None:
        """Close those that are free."""
        for free in self._free.values():
            for watch in free:
                watch.page.context.close()


def _key(able: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(able.items()))
