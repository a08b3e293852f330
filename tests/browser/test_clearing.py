"""From issuing a paper to its sign-off: it is confirmed by link on a phone, changed, and confirmed again."""

from django.test import override_settings
from playwright.sync_api import expect

from reports.choices import SectionKind
from tests.browser.showcase import Showcase
from tests.browser.visitors import (
    PHONE,
    Open,
    saved,
    sticking_out,
    with_and_without_javascript,
)
from tests.reports.clearing import make_coming, token_to
from tests.reports.papering import write

FINANCE = "post1@riverton.example"


@with_and_without_javascript
def test_a_post_confirms_on_a_phone_and_again_after_the_text_changed(
    open_page: Open, showcase: Showcase, *, javascript: bool
) -> None:
    asked = make_coming(showcase.scene)
    desk = open_page(showcase.manager, javascript=javascript)
    clearance = f"{showcase.dashboard}papers/{asked.paper.pk}/clearance/"
    desk.goto(clearance)
    desk.get_by_role("button", name="Issue the paper").click()
    expect(desk.get_by_role("main")).to_contain_text(f"by email to {FINANCE}")
    desk.get_by_role("button", name="Issue it").click()
    expect(saved(desk)).to_contain_text("Lead member and Section 151 officer")
    with override_settings(DEMO=True):
        desk.goto("/mailbox/")
    expect(desk.get_by_role("listitem").filter(has_text=FINANCE)).to_contain_text("Please confirm")

    phone = open_page(javascript=javascript, size=PHONE, has_touch=True, is_mobile=True)
    phone.goto(f"/answer/paper/{token_to(FINANCE)}/")
    expect(phone.get_by_text("All is well.")).to_be_visible()
    assert sticking_out(phone) == []
    phone.get_by_role("button", name="Send this answer").tap()
    expect(phone.get_by_role("alert")).to_contain_text("Choose whether you confirm")
    phone.get_by_label("I confirm the paper as it stands").check()
    phone.get_by_role("button", name="Send this answer").tap()
    expect(saved(phone)).to_contain_text("You have confirmed")

    write(asked.paper, SectionKind.SUMMARY, "All is better.")
    desk.goto(clearance)
    expect(desk.get_by_role("main")).to_contain_text("Issue it again to Section 151 officer")
    expect(desk.get_by_role("main")).to_contain_text("Report summary, changed by")
    desk.get_by_role("button", name="Issue the paper").click()
    desk.get_by_role("button", name="Issue it").click()

    phone.goto(f"/answer/paper/{token_to(FINANCE)}/")
    expect(phone.get_by_role("main")).to_contain_text("so that no longer counts")
    expect(phone.get_by_text("All is better.")).to_be_visible()
    assert sticking_out(phone) == []
    phone.get_by_label("I confirm the paper as it stands").check()
    phone.get_by_role("button", name="Send this answer").tap()
    expect(saved(phone)).to_contain_text("You have confirmed")
    desk.goto(clearance)
    row = desk.get_by_role("row").filter(has_text="Section 151 officer").first
    expect(row).to_contain_text("Confirmed on")
