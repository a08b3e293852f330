"""The part of a pack that tells of risks."""

from collections.abc import Iterable, Sequence

from actions.risking.values import RiskLine, RiskRegister
from boards.escalation import Threshold, coming_to
from boards.pack_values import EntryValue

COMES = "Comes to this board"


def of_register(
    register: RiskRegister, earlier: RiskRegister | None, thresholds: Sequence[Threshold]
) -> tuple[EntryValue, ...]:
    """The open risks, the gravest first: where the board has thresholds only those that reach one, which are exceptions;
    else all, of which those whose review is overdue are. `earlier` is the register to compare with."""
    lines = coming_to(register, thresholds) if thresholds else register.by_gravity
    comes = COMES if thresholds else ""
    return tuple(entry(line, earlier, comes) for line in lines if line.is_open)


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
