"""States of the page of a paper's numbers."""

from playwright.sync_api import Page, expect

from reports.choices import SectionKind
from reports.models import Paper
from reports.services.claims import explain_claim
from tests.browser.showcase import Showcase, State
from tests.browser.visitors import Open, errors
from tests.reports.papering import make_paper, officer, write

LONG = "Wegbegleitungsberatungsgespräche" * 6


def _paper(showcase: Showcase) -> Paper:
    """A paper that speaks of a thousand actions, and of children whom no plan counts."""
    paper = make_paper(showcase.scene)
    text = f"The plan sets out 1,000 actions. No fewer than 12 {LONG} came. All {{total}} of them."
    write(paper, SectionKind.SUMMARY, text)
    return paper


def _opened(open_page: Open, showcase: Showcase, paper: Paper) -> Page:
    page = open_page(officer(showcase.scene))
    page.goto(f"{showcase.dashboard}papers/{paper.pk}/numbers/")
    expect(page.get_by_role("heading", name="Numbers in the text")).to_be_visible()
    return page


def _none(open_page: Open, showcase: Showcase) -> Page:
    return _opened(open_page, showcase, make_paper(showcase.scene))


def _differing(open_page: Open, showcase: Showcase) -> Page:
    page = _opened(open_page, showcase, _paper(showcase))
    page.get_by_text("Give a reason").first.click()
    return page


def _explained(open_page: Open, showcase: Showcase) -> Page:
    paper = _paper(showcase)
    total = paper.plan.actions.count()
    explain_claim(
        said_in=paper.sections.get(kind=SectionKind.SUMMARY),
        claim="1,000 actions",
        sentence="The plan sets out 1,000 actions.",
        expected=str(total),
        reason=LONG,
        by=officer(showcase.scene),
    )
    return _opened(open_page, showcase, paper)


def _refused(open_page: Open, showcase: Showcase) -> Page:
    page = _differing(open_page, showcase)
    page.get_by_role("button", name="Keep the reason").first.click()
    expect(errors(page)).to_be_visible()
    return page


STATES: dict[str, State] = {
    "numbers of a paper, none that differs": _none,
    "numbers of a paper, one that differs": _differing,
    "numbers of a paper, explained": _explained,
    "numbers of a paper, without a reason": _refused,
}
"""Name of a state -> how it is brought about."""
