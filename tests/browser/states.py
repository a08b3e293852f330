"""Every page in its main states, for what has to hold on all of them."""

from collections.abc import Callable

from django.template.loader import render_to_string
from django.test import override_settings
from playwright.sync_api import Page, expect

from actions.models import StatusUpdate
from actions.services import areas
from tests.browser.showcase import LATER, PUBLISHED, Showcase, State, address
from tests.browser.visitors import Open, choose, errors, saved
from tests.factories import make_actions, make_eventful, make_scene, make_user, rate
from tests.parts.gathering import gathered
from wsoa.capabilities import Role
from wsoa.models import User


def _someone_new(_: Showcase) -> User:
    return make_user("Newcomer")


def _nobody(_: Showcase) -> None:
    return None


def _manager(showcase: Showcase) -> User:
    return showcase.manager


def _member(showcase: Showcase) -> User:
    return showcase.member


def _demonstration(open_page: Open, showcase: Showcase) -> Page:
    """The first page of a demonstration."""
    _demonstrated(showcase)
    page = open_page()
    with override_settings(DEMO=True, DEMO_PASSWORD="for everybody"):
        page.goto("/")
    expect(page.get_by_role("heading", name="Try the demonstration")).to_be_visible()
    return page


def _demonstrated_area(open_page: Open, showcase: Showcase) -> Page:
    """An area with a note on its data, and without a plan."""
    _demonstrated(showcase)
    page = open_page(showcase.manager)
    page.goto("/millbrook/")
    page.get_by_text("Demonstration data:").click()
    return page


def _demonstrated(showcase: Showcase) -> None:
    operator = showcase.place.operator
    area = areas.create_area(
        slug="millbrook",
        name="Millbrook",
        demo_note="The figures are published; what lies behind them is made up.",
        by=operator,
    )
    areas.add_member(area=area, user=showcase.manager, role=Role.ADMINISTRATOR, by=operator)


def _refused_sign_in(open_page: Open, showcase: Showcase) -> Page:
    page = open_page()
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(showcase.manager.email)
    page.get_by_role("button", name="Sign in").click()
    expect(errors(page)).to_be_visible()
    return page


def _expired_form(open_page: Open, _: Showcase) -> Page:
    page = open_page()
    page.goto("/accounts/login/")
    page.context.clear_cookies()
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="The page was open for too long")).to_be_visible()
    return page


