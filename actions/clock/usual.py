"""Which of the usual dates a plan has not got yet, and from which day each would be counted."""

from collections.abc import Collection, Mapping
from typing import Any

from actions.choices import DeadlineKind, PlanKind
from actions.clock.presets import PRESETS, START_IN_WORDS, USUAL
from actions.models import Plan, PlanEvent


def usual_dates(plan: Plan, has: Collection[str]) -> Mapping[DeadlineKind, dict[str, Any]]:
    """Kind -> from which other day it is counted (empty where from the letter's), of the usual dates that the
    plan has not got and that can be counted. One query, or none."""
    missing = [kind for kind in USUAL[PlanKind(plan.kind)] if kind not in has]
    if not missing:
        return {}
    latest = {
        event.event: event.effective_date
        for event in PlanEvent.objects.filter(plan=plan).standing().in_order()
    }
    found: dict[DeadlineKind, dict[str, Any]] = {}
    for kind in missing:
        preset = PRESETS[kind]
        if preset.after is None:
            found[kind] = {}
        elif preset.after in latest:
            found[kind] = {"basis_on": latest[preset.after], "basis_words": preset.basis_words}
        elif preset.or_start:
            found[kind] = {"basis_on": plan.starts_on, "basis_words": START_IN_WORDS}
    return found
