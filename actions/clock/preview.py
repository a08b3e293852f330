"""What a deadline would come to before it is saved, beside what it would be counted from other days."""

from dataclasses import dataclass
from datetime import date

from actions.choices import AWAITS_A_STEP, DeadlineBasis, DeadlineKind, DeadlineUnit
from actions.clock.counting import count_on
from actions.clock.loading import basis_day, count_in_words, in_words, what_is_missing
from actions.clock.presets import PRESETS
from actions.errors import Refused
from actions.models import Inspection
from actions.text import say_day


@dataclass(frozen=True, slots=True)
class Counting:
    """The day that a count comes to from one basis; `day` is None where that is not known, and `how` says why."""

    basis: str
    day: date | None
    how: str

    @property
    def day_in_words(self) -> str:
        """The day with its day of the week."""
        return f"{self.day:%A} {say_day(self.day)}" if self.day else "Cannot be counted yet"


@dataclass(frozen=True, slots=True)
class Preview:
    """What was chosen, and what the same count comes to from the letter's other days that are known."""

    chosen: Counting
    others: tuple[Counting, ...]


def preview(
    inspection: Inspection | None,
    *,
    basis: DeadlineBasis,
    basis_on: date | None,
    basis_words: str,
    count: int,
    unit: DeadlineUnit,
    kind: DeadlineKind = DeadlineKind.OTHER,
) -> Preview:
    """The count from the chosen basis and from the others. Raises Refused where it cannot be made."""
    if basis == DeadlineBasis.OTHER_DAY and basis_on is None:
        if kind in AWAITS_A_STEP:
            return Preview(Counting(basis_words, None, f"{PRESETS[kind].waits}."), ())
        raise Refused("Give the day that it is counted from.", field="basis_on")
    chosen = _counting(inspection, basis, basis_on, basis_words, count, unit)
    others = (
        _counting(inspection, other, None, "", count, unit)
        for other in DeadlineBasis
        if other not in (basis, DeadlineBasis.OTHER_DAY)
        and basis_day(inspection, other, None) is not None
    )
    return Preview(chosen, tuple(others))


def _counting(
    inspection: Inspection | None,
    basis: DeadlineBasis,
    basis_on: date | None,
    basis_words: str,
    count: int,
    unit: DeadlineUnit,
) -> Counting:
    words = in_words(basis, basis_words)
    start = basis_day(inspection, basis, basis_on)
    if start is None:
        return Counting(words, None, what_is_missing(inspection, basis))
    found = count_on(start, count, unit)
    return Counting(words, found.due, count_in_words(count, unit, start, words, found))
