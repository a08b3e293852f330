"""The report officer's section of a template: typed, formatted from the toolbar, saved by its button and by nothing else."""

import pytest
from playwright.sync_api import expect

from reports.models import TemplateSection
from tests.browser.showcase import Showcase
from tests.browser.visitors import Open
from tests.reports.papering import make_template, officer


@pytest.mark.parametrize("leaves", [True, False], ids=["left", "saved"])
def test_a_new_section_is_typed_without_an_error_and_kept_only_by_its_button(
    open_page: Open, showcase: Showcase, *, leaves: bool
) -> None:
    template = make_template(showcase.scene)
    before = TemplateSection.objects.filter(template=template).count()
    page = open_page(officer(showcase.scene))
    area = showcase.place.area.slug
    page.goto(f"/{area}/area/paper-templates/{template.pk}/sections/new/")
    page.get_by_label("Heading", exact=True).fill("Next steps")
    text = page.locator("#id_text")
    text.press_sequentially("What happens next.")
    page.locator(".wsoa-tools button").first.click()
    expect(text).not_to_have_value("What happens next.")
    if leaves:
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"/{area}/area/paper-templates/{template.pk}/")
        expect(page.get_by_role("link", name="Next steps")).to_have_count(0)
        assert TemplateSection.objects.filter(template=template).count() == before
        return
    page.locator("#write-form button[type=submit]").last.click()
    expect(page.locator(".govuk-notification-banner--success")).to_be_visible()
    assert TemplateSection.objects.filter(template=template, heading="Next steps").exists()
