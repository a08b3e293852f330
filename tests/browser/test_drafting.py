"""The report officer's paper: start it, write beside the preview, insert a figure, and lose nobody's words."""

import re

import pytest
from playwright.sync_api import Page, expect

from reports.choices import SectionKind
from reports.models import PaperSection
from tests.browser.accessible import wrong
from tests.browser.showcase import PUBLISHED, Showcase
from tests.browser.visitors import Open, Size, both_ways, saved
from tests.reports.papering import make_paper, officer, section_of, write

CALLED = """() => {
    const at = document.activeElement;
    const by = document.getElementById(at.getAttribute("aria-labelledby"));
    return (by || at.labels?.[0] || at).textContent;
}"""
"""What the element that has the focus is called."""
CRASHING = (
    "() => { window.fetch = () => Promise.reject(); XMLHttpRequest.prototype.send = () => {}; }"
)
"""From now on nothing is sent, as where the browser crashes before it could."""
WAIT = 15_000
"""Milliseconds that a save may take to be seen, the rest before it included."""


def words_of(page: Page) -> str:
    """What the field holds."""
    return page.get_by_label("Text", exact=True).input_value()


def reach(page: Page, name: str) -> None:
    """Press the Tab key until what is called so has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(CALLED).strip().startswith(name):
            return
    raise AssertionError(f"The Tab key does not lead to {name}.")


def section_at(showcase: Showcase, section: PaperSection) -> str:
    """The address of the section's page."""
    return f"{showcase.dashboard}papers/{section.paper_id}/sections/{section.pk}/"


@pytest.fixture
def section(showcase: Showcase) -> PaperSection:
    """The summary of a paper that was just started."""
    paper = make_paper(showcase.scene, as_at=PUBLISHED)
    return section_of(paper, SectionKind.SUMMARY)


@both_ways
def test_an_officer_starts_a_paper_writes_a_section_and_looks_at_the_whole(
    open_page: Open, showcase: Showcase, *, javascript: bool, size: Size
) -> None:
    page = open_page(officer(showcase.scene), javascript=javascript, size=size)
    page.goto(f"{showcase.dashboard}papers/")
    page.get_by_role("button", name="Start a paper").click()
    page.get_by_label("Template").select_option("cabinet")
    page.get_by_label("Title").fill("SEND update")
    page.get_by_label("Another committee").fill("Cabinet")
    page.get_by_label("Its day").fill("2018-05-24")
    page.get_by_label("Figures as at").fill(PUBLISHED.isoformat())
    page.get_by_role("button", name="Start the paper").click()
    expect(saved(page)).to_be_visible()
    assert wrong(page) == []

    page.get_by_role("link", name="Report summary", exact=True).last.click()
    field = page.get_by_label("Text", exact=True)
    if javascript:
        as_share = page.get_by_role("button", name=re.compile("As %"))
        page.get_by_label("Figure", exact=True).select_option("{total}")
        expect(as_share).to_be_disabled()  # all of the plan is no part of it
        page.get_by_label("Figure", exact=True).select_option("{complete}")
        field.fill("So ")
        field.press("End")
        as_share.click()
        assert words_of(page) == "So {complete as %}"
        field.fill("We have finished ")
        field.press("End")
        page.get_by_label("Figure", exact=True).select_option("{complete}")
        page.get_by_role("button", name=re.compile("In words")).click()
        page.keyboard.type(" actions.")
        assert words_of(page) == "We have finished {complete in words} actions."
        preview = page.get_by_role("region", name="Preview")
        expect(preview).to_contain_text("We have finished two actions.", timeout=WAIT)
        expect(page.get_by_text(re.compile(r"^\s*Saved at \d\d:\d\d\."))).to_be_visible(
            timeout=WAIT
        )
    else:
        page.get_by_text("Figures and blocks to copy").click()
        expect(page.get_by_text("{complete in words}").first).to_be_visible()
        field.fill("We have finished {complete in words} actions.")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(saved(page)).to_contain_text("Saved at")
        preview = page.get_by_role("region", name="Preview")
        expect(preview).to_contain_text("We have finished two actions.")
    assert wrong(page) == []

    page.get_by_role("link", name="All sections").click()
    expect(page.get_by_role("listitem").filter(has_text="Report summary").first).to_contain_text(
        "Written"
    )
    page.get_by_role("button", name="Preview the paper").click()
    expect(page.get_by_role("article")).to_contain_text("We have finished two actions.")


