"""States of the pages of redaction, leaving and retention."""

from playwright.sync_api import Page, expect

from actions.services import evidence
from tests.actions.files import pdf_upload
from tests.browser.showcase import LATER, Showcase, State, address
from tests.browser.visitors import Open, errors
from tests.factories import rate
from wsoa.models import User


def _administrator(showcase: Showcase) -> User:
    return showcase.place.administrator


def _searching(open_page: Open, showcase: Showcase, words: str) -> Page:
    rate(
        showcase.actions["1.3"],
        showcase.scene.ratings["R"],
        LATER,
        by=showcase.manager,
        commentary="Wilhelmina Thrupp has no place yet.",
    )
    page = open_page(_administrator(showcase))
    page.goto("/riverton/area/redact/")
    page.get_by_label("Words to take out").fill(words)
    with page.expect_navigation():
        page.get_by_role("button", name="Find the words").click()
    return page


def _found(open_page: Open, showcase: Showcase) -> Page:
    page = _searching(open_page, showcase, "Wilhelmina Thrupp")
    expect(page.get_by_role("heading", name="The words are in")).to_be_visible()
    return page


def _refused(open_page: Open, showcase: Showcase) -> Page:
    page = _found(open_page, showcase)
    page.get_by_role("button", name="Take out for good").click()
    expect(errors(page)).to_be_visible()
    return page


def _nothing(open_page: Open, showcase: Showcase) -> Page:
    page = _searching(open_page, showcase, "Nobody Atall")
    expect(page.get_by_role("status")).to_be_visible()
    return page


def _files(open_page: Open, showcase: Showcase) -> Page:
    evidence.add_file(action=showcase.actions["1.2"], upload=pdf_upload(), by=showcase.manager)
    page = open_page(_administrator(showcase))
    page.goto("/riverton/area/redact/files/")
    return page


def _leaving(open_page: Open, showcase: Showcase) -> Page:
    page = open_page(_administrator(showcase))
    page.goto(f"/riverton/area/people/left/{showcase.member.pk}/")
    page.get_by_role("button", name="Make anonymous").click()
    expect(errors(page)).to_be_visible()
    return page


STATES: dict[str, State] = {
    "what is kept": address(lambda _: None, lambda _: "/privacy/"),
    "what is kept, signed in": address(_administrator, lambda _: "/privacy/"),
    "redaction": address(_administrator, lambda _: "/riverton/area/redact/"),
    "redaction, found": _found,
    "redaction, refused": _refused,
    "redaction, nothing found": _nothing,
    "redaction, files": _files,
    "people who leave": address(_administrator, lambda _: "/riverton/area/people/left/"),
    "person who leaves, refused": _leaving,
}
"""Name -> what brings a page into the state."""
