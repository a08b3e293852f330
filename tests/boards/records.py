"""What tests of records do to meetings."""

from boards.models import Meeting
from boards.services.meetings import cancel_meeting
from tests.boards.making import manager_of


def cancel(meeting: Meeting) -> None:
    """Say that a meeting does not take place."""
    cancel_meeting(meeting=meeting, reason="Snow", by=manager_of(meeting.board))