@both_ways
def test_two_write_in_one_section_and_put_their_words_together(
    open_page: Open,
    showcase: Showcase,
    section: PaperSection,
    *,
    javascript: bool,
    size: Size,
) -> None:
    one = open_page(officer(showcase.scene), javascript=javascript, size=size)
    two = open_page(showcase.manager, javascript=javascript)
    for page in (one, two):
        page.goto(section_at(showcase, section))
    begun = words_of(one)
    if javascript:
        two.reload()
        expect(two.get_by_text("is writing here too")).to_be_visible(timeout=WAIT)
    one.get_by_label("Text", exact=True).fill(f"First of one.\n\n{begun}")
    one.get_by_role("button", name="Save", exact=True).click()
    expect(one.get_by_text(re.compile("Saved at")).first).to_be_visible(timeout=WAIT)

    two.get_by_label("Text", exact=True).fill(f"{begun}\n\nLast of two.")
    if not javascript:
        two.get_by_role("button", name="Save", exact=True).click()
    expect(two.get_by_role("heading", name=re.compile("saved this section"))).to_be_visible(
        timeout=WAIT
    )
    assert words_of(two) == f"{begun}\n\nLast of two."
    assert wrong(two) == []
    two.get_by_role("button", name="Put both together").click()
    expect(two.get_by_text("Both texts are put together below")).to_be_visible()
    assert words_of(two) == f"First of one.\n\n{begun}\n\nLast of two."
    two.get_by_role("button", name="Save", exact=True).click()
    expect(two.get_by_text(re.compile("Saved at")).first).to_be_visible(timeout=WAIT)
    section.refresh_from_db()
    assert section.text == f"First of one.\n\n{begun}\n\nLast of two."


