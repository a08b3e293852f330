"""From asking to deciding: a manager asks, an owner without an account answers on a phone, the manager decides."""

from django.test import override_settings
from playwright.sync_api import expect

from tests.actions.cycling import with_addresses
from tests.browser.showcase import Showcase
from tests.browser.visitors import (
    PHONE,
    Open,
    saved,
    sticking_out,
    with_and_without_javascript,
)


@with_and_without_javascript
def test_an_owner_without_an_account_answers_by_the_emailed_link(
    open_page: Open, showcase: Showcase, *, javascript: bool
) -> None:
    with_addresses(showcase.scene)
    desk = open_page(showcase.manager)
    desk.goto(f"{showcase.dashboard}updates/")
    with override_settings(DEMO=True):
        desk.get_by_role("button", name="Open a cycle now").click()
        expect(saved(desk)).to_contain_text("3 posts are asked")
        desk.goto("/mailbox/")
    letter = desk.get_by_role("listitem").filter(has_text="post1@riverton.example")
    letter.locator("summary").click()
    found = letter.get_by_role("link", name="answer").get_attribute("href")
    assert found
    path = "/answer/" + found.split("/answer/")[1]

    phone = open_page(javascript=javascript, size=PHONE, has_touch=True, is_mobile=True)
    phone.goto(path)
    expect(phone.get_by_text("0 of 3 answered")).to_be_visible()
    assert sticking_out(phone) == []
    phone.get_by_role("button", name="Nothing has changed on 1.2").tap()
    expect(saved(phone)).to_contain_text("2 still to go")
    card = phone.get_by_role("region", name="1.5")
    card.get_by_text("Say what has changed").tap()
    card.get_by_label("What has happened").fill("Forty parents came.")
    card.get_by_role("button", name="Send this answer").tap()
    expect(saved(phone)).to_contain_text("1 still to go")
    expect(phone.get_by_text("2 of 3 answered")).to_be_visible()
    assert sticking_out(phone) == []

    desk.goto(f"{showcase.dashboard}updates/")
    row = desk.get_by_role("row").filter(has_text="Head of the virtual school")
    expect(row).to_contain_text("Answered in part")
    expect(row).to_contain_text("2 of 3")
    desk.get_by_role("link", name="To decide").click()
    expect(desk.get_by_role("article", name="1.5")).to_contain_text("Forty parents came.")

    desk.get_by_role("link", name="Edit, then accept 1.5").click()
    desk.get_by_label("Commentary").fill("Forty parents came to the first meeting.")
    desk.get_by_role("button", name="Accept and record").click()
    expect(saved(desk)).to_contain_text("Accepted: 1.5.")
    desk.get_by_role("link", name="Return with a reason 1.2").click()
    desk.get_by_label("Why is it returned?").fill("Surely the school has opened?")
    desk.get_by_role("button", name="Return it").click()
    expect(saved(desk)).to_contain_text("Returned: 1.2")
    desk.goto(showcase.action("1.5"))
    expect(desk.get_by_role("main")).to_contain_text("Forty parents came to the first meeting.")
    desk.get_by_text("What was sent for acceptance").click()
    expect(desk.get_by_role("main")).to_contain_text("with another commentary")

    phone.goto(path)
    expect(phone.get_by_text("1 of 3 answered")).to_be_visible()
    returned = phone.get_by_role("region", name="1.2")
    expect(returned).to_contain_text("Surely the school has opened?")
    returned.get_by_text("Say what has changed").tap()
    returned.get_by_label("What has happened").fill("It opened on Monday.")
    returned.get_by_role("button", name="Send this answer").tap()
    expect(saved(phone)).to_contain_text("1 still to go")
