"""Telling what became of an action's milestones."""

from collections import defaultdict
from collections.abc import Iterator

from actions.models import Action, MilestoneEntry
from actions.text import say_day
from actions.timeline.telling import Told, tell


def milestones(action: Action) -> Iterator[Told]:
    """Each milestone as it was added, changed, done, not done after all, or dropped."""
    histories: dict[int, list[MilestoneEntry]] = defaultdict(list)
    for row in MilestoneEntry.objects.filter(milestone__action=action).in_order():
        histories[row.milestone_id].append(row)
    for rows in histories.values():
        before: MilestoneEntry | None = None
        for row in rows:
            heading, body = _said(before, row)
            yield tell(rows, row, "milestone", heading, body=body)
            before = row


def _said(before: MilestoneEntry | None, row: MilestoneEntry) -> tuple[str, str]:
    """Heading and body for an entry, by what it changes."""
    due = f"{row.title}, due {row.due}"
    if before is None:
        return "Milestone added", due
    if row.is_dropped:
        return "Milestone dropped", row.title
    if row.done_on != before.done_on:
        if row.done_on is None:
            return "Milestone not done after all", row.title
        return f"Milestone done on {say_day(row.done_on)}", row.title
    return "Milestone changed", f"{due}. Before: {before.title}, due {before.due}"
