"""A child's name that should not be there is taken out everywhere, by an administrator with a reason."""

from playwright.sync_api import expect

from actions.services.notes import add_note
from tests.browser.showcase import LATER, Showcase
from tests.browser.visitors import Open, Size, both_ways, errors, saved, sticking_out
from tests.factories import rate

NAME = "Wilhelmina Thrupp"


@both_ways
def test_a_name_is_found_taken_out_and_found_no_more(
    open_page: Open, showcase: Showcase, *, javascript: bool, size: Size
) -> None:
    action, by = showcase.actions["1.3"], showcase.manager
    rate(action, showcase.scene.ratings["R"], LATER, by=by, commentary=f"{NAME} has no place yet.")
    add_note(action=action, text=f"Who speaks with {NAME.lower()}?", by=by)

    page = open_page(showcase.place.administrator, javascript=javascript, size=size)
    page.goto(showcase.action("1.3"))
    page.get_by_role("link", name="Take personal data out of the record").click()
    page.get_by_label("Words to take out").fill(NAME)
    page.get_by_role("button", name="Find the words").click()
    expect(page.get_by_role("heading", name="The words are in 2 places")).to_be_visible()
    expect(page.locator("mark")).to_have_text([NAME.lower(), NAME])
    assert sticking_out(page) == []
    page.get_by_label("Only the words").check()
    page.get_by_role("button", name="Take out for good").click()
    expect(errors(page)).to_contain_text("Say why the data must go.")
    page.get_by_label("Reason").fill("A child was named")
    page.get_by_role("button", name="Take out for good").click()
    expect(saved(page)).to_be_visible()

    page.goto(showcase.action("1.3"))
    expect(page.get_by_role("main")).to_contain_text("has no place yet.")
    expect(page.get_by_role("main")).not_to_contain_text("Thrupp")
    page.goto("/riverton/area/redact/")
    page.get_by_label("Words to take out").fill(NAME)
    page.get_by_role("button", name="Find the words").click()
    expect(page.get_by_role("status")).to_contain_text("These words are nowhere")
