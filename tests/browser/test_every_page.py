"""What holds on every page in every state: WCAG 2.2 AA as far as axe can tell, and room on a phone.

Everything is asked at a desk's width, where nothing is folded away; at a phone's again what depends on
how the page is laid out. The layout has to hold at the narrowest width, too.
"""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.showcase import Showcase
from tests.browser.states import STATES
from tests.browser.visitors import PHONE, Open, sticking_out
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
NARROW = 320
"""CSS pixels to which WCAG 2.2, 1.4.10, wants a page to reflow: 1280 at four times the size."""


@pytest.mark.parametrize("name", STATES)
def test_a_page_passes_axe_and_fits_a_phone(open_page: Open, showcase: Showcase, name: str) -> None:
    page = STATES[name](open_page, showcase)
    page.wait_for_load_state()
    page.add_script_tag(url=AXE_ADDRESS)
    assert violations(page, EVERY_RULE) == []
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert sticking_out(page) == []
    assert violations(page, RULES_OF_LAYOUT) == []
    page.set_viewport_size({"width": NARROW, "height": PHONE[1]})
    assert sticking_out(page) == []


def violations(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe finds wrong, one line each."""
    result: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", rules)
    return [
        f"{found['id']} ({found['help']}): {node['html']} {node['failureSummary']}"
        for found in result["violations"]
        for node in found["nodes"]
    ]
