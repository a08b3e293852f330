"""The part of a pack that tells of the statutory clock of the plans."""

from actions.clock.values import DeadlineStanding, DeadlineValue
from boards.pack_values import EntryValue

PRESSING = frozenset({DeadlineStanding.NEAR, DeadlineStanding.PASSED, DeadlineStanding.UNKNOWN})


def entry(each: DeadlineValue) -> EntryValue:
    """One deadline. It is an exception where it is near, not met, or its day is not known."""
    reason = f" Set by hand: {each.reason}" if each.is_overridden else ""
    return EntryValue(
        title=each.called,
        text=f"{each.missing or each.how}{reason}",
        group=each.standing.label if each.standing in PRESSING else "",
        owner="; ".join(str(listener.post) for listener in each.listeners),
        due=each.day_in_words,
        status=f"{each.standing.label}: {each.says}" if each.says else each.standing.label,
    )
