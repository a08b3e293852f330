"""Reading what a forecast is made from, in a fixed number of queries, and remembering what was worked out."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from actions.choices import CompletionState, LifeState
from actions.models import (
    ActionLife,
    ActionPlacement,
    Area,
    Completion,
    DateChange,
    Theme,
)
from boards.forecast_history import ActionHistory

T = TypeVar("T")


def read_histories(area: Area) -> tuple[ActionHistory, ...]:
    """The history of every action of the area's plans."""
    plans: dict[int, int] = {}
    rows: list[tuple[int, date, bool]] = []
    for action_id, plan_id, effective, state in (
        ActionLife.objects.filter(action__plan__area=area)
        .standing()
        .in_order()
        .values_list("action_id", "action__plan_id", "effective_date", "state")
    ):
        plans[action_id] = plan_id
        rows.append((action_id, effective, state == LifeState.LIVE))
    lives = _by_action(rows)
    dues = _by_action(
        DateChange.objects.filter(action__plan__area=area)
        .standing()
        .in_order()
        .values_list("action_id", "effective_date", "due_end")
    )
    completions = _by_action(
        (action_id, effective, state == CompletionState.COMPLETE)
        for action_id, effective, state in Completion.objects.filter(action__plan__area=area)
        .standing()
        .in_order()
        .values_list("action_id", "effective_date", "state")
    )
    references = {
        pk: parent or reference
        for pk, reference, parent in Theme.objects.filter(plan__area=area).values_list(
            "id", "reference", "parent__reference"
        )
    }
    themes = _by_action(
        (action_id, effective, references[theme_id])
        for action_id, effective, theme_id in ActionPlacement.objects.filter(
            action__plan__area=area
        )
        .standing()
        .in_order()
        .values_list("action_id", "effective_date", "theme_id")
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


def _by_action(rows: Iterable[tuple[int, date, T]]) -> dict[int, tuple[tuple[date, T], ...]]:
    found: dict[int, list[tuple[date, T]]] = defaultdict(list)
    for action_id, day, value in rows:
        found[action_id].append((day, value))
    return {action_id: tuple(entries) for action_id, entries in found.items()}
