"""What answers a weakness as at a day: themes, actions, measures and risks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actions.choices import AnswerState
from actions.models import Weakness, WeaknessAnswer

KINDS = ("theme", "action", "measure", "risk")
"""What may answer a weakness."""

Key = tuple[str, int]
"""A kind of answer and the id of what answers."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The ids of what answers a weakness by itself. An action whose theme answers it answers it too, and is
    not listed here for that."""

    themes: frozenset[int] = frozenset()
    actions: frozenset[int] = frozenset()
    measures: frozenset[int] = frozenset()
    risks: frozenset[int] = frozenset()

    def of(self, kind: str) -> frozenset[int]:
        """Those of the kind: "theme", "action", "measure" or "risk"."""
        found: frozenset[int] = getattr(self, f"{kind}s")
        return found

    def __bool__(self) -> bool:
        return any(self.of(kind) for kind in KINDS)


def key_of(answer: WeaknessAnswer) -> Key:
    """Which thing the entry is about."""
    return next((kind, pk) for kind in KINDS if (pk := getattr(answer, f"{kind}_id")) is not None)


def answers_as_at(weaknesses: Iterable[Weakness], day: date) -> dict[int, Answers]:
    """Weakness's id -> what answers it on the day, for each of them. One query."""
    last: dict[int, dict[Key, str]] = {weakness.pk: {} for weakness in weaknesses}
    for entry in WeaknessAnswer.objects.filter(weakness__in=list(last)).up_to(day):
        last[entry.weakness_id][key_of(entry)] = entry.state
    return {pk: _standing(states) for pk, states in last.items()}


def _standing(states: dict[Key, str]) -> Answers:
    found: dict[str, set[int]] = defaultdict(set)
    for (kind, pk), state in states.items():
        if state == AnswerState.ANSWERS:
            found[f"{kind}s"].add(pk)
    return Answers(**{name: frozenset(ids) for name, ids in found.items()})
