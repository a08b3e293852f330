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
    "N": ("has no target", "have no target"),
    "–": ("has no reading", "have no reading"),
}


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
    clauses = [f"{count} {_SAYS[each.code][count > 1]}" for each, count in found]
    said = ", ".join(clauses[:-1]) + (" and " if len(clauses) > 1 else "") + clauses[-1]
    old = sum(each.is_too_old for each in measures)
    tail = f" The latest reading of {old} is too old." if old else ""
    return f"Of {total} measure{'' if total == 1 else 's'}, {said}.{tail}"
