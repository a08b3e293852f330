"""The part of a pack that tells of board actions: what earlier meetings asked for and is still open."""

from actions.text import say_day, say_days
from boards.models import Meeting
from boards.outstanding import BoardActionValue, carried_to
from boards.pack_values import EntryValue


def entries(meeting: Meeting) -> tuple[EntryValue, ...]:
    """What the meeting takes up, as it stood on its eve: late ones first."""
    return tuple(_entry(each) for each in carried_to(meeting))


def _entry(each: BoardActionValue) -> EntryValue:
    state = f"Late by {say_days(each.late_days)}" if each.is_late else str(each.state.label)
    return EntryValue(
        reference=each.reference,
        text=each.text,
        owner=each.owner,
        due=say_day(each.due_on) if each.due_on else "",
        status=f"{state}. {each.note}" if each.note else state,
    )
