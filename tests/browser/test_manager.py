"""The project manager's month: look, update, compare with an earlier day, take the paper along."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.showcase import PUBLISHED, Showcase
from tests.browser.visitors import (
    Open,
    action_rows,
    choose,
    saved,
    table_1,
    with_and_without_javascript,
)
from tests.factories import PASSWORD


def sign_in(page: Page, email: str) -> None:
    """From the first page, as a person does."""
    page.goto("/")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Your areas")).to_be_visible()


@with_and_without_javascript
def test_a_manager_signs_in_updates_an_action_and_sees_table_1_change(
    open_page: Open, showcase: Showcase, *, javascript: bool
) -> None:
    page = open_page(javascript=javascript)
    sign_in(page, showcase.manager.email)
    page.get_by_role("link", name="Today").click()
    before = table_1(page)
    assert before["2 Joint work"] == {
        "Green": 2,
        "Amber": 0,
        "Red": 2,
        "Blue": 1,
        "White": 1,
        "Unrated": 0,
        "Total": 6,
    }

    page.get_by_role("link", name="2 Red, 2 Joint work").click()
    page.get_by_role("link", name="Do what 1.3 says").click()
    page.get_by_role("button", name="Update this action").click()
    choose(page, "complete")
    page.get_by_label("Commentary").fill("Both posts are filled.")
    page.get_by_role("button", name="Save update").click()
    expect(saved(page)).to_contain_text("1.3 has gone from Red to Blue (complete).")
    expect(page.get_by_role("main")).to_contain_text("Both posts are filled.")

    page.get_by_role("navigation", name="Breadcrumb").get_by_text(showcase.plan.title).click()
    after = table_1(page)
    assert after["2 Joint work"] == before["2 Joint work"] | {"Red": 1, "Blue": 2}
    assert after["1 Assessment"] == before["1 Assessment"]
    assert after["Total"] == before["Total"] | {"Red": 1, "Blue": 3}


@with_and_without_javascript
def test_a_manager_sees_the_plan_as_it_stood_and_comes_back_to_today(
    open_page: Open, showcase: Showcase, *, javascript: bool
) -> None:
    page = open_page(showcase.manager, javascript=javascript)
    page.goto(showcase.dashboard)
    today = table_1(page)
    page.get_by_label("As at").fill(PUBLISHED.isoformat())
    page.get_by_role("form", name="Another day").get_by_role("button", name="Show").click()
    expect(page.get_by_text("The plan as at 30 April 2018", exact=True)).to_be_visible()
    then = table_1(page)
    assert then["2 Joint work"] == today["2 Joint work"] | {"Green": 1, "Amber": 1}

    page.get_by_role("link", name="Show today").click()
    expect(page.get_by_text("(today)")).to_be_visible()
    assert table_1(page) == today


@with_and_without_javascript
def test_a_manager_takes_the_cabinet_paper_along_as_a_pdf(
    open_page: Open, showcase: Showcase, *, javascript: bool
) -> None:
    page = open_page(showcase.manager, javascript=javascript)
    page.goto(f"{showcase.dashboard}?as_at={PUBLISHED}")
    page.get_by_role("link", name="Papers", exact=True).click()
    page.get_by_role("link", name="The cabinet paper as at any day").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download as PDF").click()
    assert waiting.value.suggested_filename == "riverton-send-cabinet-2018-04-30.pdf"
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(content) > 10_000


def test_the_register_comes_as_a_csv_file_with_the_rows_that_it_shows(
    open_page: Open, showcase: Showcase
) -> None:
    page = open_page(showcase.manager)
    page.goto(f"{showcase.register}?rating=R")
    expect(action_rows(page)).to_have_count(2)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV", exact=True).click()
    lines = Path(waiting.value.path()).read_text("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["1.3", "1.8"]
