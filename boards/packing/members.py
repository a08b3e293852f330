"""The part of a pack that tells of the board's members."""

from boards.models import Meeting
from boards.pack_values import EntryValue
from boards.seats import held_on, seats


def entries(meeting: Meeting) -> tuple[EntryValue, ...]:
    """Who sits on the board on the day of the meeting, chairs first. One query."""
    return tuple(
        EntryValue(
            title=seat.post.title,
            group=seat.get_role_display(),
            owner=seat.post.organisation.name,
        )
        for seat in held_on(seats(meeting.board), meeting.held_on)
    )
