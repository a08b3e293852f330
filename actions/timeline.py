"""The whole history of one action, every entry of every kind, newest first.

For people to read. Nothing is counted from it; what was in force on a day is the Position's to say.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any, TypeVar

from django.db.models import prefetch_related_objects

from actions.choices import CompletionState, EntryKind, LifeState
from actions.models import (
    Action,
    ActionLife,
    ActionOwnership,
    ActionPlacement,
    ActionReference,
    ActionWording,
    Completion,
    DateChange,
    IssueAction,
    IssueWording,
    Rating,
    StatusUpdate,
)
from actions.models.entries import ActionEntry, DatedEntry
from wsoa.models import User

E = TypeVar("E", bound=ActionEntry)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One entry, worded for the reader.

    `kind` names the history it is from. `body` is the text recorded and `remedial_action` what is to
    be done; `reason` says why the entry was made. `is_superseded` entries were corrected or taken back
    later and count on no date. `update_id` is set where the entry is a status update that may still be
    corrected.
    """

    kind: str
    effective_date: date
    recorded_at: datetime
    by: str
    heading: str
    body: str = ""
    remedial_action: str = ""
    reason: str = ""
    rating: Rating | None = None
    is_superseded: bool = False
    is_correction: bool = False
    is_retraction: bool = False
    update_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """A row and what to say of it."""

    row: ActionEntry
    kind: str
    heading: str
    more: dict[str, Any]


def timeline(action: Action) -> list[TimelineEntry]:
    """Every entry about the action, the last recorded first, in queries that do not grow in number
    with the history."""
    told = [*_status_updates(action), *_completions(action), *_definition(action)]
    names = dict(
        User.objects.filter(pk__in={one.row.recorded_by_id for one in told}).values_list(
            "pk", "name"
        )
    )
    entries = [_entry(one, names[one.row.recorded_by_id]) for one in told]
    entries.sort(key=lambda entry: (entry.recorded_at, entry.effective_date), reverse=True)
    return entries


def _entry(told: _Told, by: str) -> TimelineEntry:
    row, heading = told.row, told.heading
    if row.kind == EntryKind.CORRECTION:
        heading = f"Correction: {heading[:1].lower()}{heading[1:]}"
    elif row.kind == EntryKind.RETRACTION:
        heading = f"Taken back: {heading[:1].lower()}{heading[1:]}"
    return TimelineEntry(
        kind=told.kind,
        effective_date=row.effective_date,
        recorded_at=row.recorded_at,
        by=by,
        heading=heading,
        reason=row.reason,
        is_correction=row.kind == EntryKind.CORRECTION,
        is_retraction=row.kind == EntryKind.RETRACTION,
        **told.more,
    )


def _rows(model: type[E], action: Action) -> list[E]:
    return list(model.objects.filter(action=action).in_order())  # type: ignore[attr-defined]


def _superseded(rows: Iterable[DatedEntry]) -> set[int | None]:
    return {row.supersedes_id for row in rows}


def _tell(
    rows: Sequence[ActionEntry], row: ActionEntry, kind: str, heading: str, **more: Any
) -> _Told:
    more["is_superseded"] = row.pk in _superseded(rows)
    return _Told(row, kind, heading, more)


def _status_updates(action: Action) -> Iterator[_Told]:
    rows = _rows(StatusUpdate, action)
    prefetch_related_objects(rows, "rating")
    by_id = {row.pk: row for row in rows}
    superseded = _superseded(rows)
    for row in rows:
        is_retraction = row.kind == EntryKind.RETRACTION
        spoken_of = by_id[row.supersedes_id] if is_retraction and row.supersedes_id else row
        heading = f"Rated {spoken_of.rating.label}" if spoken_of.rating else "Update"
        more = {
            "rating": row.rating,
            "body": row.commentary,
            "remedial_action": row.remedial_action,
            "is_superseded": row.pk in superseded,
            "update_id": None if is_retraction or row.pk in superseded else row.pk,
        }
        yield _Told(row, "status", heading, more)


def _completions(action: Action) -> Iterator[_Told]:
    """Facts recorded on their own. Those that a rating wrote are told by the update already."""
    rows = _rows(Completion, action)
    written_by_ratings = {row.pk for row in rows if row.status_update_id}
    for row in rows:
        if row.pk in written_by_ratings or row.supersedes_id in written_by_ratings:
            continue
        heading = "Completed" if row.state == CompletionState.COMPLETE else "Reopened"
        yield _tell(rows, row, "completion", heading, body=row.evidence)


def _definition(action: Action) -> Iterator[_Told]:
    lives = _rows(ActionLife, action)
    references = _rows(ActionReference, action)
    dates = _rows(DateChange, action)
    for place, life in enumerate(lives):
        if place == 0:
            printed = f" as {references[0].reference}" if references else ""
            due = f", due {dates[0].due_printed}" if dates else ""
            yield _tell(lives, life, "added", f"Added to the plan{printed}{due}")
        elif life.state == LifeState.LIVE:
            yield _tell(lives, life, "added", "Put back in the plan")
        else:
            yield _tell(lives, life, life.state, life.get_state_display())
    for before, after in pairwise(references):
        heading = f"Reference changed from {before.reference} to {after.reference}"
        yield _tell(references, after, "reference", heading)
    for earlier, later in pairwise(dates):
        heading = f"Due date changed from {earlier.due_printed} to {later.due_printed}"
        agreed = f"Agreed by {later.agreed_by}." if later.agreed_by else ""
        yield _tell(dates, later, "due-date", heading, body=agreed)
    wordings = _rows(ActionWording, action)
    for wording in wordings[1:]:
        yield _tell(wordings, wording, "wording", "Reworded", body=wording.title)
    yield from _arrangement(action)


def _arrangement(action: Action) -> Iterator[_Told]:
    """Changes of place, owner and issue. What they name is looked up only where there are any."""
    placements = _rows(ActionPlacement, action)
    if len(placements) > 1:
        prefetch_related_objects(placements, "theme", "workstream", "report_group")
    for placement in placements[1:]:
        body = _listed((placement.theme, placement.workstream, placement.report_group))
        yield _tell(placements, placement, "moved", "Moved", body=body)
    ownerships = _rows(ActionOwnership, action)
    if len(ownerships) > 1:
        prefetch_related_objects(ownerships, "owners__post")
    for ownership in ownerships[1:]:
        owners = _listed(owner.post for owner in ownership.owners.all())
        yield _tell(ownerships, ownership, "owner", "Owner changed", body=owners or "No owner")
    issues = _rows(IssueAction, action)
    titles = _issue_titles(action) if issues else {}
    for row in issues:
        heading = (
            f"Put under the issue “{titles[row.issue_group_id]}”"
            if row.issue_group_id
            else "Taken out of its issue"
        )
        yield _tell(issues, row, "issue", heading)


def _issue_titles(action: Action) -> dict[int, str]:
    return dict(
        IssueWording.objects.filter(issue_group__plan=action.plan_id)
        .standing()
        .in_order()
        .values_list("issue_group_id", "title")
    )


def _listed(parts: Iterable[object]) -> str:
    return ", ".join(str(part) for part in parts if part)
