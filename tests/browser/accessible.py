"""What axe finds wrong with a page: WCAG 2.2 AA, as far as a program can tell."""

from typing import Any

from playwright.sync_api import Page

from tests.browser.visitors import sticking_out
from tests.browser.windows import AXE_ADDRESS

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
EVERY_RULE = {
    "runOnly": WCAG,
    "rules": {"target-size": {"enabled": True}},  # off unless asked for
    "resultTypes": ["violations"],
}
RULES_OF_LAYOUT = {
    "runOnly": {
        "type": "rule",
        "values": [
            *("color-contrast", "link-in-text-block", "target-size"),
            *("aria-hidden-focus", "scrollable-region-focusable"),
            *("button-name", "aria-valid-attr-value"),  # of what folds the navigation
        ],
    },
    "resultTypes": ["violations"],
}


def wrong(page: Page) -> list[str]:
    """What is wrong with the page as it is laid out now: it sticks out, or axe finds something.

    Axe is a script itself: a window without JavaScript is only asked how wide the page is.
    """
    found = sticking_out(page)
    if page.evaluate("() => document.body.classList.contains('js-enabled')"):
        load_axe(page)
        found += violations(page, EVERY_RULE)
    return found


def load_axe(page: Page) -> None:
    """Bring axe into the page, for `violations`."""
    page.add_script_tag(url=AXE_ADDRESS)


def violations(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe finds wrong, one line each."""
    result: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", rules)
    return [
        f"{found['id']} ({found['help']}): {node['html']} {node['failureSummary']}"
        for found in result["violations"]
        for node in found["nodes"]
    ]
