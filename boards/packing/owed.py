"""The part of a pack that tells what the board is owed."""

from actions.text import say_day, say_days
from boards.models import Meeting
from boards.owed import Owed, owed
from boards.pack_values import EntryValue


def entries(meeting: Meeting) -> tuple[EntryValue, ...]:
    """What is owed on the day of the meeting, late first, then what was answered at the meeting."""
    plan = owed(meeting.board, meeting.held_on)
    here = [
        each for each in plan.answered if each.answered_at and each.answered_at.pk == meeting.pk
    ]
    return tuple(_entry(each) for each in (*plan.open, *here))


def _entry(each: Owed) -> EntryValue:
    return EntryValue(
        title=each.title, owner=each.board, due=str(each.due), status=say_status(each)
    )


def say_status(each: Owed) -> str:
    """Where it stands, in words."""
    if each.is_late:
        return f"Late by {say_days(each.late_days)}"
    if each.answered_on is not None:
        began = "Owed regularly, last answered" if each.is_owed else "Answered"
        return f"{began} on {say_day(each.answered_on)}: {each.paper}"
    return "Due soon" if each.is_soon else str(each.state.label)
