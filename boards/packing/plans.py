"""What the parts of a pack that are read plan by plan share."""

from collections.abc import Sequence
from dataclasses import replace

from actions.models import Plan
from boards.pack_values import EntryValue


def of_plan(entry: EntryValue, plan: Plan, plans: Sequence[Plan]) -> EntryValue:
    """The entry, with its plan named where the board watches several."""
    return replace(entry, title=f"{plan.title}: {entry.title}") if len(plans) > 1 else entry
