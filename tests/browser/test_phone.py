"""An action owner has two minutes and a phone."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.showcase import Showcase
from tests.browser.visitors import (
    PHONE,
    Open,
    action_rows,
    saved,
    sticking_out,
    with_and_without_javascript,
)
from tests.factories import PASSWORD


class Finger:
    """Counts its taps, and finds no page that moves sideways."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, target: Locator) -> None:
        """Tap once."""
        target.wait_for()
        assert sticking_out(self.page) == []
        target.tap()
        self.taps += 1


@with_and_without_javascript
def test_an_owner_updates_an_action_of_theirs_in_a_few_taps(
    open_page: Open, showcase: Showcase, *, javascript: bool
) -> None:
    page = open_page(javascript=javascript, size=PHONE, has_touch=True, is_mobile=True)
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(showcase.owner.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").tap()

    finger = Finger(page)
    finger.tap(page.get_by_role("link", name="Today"))
    finger.tap(page.get_by_role("link", name="Your actions"))
    expect(action_rows(page)).to_have_count(3)
    finger.tap(page.get_by_role("link", name="Do what 1.7 says"))
    finger.tap(page.get_by_role("button", name="Update this action"))
    finger.tap(page.get_by_role("group", name="Rating").get_by_text("on track"))
    finger.tap(page.get_by_role("button", name="Save update"))
    expect(saved(page)).to_contain_text("1.7 has gone from Amber to Green (on track).")
    assert sticking_out(page) == []
    assert finger.taps == 6


def test_an_owner_is_not_offered_to_update_what_others_own(
    open_page: Open, showcase: Showcase
) -> None:
    page = open_page(showcase.owner, size=PHONE)
    page.goto(showcase.action("1.2"))
    expect(page.get_by_role("heading", name="Do what 1.2 says")).to_be_visible()
    expect(page.get_by_role("button", name="Update this action")).to_have_count(0)


def test_on_a_phone_the_filter_is_folded_and_rows_say_what_each_value_is(
    open_page: Open, showcase: Showcase
) -> None:
    page = open_page(showcase.owner, size=PHONE)
    page.goto(showcase.register)
    expect(page.get_by_role("group", name="Rating")).to_be_hidden()
    labels = (
        action_rows(page)
        .first.get_by_role("cell")
        .evaluate_all(
            """cells => cells.map(cell => getComputedStyle(cell, "::before").content)
                .filter(label => label !== "none")"""
        )
    )
    assert labels == ['"Theme"', '"Owner"', '"Due"', '"Rating"']
    page.get_by_text("Filter the actions").click()
    expect(page.get_by_role("group", name="Rating")).to_be_visible()
