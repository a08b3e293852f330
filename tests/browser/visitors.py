"""How tests look at pages, in a person's terms: who opens them, at what size, what they read there."""

from typing import Any, Literal, Protocol

import pytest
from playwright.sync_api import ConsoleMessage, Locator, Page, Response

from wsoa.models import User

FOCUSED = """() => {
    const element = document.activeElement;
    return element.innerText || element.labels?.[0]?.innerText || element.tagName;
}"""
UNMARKED = """() => {
    const element = document.activeElement;
    const marks = style => style.backgroundColor === "rgb(255, 221, 0)"
        || style.boxShadow !== "none" || (style.outlineStyle !== "none"
        && parseFloat(style.outlineWidth) > 0 && !/, 0\\)|transparent/.test(style.outlineColor));
    const label = element.matches("[type=radio], [type=checkbox]") && element.labels[0];
    const shown = [getComputedStyle(element)];
    if (label) shown.push(getComputedStyle(label, "::before"));
    return element === document.body || shown.some(marks) ? "" : element.outerHTML;
}"""
"""The element that has the focus, if nothing about it shows that it does."""

Size = tuple[int, int]
DESK: Size = (1280, 900)
PHONE: Size = (375, 667)

with_and_without_javascript = pytest.mark.parametrize(
    "javascript", [True, False], ids=["with JavaScript", "without JavaScript"]
)
both_ways = pytest.mark.parametrize(
    ("javascript", "size"),
    [(True, PHONE), (False, DESK)],
    ids=["on a phone with JavaScript", "at a desk without JavaScript"],
)
"""A journey twice, differently each time. What a desk with JavaScript is like, the keyboard's tests see."""


class Open(Protocol):
    """Opens a blank page; see the fixture `open_page`."""

    def __call__(
        self,
        user: User | None = None,
        *,
        javascript: bool = True,
        size: Size = DESK,
        **given: Any,
    ) -> Page: ...


class Watch:
    """Notes everything on a page that a visitor should never meet. `able`: what its window was made to do."""

    def __init__(self, page: Page, able: dict[str, Any]) -> None:
        self.page = page
        self.able = able
        self.troubles: list[str] = []
        page.on("console", self._read)
        page.on("pageerror", lambda error: self.troubles.append(f"{page.url}: {error}"))
        page.on("response", self._check)

    def _read(self, message: ConsoleMessage) -> None:
        # The browser also logs the status of pages that are meant to refuse, such as 404 and 422;
        # everything else that is asked for is checked below.
        if message.type in {"error", "warning"} and "with a status of" not in message.text:
            self.troubles.append(f"{self.page.url}: {message.text}")

    def _check(self, response: Response) -> None:
        meant = response.status < 500 and response.request.resource_type in {"document", "xhr"}
        if response.status >= 400 and not meant:
            self.troubles.append(f"{response.url}: {response.status}")


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


def tab_to(page: Page, target: Locator, *, within: int) -> list[str]:
    """Press the tab key until the target has the focus; what had it on the way, each once.

    Fails where something gets the focus and nobody could tell.
    """
    passed: list[str] = []
    for _ in range(within):
        page.keyboard.press("Tab")
        if unmarked := page.evaluate(UNMARKED):
            pytest.fail(f"Nothing shows that it has the focus: {unmarked}")
        name = page.evaluate(FOCUSED)
        if name not in passed[-1:]:  # a date field has a stop for each of its parts
            passed.append(name)
        if target.evaluate("target => target === document.activeElement"):
            return passed
    pytest.fail(f"It is not among the first {within} stops: {passed}")


def enter(page: Page, target: Locator, *, within: int) -> None:
    """Follow a link or send a form by keyboard, once the tab key has come to it; wait for what it loads."""
    tab_to(page, target, within=within)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press(page: Page, name: str, role: Literal["link", "button"] = "button") -> None:
    """Press a button, or a link by some of its words, in the page's main part; wait for what it loads."""
    exact = role == "button"
    follow(page, page.get_by_role("main").get_by_role(role, name=name, exact=exact))


def follow(page: Page, target: Locator) -> None:
    """Press what leads to another page, and wait for that."""
    with page.expect_navigation():
        target.click()


def go_to(page: Page, name: str) -> None:
    """Another page of the plan, by its navigation, which a script folds where there is little room."""
    pages = page.get_by_role("button", name="Pages of this plan")
    folds = page.evaluate("() => document.body.classList.contains('js-enabled')")
    if folds and page.evaluate("() => window.innerWidth") < DESK[0]:
        pages.click()
    page.get_by_role("navigation", name="This plan").get_by_role("link", name=name).click()


def table_1(page: Page) -> dict[str, dict[str, int]]:
    """Table 1 as a person reads it: row -> column -> number, without the changes beside it."""
    found = page.get_by_role("table", name="Table 1")
    found.wait_for()
    read: list[list[str]] = found.evaluate(
        """table => [...table.rows].map(row => [...row.cells].map(cell => {
            const shown = cell.cloneNode(true);
            shown.querySelectorAll(
                ".govuk-visually-hidden, .wsoa-rating__letter, .wsoa-table__meaning, "
                + ".wsoa-table__change, svg"
            ).forEach(part => part.remove());
            return shown.textContent.trim();
        }))"""
    )
    heads = [head for head in read[0][1:] if head != "Share of each rating"]
    return {
        row[0]: {head: int(cell) for head, cell in zip(heads, row[1:], strict=False)}
        for row in read[1:]
    }


def action_rows(page: Page) -> Locator:
    """The rows of the register."""
    return page.get_by_role("table", name="Actions").locator("tbody").get_by_role("row")


def saved(page: Page) -> Locator:
    """The banner that says what was saved."""
    return page.get_by_role("alert", name="Success")


def errors(page: Page) -> Locator:
    """The summary of what is wrong, above a form."""
    return page.get_by_role("alert").filter(has_text="There is a problem")


def rating(page: Page, meaning: str) -> Locator:
    """The radio button of a form's rating, by the words beside its colour."""
    return page.get_by_role("group", name="Rating").get_by_role("radio", name=meaning)


def choose(page: Page, meaning: str) -> None:
    """Choose a rating by its words, as a finger does: the button itself is drawn by the label."""
    page.get_by_role("group", name="Rating").get_by_text(meaning).click()
