"""States of the pages of exception reports."""

from playwright.sync_api import Page, expect

from boards.models import ExceptionReport, Meeting
from boards.services.exceptions import agree_report, comment_on, draft_report, introduce, set_rules
from boards.services.packs import close_pack
from tests.boards.making import make_board, make_meeting
from tests.browser.showcase import PUBLISHED, Showcase, State, address
from tests.browser.visitors import Open, errors


def _meeting(showcase: Showcase) -> Meeting:
    return make_meeting(make_board(showcase.scene, "reporting-board"), PUBLISHED)


def _edited(showcase: Showcase) -> ExceptionReport:
    """A report with an introduction and one comment over two rows."""
    by = showcase.manager
    set_rules(plan=showcase.plan, minor_after_meetings=1, by=by)
    report = draft_report(meeting=_meeting(showcase), plan=showcase.plan, by=by)
    introduce(report=report, text="What the board asked about.\n\n- And why", by=by)
    actions = [showcase.actions[reference] for reference in ("1.2", "1.3")]
    comment_on(report=report, actions=actions, text="Both wait for 1.4.\n\n- A list", by=by)
    return report


def _page(showcase: Showcase, meeting: Meeting) -> str:
    return f"{showcase.dashboard}exceptions/{meeting.pk}/"


def _draft(open_page: Open, showcase: Showcase) -> Page:
    report = _edited(showcase)
    page = open_page(showcase.manager)
    page.goto(_page(showcase, report.meeting))
    return page


def _agreed(open_page: Open, showcase: Showcase) -> Page:
    report = _edited(showcase)
    close_pack(meeting=report.meeting, by=showcase.manager)
    agree_report(report=report, note="Agreed as printed", by=showcase.manager)
    page = open_page(showcase.member)
    page.goto(_page(showcase, report.meeting))
    return page


def _commenting(open_page: Open, showcase: Showcase) -> Page:
    page = _draft(open_page, showcase)
    page.locator("input[name=row]").nth(0).check()
    page.get_by_role("button", name="Comment on the rows ticked").first.click()
    expect(page.get_by_label("Comment", exact=True)).to_be_visible()
    return page


def _refused(what: str, button: str) -> State:
    def state(open_page: Open, showcase: Showcase) -> Page:
        meeting = _meeting(showcase)
        page = open_page(showcase.manager)
        page.goto(f"{_page(showcase, meeting)}{what}")
        page.get_by_role("button", name=button).click()
        expect(errors(page)).to_be_visible()
        return page

    return state


STATES: dict[str, State] = {
    "exceptions, drafted by the rules": address(
        lambda showcase: showcase.manager, lambda showcase: f"{showcase.dashboard}exceptions/"
    ),
    "exceptions, being edited": _draft,
    "exceptions, agreed": _agreed,
    "exceptions, commenting": _commenting,
    "exceptions, putting in, refused": _refused("put-in/", "Put it in"),
    "exception rules": address(
        lambda showcase: showcase.manager,
        lambda showcase: f"{showcase.dashboard}set-up/exceptions/",
    ),
}
"""Name -> what brings a page into the state."""
