"""Builders for tests. They go through the services, as everybody does; accounts alone are made here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from actions.choices import OrganisationKind, PlanKind, PlanStage
from actions.due_dates import DueDate
from actions.models import (
    Action,
    Area,
    Organisation,
    Plan,
    Post,
    Rating,
    ReportGroup,
    StatusUpdate,
    Theme,
    Workstream,
)
from actions.services import actions as action_services
from actions.services import areas as area_services
from actions.services import issues as issue_services
from actions.services import plans as plan_services
from actions.services import updates as update_services
from tests.parts.gathering import gathered
from wsoa.capabilities import Role
from wsoa.models import User

STARTS_ON = date(2018, 1, 1)
PASSWORD = "a long enough passphrase"

_numbers = count(1)


def at(day: date, hour: int = 9) -> datetime:
    """A time of that day in England."""
    return datetime.combine(day, time(hour), ZoneInfo("Europe/London"))


def day(offset: int) -> date:
    """The day that many days after the plans of these tests begin."""
    return STARTS_ON + timedelta(days=offset)


def from_today(days: int) -> date:
    """The day so many days after today: asked for in a test and kept nowhere, since midnight may pass meanwhile."""
    return timezone.localdate() + timedelta(days=days)


def dated(text: str) -> str:
    """The text of a test's parameter with {today}, {tomorrow} and {later}, nine days on, as they are when it is sent."""
    days = {"today": 0, "tomorrow": 1, "later": 9}
    for word, number in days.items():
        text = text.replace(f"{{{word}}}", from_today(number).isoformat())
    return text


def make_user(name: str = "", email: str = "", **fields: Any) -> User:
    """A person who can sign in with PASSWORD."""
    number = next(_numbers)
    return User.objects.create_user(
        email or f"person{number}@example.org",
        PASSWORD,
        name=name or f"Person {number}",
        **fields,
    )


@dataclass(frozen=True, slots=True)
class Place:
    """An area, one person a role, and who could own its actions.

    The first of the council's posts is held by the person who is an action owner.
    """

    area: Area
    operator: User
    people: Mapping[Role, User]
    council: Organisation
    health: Organisation
    posts: tuple[Post, ...]

    @property
    def administrator(self) -> User:
        """Who set the area up."""
        return self.people[Role.ADMINISTRATOR]

    @property
    def manager(self) -> User:
        """The project manager."""
        return self.people[Role.MANAGER]

    @property
    def owner(self) -> User:
        """The action owner, who holds the first post."""
        return self.people[Role.OWNER]


def make_place(slug: str = "riverton", *, theme_word: str = "theme") -> Place:
    """An area with a council, a health partner and three posts."""
    operator = make_user("Operator", is_operator=True)
    area = area_services.create_area(
        slug=slug, name=slug.capitalize(), theme_word=theme_word, by=operator
    )
    people = {role: make_user(f"{role.label} of {area}") for role in Role}
    administrator = people[Role.ADMINISTRATOR]
    area_services.add_member(area=area, user=administrator, role=Role.ADMINISTRATOR, by=operator)
    for role, user in people.items():
        if role != Role.ADMINISTRATOR:
            area_services.add_member(area=area, user=user, role=role, by=administrator)
    council, health = (
        area_services.add_organisation(
            area=area, name=name, short_name=short, kind=kind, by=administrator
        )
        for name, short, kind in (
            (f"{area} Council", "Council", OrganisationKind.COUNCIL),
            (f"{area} Health", "Health", OrganisationKind.ICB),
        )
    )
    posts = tuple(
        area_services.add_post(
            organisation=organisation, title=title, holder=holder, by=administrator
        )
        for organisation, title, holder in (
            (council, "Head of SEND", people[Role.OWNER]),
            (council, "Head of the virtual school", None),
            (health, "Designated clinical officer", None),
        )
    )
    return Place(area, operator, people, council, health, posts)


@dataclass(frozen=True, slots=True)
class Scene:
    """A plan with two top themes, the second of which has one of its own, and what cuts across."""

    place: Place
    plan: Plan
    themes: tuple[Theme, ...]
    workstreams: tuple[Workstream, ...]
    report_groups: tuple[ReportGroup, ...]
    ratings: Mapping[str, Rating]

    @property
    def manager(self) -> User:
        """Who does what a test does not say somebody else does."""
        return self.place.manager

    @property
    def address(self) -> str:
        """Where the plan's pages are."""
        return f"/{self.place.area.slug}/{self.plan.slug}/"


def make_plan(place: Place, slug: str = "send", **given: Any) -> Plan:
    """A plan without themes or scheme."""
    values: dict[str, Any] = {
        "title": "SEND action plan",
        "kind": PlanKind.WSOA,
        "stage": PlanStage.DELIVERY,
        "starts_on": STARTS_ON,
        "by": place.manager,
        **given,
    }
    return plan_services.create_plan(area=place.area, slug=slug, **values)


