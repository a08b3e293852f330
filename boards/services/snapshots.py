"""Saving a frozen Position."""

from datetime import datetime
from itertools import chain

from actions.position import Position
from boards.models import (
    Pack,
    Snapshot,
    SnapshotImpact,
    SnapshotIssue,
    SnapshotLine,
    SnapshotOwner,
    SnapshotRating,
    SnapshotTheme,
    SnapshotWorkstream,
)
from boards.snapshots import Frozen, freeze
from wsoa.models import User


def keep_position(position: Position, *, by: User, at: datetime) -> Snapshot:
    """Freeze the Position for a paper that goes out. Within the transaction of the service that publishes it."""
    frozen = freeze(position, by=by, at=at)
    save_frozen(frozen, None)
    return frozen.snapshot


def save_frozen(frozen: Frozen, pack: Pack | None) -> None:
    """Save the rows of a frozen Position, of the pack where it is shown in one."""
    frozen.snapshot.pack = pack
    frozen.snapshot.save()
    SnapshotRating.objects.bulk_create(frozen.ratings)
    SnapshotImpact.objects.bulk_create(frozen.impacts)
    SnapshotTheme.objects.bulk_create(frozen.themes)
    SnapshotWorkstream.objects.bulk_create(frozen.workstreams)
    SnapshotIssue.objects.bulk_create(frozen.issues)
    SnapshotLine.objects.bulk_create([line.row for line in frozen.lines])
    SnapshotOwner.objects.bulk_create(chain.from_iterable(line.owners for line in frozen.lines))