@both_ways
def test_a_comment_is_made_answered_and_settled_and_versions_are_compared(
    open_page: Open,
    showcase: Showcase,
    section: PaperSection,
    *,
    javascript: bool,
    size: Size,
) -> None:
    page = open_page(officer(showcase.scene), javascript=javascript, size=size)
    page.goto(section_at(showcase, section))
    field = page.get_by_label("Text", exact=True)
    field.fill("All is well with us.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(re.compile("Saved at")).first).to_be_visible(timeout=WAIT)
    if javascript:
        field.evaluate("field => { field.focus(); field.setSelectionRange(0, 11); }")
    page.get_by_text("Add a comment").click()
    quote = page.get_by_label("The words it is about")
    if javascript:
        expect(quote).to_have_value("All is well")
    else:
        quote.fill("All is well")
    page.get_by_label("Comment", exact=True).fill("Is it?")
    page.get_by_role("button", name="Add the comment").click()
    margin = page.get_by_role("region", name="Comments")
    expect(margin.get_by_text("Is it?")).to_be_visible(timeout=WAIT)
    margin.get_by_text("Answer").first.click()
    margin.get_by_label("Answer", exact=True).fill("It is")
    margin.get_by_role("button", name="Add the answer").click()
    expect(margin.get_by_text("It is", exact=True)).to_be_visible(timeout=WAIT)
    assert wrong(page) == []
    margin.get_by_role("button", name=re.compile("Settle")).click()
    expect(margin.get_by_text("Settled by")).to_be_visible(timeout=WAIT)

    page.get_by_role("link", name="Versions of this section").click()
    page.get_by_role("link", name=re.compile("Compare with now.*version 1")).click()
    expect(page.get_by_role("insertion").first).to_contain_text("Added: All")
    assert wrong(page) == []
    page.get_by_role("button", name=re.compile("Put back.*version 1")).click()
    expect(saved(page)).to_contain_text("put back, as a new save")


def test_what_is_typed_and_not_yet_saved_outlives_the_page(
    open_page: Open, showcase: Showcase, section: PaperSection
) -> None:
    address = section_at(showcase, section)
    page = open_page(officer(showcase.scene))
    page.goto(address)
    page.get_by_label("Text", exact=True).fill("Left at once.")
    page.goto(showcase.dashboard)
    for _ in range(100):
        section.refresh_from_db()
        if section.text == "Left at once.":
            break
        page.wait_for_timeout(100)
    page.goto(address)
    assert words_of(page) == "Left at once."

    page.evaluate(CRASHING)
    page.get_by_label("Text", exact=True).fill("Gone in a crash.")
    page.goto(showcase.dashboard)
    page.goto(address)
    assert words_of(page) == "Gone in a crash."
    expect(page.locator("#save-state")).to_contain_text("are back in the text")
    expect(page.locator("#save-state")).to_contain_text("Saved at", timeout=WAIT)
    section.refresh_from_db()
    assert section.text == "Gone in a crash."


def test_a_section_is_written_with_the_keyboard_alone(
    open_page: Open, showcase: Showcase, section: PaperSection
) -> None:
    page = open_page(officer(showcase.scene))
    page.goto(section_at(showcase, section))
    field = page.get_by_label("Text", exact=True)
    field.focus()
    for key in ("Control+A", "Delete"):
        page.keyboard.press(key)
    page.keyboard.type("Now ")
    reach(page, "Figure")
    page.keyboard.type("Actions complete")
    reach(page, "With noun")
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    page.keyboard.type(" done.")
    reach(page, "Block")
    page.keyboard.type("Table 1")
    reach(page, "Insert the block")
    page.keyboard.press("Enter")
    page.keyboard.type("After it.")
    assert words_of(page) == (
        "Now {complete} {complete, action/actions} done.\n\n[[table-1]]\n\nAfter it."
    )
    reach(page, "Save")
    page.keyboard.press("Enter")
    expect(page.locator("#save-state")).to_contain_text("Saved at", timeout=WAIT)
    reach(page, "Preview")
    expect(page.get_by_role("region", name="Preview")).to_contain_text("2 actions done.")


def test_copied_words_with_old_figures_are_pointed_out_where_they_are_written(
    open_page: Open, showcase: Showcase
) -> None:
    scene = showcase.scene
    before = make_paper(scene, as_at=PUBLISHED)
    write(before, SectionKind.SUMMARY, "Seventeen actions are finished.")
    after = make_paper(scene, as_at=PUBLISHED, previous=before)
    page = open_page(officer(scene), javascript=False)
    page.goto(f"{showcase.dashboard}papers/{after.pk}/")
    left = page.get_by_role("region", name="Left to do")
    expect(left).to_contain_text("has to be read anew. Typed by hand in the previous paper: Seven")
    left.get_by_role("link", name="Report summary").last.click()
    expect(page.get_by_text("read it anew")).to_be_visible()
    assert wrong(page) == []
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("read it anew")).to_have_count(0)


def test_what_cannot_be_saved_says_so_beside_the_button_and_is_sent_again(
    open_page: Open, showcase: Showcase, section: PaperSection
) -> None:
    page = open_page(officer(showcase.scene))
    page.goto(section_at(showcase, section))
    field = page.get_by_label("Text", exact=True)
    field.fill("There are {many} actions.")
    state = page.locator("#save-state")
    expect(state).to_contain_text("there is no {many}", timeout=WAIT)
    assert words_of(page) == "There are {many} actions."
    page.goto(showcase.dashboard)
    page.goto(section_at(showcase, section))
    assert words_of(page) == "There are {many} actions."
    field.fill("There are {total} actions.")
    expect(state).to_contain_text("Saved at", timeout=WAIT)
