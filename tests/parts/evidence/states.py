"""States of the pages of evidence, impact and the audit trail."""

from playwright.sync_api import Page, expect

from actions.services import evidence, impact
from actions.services.impact_ratings import replace_impact_scheme
from tests.actions.files import HTML, pdf_upload
from tests.browser.showcase import LATER, Showcase, State, address
from tests.browser.visitors import Open, choose, errors
from tests.factories import make_eventful, make_scene
from wsoa.models import User

LONG = "Minutes of the improvement board with the appendix on " + "assessment-" * 12


def _manager(showcase: Showcase) -> User:
    return showcase.manager


def _administrator(showcase: Showcase) -> User:
    return showcase.place.administrator


def _with_evidence(open_page: Open, showcase: Showcase) -> Page:
    """An action with a file, a link and a withdrawn file."""
    action, by = showcase.actions["1.2"], showcase.manager
    evidence.add_file(action=action, upload=pdf_upload(), title=LONG, by=by)
    evidence.add_link(action=action, url="https://example.org/" + "minutes/" * 30, by=by)
    wrong = evidence.add_file(action=action, upload=pdf_upload("wrong.pdf"), by=by)
    evidence.withdraw_evidence(evidence=wrong, reason="Another board's minutes", by=by)
    page = open_page(showcase.manager)
    page.goto(showcase.action("1.2"))
    page.get_by_text("Withdrawn evidence (1)").click()
    return page


def _refused_evidence(open_page: Open, showcase: Showcase) -> Page:
    page = open_page(showcase.manager)
    page.goto(f"{showcase.action('1.2')}evidence/add/")
    page.get_by_label("Link to the evidence").fill("minutes of May")
    page.get_by_label("File").set_input_files(
        {"name": "minutes.pdf", "mimeType": "application/pdf", "buffer": HTML}
    )
    page.get_by_role("button", name="Add evidence").click()
    expect(errors(page)).to_be_visible()
    return page


def _withdrawing(open_page: Open, showcase: Showcase) -> Page:
    kept = evidence.add_link(
        action=showcase.actions["1.2"], url="https://example.org/x", by=showcase.manager
    )
    page = open_page(showcase.manager)
    page.goto(f"{showcase.action('1.2')}evidence/{kept.pk}/withdraw/")
    page.get_by_role("button", name="Withdraw this evidence").click()
    expect(errors(page)).to_be_visible()
    return page


def _completing(open_page: Open, showcase: Showcase) -> Page:
    """The update form once a rating is chosen that completes the action."""
    page = open_page(showcase.manager)
    page.goto(f"{showcase.action('1.2')}update/")
    choose(page, "complete")
    expect(page.get_by_label("Link to the evidence")).to_be_visible()
    return page


def _rates_impact(showcase: Showcase) -> None:
    by = showcase.manager
    ratings = replace_impact_scheme(plan=showcase.plan, preset="embedding", by=by)
    for reference, rating in zip(("1.2", "1.3", "1.4"), ratings, strict=True):
        impact.assess_impact(
            action=showcase.actions[reference],
            impact_rating=rating,
            effective_date=LATER,
            commentary="Parents say so",
            by=by,
        )


def _impact(where: str, button: str = "") -> State:
    """A page of a plan that rates impact."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        _rates_impact(showcase)
        page = open_page(showcase.manager)
        page.goto(f"{showcase.dashboard}{where}")
        if button:
            page.get_by_role("button", name=button).click()
            expect(errors(page)).to_be_visible()
        return page

    return state


def _eventful_audit(open_page: Open, showcase: Showcase) -> Page:
    """The audit of a plan in which everything has happened."""
    scene = make_scene(showcase.place, slug="other")
    make_eventful(scene)
    page = open_page(showcase.manager)
    page.goto(f"{scene.address}audit/")
    return page


STATES: dict[str, State] = {
    "action with evidence": _with_evidence,
    "evidence, adding": address(
        _manager, lambda showcase: f"{showcase.action('1.2')}evidence/add/"
    ),
    "evidence, refused": _refused_evidence,
    "evidence, withdrawing, refused": _withdrawing,
    "update that completes": _completing,
    "impact on the dashboard": _impact(""),
    "impact on an action": _impact("actions/1.2/"),
    "impact, refused": _impact("actions/1.5/impact/", "Save impact"),
    "audit": _eventful_audit,
    "audit of an action": address(_manager, lambda showcase: f"{showcase.action('1.2')}audit/"),
    "audit, nothing found": address(
        _manager, lambda showcase: f"{showcase.dashboard}audit/?q=zebra"
    ),
    "audit, unfit address": address(
        _manager, lambda showcase: f"{showcase.dashboard}audit/?action=99", 400
    ),
    "sign-ins": address(_administrator, lambda _: "/riverton/area/sign-ins/"),
    "sign-ins, nothing found": address(
        _administrator, lambda _: "/riverton/area/sign-ins/?kind=signed-out"
    ),
}
"""Name -> what brings a page into the state."""
