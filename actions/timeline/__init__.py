"""The whole history of one action, every entry of every kind, newest first.

For people to read. Nothing is counted from it; what was in force on a day is the Position's to say.
`telling.py` holds what an entry is; each other file tells some of the histories. A new kind of entry: a
generator of `Told` in a file of its own, and its name in TELLERS.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.timezone import localdate

from actions.models import Action
from actions.models.entries import DatedEntry
from actions.timeline.answers import confirmations, proposals
from actions.timeline.definition import definition
from actions.timeline.evidence import evidence
from actions.timeline.impact import impact
from actions.timeline.milestones import milestones
from actions.timeline.proposed_dates import proposed_dates
from actions.timeline.status import completions, status_updates
from actions.timeline.telling import TimelineEntry, Told
from wsoa.models import User

__all__ = ["TimelineEntry", "entries_after", "timeline"]

TELLERS: tuple[Callable[[Action], Iterator[Told]], ...] = (
    status_updates,
    completions,
    confirmations,
    proposals,
    definition,
    evidence,
    milestones,
    proposed_dates,
    impact,
)
"""Each tells some of an action's histories, in queries that do not grow in number with them."""


def timeline(action: Action) -> list[TimelineEntry]:
    """Every entry about the action, the last recorded first, in queries that do not grow in number
    with the history."""
    return _entries([one for teller in TELLERS for one in teller(action)])


def entries_after(
    action: Action,
    model: type[DatedEntry],
    newest_id: int | None,
    belongs: Callable[[Any], bool] = lambda row: True,
) -> list[TimelineEntry]:
    """The entries of one history of the action that came after the one with the id.

    `belongs` narrows them to one of several such histories, such as that of one milestone.
    """
    return _entries(
        [
            one
            for teller in TELLERS
            for one in teller(action)
            if isinstance(one.row, model) and one.row.pk > (newest_id or 0) and belongs(one.row)
        ]
    )


def _entries(all_told: list[Told]) -> list[TimelineEntry]:
    people = {one.recorded_by_id for one in all_told if one.recorded_by_id}
    names = dict(User.objects.filter(pk__in=people).values_list("pk", "name"))
    entries = [one.entry(names) for one in all_told]
    entries.sort(
        key=lambda entry: (entry.recorded_at, entry.effective_date or localdate(entry.recorded_at)),
        reverse=True,
    )
    return entries
