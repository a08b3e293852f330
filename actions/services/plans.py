"""Setting up a plan: its themes, workstreams, report groups and rating scheme."""

from datetime import date, datetime
from typing import Any

from django.db.models import Min
from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent, CycleFrequency, PlanKind, PlanStage
from actions.cycle_rules import check_cycle
from actions.errors import Refused
from actions.models import (
    ActionLife,
    Area,
    ImpactRating,
    IssueWording,
    Plan,
    Post,
    Rating,
    RatingScheme,
    ReportGroup,
    Theme,
    Workstream,
)
from actions.schemes import PRESETS
from actions.services.rows import begin_area, change, check_free, one_line, take
from actions.services.writing import audit, begin, checked_slug, service
from actions.text import clean_text, say_day
from wsoa.capabilities import Capability
from wsoa.models import User

RESERVED_SLUGS = frozenset({"area"})
"""Words of addresses below an area's that are not plans."""

ENDS_TOO_EARLY = "The plan must end after it starts."


@service
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
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PLAN)
    title = one_line(title, field="title", label="title", limit=200)
    slug = checked_slug(slug)
    if slug.casefold() in RESERVED_SLUGS:
        raise Refused(f"“{slug}” is used by the site itself. Choose another.", field="slug")
    slugs = area.plans.values_list("slug", flat=True)
    check_free(slugs, slug, f"{area} has a plan “{slug}” already.", field="slug")
    if ends_on and ends_on < starts_on:
        raise Refused(ENDS_TOO_EARLY, field="ends_on")
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
    audit(AuditEvent.PLAN_CREATED, title, by=by, at=at, area=area, plan=plan)
    return plan


@service
def change_plan(
    *,
    plan: Plan,
    title: str,
    kind: PlanKind,
    starts_on: date,
    by: User,
    ends_on: date | None = None,
    reported_as_at: date | None = None,
    summary: str = "",
    seen: int | None = None,
    now: datetime | None = None,
) -> Plan:
    """Change what a plan is called and when it runs. Its address stays, so that links keep working.

    Raises Refused when the plan would start after something that its history holds.
    """
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    take(plan, seen)
    if ends_on and ends_on < starts_on:
        raise Refused(ENDS_TOO_EARLY, field="ends_on")
    first = _first_day_recorded(plan)
    if first is not None and starts_on > first:
        raise Refused(
            f"The plan holds entries from {say_day(first)}: it must start on or before then.",
            field="starts_on",
        )
    if reported_as_at and not starts_on <= reported_as_at <= timezone.localdate(at):
        raise Refused(
            "Figures were last published on a day of the plan, today or in the past.",
            field="reported_as_at",
        )
    said = change(
        plan,
        title=one_line(title, field="title", label="title", limit=200),
        kind=PlanKind(kind),
        starts_on=starts_on,
        ends_on=ends_on,
        reported_as_at=reported_as_at,
        summary=clean_text(summary, field="summary", label="The summary"),
    )
    if said:
        audit(AuditEvent.PLAN_CHANGED, said, by=by, at=at, area=plan.area, plan=plan)
    return plan


def _first_day_recorded(plan: Plan) -> date | None:
    """The first day from which anything of the plan's history holds."""
    days = [
        ActionLife.objects.filter(action__plan=plan).aggregate(day=Min("effective_date"))["day"],
        IssueWording.objects.filter(issue_group__plan=plan).aggregate(day=Min("effective_date"))[
            "day"
        ],
    ]
    return min((day for day in days if day is not None), default=None)


