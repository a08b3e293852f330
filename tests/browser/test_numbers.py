"""Every number leads to what it counts, on the day that the page is for."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.showcase import PUBLISHED, Showcase
from tests.browser.visitors import Open, action_rows, table_1

DAYS = pytest.mark.parametrize(
    "query", ["", f"?as_at={PUBLISHED}"], ids=["today", "when last published"]
)


def test_each_count_leads_to_as_many_actions(open_page: Open, showcase: Showcase) -> None:
    page = open_page(showcase.member)
    page.goto(f"{showcase.dashboard}?as_at={PUBLISHED}")
    # Forty pages, read by the browser without being drawn: [address, number shown, rows there].
    counts = page.evaluate(
        """async () => Promise.all(
            [...document.querySelectorAll(".wsoa-table--summary td a, .wsoa-figures a")].map(
                async link => {
                    const answer = await fetch(link.href);
                    const there = new DOMParser().parseFromString(await answer.text(), "text/html");
                    const rows = there.querySelectorAll(".wsoa-table--register tbody tr");
                    return [link.href, parseInt(link.textContent), answer.ok ? rows.length : -1];
                }))"""
    )
    assert len(counts) > 30
    assert [found for found in counts if found[1] != found[2]] == []


@DAYS
def test_each_row_of_table_1_leads_to_its_actions(
    open_page: Open, showcase: Showcase, query: str
) -> None:
    page = open_page(showcase.member)
    page.goto(f"{showcase.dashboard}{query}")
    for row, counts in table_1(page).items():
        if row != "Total":
            heading = page.get_by_role("table", name="Table 1").get_by_role("rowheader", name=row)
            heading.get_by_role("link").click()
            expect(action_rows(page)).to_have_count(counts["Total"])
            page.go_back()


def test_the_as_at_date_is_kept_from_page_to_page(open_page: Open, showcase: Showcase) -> None:
    page = open_page(showcase.manager)
    page.goto("/")
    page.get_by_role("link", name="As at 30 April 2018").click()
    expect(page.get_by_text("The plan as at 30 April 2018", exact=True)).to_be_visible()

    page.get_by_role("link", name="Actions", exact=True).first.click()
    expect(page.get_by_text("The plan as at 30 April 2018", exact=True)).to_be_visible()
    filter_by_rating(page, "Amber (minor issue)")
    expect(page.get_by_text("The plan as at 30 April 2018", exact=True)).to_be_visible()
    expect(action_rows(page)).to_have_count(2)

    page.get_by_role("link", name="Do what 1.2 says").click()
    expect(page.get_by_text("As it stood on 30 April 2018")).to_be_visible()
    expect(page.get_by_role("definition").first).to_contain_text("Amber")

    trail = page.get_by_role("navigation", name="Breadcrumb")
    trail.get_by_role("link", name="Actions").click()
    expect(page.get_by_text("The plan as at 30 April 2018", exact=True)).to_be_visible()
    trail.get_by_role("link", name=showcase.plan.title).click()
    expect(page.get_by_text("The plan as at 30 April 2018", exact=True)).to_be_visible()
    page.get_by_role("link", name="Papers", exact=True).click()
    page.get_by_role("link", name="The cabinet paper as at any day").click()
    expect(page.get_by_text("The plan as at 30 April 2018", exact=True)).to_be_visible()
    trail.get_by_role("link", name=showcase.plan.title).click()
    expect(page.get_by_text("The plan as at 30 April 2018", exact=True)).to_be_visible()


def filter_by_rating(page: Page, label: str) -> None:
    """Use the register's filter."""
    page.get_by_role("group", name="Rating").get_by_label(label).check()
    page.get_by_role("form", name="Filter the actions").get_by_role("button", name="Show").click()
