"""The part of a pack that tells of the board's members."""

from boards.attendance import attendance_of
from boards.models import Attendance, BoardMember, Meeting
from boards.pack_values import EntryValue
from boards.seats import held_on, seats


def entries(meeting: Meeting) -> tuple[EntryValue, ...]:
    """Who sits on the board on the day of the meeting, chairs first, with the apologies and whatever else is
    recorded of who comes. Two queries."""
    attendance = attendance_of(meeting)
    return tuple(
        _entry(seat, attendance.get(seat.post_id))
        for seat in held_on(seats(meeting.board), meeting.held_on)
    )


def _entry(seat: BoardMember, attendance: Attendance | None) -> EntryValue:
    return EntryValue(
        title=seat.post.title,
        text=attendance.note if attendance else "",
        group=seat.get_role_display(),
        owner=seat.post.organisation.name,
        status=attendance.get_state_display() if attendance else "",
    )
