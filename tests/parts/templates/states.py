"""States of the pages of an area's paper templates and of how its papers look."""

from playwright.sync_api import Page, expect

from reports.choices import SectionKind, StepKind
from reports.models import PaperTemplate
from reports.services.template_sections import add_template_section, change_template_section
from reports.services.template_steps import add_template_step
from reports.services.templates import add_template, retire_template
from tests.browser.showcase import Showcase, State
from tests.browser.visitors import Open, errors
from tests.reports.papering import make_template, officer

LONG = "Wegbegleitungsberatungsgespräche" * 6


def _opened(open_page: Open, showcase: Showcase, below: str) -> Page:
    page = open_page(officer(showcase.scene))
    page.goto(f"/{showcase.scene.place.area.slug}/area/{below}")
    expect(page.locator("h1").first).to_be_visible()
    return page


def _templates(open_page: Open, showcase: Showcase, below: str = "") -> Page:
    return _opened(open_page, showcase, f"paper-templates/{below}")


def _full(showcase: Showcase) -> PaperTemplate:
    """A template in which everything is long."""
    scene, by = showcase.scene, officer(showcase.scene)
    template = add_template(
        area=scene.place.area, key="x" * 40, title=LONG[:190], body=LONG[:190], by=by
    )
    for kind in SectionKind:
        for text in ("", f"**{LONG}** {{total}}"):
            add_template_section(
                template=template,
                kind=kind,
                heading=LONG,
                guidance=LONG,
                text=text,
                is_mandatory=True,
                is_exempt=True,
                ground=LONG,
                by=by,
            )
    for order in (None, 1, None):
        add_template_step(
            template=template,
            kind=StepKind.SIGN_OFF,
            role=LONG[:190],
            post=scene.place.posts[0],
            is_mandatory=True,
            days=5,
            order=order,
            by=by,
        )
    return template


def _none(open_page: Open, showcase: Showcase) -> Page:
    return _templates(open_page, showcase)


def _several(open_page: Open, showcase: Showcase) -> Page:
    retire_template(template=make_template(showcase.scene), by=showcase.manager)
    _full(showcase)
    return _templates(open_page, showcase)


def _shipped(open_page: Open, showcase: Showcase) -> Page:
    return _templates(open_page, showcase, f"{make_template(showcase.scene).pk}/")


def _overview(open_page: Open, showcase: Showcase) -> Page:
    return _templates(open_page, showcase, f"{_full(showcase).pk}/")


def _without_body(open_page: Open, showcase: Showcase) -> Page:
    scene, by = showcase.scene, officer(showcase.scene)
    template = add_template(area=scene.place.area, key="new", title="New", body="Forum", by=by)
    retire_template(template=template, by=by)
    return _templates(open_page, showcase, f"{template.pk}/")


def _add(open_page: Open, showcase: Showcase) -> Page:
    page = _templates(open_page, showcase, "new/")
    with page.expect_navigation():
        page.get_by_role("button", name="Add template").click()
    expect(errors(page)).to_be_visible()
    return page


def _settings(open_page: Open, showcase: Showcase) -> Page:
    return _templates(open_page, showcase, f"{_full(showcase).pk}/change/")


def _section(open_page: Open, showcase: Showcase) -> Page:
    template = make_template(showcase.scene)
    section = template.sections.filter(kind=SectionKind.SUMMARY)[0]
    page = _templates(open_page, showcase, f"{template.pk}/sections/{section.pk}/")
    page.get_by_text("How to write lists").click()
    return page


def _section_refused(open_page: Open, showcase: Showcase) -> Page:
    page = _section(open_page, showcase)
    page.get_by_label("Standard wording").fill("There are {many}.")
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    expect(errors(page)).to_be_visible()
    return page


def _section_conflict(open_page: Open, showcase: Showcase) -> Page:
    page = _section(open_page, showcase)
    section = make_template(showcase.scene).sections.filter(kind=SectionKind.SUMMARY)[0]
    change_template_section(
        section=section,
        kind=SectionKind.SUMMARY,
        heading=LONG,
        guidance="",
        text=f"Theirs.\n\n{LONG}",
        is_mandatory=False,
        is_exempt=False,
        ground="",
        by=showcase.manager,
    )
    page.get_by_label("Standard wording").fill("Mine.")
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="What it says now")).to_be_visible()
    return page


def _step(open_page: Open, showcase: Showcase) -> Page:
    template = _full(showcase)
    return _templates(open_page, showcase, f"{template.pk}/clearance/{template.steps.all()[0].pk}/")


def _remove(open_page: Open, showcase: Showcase) -> Page:
    template = _full(showcase)
    section = template.sections.all()[0]
    return _templates(open_page, showcase, f"{template.pk}/sections/{section.pk}/remove/")


def _preview(open_page: Open, showcase: Showcase) -> Page:
    return _templates(open_page, showcase, f"{_full(showcase).pk}/preview/")


def _look(open_page: Open, showcase: Showcase) -> Page:
    return _opened(open_page, showcase, "paper-look/")


def _refused(open_page: Open, showcase: Showcase) -> Page:
    page = _look(open_page, showcase)
    page.get_by_label("Colour of headings").fill("#ffdd00")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Choose a darker one").first.wait_for()
    return page


STATES: dict[str, State] = {
    "paper templates, none taken over": _none,
    "paper templates, in use, shipped and retired": _several,
    "paper template, as shipped": _shipped,
    "paper template, everything long": _overview,
    "paper template, without a body, retired": _without_body,
    "paper template, a new one refused": _add,
    "paper template, settings": _settings,
    "paper template, section": _section,
    "paper template, section with a figure there is not": _section_refused,
    "paper template, section changed by somebody else": _section_conflict,
    "paper template, who is asked": _step,
    "paper template, a section to be removed": _remove,
    "paper template, preview": _preview,
    "how papers look": _look,
    "how papers look, colour too light": _refused,
}
"""Name of a state -> how it is brought about."""
