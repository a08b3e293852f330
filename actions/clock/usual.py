"""From which day a plan's usual dates are counted."""

from typing import Any

from actions.clock.presets import START_IN_WORDS, Preset
from actions.models import Plan, PlanEvent


def usual_start(plan: Plan, preset: Preset) -> dict[str, Any] | None:
    """From which other day a preset is counted; empty where from the letter's, None where there is none yet."""
    if preset.after is None:
        return {}
    event = PlanEvent.objects.filter(plan=plan, event=preset.after).standing().in_order().last()
    if event is not None:
        return {"basis_on": event.effective_date, "basis_words": preset.basis_words}
    if preset.or_start:
        return {"basis_on": plan.starts_on, "basis_words": START_IN_WORDS}
    return None