def _fault(open_page: Open, _: Showcase) -> Page:
    """The page for a fault of the program, which no address shows on purpose."""
    page = open_page()
    body = render_to_string("500.html")
    page.route("**/fault", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto("/fault")
    return page


def _plan(preset: str, page_of_plan: str = "", *, actions: int = 4) -> State:
    """A page of a plan rated by another scheme, or by none."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        scene = make_scene(showcase.place, preset=preset, slug="other")
        make_actions(scene, actions, list(scene.ratings))
        page = open_page(showcase.manager)
        page.goto(f"{scene.address}{page_of_plan}")
        return page

    return state


def _eventful_action(open_page: Open, showcase: Showcase) -> Page:
    """An action to which everything has happened."""
    scene = make_scene(showcase.place, slug="other")
    make_eventful(scene)
    page = open_page(showcase.manager)
    page.goto(f"{scene.address}actions/1.10/")
    expect(page.get_by_text("No longer counts").first).to_be_visible()
    return page


def _withdrawn_action(open_page: Open, showcase: Showcase) -> Page:
    scene = make_scene(showcase.place, slug="other")
    make_eventful(scene)
    page = open_page(showcase.manager)
    page.goto(f"{scene.address}actions/1.2/")
    expect(page.get_by_text("This action was withdrawn from the plan on")).to_be_visible()
    return page


def _saved_update(open_page: Open, showcase: Showcase) -> Page:
    page = open_page(showcase.manager)
    page.goto(f"{showcase.action('1.7')}update/")
    page.get_by_role("button", name="Save update").click()
    expect(saved(page)).to_be_visible()
    return page


def _refused_update(open_page: Open, showcase: Showcase) -> Page:
    page = open_page(showcase.manager)
    page.goto(f"{showcase.action('1.1')}update/")
    page.get_by_label("Date this is true from").fill("")
    page.get_by_role("button", name="Save update").click()
    expect(errors(page)).to_be_visible()
    return page


def _conflict(open_page: Open, showcase: Showcase) -> Page:
    page = open_page(showcase.manager)
    page.goto(f"{showcase.action('1.7')}update/")
    rate(showcase.actions["1.7"], showcase.scene.ratings["G"], LATER, by=showcase.owner)
    choose(page, "significant issue")
    page.get_by_role("button", name="Save update").click()
    expect(page.get_by_role("alert", name="Somebody else")).to_be_visible()
    return page


def _first_update(showcase: Showcase, what: str) -> str:
    """The address that corrects or takes back the first update of 1.2."""
    update = StatusUpdate.objects.filter(action=showcase.actions["1.2"]).earliest("id")
    return f"{showcase.action('1.2')}updates/{update.pk}/{what}/"


def _refused(where: Callable[[Showcase], str], button: str) -> State:
    """A form sent without what it needs."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        page = open_page(showcase.manager)
        page.goto(where(showcase))
        page.get_by_role("button", name=button).click()
        expect(errors(page)).to_be_visible()
        return page

    return state


def _completion(open_page: Open, showcase: Showcase) -> Page:
    """The form for a completion that the colour leaves open."""
    page = _plan("rag", "actions/1.3/")(open_page, showcase)
    page.get_by_role("button", name="Record completion").click()
    expect(page.get_by_role("heading", name="Record completion")).to_be_visible()
    return page


def _refused_completion(open_page: Open, showcase: Showcase) -> Page:
    page = _completion(open_page, showcase)
    page.get_by_role("button", name="Record completion").click()
    expect(errors(page)).to_be_visible()
    return page


STATES: dict[str, State] = {
    "home, signed out": address(_nobody, lambda _: "/"),
    "home of the demonstration": _demonstration,
    "home, signed in": address(_manager, lambda _: "/"),
    "home without an area": address(_someone_new, lambda _: "/"),
    "sign in": address(_nobody, lambda _: "/accounts/login/"),
    "sign in, refused": _refused_sign_in,
    "sign out": address(_member, lambda _: "/accounts/logout/"),
    "password change": address(_member, lambda _: "/accounts/password/change/"),
    "password reset": address(_nobody, lambda _: "/accounts/password/reset/"),
    "password reset, sent": address(_nobody, lambda _: "/accounts/password/reset/done/"),
    "sign up, closed": address(_nobody, lambda _: "/accounts/signup/"),
    "area": address(_manager, lambda _: "/riverton/"),
    "area of the demonstration, without a plan": _demonstrated_area,
    "dashboard": address(_manager, lambda showcase: showcase.dashboard),
    "dashboard as last published": address(
        _member, lambda showcase: f"{showcase.dashboard}?as_at={PUBLISHED}"
    ),
    "dashboard for a day to come": address(
        _member, lambda showcase: f"{showcase.dashboard}?as_at=2999-01-01", 400
    ),
    "dashboard of an empty plan": _plan("brag", actions=0),
    "dashboard of a plan without ratings": _plan(""),
    "dashboard of a plan in four stages": _plan("four-stage"),
    "register": address(_manager, lambda showcase: showcase.register),
    "register, filtered and sorted": address(
        _manager, lambda showcase: f"{showcase.register}?rating=G&sort=-due"
    ),
    "register, nothing found": address(
        _manager, lambda showcase: f"{showcase.register}?q=zebra&rating=R"
    ),
    "register of an empty plan": _plan("brag", "actions/", actions=0),
    "action": address(_manager, lambda showcase: showcase.action("1.2")),
    "action as last published": address(
        _member, lambda showcase: f"{showcase.action('1.3')}?as_at={PUBLISHED}"
    ),
    "action with everything": _eventful_action,
    "action no longer in the plan": _withdrawn_action,
    "action, just updated": _saved_update,
    "update": address(_manager, lambda showcase: f"{showcase.action('1.2')}update/"),
    "update without ratings": _plan("", "actions/1.1/update/"),
    "update, refused": _refused_update,
    "update, conflict": _conflict,
    "correction": address(_manager, lambda showcase: _first_update(showcase, "correct")),
    "correction, refused": _refused(
        lambda showcase: _first_update(showcase, "correct"), "Save correction"
    ),
    "retraction": address(_manager, lambda showcase: _first_update(showcase, "retract")),
    "retraction, refused": _refused(
        lambda showcase: _first_update(showcase, "retract"), "Take back this update"
    ),
    "completion": _completion,
    "completion, refused": _refused_completion,
    "paper": address(_manager, lambda showcase: f"{showcase.dashboard}papers/cabinet/"),
    "not allowed": address(_member, lambda showcase: f"{showcase.dashboard}papers/cabinet/", 403),
    "not found": address(_member, lambda showcase: f"{showcase.dashboard}nothing/", 404),
    "expired form": _expired_form,
    "fault": _fault,
}
"""Name -> state."""

for part in gathered("states"):
    STATES |= part.STATES
