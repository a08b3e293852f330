"""What the record says otherwise than a board was shown, of the same day, and who recorded what since."""

from collections.abc import Sequence

from actions.models import AuditEntry
from actions.position import position_as_at
from boards.comparing import Comparison, compare
from boards.models import Pack, Snapshot
from boards.snapshots import position_of


def since_shown(snapshot: Snapshot) -> Comparison:
    """What a board was shown against what is on record now of the same day: every correction since."""
    return compare(position_of(snapshot), position_as_at(snapshot.plan, snapshot.as_at))


def entries_since(comparison: Comparison, pack: Pack) -> Sequence[tuple[str, AuditEntry]]:
    """What the audit trail has, since the pack was closed, on the actions that differ, the newest first, each
    with the action's reference.

    News recorded for a later day is among it: the trail tells what was done, the comparison what it did.
    """
    references = {
        change.line.action_id: change.reference for change in comparison.changes if change.line
    }
    found = (
        AuditEntry.objects.filter(action__in=references, at__gt=pack.recorded_at)
        .select_related("by")
        .order_by("-at", "-pk")
    )
    return [(references[entry.action_id], entry) for entry in found if entry.action_id]
