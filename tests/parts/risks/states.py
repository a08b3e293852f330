"""States of the pages of risks."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from actions.choices import MitigationState, RiskState
from actions.models import Risk
from actions.services.mitigations import add_mitigation
from tests.actions.risking import make_matrix, make_risk, review
from tests.browser.showcase import Showcase, State
from tests.browser.visitors import Open, errors
from tests.factories import day

LONG = "Wegbegleitungsberatungsgespräche" * 6


def _risks(showcase: Showcase) -> Risk:
    """Five: one with all there is to say, one in long words, one closed, one on another matrix."""
    scene = showcase.scene
    first = make_risk(
        scene,
        "The statement is not finished within 70 working days",
        cause="Writing began late",
        effect="The department steps in",
        owner=scene.place.posts[0],
        inherent=("B", "2"),
        target=("E", "4"),
        next_review_on=day(30),
    )
    review(first, "C3", 20, inherent=("B", "2"), target=("E", "4"), next_review_on=day(50))
    for action in (showcase.actions["1.2"], None):
        add_mitigation(
            risk=first,
            action=action,
            text="" if action else LONG,
            state=MitigationState.PLANNED,
            effective_date=day(60),
            by=scene.manager,
        )
    make_risk(scene, LONG, "A1", cause=LONG, effect=LONG, commentary=LONG)
    make_risk(scene, "Families lose trust", "A1")
    closed = make_risk(scene, "The case system is late")
    review(closed, "D3", 30, state=RiskState.CLOSED)
    fives = make_matrix(scene.place.area, scene.manager, "numbers-5-by-5")
    make_risk(scene, "Money runs out", matrix=fives, current=("4", "3"))
    return first


def _at(path: str) -> State:
    """A page below the plan's, with risks to show."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        _risks(showcase)
        page = open_page(showcase.manager)
        page.goto(f"{showcase.dashboard}{path}")
        return page

    return state


def _in_area(path: str, before: Callable[[Showcase], object]) -> State:
    """A page of the area's matrix."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        before(showcase)
        page = open_page(showcase.manager)
        page.goto(f"/{showcase.place.area.slug}/area/risk-matrix/{path}")
        return page

    return state


def _no_matrix(open_page: Open, showcase: Showcase) -> Page:
    page = open_page(showcase.member)
    page.goto(f"{showcase.dashboard}risks/")
    expect(page.get_by_text("Nothing to score risks on yet")).to_be_visible()
    return page


def _review_refused(open_page: Open, showcase: Showcase) -> Page:
    page = _at("risks/R1/review/")(open_page, showcase)
    page.get_by_label("No, it is closed").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Save this review").click()
    expect(errors(page)).to_be_visible()
    return page


def _review_overtaken(open_page: Open, showcase: Showcase) -> Page:
    page = _at("risks/R1/review/")(open_page, showcase)
    review(Risk.objects.get(reference="R1"), "F4", 61, by=showcase.place.administrator)
    page.get_by_label("Commentary").fill("Mine")
    with page.expect_navigation():
        page.get_by_role("button", name="Save this review").click()
    expect(page.get_by_role("heading", name="What it says now")).to_be_visible()
    return page


def _matrix_refused(open_page: Open, showcase: Showcase) -> Page:
    page = _in_area("add/?preset=numbers-5-by-5", lambda _: None)(open_page, showcase)
    page.get_by_label("Bands, from").fill("L | Low | pink")
    page.get_by_label("Number of likelihood 1, impact 1").fill("none")
    with page.expect_navigation():
        page.get_by_role("button", name="Set up this matrix").click()
    expect(errors(page)).to_be_visible()
    return page


def _locked(open_page: Open, showcase: Showcase) -> Page:
    number = _risks(showcase).matrix_id
    return _in_area(f"{number}/", lambda _: None)(open_page, showcase)


STATES: dict[str, State] = {
    "risks, two matrices, long words": _at("risks/?state=all"),
    "risks, what moved": _at(f"risks/?as_at={day(40)}&since={day(10)}"),
    "risks, filter that asks for what there is not": _at("risks/?band=0"),
    "risks, no matrix": _no_matrix,
    "risk": _at("risks/R1/"),
    "risk in long words": _at("risks/R2/"),
    "risk, not on record yet": _at("risks/R1/?as_at=2017-01-01"),
    "risk, adding": _at("add-risk/"),
    "risk, changing": _at("risks/R1/change/"),
    "risk, review refused": _review_refused,
    "risk, review overtaken": _review_overtaken,
    "risk, adding what is done": _at("risks/R1/mitigations/add/"),
    "risks, nothing to carry": _at("carry-risks/"),
    "risk matrices": _in_area("", _risks),
    "risk matrix, setting up": _in_area("add/", lambda _: None),
    "risk matrix, refused": _matrix_refused,
    "risk matrix in use": _locked,
}
"""Name -> what brings a page into the state."""
