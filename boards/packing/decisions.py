"""The part of a pack that tells of decisions: those of the board's last meeting."""

from boards.decided import decisions_of, last_before
from boards.models import Meeting
from boards.pack_values import EntryValue


def entries(meeting: Meeting) -> tuple[EntryValue, ...]:
    """The decisions as they stand now, by number, without those withdrawn."""
    before = last_before(meeting)
    if before is None:
        return ()
    return tuple(
        EntryValue(
            reference=str(each.decision.number),
            text=each.decision.text,
            status=each.decision.plan.title if each.decision.plan else "",
        )
        for each in decisions_of(before)
        if not each.decision.is_withdrawn
    )