def make_scene(place: Place, *, preset: str = "brag", slug: str = "send", **given: Any) -> Scene:
    """A plan rated by the preset scheme (by none where it is empty), without actions."""
    plan = make_plan(place, slug, **given)
    by = place.manager
    ratings: dict[str, Rating] = {}
    if preset:
        scheme = plan_services.adopt_scheme(plan=plan, preset=preset, by=by)
        ratings = {rating.code: rating for rating in scheme.ratings.all()}
    first = plan_services.add_theme(plan=plan, reference="1", title="Assessment", by=by)
    second = plan_services.add_theme(plan=plan, reference="2", title="Joint work", by=by)
    below = plan_services.add_theme(
        plan=plan, reference="2A", title="Commissioning", parent=second, by=by
    )
    workstreams = tuple(
        plan_services.add_workstream(plan=plan, reference=reference, title=title, by=by)
        for reference, title in (("WS1", "Leadership"), ("WS2", "Inclusion"))
    )
    groups = tuple(
        plan_services.add_report_group(plan=plan, title=title, by=by)
        for title in ("Co-production", "Workforce")
    )
    return Scene(place, plan, (first, second, below), workstreams, groups, ratings)


def make_action(scene: Scene, reference: str = "1.1", **given: Any) -> Action:
    """An action of the first theme, in the plan from its first day."""
    values: dict[str, Any] = {
        "title": f"Do what {reference} says",
        "theme": scene.themes[0],
        "effective_date": STARTS_ON,
        "by": scene.manager,
        **given,
    }
    if isinstance(values.get("due"), str):
        values["due"] = DueDate.parse(values["due"])
    return action_services.add_action(plan=scene.plan, reference=reference, **values)


def make_actions(scene: Scene, number: int, codes: Sequence[str] = ()) -> list[Action]:
    """As many actions, spread over themes, workstreams, owners and the ratings with the codes.

    With `codes` each action has one update; the one before the first code is left unrated.
    """
    actions = []
    places = scene.place.posts
    for index in range(number):
        action = make_action(
            scene,
            f"{index // 10 + 1}.{index % 10 + 1}",
            theme=scene.themes[index % len(scene.themes)],
            workstream=(*scene.workstreams, None)[index % 3],
            report_group=(*scene.report_groups, None)[index % 3],
            lead_organisation=scene.place.council,
            owners=(places[index % len(places)],),
            due=DueDate.parse(("Ongoing", "30 April 2018", "June 2018", "Q3 2018/19")[index % 4]),
        )
        actions.append(action)
        if codes and index:
            rate(action, scene.ratings[codes[index % len(codes)]], by=scene.manager)
    return actions


def rate(action: Action, rating: Rating | None, on: date = STARTS_ON, **given: Any) -> StatusUpdate:
    """A status update, with a commentary so that no rating is refused for want of one."""
    values: dict[str, Any] = {"commentary": "What has happened", "effective_date": on, **given}
    return update_services.record_update(action=action, rating=rating, **values)


def make_eventful(scene: Scene) -> Action:
    """An action to which everything has happened once, so that every table has a row."""
    by, place = scene.manager, scene.place
    action = make_action(
        scene,
        "1.1",
        workstream=scene.workstreams[0],
        report_group=scene.report_groups[0],
        lead_organisation=place.council,
        owners=(place.posts[0],),
        due=DueDate.parse("March 2018"),
    )
    other = make_action(scene, "1.2")
    change: dict[str, Any] = {"action": action, "reason": "Agreed by the board", "by": by}
    update = rate(action, scene.ratings["G"], day(9), by=by)
    update_services.correct_update(
        update=update,
        rating=scene.ratings["A"],
        effective_date=day(10),
        commentary="Slower than was said",
        reason="Wrong line",
        by=by,
    )
    taken_back = rate(action, scene.ratings["R"], day(20), by=by)
    update_services.retract_update(update=taken_back, reason="Another action was meant", by=by)
    action_services.reword_action(
        title="Do more", detail="In detail", effective_date=day(30), **change
    )
    action_services.renumber_action(reference="1.10", effective_date=day(31), **change)
    action_services.move_action(theme=scene.themes[2], effective_date=day(32), **change)
    action_services.assign_action(
        lead_organisation=place.health, owners=place.posts[:2], effective_date=day(33), **change
    )
    action_services.change_due_date(
        due=DueDate.parse("June 2018"), agreed_by="DfE", effective_date=day(34), **change
    )
    issue = issue_services.raise_issue_group(
        plan=scene.plan,
        title="No staff",
        explanation="A post is vacant",
        remedial_action="It is advertised",
        agreed_by="Steering board",
        effective_date=day(35),
        by=by,
    )
    issue_services.put_in_issue_group(
        action=action, issue_group=issue, effective_date=day(36), by=by
    )
    rate(other, scene.ratings["B"], day(40), by=by)
    action_services.withdraw_action(
        action=other, effective_date=day(60), reason="Not needed", by=by
    )
    for part in gathered("events"):
        part.happen(scene, action)
    return action
