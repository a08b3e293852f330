"""A board from one meeting to the next: scheduled, shown the plan, minuted, and reminded of what it asked for."""

from playwright.sync_api import expect

from tests.boards.making import make_board
from tests.browser.accessible import wrong
from tests.browser.showcase import Showcase
from tests.browser.visitors import Open, Size, both_ways, press, saved

MINUTES = "The board read the dashboard.\n\n- It asked why 1.3 is late.\n- It heard the parents."
DECISION = "The board agrees that the council recruits two therapists."
ASKED = "Bring the waiting times of every school to the board."


@both_ways
def test_what_one_meeting_asks_for_is_carried_to_the_next(
    open_page: Open, showcase: Showcase, *, javascript: bool, size: Size
) -> None:
    make_board(showcase.scene)
    page = open_page(showcase.manager, javascript=javascript, size=size)
    main = page.get_by_role("main")
    page.goto("/riverton/area/boards/steering-board/")
    assert wrong(page) == []

    press(page, "Schedule a series")
    page.get_by_label("First day").fill("2018-05-01")
    page.get_by_label("Last day").fill("2018-06-30")
    press(page, "Show the dates")
    expect(main.get_by_role("table", name="2 meetings to schedule")).to_be_visible()
    assert wrong(page) == []
    press(page, "Schedule these meetings")
    expect(saved(page)).to_contain_text("2 meetings scheduled.")

    press(page, "May 2018", "link")
    expect(main).to_contain_text("The pack is open")
    press(page, "Close the pack")
    expect(main).to_contain_text("9 actions.")
    assert wrong(page) == []
    press(page, "Close the pack")
    expect(saved(page)).to_be_visible()
    expect(main).to_contain_text("The pack was closed by")

    press(page, "Record who was there", "link")
    chair = main.get_by_role("group", name="Head of SEND")
    chair.get_by_label("Attendance").select_option(label="Present")
    deputy = main.get_by_role("group", name="Head of the virtual school")
    deputy.get_by_label("Attendance").select_option(label="Sent a deputy")
    deputy.get_by_label("Note").fill("Deputy head of the virtual school")
    assert wrong(page) == []
    press(page, "Save")
    expect(saved(page)).to_contain_text("Attendance is saved.")
    expect(main).to_contain_text("1 present, 1 sent a deputy.")

    press(page, "Write the minutes", "link")
    page.get_by_label("Minutes").fill(MINUTES)
    assert wrong(page) == []
    press(page, "Save")
    expect(saved(page)).to_contain_text("The minutes are saved, as version 1.")

    press(page, "Record a decision", "link")
    page.get_by_label("What was decided?").fill(DECISION)
    press(page, "Save")
    expect(saved(page)).to_contain_text("Decision 1 is recorded.")

    press(page, "Add a board action", "link")
    page.get_by_label("What is to be done?").fill(ASKED)
    page.get_by_label("Owner").select_option(label="Designated clinical officer, Health")
    page.get_by_label("Due date").fill("2018-05-31")
    assert wrong(page) == []
    press(page, "Save")
    expect(saved(page)).to_be_visible()
    asked = main.get_by_role("table", name="What this meeting asked for")
    expect(asked.get_by_role("row").filter(has_text=ASKED)).to_contain_text("31 May 2018")
    expect(main).to_contain_text(DECISION)
    assert wrong(page) == []

    press(page, "Later: ", "link")
    carried = main.get_by_role("table", name="Board actions of earlier meetings")
    row = carried.get_by_role("row").filter(has_text=ASKED)
    expect(row).to_contain_text("Designated clinical officer")
    expect(row).to_contain_text("Late")
    assert wrong(page) == []
    press(page, "Minutes of the meeting before", "link")
    expect(main).to_contain_text("- It asked why 1.3 is late.")
    assert wrong(page) == []
    page.go_back()
    press(page, "Read the draft board pack", "link")
    expect(main).to_contain_text(ASKED)
