"""Two people at the same action: the second is shown what the first wrote, and loses nothing."""

from playwright.sync_api import expect

from tests.browser.showcase import LATER, Showcase
from tests.browser.visitors import Open, choose, rating, saved, with_and_without_javascript


@with_and_without_javascript
def test_the_second_of_two_people_sees_the_first_ones_update_and_keeps_their_own(
    open_page: Open, showcase: Showcase, *, javascript: bool
) -> None:
    first = open_page(showcase.owner, javascript=javascript)
    second = open_page(showcase.manager, javascript=javascript)
    for page in (first, second):
        page.goto(f"{showcase.action('1.7')}update/")

    choose(first, "on track")
    first.get_by_label("Commentary").fill("The panel met.")
    first.get_by_role("button", name="Save update").click()
    expect(saved(first)).to_contain_text("1.7 has gone from Amber to Green (on track).")

    choose(second, "significant issue")
    second.get_by_label("Date this is true from").fill(LATER.isoformat())
    second.get_by_label("Commentary").fill("The money has run out.\nAll of it.")
    second.get_by_label("Remedial action").fill("Ask the board for more.")
    second.get_by_role("button", name="Save update").click()
    newer = second.get_by_role("alert", name="Somebody else has updated this action")
    expect(newer).to_contain_text(showcase.owner.name)
    expect(newer).to_contain_text("Green")
    expect(newer).to_contain_text("The panel met.")
    if javascript:
        expect(newer).to_be_focused()
    expect(rating(second, "significant issue")).to_be_checked()
    expect(second.get_by_label("Date this is true from")).to_have_value(LATER.isoformat())
    expect(second.get_by_label("Commentary")).to_have_value("The money has run out.\nAll of it.")
    expect(second.get_by_label("Remedial action")).to_have_value("Ask the board for more.")

    second.get_by_label("Date this is true from").fill(
        second.get_by_label("Date this is true from").get_attribute("max") or ""
    )
    second.get_by_role("button", name="Save my update").click()
    expect(saved(second)).to_contain_text("1.7 has gone from Green to Red (significant issue).")
    history = second.get_by_role("main")
    expect(history).to_contain_text("The panel met.")
    expect(history).to_contain_text("The money has run out.")


def test_a_second_conflict_is_shown_as_well(open_page: Open, showcase: Showcase) -> None:
    page = open_page(showcase.manager)
    page.goto(f"{showcase.action('1.7')}update/")
    page.get_by_label("Commentary").fill("Mine.")
    for said in ("One thing more.", "And another."):
        other = open_page(showcase.owner)
        other.goto(f"{showcase.action('1.7')}update/")
        other.get_by_label("Commentary").fill(said)
        other.get_by_role("button", name="Save update").click()
        expect(saved(other)).to_be_visible()
        page.get_by_role("button", name="Save").click()
        newer = page.get_by_role("alert", name="Somebody else has updated this action")
        expect(newer).to_contain_text(said)
        expect(page.get_by_label("Commentary")).to_have_value("Mine.")
    page.get_by_role("button", name="Save my update").click()
    expect(saved(page)).to_be_visible()
