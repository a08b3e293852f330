"""States of the pages on which papers are written."""

from django.utils import timezone
from playwright.sync_api import Page, expect

from reports.choices import SectionKind
from reports.models import Paper, PaperSection
from reports.services.comments import add_comment, settle_comment
from reports.services.papers import change_paper, start_paper, write_section
from reports.services.presence import attend
from tests.browser.showcase import Showcase, State
from tests.browser.visitors import Open, errors
from tests.reports.papering import make_paper, officer, section_of, write

LONG = "Wegbegleitungsberatungsgespräche" * 6
TABLE = "| Month | Plans |\n| --- | --- |\n| April | 17 |\n| May | 23 |"


def _opened(open_page: Open, showcase: Showcase, path: str = "") -> Page:
    page = open_page(officer(showcase.scene))
    page.goto(f"{showcase.dashboard}papers/{path}")
    expect(page.locator("h1")).to_be_visible()
    return page


def _at(section: PaperSection, end: str = "") -> str:
    return f"{section.paper_id}/sections/{section.pk}/{end}"


def _section(showcase: Showcase, kind: SectionKind = SectionKind.SUMMARY) -> PaperSection:
    return section_of(make_paper(showcase.scene), kind)


def _none(open_page: Open, showcase: Showcase) -> Page:
    return _opened(open_page, showcase)


def _several(open_page: Open, showcase: Showcase) -> Page:
    scene = showcase.scene
    make_paper(scene)
    make_paper(scene, title=LONG, body=LONG[:190])
    make_paper(scene, meeting_on=None)
    return _opened(open_page, showcase)


def _start(open_page: Open, showcase: Showcase) -> Page:
    make_paper(showcase.scene)
    return _opened(open_page, showcase, "start/")


def _start_refused(open_page: Open, showcase: Showcase) -> Page:
    page = _opened(open_page, showcase, "start/")
    page.get_by_label("Title").fill("")
    with page.expect_navigation():
        page.get_by_role("button", name="Start the paper").click()
    expect(errors(page)).to_be_visible()
    return page


def _copied(showcase: Showcase) -> Paper:
    """A paper after another, with old figures, comments, and everything that is long."""
    scene, by = showcase.scene, officer(showcase.scene)
    before = make_paper(scene)
    write(before, SectionKind.SUMMARY, "17 actions are complete, 50 % of all.")
    write(before, SectionKind.BODY, f"{LONG}\n\n{TABLE}")
    paper = start_paper(
        plan=scene.plan,
        template=before.template,
        title=LONG,
        as_at=before.as_at,
        previous=before,
        by=by,
    )
    change_paper(
        paper=paper,
        title=LONG,
        as_at=before.as_at,
        is_exempt=True,
        ground=LONG,
        is_urgent=True,
        urgency=LONG,
        by=by,
    )
    add_comment(section=section_of(paper, SectionKind.SUMMARY), text=LONG, quote="17", by=by)
    return paper


def _overview(open_page: Open, showcase: Showcase) -> Page:
    return _opened(open_page, showcase, f"{make_paper(showcase.scene).pk}/")


def _overview_full(open_page: Open, showcase: Showcase) -> Page:
    return _opened(open_page, showcase, f"{_copied(showcase).pk}/")


def _change(open_page: Open, showcase: Showcase) -> Page:
    return _opened(open_page, showcase, f"{_copied(showcase).pk}/change/")


def _empty(open_page: Open, showcase: Showcase) -> Page:
    section = next(each for each in make_paper(showcase.scene).sections.all() if not each.text)
    return _opened(open_page, showcase, _at(section))


def _written(open_page: Open, showcase: Showcase) -> Page:
    section = _section(showcase)
    text = (
        f"**{LONG}**\n\n- {LONG}\n- [{LONG}](https://example.org/{LONG})\n\n{TABLE}\n\n[[table-1]]"
    )
    write_section(section=section, text=text, by=showcase.manager, keep=True)
    add_comment(section=section, text=LONG, quote=LONG, by=showcase.manager)
    first = add_comment(section=section, text="Say how many", quote="gone", by=showcase.manager)
    add_comment(section=section, text=LONG, answers=first, by=officer(showcase.scene))
    done = add_comment(section=section, text=LONG, by=showcase.manager)
    settle_comment(comment=done, by=showcase.manager)
    attend(section=section, by=showcase.manager, at=timezone.now())
    page = _opened(open_page, showcase, _at(section))
    page.get_by_text("Add a comment").click()
    return page


def _section_copied(open_page: Open, showcase: Showcase) -> Page:
    section = section_of(_copied(showcase), SectionKind.SUMMARY)
    page = _opened(open_page, showcase, _at(section))
    expect(page.get_by_text("read it anew")).to_be_visible()
    return page


def _unknown(open_page: Open, showcase: Showcase) -> Page:
    page = _opened(open_page, showcase, _at(_section(showcase)))
    page.get_by_label("Text", exact=True).fill("There are {many} actions.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#save-state", has_text="there is no {many}")).to_be_visible()
    return page


def _conflict(open_page: Open, showcase: Showcase) -> Page:
    section = _section(showcase)
    page = _opened(open_page, showcase, _at(section))
    write_section(section=section, text=f"Theirs.\n\n{LONG}", by=showcase.manager)
    page.get_by_label("Text", exact=True).fill(f"Mine.\n\n{LONG}")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Put both together")).to_be_visible()
    return page


def _versions(open_page: Open, showcase: Showcase) -> Page:
    section = _section(showcase)
    for text in (f"First.\n\n{LONG}", f"Second and more.\n\n{LONG}{LONG}"):
        write_section(section=section, text=text, by=showcase.manager, keep=True)
    return _opened(open_page, showcase, _at(section, "versions/"))


def _section_change(open_page: Open, showcase: Showcase) -> Page:
    return _opened(open_page, showcase, _at(_section(showcase), "change/"))


def _add(open_page: Open, showcase: Showcase) -> Page:
    return _opened(open_page, showcase, f"{make_paper(showcase.scene).pk}/sections/add/")


def _preview(open_page: Open, showcase: Showcase) -> Page:
    paper = make_paper(showcase.scene)
    write(paper, SectionKind.SUMMARY, f"{LONG}\n\n{TABLE}")
    return _opened(open_page, showcase, f"{paper.pk}/preview/")


STATES: dict[str, State] = {
    "papers, none yet": _none,
    "papers, several": _several,
    "paper, being started": _start,
    "paper, start refused": _start_refused,
    "paper, just started": _overview,
    "paper, copied, exempt and urgent": _overview_full,
    "paper, being changed": _change,
    "section of a paper, empty": _empty,
    "section of a paper, written and commented": _written,
    "section of a paper, copied with old figures": _section_copied,
    "section of a paper, with a figure there is not": _unknown,
    "section of a paper, saved by somebody else": _conflict,
    "section of a paper, versions": _versions,
    "section of a paper, heading": _section_change,
    "section of a paper, a new one": _add,
    "paper, preview": _preview,
}
"""Name -> what brings a page into the state."""
