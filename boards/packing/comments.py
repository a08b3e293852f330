"""The part of a pack that tells of comments of other meetings that the meeting takes."""

from actions.text import say_day
from boards.comments import received_by
from boards.models import Meeting
from boards.pack_values import EntryValue


def entries(meeting: Meeting) -> tuple[EntryValue, ...]:
    """The comments that stand, with the answer that counts now, oldest first."""
    return tuple(
        EntryValue(
            title=f"{each.comment.meeting.board}, {say_day(each.comment.meeting.held_on)}",
            text=each.comment.text,
            status=each.answer.text if each.answer else "",
        )
        for each in received_by(meeting)
        if each.withdrawal is None
    )
