"""Under an action: a note that tells somebody, a link to another action, a reference that leads there."""

from django.core import mail
from playwright.sync_api import expect

from tests.browser.showcase import Showcase
from tests.browser.visitors import Open, Size, both_ways, saved, sticking_out
from wsoa.models import OutgoingEmail


@both_ways
def test_a_note_tells_somebody_and_actions_lead_to_one_another(
    open_page: Open, showcase: Showcase, *, javascript: bool, size: Size
) -> None:
    page = open_page(showcase.owner, javascript=javascript, size=size)
    page.goto(showcase.action("1.7"))
    page.get_by_label("Add a note").fill(
        f"@{showcase.manager.email} this waits for action 1.3:\n- no post\n- no money"
    )
    page.get_by_role("button", name="Add note").click()
    expect(saved(page)).to_be_visible()
    note = page.get_by_role("listitem").filter(has_text="this waits for action")
    expect(note).to_contain_text(f"Told by email: {showcase.manager.name}")
    expect(note.get_by_role("listitem")).to_have_text(["no post", "no money"])
    assert sticking_out(page) == []
    assert list(OutgoingEmail.objects.values_list("to", flat=True)) == [showcase.manager.email]
    assert showcase.action("1.7") in mail.outbox[0].body

    page.get_by_role("link", name="Link to another action").click()
    page.get_by_label("This action depends on the other").check()
    page.get_by_label("Reference of the other action").fill("1.3")
    page.get_by_role("button", name="Link the actions").click()
    expect(saved(page)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Depends on")
    assert sticking_out(page) == []

    note.get_by_role("link", name="1.3").click()
    expect(page.get_by_role("heading", name="Do what 1.3 says")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Do what 1.7 says")
