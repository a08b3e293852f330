"""Two minutes a month: an owner answers on a phone, and the project manager accepts on one screen."""

import re

from playwright.sync_api import expect

from tests.browser.showcase import Showcase
from tests.browser.visitors import (
    PHONE,
    Open,
    Size,
    both_ways,
    errors,
    saved,
    sticking_out,
    tab_to,
    with_and_without_javascript,
)
from tests.parts.answering.desk import let_updates_wait, make_desk


@with_and_without_javascript
def test_an_owner_answers_for_everything_on_a_phone(
    open_page: Open, showcase: Showcase, *, javascript: bool
) -> None:
    scene = make_desk(showcase.place)
    page = open_page(
        showcase.owner, javascript=javascript, size=PHONE, has_touch=True, is_mobile=True
    )
    page.goto(f"{scene.address}my-work/")
    expect(page.get_by_text("4 actions need your update.")).to_be_visible()
    assert sticking_out(page) == []

    page.get_by_role("button", name="No change to 1.2").tap()
    expect(page.get_by_text("3 actions need your update.")).to_be_visible()

    card = page.get_by_role("article", name="1.1")
    card.locator("summary").tap()
    expect(card.get_by_label("Commentary")).to_have_value("What was said of 1.1 last month.")
    card.get_by_text("minor issue").tap()
    card.get_by_label("Commentary").fill("Two schools are late.")
    assert sticking_out(page) == []
    card.get_by_role("button", name="Save 1.1").tap()
    expect(page.get_by_text("2 actions need your update.")).to_be_visible()

    fresh = page.get_by_role("article", name="1.5")
    fresh.get_by_text("on track").tap()
    fresh.get_by_label("Commentary").fill("The group has met.")
    page.get_by_role("button", name="No change for all the rest").tap()
    expect(page.get_by_role("heading", name="Has nothing changed on this action?")).to_be_visible()
    expect(saved(page)).to_contain_text("Saved: 1.5.")
    page.get_by_role("button", name="Yes, no change").tap()
    expect(saved(page)).to_contain_text("No change recorded: 1.3.")
    expect(page.get_by_text("Nothing more is due from you this month.")).to_be_visible()

    page.goto(f"{scene.address}actions/1.1/")
    expect(page.get_by_role("main")).to_contain_text("Two schools are late.")
    page.goto(f"{scene.address}actions/1.2/")
    expect(page.get_by_role("main")).to_contain_text("No change: what stood still held")


@with_and_without_javascript
def test_what_an_owner_sends_is_returned_mended_and_accepted(
    open_page: Open, showcase: Showcase, *, javascript: bool
) -> None:
    scene = let_updates_wait(make_desk(showcase.place))
    owner = open_page(showcase.owner, javascript=javascript)
    manager = open_page(showcase.manager, javascript=javascript)

    owner.goto(f"{scene.address}my-work/")
    card = owner.get_by_role("article", name="1.1")
    card.locator("summary").click()
    card.get_by_text("minor issue").click()
    card.get_by_label("Commentary").fill("It is late.")
    owner.get_by_role("button", name="Save all", exact=True).last.click()
    expect(saved(owner)).to_contain_text("Sent to the project manager for acceptance. 1.1.")

    manager.goto(f"{scene.address}to-decide/")
    waiting = manager.get_by_role("article", name="1.1")
    expect(waiting).to_contain_text("It is late.")
    waiting.get_by_role("link", name="Return with a reason").click()
    manager.get_by_label("Why is it returned?").fill("Say by when.")
    manager.get_by_role("button", name="Return it").click()
    expect(saved(manager)).to_contain_text("Returned: 1.1")

    owner.goto(f"{scene.address}my-work/")
    card = owner.get_by_role("article").first
    expect(card).to_contain_text("Say by when.")
    expect(card.get_by_label("Commentary")).to_have_value("It is late.")
    card.get_by_label("Commentary").fill("It is late: the end of June.")
    card.get_by_role("button", name="Save 1.1").click()
    expect(owner.get_by_role("main")).to_contain_text("Sent to the project manager for acceptance.")

    manager.goto(f"{scene.address}to-decide/")
    manager.get_by_role("button", name="Accept 1.1").click()
    expect(saved(manager)).to_contain_text("Accepted: 1.1.")
    manager.goto(f"{scene.address}actions/1.1/")
    expect(manager.get_by_role("main")).to_contain_text("It is late: the end of June.")


