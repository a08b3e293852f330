"""States of the pages of setting an area and a plan up."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from actions.services.areas import add_member, create_area
from actions.services.impact_ratings import replace_impact_scheme
from actions.services.partners import change_organisation
from actions.services.people import invite_member
from actions.services.plans import change_plan
from tests.browser.showcase import Showcase, State, address
from tests.browser.visitors import Open, errors
from tests.factories import make_plan
from wsoa.capabilities import Role
from wsoa.models import User

AREA = "/riverton/area/"
LONG = "Integrated-Commissioning-and-Quality-Assurance-" * 4


def _administrator(showcase: Showcase) -> User:
    return showcase.place.administrator


def _manager(showcase: Showcase) -> User:
    return showcase.manager


def _below(path: str) -> Callable[[Showcase], str]:
    return lambda showcase: f"{showcase.dashboard}set-up/{path}"


def _sent(where: Callable[[Showcase], str], button: str, **typed: str) -> State:
    """A form sent with something typed that is refused."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        page = open_page(showcase.place.administrator)
        page.goto(where(showcase))
        for name, value in typed.items():
            page.locator(f"[name={name}]").fill(value)
        page.get_by_role("button", name=button).click()
        expect(errors(page)).to_be_visible()
        return page

    return state


def _new_area(open_page: Open, showcase: Showcase) -> Page:
    """The first page of an area in which nothing is set up, to its administrator."""
    area = create_area(slug="new", name="New", by=showcase.place.operator)
    add_member(
        area=area,
        user=showcase.place.administrator,
        role=Role.ADMINISTRATOR,
        by=showcase.place.operator,
    )
    page = open_page(showcase.place.administrator)
    page.goto("/new/")
    page.get_by_role("button", name="Set up New").click()
    expect(page.get_by_role("heading", name="Set up New")).to_be_visible()
    return page


def _empty(path: str) -> State:
    """A page of a plan of which nothing is set up."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        make_plan(showcase.place, "empty")
        page = open_page(showcase.manager)
        page.goto(f"/riverton/empty/{path}")
        return page

    return state


def _people(open_page: Open, showcase: Showcase) -> Page:
    """The area's people, one of whom has not come yet, with what each role may do."""
    invite_member(
        area=showcase.place.area,
        email=f"{'long' * 14}@riverton.example",
        name="Somebody new",
        role=Role.MEMBER,
        site="https://tracker.example/",
        by=showcase.place.administrator,
    )
    page = open_page(showcase.place.administrator)
    page.goto(f"{AREA}people/")
    page.get_by_text("What each role may do").click()
    return page


def _long_partner(open_page: Open, showcase: Showcase) -> Page:
    """A partner with a name that is one long word."""
    change_organisation(
        organisation=showcase.place.council,
        name=LONG,
        short_name=LONG[:60],
        kind="council",  # type: ignore[arg-type]
        email=f"{'long' * 14}@riverton.example",
        by=showcase.manager,
    )
    page = open_page(showcase.manager)
    page.goto(f"{AREA}partners/")
    return page


def _conflict(open_page: Open, showcase: Showcase) -> Page:
    """A plan's details, saved over a newer change of somebody else."""
    page = open_page(showcase.manager)
    page.goto(_below("plan/")(showcase))
    plan = showcase.plan
    change_plan(
        plan=plan,
        title="Their title",
        kind=plan.kind,  # type: ignore[arg-type]
        starts_on=plan.starts_on,
        by=showcase.place.administrator,
    )
    page.get_by_label("Title").fill("My title")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="What it says now")).to_be_visible()
    return page


def _impact(open_page: Open, showcase: Showcase) -> Page:
    """The plan's impact ratings."""
    replace_impact_scheme(plan=showcase.plan, preset="embedding", by=showcase.manager)
    page = open_page(showcase.manager)
    page.goto(_below("impact/")(showcase))
    return page


def _pasted(open_page: Open, showcase: Showcase) -> Page:
    """Themes as pasted, some of which cannot be added."""
    lines = f"3, Third\n 3A, Below\n1, Twice\n{LONG}\n4"
    return _sent(_below("themes/several/"), "See what it would add", lines=lines)(
        open_page, showcase
    )


STATES: dict[str, State] = {
    "set-up of a new area": _new_area,
    "set-up of an area": address(_manager, lambda _: f"{AREA}set-up/"),
    "area's name": address(_administrator, lambda _: f"{AREA}name/"),
    "partners": address(_manager, lambda _: f"{AREA}partners/"),
    "partners with a long name": _long_partner,
    "partner, refused": _sent(lambda _: f"{AREA}partners/new/", "Add partner", email="x"),
    "partner": address(_manager, lambda here: f"{AREA}partners/{here.place.council.pk}/"),
    "partner, removal": address(
        _manager, lambda here: f"{AREA}partners/{here.place.council.pk}/remove/"
    ),
    "posts": address(_manager, lambda _: f"{AREA}posts/"),
    "post, refused": _sent(lambda _: f"{AREA}posts/new/", "Add post"),
    "people": _people,
    "person, refused": _sent(lambda _: f"{AREA}people/new/", "Add person", email="x"),
    "plan, refused": _sent(lambda _: f"{AREA}plans/new/", "Create plan", starts_on=""),
    "set-up of a plan": address(_manager, _below("")),
    "set-up of an empty plan": _empty("set-up/"),
    "plan's details, conflict": _conflict,
    "plan's stage": address(_manager, _below("stage/")),
    "plan's updates": address(_manager, _below("updates/")),
    "plan's updates, refused": _sent(_below("updates/"), "Save", cycle_opens_day="31"),
    "themes": address(_manager, _below("themes/")),
    "no themes": _empty("set-up/themes/"),
    "theme, refused": _sent(_below("themes/new/"), "Add theme"),
    "themes, pasted": _pasted,
    "workstreams": address(_manager, _below("workstreams/")),
    "no workstreams": _empty("set-up/workstreams/"),
    "report groups": address(_manager, _below("report-groups/")),
    "rating scheme in use": address(_manager, _below("ratings/")),
    "no rating scheme": _empty("set-up/ratings/"),
    "rating scheme, choice": _empty("set-up/ratings/choose/"),
    "rating, refused": _sent(_below("ratings/new/"), "Add rating", code="G"),
    "rating in use": address(
        _manager, lambda here: f"{_below('ratings/')(here)}{here.scene.ratings['G'].pk}/"
    ),
    "impact ratings": _impact,
    "no impact ratings": _empty("set-up/impact/"),
}
"""Name -> what brings a page into the state."""