@service
def change_plan_stage(
    *,
    plan: Plan,
    stage: PlanStage,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> Plan:
    """Say that a plan is being written, in delivery, or closed; closing can be taken back."""
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    take(plan, seen)
    said = change(plan, stage=PlanStage(stage))
    if said:
        audit(AuditEvent.PLAN_CHANGED, said, by=by, at=at, area=plan.area, plan=plan)
    return plan


@service
def change_plan_settings(
    *,
    plan: Plan,
    by: User,
    updates_need_acceptance: bool | None = None,
    completions_need_acceptance: bool | None = None,
    completions_need_evidence: bool | None = None,
    dates_need_agreement: bool | None = None,
    stale_after_days: int | None = None,
    cycle_frequency: CycleFrequency | None = None,
    cycle_opens_day: int | None = None,
    cycle_due_after_days: int | None = None,
    cycle_closes_after_days: int | None = None,
    seen: int | None = None,
    now: datetime | None = None,
) -> Plan:
    """Change what waits for a decision, when an action is stale, and the update cycle.

    What is None stays as it is. Days are counted from the opening of a cycle. Raises Refused where a
    number is out of range, or where a cycle would still be open when the next one opens.
    """
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    take(plan, seen)
    given: dict[str, Any] = {
        "updates_need_acceptance": updates_need_acceptance,
        "completions_need_acceptance": completions_need_acceptance,
        "completions_need_evidence": completions_need_evidence,
        "dates_need_agreement": dates_need_agreement,
        "stale_after_days": stale_after_days,
        "cycle_frequency": None if cycle_frequency is None else CycleFrequency(cycle_frequency),
        "cycle_opens_day": cycle_opens_day,
        "cycle_due_after_days": cycle_due_after_days,
        "cycle_closes_after_days": cycle_closes_after_days,
    }
    new = {name: getattr(plan, name) if value is None else value for name, value in given.items()}
    check_cycle(
        stale_after_days=new["stale_after_days"],
        frequency=CycleFrequency(new["cycle_frequency"]),
        opens_day=new["cycle_opens_day"],
        due_after_days=new["cycle_due_after_days"],
        closes_after_days=new["cycle_closes_after_days"],
    )
    said = change(plan, **new)
    if said:
        audit(AuditEvent.PLAN_CHANGED, said, by=by, at=at, area=plan.area, plan=plan)
    return plan


@service
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
    scheme = copy_preset(plan, preset)
    audit(AuditEvent.SCHEME_ADOPTED, scheme.name, by=by, at=at, area=plan.area, plan=plan)
    return scheme


def copy_ratings(source: Plan, plan: Plan) -> None:
    """Give a new plan the rating scheme and the impact ratings of another, as they are worded now. Not a service: its
    caller checks and audits."""
    scheme = RatingScheme.objects.filter(plan=source).first()
    if scheme is not None:
        copy = RatingScheme.objects.create(plan=plan, name=scheme.name)
        for rating in scheme.ratings.order_by("order"):
            Rating.objects.create(
                scheme=copy,
                **{
                    name: getattr(rating, name)
                    for name in ("code", "label", "meaning", "tone", "order", "progress", "concern")
                },
            )
    for impact in ImpactRating.objects.filter(plan=source):
        names = ("code", "label", "meaning", "tone", "order")
        ImpactRating.objects.create(plan=plan, **{name: getattr(impact, name) for name in names})


def copy_preset(plan: Plan, preset: str) -> RatingScheme:
    """The plan's own copy of a preset. Not a service: its caller checks and audits."""
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
    return scheme


@service
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
    check_lead(plan, lead)
    reference = one_line(reference, field="reference", label="reference", limit=20)
    title = one_line(title, field="title", label="title", limit=300)
    outcome = clean_text(outcome, field="outcome", label="The outcome")
    taken = plan.themes.values_list("reference", flat=True)
    check_free(taken, reference, f"The plan has a theme {reference} already.", field="reference")
    theme = Theme.objects.create(
        plan=plan, parent=parent, reference=reference, title=title, outcome=outcome, lead=lead
    )
    audit(AuditEvent.THEME_ADDED, str(theme), by=by, at=at, area=plan.area, plan=plan)
    return theme


@service
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
    check_lead(plan, lead)
    reference = one_line(reference, field="reference", label="reference", limit=20)
    title = one_line(title, field="title", label="title", limit=200)
    taken = plan.workstreams.values_list("reference", flat=True)
    check_free(
        taken, reference, f"The plan has a workstream {reference} already.", field="reference"
    )
    workstream = Workstream.objects.create(plan=plan, reference=reference, title=title, lead=lead)
    audit(AuditEvent.WORKSTREAM_ADDED, str(workstream), by=by, at=at, area=plan.area, plan=plan)
    return workstream


@service
def add_report_group(
    *, plan: Plan, title: str, by: User, now: datetime | None = None
) -> ReportGroup:
    """Add a group by which papers arrange actions, after the ones there are."""
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    title = one_line(title, field="title", label="title", limit=200)
    taken = plan.report_groups.values_list("title", flat=True)
    check_free(taken, title, f"The plan has a report group {title} already.", field="title")
    group = ReportGroup.objects.create(plan=plan, title=title)
    audit(AuditEvent.REPORT_GROUP_ADDED, title, by=by, at=at, area=plan.area, plan=plan)
    return group


def check_lead(plan: Plan, post: Post | None) -> None:
    """Raise Refused unless the post, if there is one, is in the plan's area."""
    if post is not None and post.organisation.area_id != plan.area_id:
        raise Refused("The lead must be a post in this area.", field="lead")
