"""Telling what was said of an action: its status updates and its completion."""

from collections.abc import Iterator

from django.db.models import prefetch_related_objects

from actions.choices import CompletionState, EntryKind
from actions.models import Action, Completion, StatusUpdate
from actions.timeline.telling import Told, rows_of, superseded, tell, told


def status_updates(action: Action) -> Iterator[Told]:
    """Every status update, correction and retraction."""
    rows = rows_of(StatusUpdate, action)
    prefetch_related_objects(rows, "rating")
    by_id = {row.pk: row for row in rows}
    gone = superseded(rows)
    for row in rows:
        is_retraction = row.kind == EntryKind.RETRACTION
        spoken_of = by_id[row.supersedes_id] if is_retraction and row.supersedes_id else row
        yield told(
            row,
            "status",
            f"Rated {spoken_of.rating.label}" if spoken_of.rating else "Update",
            rating=row.rating,
            body=row.commentary,
            remedial_action=row.remedial_action,
            is_superseded=row.pk in gone,
            update_id=None if is_retraction or row.pk in gone else row.pk,
        )


def completions(action: Action) -> Iterator[Told]:
    """Facts recorded on their own. Those that a rating wrote are told by the update already."""
    rows = rows_of(Completion, action)
    written_by_ratings = {row.pk for row in rows if row.status_update_id}
    for row in rows:
        if row.pk in written_by_ratings or row.supersedes_id in written_by_ratings:
            continue
        heading = "Completed" if row.state == CompletionState.COMPLETE else "Reopened"
        yield tell(rows, row, "completion", heading, body=row.evidence)
