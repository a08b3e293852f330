"""The part of a pack that tells of minutes: those of the board's last meeting."""

from actions.text import say_day
from boards.decided import last_before, minutes_of
from boards.models import Meeting
from boards.pack_values import EntryValue


def entries(meeting: Meeting) -> tuple[EntryValue, ...]:
    """The newest version as it stands now; none where the board had not met, or wrote none."""
    before = last_before(meeting)
    found = minutes_of(before) if before else None
    if before is None or found is None:
        return ()
    if found.agreed is None:
        status = "To be agreed"
    elif found.agreed.meeting_id == meeting.pk:
        status = "Agreed at this meeting"
    else:
        status = f"Agreed on {say_day(found.agreed.meeting.held_on)}"
    title = f"Minutes of {say_day(before.held_on)}"
    return (EntryValue(title=title, text=found.minutes.text, status=status),)
