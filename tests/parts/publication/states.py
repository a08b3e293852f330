"""States of the pages of papers that go out."""

from typing import Any

from playwright.sync_api import Page, expect

from reports.choices import StepEvent, StepKind
from reports.models import Paper, PaperSection
from reports.services.clearance import add_step, record_step
from reports.services.outcomes import record_outcome
from reports.services.publishing import withdraw_publication
from tests.actions.measured import make_measure, read_month
from tests.browser.showcase import Showcase, State
from tests.browser.visitors import Open
from tests.factories import at, day, make_action, rate
from tests.reports.going_out import exempt, publish_paper, ready_paper
from tests.reports.papering import officer


def _paper(showcase: Showcase) -> Paper:
    paper = ready_paper(showcase.scene)
    exempt(paper, "What the contract costs")
    return paper


def _public(open_page: Open, showcase: Showcase, path: str = "") -> Page:
    page = open_page(None)
    page.goto(f"/published/{showcase.place.area.slug}/{path}")
    expect(page.locator("h1")).to_be_visible()
    return page


def _inside(open_page: Open, showcase: Showcase, path: str = "") -> Page:
    page = open_page(showcase.place.administrator)
    page.goto(f"/{showcase.place.area.slug}/area/published/{path}")
    expect(page.locator("h1")).to_be_visible()
    return page


def _list_empty(open_page: Open, showcase: Showcase) -> Page:
    return _public(open_page, showcase)


def _list(open_page: Open, showcase: Showcase) -> Page:
    paper = _paper(showcase)
    publish_paper(showcase.scene, paper)
    publish_paper(showcase.scene, paper, reason="Table 1 counted an action twice")
    page = _public(open_page, showcase)
    page.locator("main details summary").click()
    return page


def _superseded(open_page: Open, showcase: Showcase) -> Page:
    paper = _paper(showcase)
    first = publish_paper(showcase.scene, paper)
    publish_paper(showcase.scene, paper, reason="Table 1 counted an action twice")
    page = _public(open_page, showcase, f"{first.pk}/")
    page.get_by_text("Checksums (SHA-256)").click()
    return page


def _area_empty(open_page: Open, showcase: Showcase) -> Page:
    return _inside(open_page, showcase)


def _area_list(open_page: Open, showcase: Showcase) -> Page:
    publish_paper(showcase.scene, _paper(showcase))
    return _inside(open_page, showcase)


def _area_paper(open_page: Open, showcase: Showcase) -> Page:
    publication = publish_paper(showcase.scene, _paper(showcase))
    by = officer(showcase.scene)
    given: dict[str, Any] = {
        "publication": publication,
        "decided_on": publication.meeting_on,
        "by": by,
    }
    record_outcome(resolution="Noted", **given)
    record_outcome(
        resolution="Noted with thanks", comments="Come back", next_body="Council", **given
    )
    action, ratings = showcase.actions["1.4"], showcase.scene.ratings
    rate(action, ratings["G"], day(85), by=showcase.manager, commentary="Recruited")
    return _inside(open_page, showcase, f"{publication.pk}/#changed")


def _withdrawn(open_page: Open, showcase: Showcase) -> Page:
    publication = publish_paper(showcase.scene, _paper(showcase))
    by = officer(showcase.scene)
    withdraw_publication(publication=publication, reason="It named a child", by=by)
    return _inside(open_page, showcase, f"{publication.pk}/")


def _form(name: str) -> State:
    def state(open_page: Open, showcase: Showcase) -> Page:
        publication = publish_paper(showcase.scene, _paper(showcase))
        page = _inside(open_page, showcase, f"{publication.pk}/{name}/")
        page.locator("main form button").first.click()
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        return page

    return state


def _publish(open_page: Open, showcase: Showcase, paper: Paper, path: str = "") -> Page:
    page = open_page(showcase.manager)
    page.goto(f"{showcase.dashboard}papers/{paper.pk}/publish/{path}")
    return page


def _publish_ready(open_page: Open, showcase: Showcase) -> Page:
    paper = _paper(showcase)
    publish_paper(showcase.scene, paper)
    return _publish(open_page, showcase, paper)


def _publish_warned(open_page: Open, showcase: Showcase) -> Page:
    """With a measure that is not public, a value of it that somebody typed, and figures that moved since a sign-off."""
    scene = showcase.scene
    read_month(make_measure(scene, "Places that are free"), 1, "41.7", by=scene.manager)
    paper = _paper(showcase)
    section = paper.sections.filter(is_exempt=False, is_mandatory=True).last()
    assert section
    text = "{measure:Places that are free} and 41.7% of places that are free, of {total} actions."
    PaperSection.objects.filter(pk=section.pk).update(text=text)
    by = paper.created_by
    signs = add_step(paper=paper, kind=StepKind.SIGN_OFF, role="Monitoring officer", by=by)
    record_step(step=signs, event=StepEvent.CONFIRMED, happened_on=day(95), by=by, now=at(day(95)))
    make_action(scene, "1.99")
    page = _publish(open_page, showcase, paper)
    expect(page.get_by_text("Figures have moved since")).to_be_visible()
    expect(page.get_by_text("Typed numbers would tell")).to_be_visible()
    return page


def _publish_missing(open_page: Open, showcase: Showcase) -> Page:
    paper = _paper(showcase)
    PaperSection.objects.filter(paper=paper, is_mandatory=True).update(text="")
    return _publish(open_page, showcase, paper)


def _copy(open_page: Open, showcase: Showcase) -> Page:
    return _publish(open_page, showcase, _paper(showcase), "public/")


STATES: dict[str, State] = {
    "published papers, none": _list_empty,
    "published papers": _list,
    "published paper, superseded": _superseded,
    "area's published papers, none": _area_empty,
    "area's published papers": _area_list,
    "area's published paper": _area_paper,
    "area's published paper, withdrawn": _withdrawn,
    "outcome of a paper, refused": _form("outcome"),
    "withdrawing a paper, refused": _form("withdraw"),
    "publishing a paper": _publish_ready,
    "publishing a paper, with warnings": _publish_warned,
    "publishing a paper, something missing": _publish_missing,
    "the public copy before it goes out": _copy,
}
"""Name -> what brings a page into the state."""
