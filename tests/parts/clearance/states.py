"""States of the pages of a paper's clearance."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from reports.choices import SectionKind, StepEvent, StepKind
from reports.services.clearance import add_step, record_step, take_back
from reports.services.clearance_links import issue_steps
from tests.browser.showcase import Showcase, State
from tests.browser.visitors import Open, errors
from tests.reports.clearing import Asked, make_coming, token_to
from tests.reports.papering import write

LONG = "Wegbegleitungsberatungsgespräche" * 6
FINANCE = "post1@riverton.example"


def _out(showcase: Showcase) -> Asked:
    """A paper of which one was late, one confirmed what has changed since, one commented at length, and one has no post."""
    asked = make_coming(showcase.scene)
    by = asked.paper.created_by
    earlier = timezone.now() - timedelta(days=12)
    add_step(
        paper=asked.paper,
        kind=StepKind.CONSULTEE,
        role=LONG,
        post=showcase.place.posts[0],
        order=1,
        due_on=timezone.localdate() - timedelta(days=5),
        by=by,
    )
    add_step(paper=asked.paper, kind=StepKind.SIGN_OFF, role="Press office", by=by)
    issue_steps(paper=asked.paper, order=1, by=by, now=earlier)
    today = timezone.localdate()
    given: dict[str, Any] = {"happened_on": today, "by": by}
    record_step(step=asked.finance, event=StepEvent.CONFIRMED, **given)
    record_step(step=asked.consultee, event=StepEvent.RETURNED, comments=f"{LONG}\n\nNo.", **given)
    write(asked.paper, SectionKind.SUMMARY, "All is better.")
    return asked


def _at(end: str = "", *, is_out: bool = True) -> State:
    """A page below the clearance's; `{}` stands for the step that signs off first."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        asked = _out(showcase) if is_out else make_coming(showcase.scene)
        page = open_page(asked.paper.created_by)
        path = f"{showcase.dashboard}papers/{asked.paper.pk}/clearance/"
        page.goto(path + end.format(asked.finance.pk))
        expect(page.locator("h1")).to_be_visible()
        return page

    return state


def _refused(open_page: Open, showcase: Showcase) -> Page:
    page = _at("add/", is_out=False)(open_page, showcase)
    page.get_by_role("button", name="Add").click()
    expect(errors(page)).to_be_visible()
    return page


def _handed_over(open_page: Open, showcase: Showcase) -> Page:
    asked = make_coming(showcase.scene)
    issue_steps(paper=asked.paper, order=1, by=asked.paper.created_by)
    page = open_page(asked.paper.created_by)
    page.goto(f"{showcase.dashboard}papers/{asked.paper.pk}/clearance/{asked.finance.pk}/link/")
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("heading", name="Links to pass on")).to_be_visible()
    return page


def _link(open_page: Open, asked: Asked) -> Page:
    page = open_page()
    page.goto(f"/answer/paper/{token_to(FINANCE)}/")
    return page


def _asked(open_page: Open, showcase: Showcase) -> Page:
    asked = _out(showcase)
    issue_steps(paper=asked.paper, order=1, by=asked.paper.created_by)
    page = _link(open_page, asked)
    page.get_by_role("button", name="Send this answer").click()
    expect(errors(page)).to_be_visible()
    return page


def _answered(open_page: Open, showcase: Showcase) -> Page:
    return _link(open_page, _out(showcase))


def _taken_back(open_page: Open, showcase: Showcase) -> Page:
    asked = _out(showcase)
    take_back(step=asked.finance, reason="Too early", by=asked.paper.created_by)
    return _link(open_page, asked)


STATES: dict[str, State] = {
    "clearance, text changed since": _at(),
    "clearance, nobody asked yet": _at(is_out=False),
    "clearance, issuing": _at("issue/1/"),
    "clearance, nobody to issue to": _at("issue/9/"),
    "clearance, adding": _refused,
    "clearance, changing": _at("{}/change/"),
    "clearance, recording": _at("{}/record/"),
    "clearance, removing what stays": _at("{}/remove/"),
    "clearance, taking back": _at("{}/take-back/"),
    "clearance, urgency": _at("urgent/"),
    "clearance, links to pass on": _handed_over,
    "clearance by link, refused": _asked,
    "clearance by link, answered": _answered,
    "clearance by link, taken back": _taken_back,
}
"""Name -> what brings a page into the state."""
