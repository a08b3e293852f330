"""What a board hears of: commented by the project manager, closed with the pack, agreed by the meeting."""

import re

from playwright.sync_api import expect

from boards.services.exceptions import set_rules
from tests.boards.making import make_board, make_meeting
from tests.browser.accessible import wrong
from tests.browser.showcase import PUBLISHED, Showcase
from tests.browser.visitors import Open, follow, press, saved, with_and_without_javascript

INTRODUCTION = "The board asked in March what keeps these from moving."
COMMENT = "Both wait for the panel, which meets in May."
AGREED = "The board wants to see 1.7 again in June."


@with_and_without_javascript
def test_a_report_is_commented_closed_with_its_pack_and_agreed(
    open_page: Open, showcase: Showcase, *, javascript: bool
) -> None:
    set_rules(plan=showcase.plan, minor_after_meetings=1, by=showcase.manager)
    make_meeting(make_board(showcase.scene), PUBLISHED)
    page = open_page(showcase.manager, javascript=javascript)
    main = page.get_by_role("main")
    page.goto(f"{showcase.dashboard}exceptions/")
    reports = main.get_by_role("table", name="Meetings of boards")
    follow(page, reports.get_by_role("row").filter(has_text="Steering board").get_by_role("link"))
    expect(main).to_contain_text("7 of 9 actions need attention")

    press(page, "Write an introduction", "link")
    page.get_by_label("Introduction").fill(INTRODUCTION)
    assert wrong(page) == []
    press(page, "Save the introduction")
    expect(saved(page)).to_contain_text("The introduction is saved.")

    press(page, "Leave out 1.2", "link")
    page.get_by_label("Leave it out").check()
    page.get_by_label("Why?").fill("It is green again since the first of June.")
    assert wrong(page) == []
    press(page, "Save the choice")
    expect(main).to_contain_text("6 of 9 actions need attention")
    expect(main.get_by_role("heading", name="Left out by hand (1)")).to_be_visible()

    for reference in ("1.1", "1.7"):
        main.get_by_role("checkbox", name=f"Choose {reference}").check()
    follow(page, main.get_by_role("button", name="Comment on the rows ticked").first)
    expect(page.get_by_role("heading", name="Comment on 2 rows")).to_be_visible()
    page.get_by_label("Comment", exact=True).fill(COMMENT)
    assert wrong(page) == []
    press(page, "Save the comment")
    expect(saved(page)).to_contain_text("The comment stands over 2 rows.")
    second = main.get_by_role("row").filter(has=page.get_by_role("link", name=re.compile("^1.7 ")))
    expect(second).to_contain_text("Comment: as for 1.1")
    assert wrong(page) == []

    press(page, "The meeting", "link")
    press(page, "Close the pack")
    press(page, "Close the pack")
    press(page, f"{showcase.plan.title}: 6 actions", "link")
    expect(main).to_contain_text("What version 1 of the meeting’s pack shows")
    expect(main.get_by_role("checkbox")).to_have_count(0)

    press(page, "Record that the meeting agreed it")
    page.get_by_label("What the meeting said of it").fill(AGREED)
    assert wrong(page) == []
    press(page, "Record the agreement")
    expect(saved(page)).to_contain_text("agreed by the meeting of 30 April 2018.")
    assert wrong(page) == []

    reader = open_page(showcase.member, javascript=javascript)
    reader.goto(page.url)
    for said in ("Agreed by the meeting", INTRODUCTION, COMMENT, AGREED):
        expect(reader.get_by_role("main")).to_contain_text(said)
    expect(reader.get_by_role("main").get_by_text(COMMENT)).to_have_count(1)
