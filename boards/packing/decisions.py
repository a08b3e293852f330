"""The part of a pack that tells of decisions."""

from boards.models import Meeting
from boards.pack_values import EntryValue


def entries(meeting: Meeting) -> tuple[EntryValue, ...]:
    """The entries as they stand now, in order."""
    return ()
