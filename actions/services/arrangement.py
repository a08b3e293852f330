"""Changing, removing and adding many at once of what arranges a plan's actions: themes, workstreams,
report groups. Adding one is in actions/services/plans.py."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused
from actions.models import Plan, Post, ReportGroup, Theme, Workstream
from actions.pasting import NewPart
from actions.services.plans import add_report_group, add_theme, add_workstream, check_lead
from actions.services.rows import change, check_free, one_line, remove, take
from actions.services.writing import audit, begin, service
from actions.text import clean_text
from wsoa.capabilities import Capability
from wsoa.models import User

MOST_AT_ONCE = 300


@service
def change_theme(
    *,
    theme: Theme,
    reference: str,
    title: str,
    by: User,
    outcome: str = "",
    parent: Theme | None = None,
    lead: Post | None = None,
    seen: int | None = None,
    now: datetime | None = None,
) -> Theme:
    """Change a theme and where it stands: at the top, or under `parent`."""
    plan = theme.plan
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    take(theme, seen)
    reference = one_line(reference, field="reference", label="reference", limit=20)
    others = plan.themes.exclude(pk=theme.pk).values_list("reference", flat=True)
    check_free(others, reference, f"The plan has a theme {reference} already.", field="reference")
    _check_parent(theme, parent)
    check_lead(plan, lead)
    said = change(
        theme,
        reference=reference,
        title=one_line(title, field="title", label="title", limit=300),
        outcome=clean_text(outcome, field="outcome", label="The outcome"),
        parent=parent,
        lead=lead,
    )
    if said:
        summary = f"{reference}: {said}"
        audit(AuditEvent.THEME_CHANGED, summary, by=by, at=at, area=plan.area, plan=plan)
    return theme


def _check_parent(theme: Theme, parent: Theme | None) -> None:
    if parent is None:
        return
    if parent.plan_id != theme.plan_id or parent.parent_id is not None or parent == theme:
        raise Refused("Themes have two levels: choose a top theme of this plan.", field="parent")
    if theme.children.exists():
        raise Refused(
            "This one has others under it, so it stays at the top: themes have two levels.",
            field="parent",
        )


@service
def remove_theme(
    *, theme: Theme, by: User, seen: int | None = None, now: datetime | None = None
) -> None:
    """Take out a theme that no action stands under, or stood under."""
    at = _begin_removal(theme, by, seen, now)
    said = str(theme)
    remove(
        theme,
        f"{theme.reference} has actions or others under it, or had actions before, so it stays: "
        "what boards saw of it must still be found. Change it instead.",
    )
    _audit_removal(AuditEvent.THEME_CHANGED, theme.plan, said, by, at)


@service
def change_workstream(
    *,
    workstream: Workstream,
    reference: str,
    title: str,
    by: User,
    lead: Post | None = None,
    seen: int | None = None,
    now: datetime | None = None,
) -> Workstream:
    """Change a workstream."""
    plan = workstream.plan
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    take(workstream, seen)
    reference = one_line(reference, field="reference", label="reference", limit=20)
    others = plan.workstreams.exclude(pk=workstream.pk).values_list("reference", flat=True)
    check_free(
        others, reference, f"The plan has a workstream {reference} already.", field="reference"
    )
    check_lead(plan, lead)
    said = change(
        workstream,
        reference=reference,
        title=one_line(title, field="title", label="title", limit=200),
        lead=lead,
    )
    if said:
        summary = f"{reference}: {said}"
        audit(AuditEvent.WORKSTREAM_CHANGED, summary, by=by, at=at, area=plan.area, plan=plan)
    return workstream


@service
def remove_workstream(
    *, workstream: Workstream, by: User, seen: int | None = None, now: datetime | None = None
) -> None:
    """Take out a workstream that no action is in, or was in."""
    at = _begin_removal(workstream, by, seen, now)
    said = str(workstream)
    remove(
        workstream,
        f"{workstream.reference} has actions, or had some before, so it stays. Change it instead.",
    )
    _audit_removal(AuditEvent.WORKSTREAM_CHANGED, workstream.plan, said, by, at)


@service
def change_report_group(
    *,
    report_group: ReportGroup,
    title: str,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> ReportGroup:
    """Change what a report group is called."""
    plan = report_group.plan
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    take(report_group, seen)
    title = one_line(title, field="title", label="title", limit=200)
    others = plan.report_groups.exclude(pk=report_group.pk).values_list("title", flat=True)
    check_free(others, title, f"The plan has a report group {title} already.", field="title")
    said = change(report_group, title=title)
    if said:
        audit(AuditEvent.REPORT_GROUP_CHANGED, said, by=by, at=at, area=plan.area, plan=plan)
    return report_group


@service
def remove_report_group(
    *, report_group: ReportGroup, by: User, seen: int | None = None, now: datetime | None = None
) -> None:
    """Take out a report group that no action is in, or was in."""
    at = _begin_removal(report_group, by, seen, now)
    said = report_group.title
    remove(report_group, f"{said} has actions, or had some before, so it stays. Change it instead.")
    _audit_removal(AuditEvent.REPORT_GROUP_CHANGED, report_group.plan, said, by, at)


def _begin_removal(
    row: Theme | Workstream | ReportGroup, by: User, seen: int | None, now: datetime | None
) -> datetime:
    at = begin(row.plan, now)
    permissions.check(by, row.plan.area, Capability.MANAGE_PLAN)
    take(row, seen)
    return at


def _audit_removal(event: AuditEvent, plan: Plan, said: str, by: User, at: datetime) -> None:
    audit(event, f"{said}: removed", by=by, at=at, area=plan.area, plan=plan)


@dataclass(frozen=True, slots=True)
class PartProblem:
    """Why one of several cannot be added: `index` is its place among them, from 0."""

    index: int
    message: str


def problems_with(plan: Plan, parts: Sequence[NewPart], kind: str) -> list[PartProblem]:
    """Why some of the parts, themes or workstreams (`kind`), cannot be added; empty where all can."""
    existing = (
        {theme.reference.casefold(): theme.parent_id is None for theme in plan.themes.all()}
        if kind == "theme"
        else {stream.reference.casefold(): True for stream in plan.workstreams.all()}
    )
    found = []
    for index, part in enumerate(parts):
        key = part.reference.casefold()
        message = _problem(part, existing, kind)
        if message:
            found.append(PartProblem(index, message))
        existing.setdefault(key, not part.under)
    return found


def _problem(part: NewPart, existing: dict[str, bool], kind: str) -> str:
    """`existing` maps each reference, without case, to whether it is a top theme."""
    try:
        one_line(part.reference, field="reference", label="reference", limit=20)
        one_line(part.title, field="title", label="title", limit=300 if kind == "theme" else 200)
    except Refused as refused:
        return refused.message
    if part.reference.casefold() in existing:
        return f"The reference {part.reference} is there already."
    if part.under and not existing.get(part.under.casefold(), False):
        return "There is nothing above it to stand under: themes have two levels."
    return ""


@service
def add_themes(
    *, plan: Plan, parts: Sequence[NewPart], by: User, now: datetime | None = None
) -> list[Theme]:
    """Add all of the themes, or none."""
    begin(plan, now)
    _check_all(plan, parts, "theme", by)
    made = {theme.reference.casefold(): theme for theme in plan.themes.all()}
    added = []
    for part in parts:
        theme = add_theme(
            plan=plan,
            reference=part.reference,
            title=part.title,
            parent=made[part.under.casefold()] if part.under else None,
            by=by,
            now=now,
        )
        made[theme.reference.casefold()] = theme
        added.append(theme)
    return added


@service
def add_workstreams(
    *, plan: Plan, parts: Sequence[NewPart], by: User, now: datetime | None = None
) -> list[Workstream]:
    """Add all of the workstreams, or none."""
    begin(plan, now)
    _check_all(plan, parts, "workstream", by)
    return [
        add_workstream(plan=plan, reference=part.reference, title=part.title, by=by, now=now)
        for part in parts
    ]


@service
def add_report_groups(
    *, plan: Plan, titles: Iterable[str], by: User, now: datetime | None = None
) -> list[ReportGroup]:
    """Add all of the report groups, or none."""
    return [add_report_group(plan=plan, title=title, by=by, now=now) for title in titles]


def _check_all(plan: Plan, parts: Sequence[NewPart], kind: str, by: User) -> None:
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    if len(parts) > MOST_AT_ONCE:
        raise Refused(f"Add {MOST_AT_ONCE} at a time or fewer.", field="lines")
    problems = problems_with(plan, parts, kind)
    if problems:
        first = problems[0]
        raise Refused(f"Line {first.index + 1}: {first.message}", field="lines")
