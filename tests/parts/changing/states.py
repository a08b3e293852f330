"""States of the pages of changing an action."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from actions.due_dates import DueDate
from actions.models import IssueGroup
from actions.services import actions as services
from actions.services import dates, milestones
from tests.browser.showcase import LATER, Showcase, State, address
from tests.browser.visitors import Open, errors
from tests.factories import make_eventful, make_scene
from wsoa.models import User


def _manager(showcase: Showcase) -> User:
    return showcase.manager


def _action_page(what: str, reference: str = "1.2") -> State:
    """A page below that of an action."""
    return address(_manager, lambda showcase: f"{showcase.action(reference)}{what}")


def _plan_page(what: str) -> State:
    return address(_manager, lambda showcase: f"{showcase.dashboard}{what}")


def _refused(where: Callable[[Showcase], str], button: str) -> State:
    """A form sent without what it needs."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        page = open_page(showcase.manager)
        page.goto(where(showcase))
        page.get_by_role("button", name=button).click()
        expect(errors(page)).to_be_visible()
        return page

    return state


def _eventful(what: str) -> State:
    """A page of a plan in which everything has happened once."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        scene = make_scene(showcase.place, slug="other")
        make_eventful(scene)
        page = open_page(showcase.manager)
        page.goto(f"{scene.address}{what}")
        return page

    return state


def _conflict(open_page: Open, showcase: Showcase) -> Page:
    page = open_page(showcase.manager)
    page.goto(f"{showcase.action('1.2')}reword/")
    services.reword_action(
        action=showcase.actions["1.2"],
        title="What somebody else says of it",
        detail="",
        effective_date=LATER,
        reason="It was not clear",
        by=showcase.place.administrator,
    )
    page.get_by_label("Why?").fill("Mine")
    page.get_by_role("button", name="Save the new wording").click()
    expect(page.get_by_role("alert", name="Somebody else")).to_be_visible()
    return page


def _proposed(open_page: Open, showcase: Showcase) -> str:
    """Lets an owner propose a date; the address at which it is decided."""
    plan = showcase.plan
    plan.dates_need_agreement = True
    plan.save()
    action = showcase.actions["1.4"]
    action.plan = plan
    proposal = dates.propose_due_date(
        action=action, due=DueDate.parse("Q4 2019/20"), reason="No venue", by=showcase.owner
    )
    return f"{showcase.dashboard}dates/{proposal.pk}/"


def _deciding(open_page: Open, showcase: Showcase) -> Page:
    page = open_page(showcase.manager)
    page.goto(_proposed(open_page, showcase))
    page.get_by_role("button", name="Save the decision").click()
    expect(errors(page)).to_be_visible()
    return page


def _proposing(open_page: Open, showcase: Showcase) -> Page:
    _proposed(open_page, showcase)
    page = open_page(showcase.owner)
    page.goto(f"{showcase.action('1.4')}due-date/")
    page.get_by_label("New due date").press_sequentially("Q3 2019/20")
    expect(page.get_by_text("Understood as October to December 2019")).to_be_visible()
    return page


def _milestone(what: str) -> State:
    def state(open_page: Open, showcase: Showcase) -> Page:
        milestone = milestones.add_milestone(
            action=showcase.actions["1.4"],
            title="The draft goes to the parent carer forum, and to every school that was asked",
            due=DueDate.parse("May 2018"),
            by=showcase.manager,
        )
        page = open_page(showcase.owner)
        page.goto(showcase.action("1.4"))
        if what:
            page.goto(f"{showcase.action('1.4')}milestones/{milestone.pk}/{what}/")
        return page

    return state


def _issue(showcase: Showcase, what: str) -> str:
    issue = IssueGroup.objects.get(plan=showcase.plan)
    return f"{showcase.dashboard}issues/{issue.pk}/{what}/"


STATES: dict[str, State] = {
    "change an action": _action_page("change/"),
    "reword": _action_page("reword/"),
    "reword, refused": _refused(
        lambda showcase: f"{showcase.action('1.2')}reword/", "Save the new wording"
    ),
    "reword, conflict": _conflict,
    "renumber": _action_page("renumber/"),
    "move": _action_page("move/"),
    "owners": _action_page("owners/"),
    "change a due date": _action_page("due-date/"),
    "propose a due date": _proposing,
    "decide on a due date, refused": _deciding,
    "withdraw": _action_page("withdraw/"),
    "supersede, refused": _refused(
        lambda showcase: f"{showcase.action('1.2')}supersede/", "Supersede this action"
    ),
    "add an action": _plan_page("add-action/"),
    "add an action, refused": _refused(
        lambda showcase: f"{showcase.dashboard}add-action/", "Add this action"
    ),
    "not in the plan any more": _eventful("no-longer/"),
    "not in the plan any more, nothing": _plan_page("no-longer/"),
    "put back": _eventful("actions/1.2/restore/"),
    "slippage": _eventful("slippage/"),
    "slippage, nothing": _plan_page("slippage/"),
    "dates to agree": _eventful("dates/"),
    "dates to agree, nothing": _plan_page("dates/"),
    "milestones": _milestone(""),
    "milestone, changing": _milestone("change"),
    "milestone, done": _milestone("done"),
    "milestone, dropping": _milestone("drop"),
    "issues": _plan_page("issues/"),
    "issue, raising, refused": _refused(
        lambda showcase: f"{showcase.dashboard}issues/raise/", "Raise this issue"
    ),
    "issue, rewording": address(_manager, lambda showcase: _issue(showcase, "reword")),
    "issue, choosing actions": address(_manager, lambda showcase: _issue(showcase, "actions")),
}
"""Name -> what brings a page into the state."""
