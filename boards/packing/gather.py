"""All parts of a pack as they stand now."""

from collections.abc import Callable, Mapping

from boards.choices import PackPart
from boards.models import Meeting
from boards.pack_values import EntryValue
from boards.packing import (
    agenda,
    beside,
    board_actions,
    comments,
    decisions,
    exceptions,
    members,
    minutes,
    owed,
)

PARTS: Mapping[PackPart, Callable[[Meeting], tuple[EntryValue, ...]]] = {
    PackPart.AGENDA: agenda.entries,
    PackPart.MEMBER: members.entries,
    PackPart.MINUTES: minutes.entries,
    PackPart.DECISION: decisions.entries,
    PackPart.BOARD_ACTION: board_actions.entries,
    PackPart.COMMENT: comments.entries,
    PackPart.OWED: owed.entries,
    PackPart.EXCEPTION: exceptions.entries,
}


def gather(meeting: Meeting) -> dict[PackPart, tuple[EntryValue, ...]]:
    """Part -> its entries as they stand now, in order; every part is there."""
    read = {part: entries(meeting) for part, entries in PARTS.items()}
    return dict.fromkeys(PackPart, ()) | read | dict(beside.entries(meeting))
