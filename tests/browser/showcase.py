"""The plan that the browser tests look at: small, but with one of everything that a page shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Page

from actions.due_dates import DueDate
from actions.models import Action, Plan
from actions.services import issues
from boards.services.visits import plan_visit
from tests.browser.visitors import Open
from tests.factories import (
    Place,
    Scene,
    day,
    make_actions,
    make_scene,
    rate,
)
from wsoa.capabilities import Role
from wsoa.models import User

PUBLISHED = date(2018, 4, 30)
LATER = date(2018, 6, 1)
LONG_ADDRESS = (
    "https://send.riverton.example/documents/2018/assessment/quality-assurance-report.pdf"
)


@dataclass(frozen=True, slots=True)
class Showcase:
    """An area's plan of nine actions, the people of the area, and where its pages are."""

    scene: Scene
    actions: Mapping[str, Action]

    @property
    def place(self) -> Place:
        """The area and its people."""
        return self.scene.place

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.scene.plan

    @property
    def manager(self) -> User:
        """The project manager, who may do everything but set up the area."""
        return self.place.manager

    @property
    def owner(self) -> User:
        """The action owner, who holds the post that owns 1.1, 1.4 and 1.7."""
        return self.place.owner

    @property
    def member(self) -> User:
        """A board member, who may only look."""
        return self.place.people[Role.MEMBER]

    @property
    def dashboard(self) -> str:
        """The address of the plan's dashboard."""
        return self.scene.address

    @property
    def register(self) -> str:
        """The address of the plan's actions."""
        return f"{self.scene.address}actions/"

    def action(self, reference: str) -> str:
        """The address of an action."""
        return f"{self.register}{reference}/"


def make_showcase(place: Place) -> Showcase:
    """Nine actions: 1.1 unrated, the others in every BRAG rating, two of them red for one reason.

    1.2 went from amber to green on LATER, after the figures of PUBLISHED.
    """
    scene = make_scene(
        place,
        title="Written Statement of Action",
        reported_as_at=PUBLISHED,
        summary="What the area does about the weaknesses that the inspection found.",
    )
    by = scene.manager
    references = (f"1.{number}" for number in range(1, 10))
    actions = dict(zip(references, make_actions(scene, 9, tuple("GARBW")), strict=True))
    rate(actions["1.2"], scene.ratings["G"], LATER, by=by, commentary=f"See {LONG_ADDRESS}")
    issue = issues.raise_issue_group(
        plan=scene.plan,
        title="Recruitment",
        explanation="Two posts have been empty since the spring.",
        remedial_action="The council and health recruit together.",
        agreed_by="Improvement board",
        agreed_on=day(40),
        effective_date=day(40),
        by=by,
    )
    for reference in ("1.3", "1.8"):
        issues.put_in_issue_group(
            action=actions[reference], issue_group=issue, effective_date=day(40), by=by
        )
    plan_visit(
        plan=scene.plan,
        title="Plans are written on time",
        unmet="None",
        met="Most plans on time",
        exceeded="Nine in ten on time",
        significantly_exceeded="All on time",
        delivery=DueDate.parse("September 2018"),
        by=by,
    )
    return Showcase(scene, actions)


State = Callable[[Open, Showcase], Page]
"""Opens a page and brings it into the state."""


def address(
    who: Callable[[Showcase], User | None], where: Callable[[Showcase], str], expected: int = 200
) -> State:
    """The page at an address, as somebody opens it, with the expected answer."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        page = open_page(who(showcase))
        response = page.goto(where(showcase))
        assert response is not None
        assert response.status == expected
        return page

    return state
