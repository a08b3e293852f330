"""The whole history of one action, every entry of every kind, newest first.

For people to read. Nothing is counted from it; what was in force on a day is the Position's to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

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
    StatusUpdate,
)
from actions.models.entries import ActionEntry
from actions.models.ratings import Rating


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


def timeline(action: Action) -> list[TimelineEntry]:
    """Every entry about the action, the last recorded first, in a fixed number of queries."""
    entries = [
        *_status_updates(action),
        *_completions(action),
        *_definition(action),
    ]
    entries.sort(key=lambda entry: (entry.recorded_at, entry.effective_date), reverse=True)
    return entries


def _entry(row: ActionEntry, kind: str, heading: str, **values: object) -> TimelineEntry:
    corrected = {
        EntryKind.CORRECTION: f"Correction: {heading[:1].lower()}{heading[1:]}",
        EntryKind.RETRACTION: f"Taken back: {heading[:1].lower()}{heading[1:]}",
    }
    return TimelineEntry(
        kind=kind,
        effective_date=row.effective_date,
        recorded_at=row.recorded_at,
        by=row.recorded_by.name,
        heading=corrected.get(EntryKind(row.kind), heading),
        is_superseded=hasattr(row, "superseded_by"),
        is_correction=row.kind == EntryKind.CORRECTION,
        is_retraction=row.kind == EntryKind.RETRACTION,
        **{"reason": row.reason, **values},  # type: ignore[arg-type]
    )


def _status_updates(action: Action) -> Iterator[TimelineEntry]:
    rows = list(
        StatusUpdate.objects.filter(action=action)
        .select_related("recorded_by", "superseded_by", "rating")
        .in_order()
    )
    mistakes = {row.pk: row for row in rows}
    for row in rows:
        is_retraction = row.kind == EntryKind.RETRACTION
        rating = row.rating
        if row.kind == EntryKind.RETRACTION and row.supersedes_id:
            mistaken = mistakes[row.supersedes_id]
            heading = f"Rated {mistaken.rating.label}" if mistaken.rating else "Update"
        else:
            heading = f"Rated {rating.label}" if rating else "Update"
        yield _entry(
            row,
            "status",
            heading,
            rating=rating,
            body=row.commentary,
            remedial_action=row.remedial_action,
            update_id=None if is_retraction or hasattr(row, "superseded_by") else row.pk,
        )


def _completions(action: Action) -> Iterator[TimelineEntry]:
    """Facts recorded on their own. Those that a rating wrote are told by the update already."""
    for row in (
        Completion.objects.filter(action=action, status_update__isnull=True)
        .exclude(supersedes__in=Completion.objects.filter(status_update__isnull=False))
        .select_related("recorded_by", "superseded_by")
        .in_order()
    ):
        complete = row.state == CompletionState.COMPLETE
        yield _entry(
            row,
            "completion",
            "Completed" if complete else "Reopened",
            body=row.evidence,
        )


def _definition(action: Action) -> Iterator[TimelineEntry]:
    lives = list(
        ActionLife.objects.filter(action=action)
        .select_related("recorded_by", "superseded_by")
        .in_order()
    )
    references = list(
        ActionReference.objects.filter(action=action)
        .select_related("recorded_by", "superseded_by")
        .in_order()
    )
    dates = list(
        DateChange.objects.filter(action=action)
        .select_related("recorded_by", "superseded_by")
        .in_order()
    )
    for place, life in enumerate(lives):
        if place == 0:
            printed = f" as {references[0].reference}" if references else ""
            due = f", due {dates[0].due_printed}" if dates else ""
            yield _entry(life, "added", f"Added to the plan{printed}{due}")
        elif life.state == LifeState.LIVE:
            yield _entry(life, "added", "Put back in the plan")
        else:
            yield _entry(life, life.state, f"{life.get_state_display()}")
    for before, after in pairwise(references):
        yield _entry(
            after, "reference", f"Reference changed from {before.reference} to {after.reference}"
        )
    for earlier, later in pairwise(dates):
        agreed = f"Agreed by {later.agreed_by}." if later.agreed_by else ""
        yield _entry(
            later,
            "due-date",
            f"Due date changed from {earlier.due_printed} to {later.due_printed}",
            body=agreed,
        )
    yield from _arrangement(action)


def _arrangement(action: Action) -> Iterator[TimelineEntry]:
    wordings = (
        ActionWording.objects.filter(action=action)
        .select_related("recorded_by", "superseded_by")
        .in_order()
    )
    for wording in wordings[1:]:
        yield _entry(wording, "wording", "Reworded", body=wording.title)
    placements = (
        ActionPlacement.objects.filter(action=action)
        .select_related("recorded_by", "superseded_by", "theme", "workstream", "report_group")
        .in_order()
    )
    for placement in placements[1:]:
        parts = [placement.theme, placement.workstream, placement.report_group]
        yield _entry(
            placement, "moved", "Moved", body=", ".join(str(part) for part in parts if part)
        )
    ownerships = (
        ActionOwnership.objects.filter(action=action)
        .select_related("recorded_by", "superseded_by", "lead_organisation")
        .prefetch_related("owners__post")
        .in_order()
    )
    for ownership in ownerships[1:]:
        owners = ", ".join(owner.post.title for owner in ownership.owners.all())
        yield _entry(ownership, "owner", "Owner changed", body=owners or "No owner")
    issue_rows = list(
        IssueAction.objects.filter(action=action)
        .select_related("recorded_by", "superseded_by")
        .in_order()
    )
    titles = {
        wording.issue_group_id: wording.title
        for wording in IssueWording.objects.filter(
            issue_group__in=[row.issue_group_id for row in issue_rows if row.issue_group_id]
        )
        .standing()
        .in_order()
    }
    for row in issue_rows:
        if row.issue_group_id:
            title = titles.get(row.issue_group_id, "")
            yield _entry(row, "issue", f"Put under the issue “{title}”")
        else:
            yield _entry(row, "issue", "Taken out of its issue")
