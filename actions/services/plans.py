"""Setting up a plan: its themes, workstreams, report groups and rating scheme."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent, PlanKind, PlanStage
from actions.errors import Refused
from actions.models import (
    Area,
    Plan,
    Post,
    Rating,
    RatingScheme,
    ReportGroup,
    Theme,
    Workstream,
)
from actions.schemes import PRESETS
from actions.services.writing import audit, begin, checked_slug, required_text
from actions.text import clean_text
from wsoa.capabilities import Capability
from wsoa.models import User


@transaction.atomic
def create_plan(
    *,
    area: Area,
    slug: str,
    title: str,
    kind: PlanKind,
    stage: PlanStage,
    starts_on: date,
    by: User,
    ends_on: date | None = None,
    reported_as_at: date | None = None,
    summary: str = "",
    now: datetime | None = None,
) -> Plan:
    """Make a plan, without themes or scheme. Raises Refused when the slug is taken or unfit."""
    permissions.check(by, area, Capability.MANAGE_PLAN)
    slug = checked_slug(slug)
    title = required_text(title, field="title", limit=200)
    if Plan.objects.filter(area=area, slug=slug).exists():
        raise Refused(f"{area} has a plan “{slug}” already.", field="slug")
    if ends_on and ends_on < starts_on:
        raise Refused("The plan must end after it starts.", field="ends_on")
    plan = Plan.objects.create(
        area=area,
        slug=slug,
        title=title,
        kind=kind,
        stage=stage,
        starts_on=starts_on,
        ends_on=ends_on,
        reported_as_at=reported_as_at,
        summary=clean_text(summary, field="summary", label="The summary"),
    )
    at = now or timezone.now()
    audit(AuditEvent.PLAN_CREATED, title, by=by, at=at, area=area, plan=plan)
    return plan


@transaction.atomic
def adopt_scheme(*, plan: Plan, preset: str, by: User, now: datetime | None = None) -> RatingScheme:
    """Give the plan its own copy of a preset scheme: `brag`, `rag` or `four-stage`.

    Raises Refused when there is no such preset or the plan has a scheme already.
    """
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    if preset not in PRESETS:
        raise Refused(
            f"There is no preset “{preset}”. Choose one of {', '.join(PRESETS)}.", field="preset"
        )
    if RatingScheme.objects.filter(plan=plan).exists():
        raise Refused("The plan has a rating scheme already.", field="preset")
    chosen = PRESETS[preset]
    scheme = RatingScheme.objects.create(plan=plan, name=chosen.name)
    for order, rating in enumerate(chosen.ratings, start=1):
        Rating.objects.create(
            scheme=scheme,
            code=rating.code,
            label=rating.label,
            meaning=rating.meaning,
            tone=rating.tone,
            order=order,
            progress=rating.progress,
            concern=rating.concern,
        )
    audit(AuditEvent.SCHEME_ADOPTED, chosen.name, by=by, at=at, area=plan.area, plan=plan)
    return scheme


@transaction.atomic
def add_theme(
    *,
    plan: Plan,
    reference: str,
    title: str,
    by: User,
    outcome: str = "",
    parent: Theme | None = None,
    lead: Post | None = None,
    now: datetime | None = None,
) -> Theme:
    """Add a theme, under another one of the top level if `parent` is given."""
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    if parent is not None and (parent.plan_id != plan.pk or parent.parent_id is not None):
        raise Refused("Themes have two levels: choose a top theme of this plan.", field="parent")
    _check_same_area(plan, lead)
    reference = required_text(reference, field="reference", limit=20)
    title = required_text(title, field="title", limit=300)
    outcome = clean_text(outcome, field="outcome", label="The outcome")
    if Theme.objects.filter(plan=plan, reference=reference).exists():
        raise Refused(f"The plan has a theme {reference} already.", field="reference")
    theme = Theme.objects.create(
        plan=plan, parent=parent, reference=reference, title=title, outcome=outcome, lead=lead
    )
    audit(AuditEvent.THEME_ADDED, str(theme), by=by, at=at, area=plan.area, plan=plan)
    return theme


@transaction.atomic
def add_workstream(
    *,
    plan: Plan,
    reference: str,
    title: str,
    by: User,
    lead: Post | None = None,
    now: datetime | None = None,
) -> Workstream:
    """Add a workstream, which cuts across themes."""
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    _check_same_area(plan, lead)
    reference = required_text(reference, field="reference", limit=20)
    title = required_text(title, field="title", limit=200)
    if Workstream.objects.filter(plan=plan, reference=reference).exists():
        raise Refused(f"The plan has a workstream {reference} already.", field="reference")
    workstream = Workstream.objects.create(plan=plan, reference=reference, title=title, lead=lead)
    audit(AuditEvent.WORKSTREAM_ADDED, str(workstream), by=by, at=at, area=plan.area, plan=plan)
    return workstream


@transaction.atomic
def add_report_group(
    *, plan: Plan, title: str, by: User, now: datetime | None = None
) -> ReportGroup:
    """Add a group by which papers arrange actions, after the ones there are."""
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    title = required_text(title, field="title", limit=200)
    if ReportGroup.objects.filter(plan=plan, title=title).exists():
        raise Refused(f"The plan has a report group {title} already.", field="title")
    group = ReportGroup.objects.create(plan=plan, title=title)
    audit(AuditEvent.REPORT_GROUP_ADDED, title, by=by, at=at, area=plan.area, plan=plan)
    return group


def _check_same_area(plan: Plan, post: Post | None) -> None:
    if post is not None and post.organisation.area_id != plan.area_id:
        raise Refused("The lead must be a post in this area.", field="lead")
