"""Somebody new comes from an empty area to a plan with its first action, by what the pages offer."""

from playwright.sync_api import expect

from actions.services.areas import add_member, create_area
from tests.browser.visitors import Open, Size, both_ways, saved
from tests.factories import make_user
from wsoa.capabilities import Role


@both_ways
def test_an_empty_area_comes_to_its_first_action(
    open_page: Open, db: None, *, javascript: bool, size: Size
) -> None:
    operator, somebody = make_user("Operator", is_operator=True), make_user("Sam Reed")
    area = create_area(slug="riverton", name="Riverton", by=operator)
    add_member(area=area, user=somebody, role=Role.ADMINISTRATOR, by=operator)
    page = open_page(somebody, javascript=javascript, size=size)
    main = page.get_by_role("main")
    page.goto("/riverton/")
    page.get_by_role("button", name="Set up Riverton").click()

    page.get_by_role("link", name="Partners").click()
    main.get_by_role("button", name="Add a partner").click()
    page.get_by_label("Name", exact=True).fill("Riverton Council")
    page.get_by_label("Short name").fill("Council")
    page.get_by_label("Council", exact=True).check()
    page.get_by_role("button", name="Add partner").click()
    expect(saved(page)).to_contain_text("Riverton Council is added.")

    page.get_by_role("link", name="Next: the posts that own work").click()
    main.get_by_role("button", name="Add a post").click()
    page.get_by_label("Partner", exact=True).select_option(label="Riverton Council")
    page.get_by_label("Title of the post").fill("Head of SEND")
    page.get_by_label("Address").fill("send@riverton.example")
    page.get_by_role("button", name="Add post").click()
    expect(page.get_by_role("link", name="Carry on setting up Riverton")).to_be_visible()

    # Left there, and taken up by the same person another day, in another browser.
    page = open_page(somebody, javascript=javascript, size=size)
    main = page.get_by_role("main")
    page.goto("/riverton/")
    page.get_by_role("button", name="Set up Riverton").click()
    main.get_by_role("button", name="Create a plan").click()
    page.get_by_label("Title", exact=True).fill("Our plan")
    page.get_by_label("Written Statement of Action", exact=True).check()
    page.get_by_role("button", name="Create plan").click()
    expect(main).to_contain_text("4 of 8 parts are complete.")

    page.get_by_role("link", name="Rating scheme").click()
    main.get_by_role("button", name="Choose a rating scheme").click()
    page.get_by_role("radio", name="BRAG").check()
    page.get_by_role("button", name="Use this").click()
    page.get_by_role("link", name="Carry on setting up the plan").click()

    page.get_by_role("link", name="Themes").click()
    main.get_by_role("button", name="Add several at once").click()
    page.get_by_label("One a line").fill("1, Identification\n 1A, Early years\n2 Joint working")
    page.get_by_role("button", name="See what it would add").click()
    page.get_by_role("button", name="Add these").click()
    expect(saved(page)).to_contain_text("3 added.")

    page.get_by_role("link", name="Carry on setting up the plan").click()
    page.get_by_role("link", name="Add an action").click()
    page.locator("select[name=theme]").select_option(index=1)
    page.get_by_label("Title").fill("Assess within six weeks")
    page.get_by_role("button", name="Add this action").click()
    expect(page.get_by_role("heading", name="Assess within six weeks")).to_be_visible()
