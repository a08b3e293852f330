"""Reading what a forecast is made from, in a fixed number of queries, and remembering what was worked out.

A forecast rests on every plan of the area, so what is remembered goes by the revisions of all of them
(actions/position/memory.py). That of a snapshot is made from what was on record when its pack was closed: rows
recorded later, and what they supersede, do not count, so that it never changes.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db import connection

from actions.choices import CompletionState, EntryKind, LifeState, PlanStage
from actions.models import ActionLife, ActionPlacement, Area, Completion, DateChange, Plan, Theme
from actions.models.entries import ActionEntry, DatedEntryQuerySet
from actions.position import Position
from actions.position.memory import Memory
from boards.forecast import Forecast, forecast
from boards.forecast_check import Check, check
from boards.forecast_history import ActionHistory, Known, known_on
from boards.forecast_words import sentence
from boards.models import Snapshot
from boards.snapshots import position_of

T = TypeVar("T")
E = TypeVar("E", bound=ActionEntry)
Revisions = tuple[tuple[int, UUID], ...]

MONTHS_CHECKED = 24
"""How many past months' ends a check forecasts."""

_forecasts: Memory[tuple[int, Revisions, date], Forecast] = Memory(64)
"""Forecasts by plan, the revisions of its area's plans and the day; one of 107 actions takes about 30 KB."""
_checks: Memory[tuple[int, Revisions, date], Check] = Memory(16)


def forecast_of(plan: Plan, day: date) -> Forecast:
    """The plan's forecast on the day, by what is on record now.

    Six queries and about a tenth of a second, or one query where nothing of the area has changed since it was last asked
    for in this process.
    """
    key = (plan.pk, _revisions(plan), day)
    found = _forecasts.recall(key)
    if found is None:
        found = forecast(
            known_on(read_histories(plan.area), day, plan.pk),
            day,
            plan_end=plan.ends_on,
            is_closed=plan.stage == PlanStage.CLOSED,
        )
        if _may_be_kept(plan, key[1]):
            _forecasts.remember(key, found)
    return found


def forecast_sentence(plan: Plan, day: date) -> str | None:
    """When the plan will finish, in one sentence, where that is remembered; None where it would have to be
    worked out. One query."""
    found = _forecasts.recall((plan.pk, _revisions(plan), day))
    return sentence(found) if found else None


def check_of(plan: Plan, day: date) -> Check:
    """How good the plan's forecasts would have been over the months before the day. Remembered like a forecast."""
    key = (plan.pk, _revisions(plan), day)
    found = _checks.recall(key)
    if found is None:
        found = check(
            read_histories(plan.area),
            plan.pk,
            day=day,
            months=MONTHS_CHECKED,
            plan_end=plan.ends_on,
        )
        if _may_be_kept(plan, key[1]):
            _checks.remember(key, found)
    return found


def forecast_of_snapshot(snapshot: Snapshot) -> tuple[Position, Forecast]:
    """What a board was shown, and the forecast as it would have been made on the day its pack was closed."""
    position = position_of(snapshot)
    closed_at = snapshot.recorded_at
    plan = snapshot.plan
    then = (
        plan.history.filter(history_date__lte=closed_at)
        .order_by("-history_date", "-history_id")
        .values_list("ends_on", "stage")
        .first()
    )
    ends_on, stage = then or (plan.ends_on, plan.stage)
    known = known_on(read_histories(plan.area, closed_at), snapshot.as_at, plan.pk)
    return position, forecast(
        (_as_shown(action, position) for action in known),
        snapshot.as_at,
        plan_end=ends_on,
        is_closed=stage == PlanStage.CLOSED,
    )


def _as_shown(action: Known, position: Position) -> Known:
    """The action under the theme that the snapshot gives it, since themes may be called otherwise by now."""
    line = position.line(action.action_id)
    return replace(action, theme=line.top_theme.reference) if line else action


def _revisions(plan: Plan) -> Revisions:
    """What every write to a plan of the area replaces."""
    return tuple(
        Plan.objects.filter(area=plan.area_id).order_by("pk").values_list("pk", "revision")
    )


def _may_be_kept(plan: Plan, revisions: Revisions) -> bool:
    """Whether what was read belongs to the revisions: nobody wrote meanwhile."""
    return not connection.in_atomic_block and _revisions(plan) == revisions


def read_histories(area: Area, closed_at: datetime | None = None) -> tuple[ActionHistory, ...]:
    """The history of every action of the area's plans, in five queries: by what is on record now, or by what
    was when something was closed."""
    plans: dict[int, int] = {}
    rows: list[tuple[int, date, bool]] = []
    for action_id, plan_id, effective, state in _standing(
        ActionLife.objects.filter(action__plan__area=area), closed_at
    ).values_list("action_id", "action__plan_id", "effective_date", "state"):
        plans[action_id] = plan_id
        rows.append((action_id, effective, state == LifeState.LIVE))
    lives = _by_action(rows)
    dues = _by_action(
        _standing(DateChange.objects.filter(action__plan__area=area), closed_at).values_list(
            "action_id", "effective_date", "due_end"
        )
    )
    completions = _by_action(
        (action_id, effective, state == CompletionState.COMPLETE)
        for action_id, effective, state in _standing(
            Completion.objects.filter(action__plan__area=area), closed_at
        ).values_list("action_id", "effective_date", "state")
    )
    references = {
        pk: parent or reference
        for pk, reference, parent in Theme.objects.filter(plan__area=area).values_list(
            "id", "reference", "parent__reference"
        )
    }
    themes = _by_action(
        (action_id, effective, references[theme_id])
        for action_id, effective, theme_id in _standing(
            ActionPlacement.objects.filter(action__plan__area=area), closed_at
        ).values_list("action_id", "effective_date", "theme_id")
    )
    return tuple(
        ActionHistory(
            action_id=action_id,
            plan_id=plans[action_id],
            lives=found,
            dues=dues.get(action_id, ()),
            completions=completions.get(action_id, ()),
            themes=themes.get(action_id, ()),
        )
        for action_id, found in lives.items()
    )


def _standing(entries: DatedEntryQuerySet[E], closed_at: datetime | None) -> DatedEntryQuerySet[E]:
    """The entries that count, oldest first, with all that is on record or with what was at that moment."""
    if closed_at is None:
        return entries.standing().in_order()
    return (
        entries.filter(recorded_at__lte=closed_at)
        .exclude(kind=EntryKind.RETRACTION)
        .exclude(superseded_by__recorded_at__lte=closed_at)
        .in_order()
    )


def _by_action(rows: Iterable[tuple[int, date, T]]) -> dict[int, tuple[tuple[date, T], ...]]:
    found: dict[int, list[tuple[date, T]]] = defaultdict(list)
    for action_id, day, value in rows:
        found[action_id].append((day, value))
    return {action_id: tuple(entries) for action_id, entries in found.items()}
