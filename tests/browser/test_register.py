"""The manager's one screen: find, keep the question, change several at once, take the answer along."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.showcase import Showcase
from tests.browser.visitors import (
    Open,
    Size,
    action_rows,
    both_ways,
    errors,
    saved,
    sticking_out,
)


@both_ways
def test_a_filter_is_saved_its_actions_changed_together_and_downloaded(
    open_page: Open, showcase: Showcase, *, javascript: bool, size: Size
) -> None:
    page = open_page(showcase.manager, javascript=javascript, size=size)
    page.goto(showcase.register)
    filters = page.get_by_role("form", name="Filter the actions")
    if not filters.is_visible():
        page.get_by_text("Filter the actions").click()
    filters.get_by_label("Red (significant issue)").check()
    filters.get_by_label("Amber (minor issue)").check()
    filters.get_by_role("button", name="Show").click()
    expect(action_rows(page)).to_have_count(3)
    expect(page.get_by_text("3 of 9 actions")).to_be_visible()
    assert sticking_out(page) == []

    page.get_by_role("link", name="Save this view").click()
    page.get_by_label("Name of the view").fill("In trouble")
    page.get_by_role("button", name="Save the view").click()
    expect(saved(page)).to_contain_text("In trouble")
    page.goto(showcase.register)
    page.get_by_role("link", name="In trouble", exact=True).click()
    expect(action_rows(page)).to_have_count(3)

    page.get_by_role("link", name="Change several").click()
    page.get_by_label("All 3 that fit the filter").check()
    page.get_by_role("button", name="Record an update").first.click()
    page.get_by_text("3 actions chosen").click()
    page.get_by_label("Red").check()
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("row").filter(has_text="1.7")).to_contain_text("Problem")
    assert sticking_out(page) == []
    page.get_by_role("button", name="Change what you typed").click()
    page.get_by_label("Green").check()
    page.get_by_label("Commentary").fill("The board met and found the money.")
    page.get_by_role("button", name="See what would change").click()
    before_and_after = page.get_by_role("row").filter(has_text="1.7")
    expect(before_and_after).to_contain_text("Amber")
    expect(before_and_after).to_contain_text("Green")
    expect(errors(page)).to_have_count(0)
    page.get_by_role("button", name="Save all 3").first.click()
    expect(saved(page)).to_contain_text("3 actions were updated.")

    page.goto(f"{showcase.register}?q=found+the+money")
    expect(action_rows(page)).to_have_count(3)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="workbook (XLSX)").click()
    rows = list(
        load_workbook(BytesIO(Path(waiting.value.path()).read_bytes()))
        .worksheets[-1]
        .iter_rows(values_only=True)
    )
    assert [row[0] for row in rows[1:]] == ["1.3", "1.7", "1.8"]
