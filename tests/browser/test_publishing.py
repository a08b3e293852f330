"""A paper is published, read by somebody who has not signed in, and superseded."""

import re

from playwright.sync_api import expect

from tests.browser.accessible import wrong
from tests.browser.showcase import Showcase
from tests.browser.visitors import Open, press, saved
from tests.reports.going_out import exempt, ready_paper
from tests.reports.papering import officer


def test_a_paper_is_published_read_by_anybody_and_superseded(
    open_page: Open, showcase: Showcase
) -> None:
    paper = ready_paper(showcase.scene)
    exempt(paper, "A price of £7,777")
    page = open_page(officer(showcase.scene))
    page.goto(f"{showcase.dashboard}papers/{paper.pk}/")
    press(page, "Publish it", "link")
    press(page, "Read it as the public will", "link")
    expect(page.get_by_role("main")).to_contain_text("Not for publication.")
    expect(page.get_by_role("main")).not_to_contain_text("7,777")
    press(page, "Back to publishing", "link")
    press(page, "Publish")
    expect(saved(page)).to_contain_text("Version 1 of the paper is published")

    visitor = open_page(None)
    visitor.goto("/published/riverton/")
    visitor.get_by_role("link", name="SEND update", exact=True).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("SEND update")
    expect(visitor.get_by_role("main")).not_to_contain_text("7,777")
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name="Download as PDF").click()
    assert re.fullmatch(r"riverton-.*-v1\.pdf", download.value.suggested_filename)
    assert visitor.context.cookies() == []
    first = visitor.url

    press(page, "Publish a new version", "link")
    page.get_by_label("Why is there a new version?").fill("Table 1 counted an action twice")
    press(page, "Publish")
    expect(saved(page)).to_contain_text("Version 2 of the paper is published")

    visitor.goto(first)
    expect(visitor.get_by_text("This is not the latest version.")).to_be_visible()
    expect(visitor.get_by_text("because: Table 1 counted an action twice")).to_be_visible()
    visitor.get_by_role("link", name="All published papers").click()
    visitor.locator("summary").filter(has_text="Earlier version").click()
    expect(visitor.get_by_text("Superseded on")).to_be_visible()
    assert wrong(visitor) == []
