"""All parts of a pack as they stand now."""

from collections.abc import Callable, Mapping

from boards.choices import PackPart
from boards.models import Meeting
from boards.pack_values import EntryValue
from boards.packing import (
    agenda,
    board_actions,
    clock,
    comments,
    coverage,
    decisions,
    exceptions,
    measures,
    members,
    minutes,
    owed,
    risks,
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
    PackPart.COVERAGE: coverage.entries,
    PackPart.CLOCK: clock.entries,
    PackPart.MEASURE: measures.entries,
    PackPart.RISK: risks.entries,
}


def gather(meeting: Meeting) -> dict[PackPart, tuple[EntryValue, ...]]:
    """Part -> its entries as they stand now, in order; every part is there."""
    return {part: entries(meeting) for part, entries in PARTS.items()}
