"""The part of the plan that a number belongs to by the words before it."""

import re
from dataclasses import dataclass

from reports.claims import cues
from reports.claims.leaving import WORD
from reports.claims.vocabulary import Scope, Vocabulary


@dataclass(frozen=True, slots=True)
class Found:
    """A place in the plan that was named; `scope` is None where the plan has it not. `is_doubtful` where another was named since,
    which may be meant."""

    scope: Scope | None
    is_doubtful: bool = False


_COUNT = re.compile(rf"\b(?:[0-9]+|{WORD})\b")


def scope_before(vocabulary: Vocabulary, plain: str, start: int, lead: int) -> Found | None:
    """The place in the plan named last before the number, so that it governs it; None where none does. The nearest governs it where
    only "has", "with" and the like stand between them: "Theme 1 has 17 actions, followed by Theme 6 with 19". It is doubtful where the
    one before has no number of its own."""
    last: tuple[Scope | None, int] | None = None
    nearest: tuple[Scope | None, int] | None = None
    begins = start
    for scope, first, end in vocabulary.scopes_in(plain, max(start, lead - 200), lead):
        nearest, begins = (scope, end), first
        if cues.GOVERNS.search(plain[max(start, first - 20) : first]):
            last = nearest
    if nearest is not None and nearest is not last:
        if cues.CARRIES.fullmatch(plain, nearest[1], lead):
            return Found(nearest[0], last is not None and not _COUNT.search(plain, last[1], begins))
        if last is not None:
            return Found(last[0], is_doubtful=True)
    if last is None or cues.RESET.search(plain, last[1], lead):
        return None
    return Found(last[0])
