"""Everything can be done, and seen to be done, without a mouse."""

import pytest
from playwright.sync_api import expect

from tests.browser.showcase import Showcase
from tests.browser.visitors import Open, saved, tab_to

COVERED = """() => {
    const element = document.activeElement;
    if (element === document.body) return "";
    const box = element.getClientRects()[0];
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return top && (element.contains(top) || top.contains(element)) ? "" : element.outerHTML;
}"""


def test_the_skip_link_comes_first_and_leads_to_the_content(
    open_page: Open, showcase: Showcase
) -> None:
    page = open_page(showcase.owner)
    page.goto(showcase.action("1.7"))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Update this action")).to_be_focused()


def test_an_owner_updates_an_action_by_keyboard_alone(open_page: Open, showcase: Showcase) -> None:
    page = open_page(showcase.owner)
    page.goto(showcase.action("1.7"))
    tab_to(page, page.get_by_role("button", name="Update this action"), within=18)
    page.keyboard.press("Enter")

    group = page.get_by_role("group", name="Rating")
    group.wait_for()
    tab_to(page, group.get_by_role("radio", name="minor issue"), within=18)
    page.keyboard.press("ArrowDown")
    expect(group.get_by_role("radio", name="significant issue")).to_be_checked()
    tab_to(page, page.get_by_label("Commentary"), within=6)
    page.keyboard.type("The money has run out.")
    passed = tab_to(page, page.get_by_role("button", name="Save update"), within=3)
    assert [name.split(" (")[0] for name in passed] == ["Remedial action", "Save update"]
    page.keyboard.press("Enter")
    expect(saved(page)).to_contain_text("1.7 has gone from Amber to Red (significant issue).")


@pytest.mark.parametrize("where", ["dashboard", "register"])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_nothing_lies_over_what_has_the_focus(
    open_page: Open, showcase: Showcase, where: str, key: str
) -> None:
    # A low window, so that the page has to scroll under the tables' heads, which stay in view.
    page = open_page(showcase.manager, size=(1280, 320))
    page.goto(getattr(showcase, where))
    covered: list[str] = []
    for _ in range(60):
        page.keyboard.press(key)
        if found := page.evaluate(COVERED):
            covered.append(found)
    assert covered == []
