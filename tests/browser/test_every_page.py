"""What holds on every page in every state: WCAG 2.2 AA as far as axe can tell, and room on a phone."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests.browser.showcase import Showcase
from tests.browser.states import STATES
from tests.browser.visitors import PHONE, Open

AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},  # off unless asked for
    "resultTypes": ["violations"],
}
NARROW = 320
"""CSS pixels to which WCAG 2.2, 1.4.10, wants a page to reflow: 1280 at four times the size."""


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe; bin/test installs it."""
    return AXE.read_text()


@pytest.mark.parametrize("name", STATES)
def test_a_page_passes_axe_and_fits_a_phone(
    open_page: Open, showcase: Showcase, axe: str, name: str
) -> None:
    page = STATES[name](open_page, showcase)
    page.evaluate(axe)
    assert violations(page) == []
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert sticking_out(page) == []
    assert violations(page) == []
    page.set_viewport_size({"width": NARROW, "height": PHONE[1]})
    assert sticking_out(page) == []


def violations(page: Page) -> list[str]:
    """What axe finds wrong, one line each."""
    result: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [
        f"{found['id']} ({found['help']}): {node['html']} {node['failureSummary']}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


def sticking_out(page: Page) -> list[str]:
    """What makes the page wider than the screen; nothing where it has to be scrolled down only."""
    found: list[str] = page.evaluate(
        """() => {
            const width = window.innerWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return ["the page is " + document.documentElement.scrollWidth + " wide"].concat(
                [...document.body.querySelectorAll("*")]
                    .filter(element => element.getBoundingClientRect().right > width)
                    .map(element => element.outerHTML.slice(0, 120)));
        }"""
    )
    return found
