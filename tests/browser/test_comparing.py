"""Two meetings side by side, and the dashboard on a whole screen, without a mouse."""

import re

from playwright.sync_api import expect

from boards.services.packs import close_pack
from tests.boards.making import make_board, make_meeting
from tests.browser.accessible import wrong
from tests.browser.showcase import LATER, PUBLISHED, Showcase
from tests.browser.visitors import Open, enter, tab_to


def test_two_meetings_are_compared_by_keyboard_alone(open_page: Open, showcase: Showcase) -> None:
    board = make_board(showcase.scene)
    close_pack(meeting=make_meeting(board, PUBLISHED), by=showcase.manager)
    second = make_meeting(board, LATER)
    page = open_page(showcase.member)
    main = page.get_by_role("main")
    page.goto(f"/riverton/area/boards/steering-board/meetings/{second.pk}/")
    compare = main.get_by_role("link", name="Compare with the meeting of 30 April 2018")
    enter(page, compare, within=40)

    sides = main.get_by_role("heading", level=2).first
    expect(sides).to_have_text(re.compile("^From .*30 April 2018.* to .*1 June 2018"))
    moved = main.get_by_role("table", name="Moved up (1)").get_by_role("row").filter(has_text="1.2")
    expect(moved.get_by_role("cell")).to_have_text([re.compile("Amber"), re.compile("Green")])
    assert wrong(page) == []

    tab_to(page, main.get_by_label("To", exact=True), within=30)
    page.keyboard.type("Today")
    enter(page, main.get_by_role("button", name="Compare"), within=6)
    expect(sides).to_have_text(re.compile("^From .*30 April 2018.* to today, "))

    enter(page, main.get_by_role("link", name="Compare the other way round"), within=40)
    expect(sides).to_have_text(re.compile("^From today, .* to .*30 April 2018"))
    expect(main.get_by_role("table", name="Moved down (1)")).to_be_visible()
    about = main.locator("summary").filter(has_text="What counts as up, down and slipped")
    tab_to(page, about, within=60)
    page.keyboard.press("Enter")
    expect(main.get_by_text("A rating moves up where it gives less concern")).to_be_visible()

    page.goto(page.url)
    trail = page.get_by_role("navigation", name="Breadcrumb")
    enter(page, trail.get_by_role("link", name=showcase.plan.title), within=25)
    expect(page).to_have_url(re.compile(f"{showcase.dashboard}$"))


def test_the_dashboard_fills_the_screen_and_is_left_by_keyboard_alone(
    open_page: Open, showcase: Showcase
) -> None:
    page = open_page(showcase.member)
    page.goto(f"{showcase.dashboard}?as_at={PUBLISHED}")
    full = page.get_by_role("link", name="Full screen", exact=True)
    for leave in ("Enter", "Escape"):
        enter(page, full, within=30)
        expect(page.get_by_role("banner")).to_have_count(0)
        expect(page.get_by_role("main")).to_contain_text("as at 30 April 2018")
        if leave == "Enter":
            assert wrong(page) == []
            enter(page, page.get_by_role("link", name="Leave full screen"), within=3)
        else:
            with page.expect_navigation():
                page.keyboard.press("Escape")
        expect(page.get_by_role("banner")).to_be_visible()
        expect(page.get_by_text("The plan as at 30 April 2018", exact=True)).to_be_visible()
