"""The part of a pack that tells of risks."""

from collections.abc import Iterable

from actions.risking import risks_as_at
from actions.risking.values import RiskLine, RiskRegister
from boards.escalation import coming_to, thresholds_of
from boards.models import Meeting
from boards.pack_values import EntryValue
from boards.packing.plans import of_plan
from boards.shown import plans_of, previous_meeting

COMES = "Comes to this board"


def entries(meeting: Meeting) -> tuple[EntryValue, ...]:
    """The open risks of the plans as at the cut-off, the gravest first: where the board has thresholds only those that
    reach one, which are exceptions; else all, of which those whose review is overdue are."""
    plans = plans_of(meeting)
    bands = thresholds_of(meeting.board)
    before = previous_meeting(meeting)
    found = []
    for plan in plans:
        register = risks_as_at(plan, meeting.as_at)
        earlier = risks_as_at(plan, before.as_at) if before else None
        lines = coming_to(register, bands) if bands else register.by_gravity
        found += [
            of_plan(entry(line, earlier, COMES if bands else ""), plan, plans)
            for line in lines
            if line.is_open
        ]
    return tuple(found)


def entry(line: RiskLine, earlier: RiskRegister | None, comes: str) -> EntryValue:
    """One risk; `earlier` is the register to compare with. It is an exception where it `comes` to a board, or its review
    is overdue."""
    was = earlier.line(line.id) if earlier else None
    moved = f", was {was.current}" if was and was.current.code != line.current.code else ""
    return EntryValue(
        reference=line.reference,
        title=line.title,
        text="\n".join(_mitigations(line)) or "Nothing is recorded against it.",
        group=comes or (line.review_in_words if line.is_review_due else ""),
        owner=str(line.owner or ""),
        due=line.review_in_words,
        status=f"{line.current} {line.current.band.label}{moved}"
        + (f"; aimed at {line.target}" if line.target else ""),
    )


def _mitigations(line: RiskLine) -> Iterable[str]:
    for each in line.mitigations:
        named = f"{each.reference} " if each.reference else ""
        yield f"{named}{each.text} ({str(each.state.label).lower()})"
