"""Setting up the area's strategies, and which themes serve their objectives."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused
from actions.models import Area, Objective, ObjectiveTheme, Plan, Strategy, Theme
from actions.services.rows import begin_area, change, check_free, one_line, take
from actions.services.writing import audit, begin, check_not_far_off, check_open, service
from wsoa.capabilities import Capability
from wsoa.models import User

MOST_OBJECTIVES = 30


@service
def add_strategy(
    *,
    area: Area,
    title: str,
    objectives: Sequence[str],
    by: User,
    starts_on: date | None = None,
    ends_on: date | None = None,
    now: datetime | None = None,
) -> Strategy:
    """Add a strategy with its objectives, in their order."""
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PLAN)
    title = _title(area, title, None)
    texts = _texts(objectives)
    _check_days(starts_on, ends_on, at)
    strategy = Strategy.objects.create(area=area, title=title, starts_on=starts_on, ends_on=ends_on)
    for order, text in enumerate(texts, start=1):
        Objective.objects.create(strategy=strategy, order=order, text=text)
    audit(AuditEvent.STRATEGY_CHANGED, f"{title} added", by=by, at=at, area=area)
    return strategy


@service
def change_strategy(
    *,
    strategy: Strategy,
    title: str,
    objectives: Sequence[str],
    by: User,
    starts_on: date | None = None,
    ends_on: date | None = None,
    seen: int | None = None,
    now: datetime | None = None,
) -> None:
    """Change a strategy and its objectives.

    An objective that keeps its words keeps the themes that serve it, wherever in the list it stands now. Where as
    many are new as are gone, the new words take the places of the old ones, in order, with their themes. One
    that is gone may not have themes that serve it.
    """
    area = strategy.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PLAN)
    take(strategy, seen)
    title = _title(area, title, strategy)
    texts = _texts(objectives)
    _check_days(starts_on, ends_on, at)
    said = change(strategy, title=title, starts_on=starts_on, ends_on=ends_on)
    if _arrange(strategy, texts):
        strategy.save()
        said = "; ".join(filter(None, (said, "objectives")))
    if said:
        audit(AuditEvent.STRATEGY_CHANGED, f"{title}: {said}", by=by, at=at, area=area)


@service
def remove_strategy(*, strategy: Strategy, by: User, now: datetime | None = None) -> None:
    """Remove a strategy whose objectives no theme serves."""
    area = strategy.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PLAN)
    take(strategy, None)
    if ObjectiveTheme.objects.filter(objective__strategy=strategy).exists():
        raise Refused("Themes serve its objectives. Say first that they do so no more.")
    Objective.objects.filter(strategy=strategy).delete()
    title = strategy.title
    Strategy.objects.filter(pk=strategy.pk).delete()
    audit(AuditEvent.STRATEGY_CHANGED, f"{title} removed", by=by, at=at, area=area)


@service
def serve_objectives(
    *,
    plan: Plan,
    serving: Collection[tuple[Objective, Theme]],
    by: User,
    now: datetime | None = None,
) -> None:
    """Say which themes of the plan serve which objectives: these pairs, and no others."""
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    check_open(plan)
    for objective, theme in serving:
        if objective.strategy.area_id != plan.area_id or theme.plan_id != plan.pk:
            raise Refused("Choose objectives of the area and themes of the plan.")
    wanted = {(objective.pk, theme.pk) for objective, theme in serving}
    there = {
        (row.objective_id, row.theme_id): row
        for row in ObjectiveTheme.objects.filter(theme__plan=plan)
    }
    for pair, row in there.items():
        if pair not in wanted:
            ObjectiveTheme.objects.filter(pk=row.pk).delete()
    for objective_id, theme_id in sorted(wanted - there.keys()):
        ObjectiveTheme.objects.create(objective_id=objective_id, theme_id=theme_id)
    if wanted != there.keys():
        summary = f"{len(wanted)} links between objectives and themes"
        audit(AuditEvent.STRATEGY_CHANGED, summary, by=by, at=at, area=plan.area, plan=plan)


def _arrange(strategy: Strategy, texts: Sequence[str]) -> bool:
    """Make the objectives these, in this order; whether anything changed."""
    rows = list(Objective.objects.filter(strategy=strategy))
    if [row.text for row in rows] == list(texts):
        return False
    by_text = {row.text: row for row in rows}
    fresh = [text for text in texts if text not in by_text]
    gone = [row for row in rows if row.text not in texts]
    if len(fresh) == len(gone):
        by_text |= dict(zip(fresh, gone, strict=True))
        gone = []
    if ObjectiveTheme.objects.filter(objective__in=gone).exists():
        raise Refused(
            "Themes serve an objective that is not in the list any more. Say first that they do so no more.",
            field="objectives",
        )
    for row in gone:
        Objective.objects.filter(pk=row.pk).delete()
    kept = {by_text[text].pk for text in texts if text in by_text}
    for offset, row in enumerate(row for row in rows if row.pk in kept):
        change(row, order=len(rows) + len(texts) + 1 + offset)
    for order, text in enumerate(texts, start=1):
        if text in by_text:
            change(by_text[text], order=order, text=text)
        else:
            Objective.objects.create(strategy=strategy, order=order, text=text)
    return True


def _title(area: Area, title: str, own: Strategy | None) -> str:
    title = one_line(title, field="title", label="title", limit=200)
    others = Strategy.objects.filter(area=area)
    if own is not None:
        others = others.exclude(pk=own.pk)
    taken = others.values_list("title", flat=True)
    check_free(taken, title, "The area has a strategy of that title already.", field="title")
    return title


def _texts(objectives: Sequence[str]) -> list[str]:
    texts = [
        one_line(text, field="objectives", label="objective", limit=300)
        for text in objectives
        if text.strip()
    ]
    if not texts:
        raise Refused(
            "Enter at least one objective, each on a line of its own.", field="objectives"
        )
    if len(texts) > MOST_OBJECTIVES:
        raise Refused(f"Enter {MOST_OBJECTIVES} objectives or fewer.", field="objectives")
    if len({text.casefold() for text in texts}) < len(texts):
        raise Refused("Two objectives are the same. Leave one of them out.", field="objectives")
    return texts


def _check_days(starts_on: date | None, ends_on: date | None, at: datetime) -> None:
    today = timezone.localdate(at)
    for day, field, what in (
        (starts_on, "starts_on", "The start"),
        (ends_on, "ends_on", "The end"),
    ):
        if day is not None:
            check_not_far_off(day, today, 50, field=field, what=what)
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused("The strategy must end after it starts.", field="ends_on")
