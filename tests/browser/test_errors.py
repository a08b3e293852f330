"""A form that cannot be saved says why, leads to the field, and keeps what was typed."""

import re

from playwright.sync_api import expect

from tests.browser.showcase import Showcase
from tests.browser.visitors import (
    Open,
    choose,
    errors,
    rating,
    saved,
    with_and_without_javascript,
)


@with_and_without_javascript
def test_a_red_update_without_commentary_is_refused_and_keeps_what_was_typed(
    open_page: Open, showcase: Showcase, *, javascript: bool
) -> None:
    page = open_page(showcase.manager, javascript=javascript)
    page.goto(f"{showcase.action('1.7')}update/")
    choose(page, "significant issue")
    page.get_by_label("Remedial action").fill("Ask the board.\n\nThen ask again.")
    page.get_by_role("button", name="Save update").click()

    expect(errors(page)).to_contain_text("rated Red needs a commentary")
    expect(rating(page, "significant issue")).to_be_checked()
    expect(page.get_by_label("Remedial action")).to_have_value("Ask the board.\n\nThen ask again.")
    commentary = page.get_by_label("Commentary")
    expect(commentary).to_have_attribute("aria-invalid", "true")
    expect(commentary).to_have_accessible_description(re.compile("needs a commentary"))
    if javascript:
        expect(page.locator(".govuk-error-summary")).to_be_focused()

    errors(page).get_by_role("link", name="needs a commentary").click()
    if javascript:
        expect(commentary).to_be_focused()
    else:
        expect(page).to_have_url(f"{page.url.split('#')[0]}#id_commentary")
    commentary.fill("The money has run out.")
    page.get_by_role("button", name="Save update").click()
    expect(saved(page)).to_contain_text("Red (significant issue)")


@with_and_without_javascript
def test_every_field_at_fault_is_named_and_led_to(
    open_page: Open, showcase: Showcase, *, javascript: bool
) -> None:
    page = open_page(showcase.manager, javascript=javascript)
    page.goto(f"{showcase.action('1.1')}update/")
    page.get_by_label("Date this is true from").fill("")
    page.get_by_label("Commentary").fill("Something was typed.")
    page.get_by_role("button", name="Save update").click()

    expect(errors(page).get_by_role("link")).to_have_text(
        ["Choose a rating.", "Enter the date this is true from."]
    )
    expect(page.get_by_label("Commentary")).to_have_value("Something was typed.")
    if not javascript:
        expect(page).to_have_title(re.compile("^Error: "))
    errors(page).get_by_role("link", name="Choose a rating.").click()
    if javascript:
        expect(rating(page, "on track")).to_be_focused()
    errors(page).get_by_role("link", name="Enter the date").click()
    if javascript:
        expect(page.get_by_label("Date this is true from")).to_be_focused()


@with_and_without_javascript
def test_a_wrong_password_is_refused_and_the_address_kept(
    open_page: Open, showcase: Showcase, *, javascript: bool
) -> None:
    page = open_page(javascript=javascript)
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(showcase.manager.email)
    page.get_by_label("Password", exact=True).fill("not the passphrase")
    page.get_by_role("button", name="Sign in").click()
    expect(errors(page)).to_be_visible()
    expect(page.get_by_label("Email")).to_have_value(showcase.manager.email)
    if javascript:
        expect(page.locator(".govuk-error-summary")).to_be_focused()


def test_a_day_in_the_future_is_refused_and_today_is_shown(
    open_page: Open, showcase: Showcase
) -> None:
    page = open_page(showcase.member)
    page.goto(f"{showcase.dashboard}?as_at=2999-01-01")
    expect(errors(page)).to_contain_text("must be today or in the past")
    expect(page.get_by_text("(today)")).to_be_visible()
    errors(page).get_by_role("link").click()
    expect(page.get_by_label("As at")).to_be_focused()
