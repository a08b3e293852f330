"""Builds an area and an empty plan through the services."""

from dataclasses import dataclass, field

from actions.choices import OrganisationKind, PlanKind, PlanStage
from actions.due_dates import DueDate
from actions.models import (
    Area,
    Organisation,
    Plan,
    Post,
    Rating,
    ReportGroup,
    Theme,
    Workstream,
)
from actions.services import areas, plans
from boards.services import visits
from reports.demo.accounts import make_people
from reports.demo.clock import Clock
from reports.demo.specification import AreaSpecification, PlanSpecification
from wsoa.capabilities import Role
from wsoa.models import User


@dataclass(slots=True)
class Built:
    """What has been made of an area so far, by the keys that its files use."""

    area: Area
    people: dict[Role, User]
    organisations: dict[str, Organisation] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)

    @property
    def manager(self) -> User:
        """Who runs the plan."""
        return self.people[Role.MANAGER]

    def updater(self, owners: tuple[str, ...]) -> User:
        """Who records updates on an action: its owner's account where there is one, else the manager."""
        owner = self.people[Role.OWNER]
        held = any(self.posts[key].holder_id == owner.pk for key in owners)
        return owner if held else self.manager


@dataclass(slots=True)
class BuiltPlan:
    """A plan and its parts, by the references and keys that its files use."""

    plan: Plan
    ratings: dict[str, Rating] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    workstreams: dict[str, Workstream] = field(default_factory=dict)
    report_groups: dict[str, ReportGroup] = field(default_factory=dict)


def build_area(
    given: AreaSpecification, *, operator: User, clock: Clock, plan: PlanSpecification
) -> Built:
    """The area with its people, partners and posts, on the day its plan starts."""
    at = clock.after(plan.starts_on)
    area = areas.create_area(
        slug=given.slug,
        name=given.name,
        theme_word=given.theme_word,
        demo_note=given.demo_note,
        by=operator,
        now=at,
    )
    people = make_people(given.slug, given.name)
    admin = people[Role.ADMINISTRATOR]
    for role, user in people.items():
        by = operator if role == Role.ADMINISTRATOR else admin
        areas.add_member(area=area, user=user, role=role, by=by, now=at)
    built = Built(area, people)
    for partner in given.organisations:
        built.organisations[partner.key] = areas.add_organisation(
            area=area,
            name=partner.name,
            short_name=partner.short_name,
            kind=OrganisationKind(partner.kind),
            email=f"contact.{partner.key}@{given.slug}.example",
            by=admin,
            now=at,
        )
    for post in given.posts:
        holder = given.holders.get(post.key)
        built.posts[post.key] = areas.add_post(
            organisation=built.organisations[post.organisation],
            title=post.title,
            email=f"{post.key}@{given.slug}.example",
            holder=people[Role(holder)] if holder else None,
            by=admin,
            now=at,
        )
    return built


def build_plan(built: Built, given: PlanSpecification, *, clock: Clock) -> BuiltPlan:
    """The plan with its scheme, themes, workstreams, report groups and visits, but no action."""
    manager = built.manager
    at = clock.after(given.starts_on)
    plan = plans.create_plan(
        area=built.area,
        slug=given.slug,
        title=given.title,
        kind=PlanKind(given.kind),
        stage=PlanStage(given.stage),
        summary=given.summary,
        starts_on=given.starts_on,
        ends_on=given.ends_on,
        reported_as_at=given.reported_as_at,
        by=manager,
        now=at,
    )
    made = BuiltPlan(plan)
    if given.scheme:
        scheme = plans.adopt_scheme(plan=plan, preset=given.scheme, by=manager, now=at)
        made.ratings = {rating.code: rating for rating in scheme.ratings.all()}
    for theme in given.themes:
        made.themes[theme.reference] = plans.add_theme(
            plan=plan,
            reference=theme.reference,
            title=theme.title,
            outcome=theme.outcome,
            parent=made.themes[theme.parent] if theme.parent else None,
            lead=built.posts[theme.lead] if theme.lead else None,
            by=manager,
            now=at,
        )
    for stream in given.workstreams:
        made.workstreams[stream.reference] = plans.add_workstream(
            plan=plan,
            reference=stream.reference,
            title=stream.title,
            lead=built.posts[stream.lead] if stream.lead else None,
            by=manager,
            now=at,
        )
    for key, title in given.report_groups.items():
        made.report_groups[key] = plans.add_report_group(plan=plan, title=title, by=manager, now=at)
    for visit in given.visits:
        visits.plan_visit(
            plan=plan,
            title=visit.title,
            unmet=visit.unmet,
            met=visit.met,
            exceeded=visit.exceeded,
            significantly_exceeded=visit.significantly_exceeded,
            delivery=DueDate.parse(visit.delivery),
            by=manager,
            now=at,
        )
    return made