@both_ways
def test_what_cannot_be_saved_stands_beside_its_card_and_nothing_typed_is_lost(
    open_page: Open, showcase: Showcase, *, javascript: bool, size: Size
) -> None:
    scene = make_desk(showcase.place)
    page = open_page(showcase.owner, javascript=javascript, size=size)
    page.goto(f"{scene.address}my-work/")
    typed = {"1.1": "Two schools are late.", "1.3": ""}
    for reference, words in typed.items():
        card = page.get_by_role("article", name=reference)
        card.locator("summary").click()
        card.get_by_text("significant issue").click()
        card.get_by_label("Commentary").fill(words)
        card.get_by_label("What is being done about it").fill(f"Help with {reference}")
    page.get_by_role("button", name="Save all", exact=True).last.click()

    expect(errors(page)).to_contain_text("1.3: ")
    expect(errors(page)).not_to_contain_text("1.1: ")
    expect(saved(page)).to_contain_text("Saved: 1.1.")
    assert sticking_out(page) == []
    card = page.get_by_role("article", name="1.3")
    expect(card.get_by_label("significant issue")).to_be_checked()
    expect(card.get_by_label("What is being done")).to_have_value("Help with 1.3")
    wrong = card.get_by_label("Commentary")
    expect(wrong).to_have_accessible_description(re.compile("needs a commentary"))
    errors(page).get_by_role("link", name="1.3").click()
    if javascript:
        expect(wrong).to_be_focused()
    wrong.fill("No place was found.")
    page.get_by_role("button", name="Save all", exact=True).last.click()
    expect(saved(page)).to_contain_text("Saved: 1.3.")
    expect(page.get_by_text("2 actions need your update.")).to_be_visible()
    page.goto(f"{scene.address}actions/1.1/")
    expect(page.get_by_role("main")).to_contain_text("Two schools are late.")


def test_an_owner_answers_for_everything_by_keyboard_alone(
    open_page: Open, showcase: Showcase
) -> None:
    scene = make_desk(showcase.place)
    page = open_page(showcase.owner)
    page.goto(f"{scene.address}my-work/")
    tab_to(page, page.get_by_role("button", name="No change to 1.1"), within=26)
    page.keyboard.press("Enter")
    expect(page.get_by_role("article", name="1.1")).to_be_focused()
    expect(page.get_by_text("3 actions need your update.")).to_be_visible()

    card = page.get_by_role("article", name="1.2")
    tab_to(page, card.locator("summary"), within=4)
    page.keyboard.press("Enter")
    tab_to(page, card.get_by_label("minor issue"), within=1)
    page.keyboard.press("ArrowUp")
    expect(card.get_by_label("on track")).to_be_checked()
    tab_to(page, card.get_by_label("Commentary"), within=1)
    page.keyboard.press("Control+A")
    page.keyboard.type("Both schools have answered.")
    tab_to(page, page.get_by_role("button", name="Save all", exact=True).last, within=16)
    page.keyboard.press("Enter")
    expect(saved(page)).to_contain_text("Saved: 1.2.")


def test_a_card_saved_with_javascript_leaves_the_others_as_they_are_being_typed(
    open_page: Open, showcase: Showcase
) -> None:
    scene = make_desk(showcase.place)
    page = open_page(showcase.owner)
    page.goto(f"{scene.address}my-work/")
    other = page.get_by_role("article", name="1.3")
    other.locator("summary").click()
    other.get_by_label("Commentary").fill("Half a sentence")
    page.get_by_role("button", name="No change to 1.1").click()
    done = page.get_by_role("article", name="1.1")
    expect(done).to_contain_text("No change recorded.")
    expect(done).to_be_focused()
    expect(other.get_by_label("Commentary")).to_have_value("Half a sentence")
