"""How many measures of a plan stand where, in one sentence."""

from collections import Counter
from collections.abc import Sequence

from actions.measuring.figures import Standing
from actions.measuring.standing import STANDINGS
from actions.measuring.values import MeasureValue

_SAYS = {
    "T": ("has reached its target", "have reached their target"),
    "O": ("is on trajectory", "are on trajectory"),
    "F": ("is off trajectory", "are off trajectory"),
    "M": ("missed its target", "missed their target"),
    "S": ("is short of its target", "are short of their target"),
    "U": ("cannot be judged by its bound", "cannot be judged by their bounds"),
    "K": ("is not known at its target’s date", "are not known at their target’s date"),
    "C": ("cannot be compared with its target", "cannot be compared with their target"),
    "N": ("has no target", "have no target"),
    "–": ("has no reading", "have no reading"),
}
_NONE_OF = {
    "U": "can be judged by its bound",
    "K": "is known at its target’s date",
    "C": "can be compared with its target",
    "N": "has a target",
    "–": "has a reading",
}
"""What is said of all of them by saying that none does."""


def tally(measures: Sequence[MeasureValue]) -> tuple[tuple[Standing, int], ...]:
    """How many of the measures that are still measured stand where, the best first; those with none left out."""
    counted = Counter(each.standing for each in measures if not each.is_retired)
    return tuple((each, counted[each]) for each in STANDINGS if counted[each])


def say_tally(measures: Sequence[MeasureValue]) -> str:
    """The tally as a sentence, and how many readings are too old; "" where nothing is measured."""
    found = tally(measures)
    total = sum(count for _, count in found)
    if not total:
        return ""
    old = sum(each.is_too_old for each in measures)
    whose = "Its latest reading" if total == 1 else f"The latest reading of {old}"
    tail = f" {whose} is too old." if old else ""
    if len(found) == 1:
        return f"{_all(found[0][0], total)}.{tail}"
    clauses = [f"{count} {_SAYS[each.code][count > 1]}" for each, count in found]
    said = ", ".join(clauses[:-1]) + (" and " if len(clauses) > 1 else "") + clauses[-1]
    return f"Of {total} measures, {said}.{tail}"


def _all(standing: Standing, total: int) -> str:
    """What is said of the measures where all stand alike."""
    one, many = _SAYS[standing.code]
    if total == 1:
        return f"The one measure {one}"
    if standing.code in _NONE_OF:
        subject = "Neither measure" if total == 2 else f"None of the {total} measures"
        return f"{subject} {_NONE_OF[standing.code]}"
    return f"{'Both' if total == 2 else f'All {total}'} measures {many}"
