"""Direction of travel: whether more actions are rated better than worse since an earlier Position.

Better and worse are those of comparing.py. An action that was added, withdrawn or rated for the first time
travels in no direction.
"""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from actions.position import Line, Position
from boards.choices import ChangeKind
from boards.comparing import direction


class Way(StrEnum):
    """Which way it goes; the value is the arrow that is shown beside the word."""

    UP = "↑"
    DOWN = "↓"
    SAME = "→"


WORDS = {Way.UP: "Better", Way.DOWN: "Worse", Way.SAME: "No change"}


@dataclass(frozen=True, slots=True)
class Travel:
    """How many actions are rated better, and how many worse, than before."""

    better: int
    worse: int

    @property
    def way(self) -> Way:
        """Up where more are better than worse, down where fewer are."""
        if self.better == self.worse:
            return Way.SAME
        return Way.UP if self.better > self.worse else Way.DOWN

    @property
    def word(self) -> str:
        """The way in a word or two."""
        return "As many better as worse" if self.better == self.worse > 0 else WORDS[self.way]

    @property
    def counts(self) -> str:
        """The counts behind it, such as `3 up, 1 down`; empty where nothing moved."""
        found = ((self.better, "up"), (self.worse, "down"))
        return ", ".join(f"{number} {word}" for number, word in found if number)


def travel(earlier: Position, later: Position) -> Travel:
    """The direction of the plan as a whole."""
    return _travel(_moves(earlier, later))


def travel_by_theme(earlier: Position, later: Position) -> dict[int, Travel]:
    """Id of a top-level theme -> its direction, for every one of the later Position; an action counts
    for the theme it is under now."""
    found: dict[int, Counter[ChangeKind]] = {theme.id: Counter() for theme in later.top_themes}
    for line, kind in _each(earlier, later):
        found[line.top_theme.id][kind] += 1
    return {theme: _travel(moves) for theme, moves in found.items()}


def _moves(earlier: Position, later: Position) -> Counter[ChangeKind]:
    return Counter(kind for _, kind in _each(earlier, later))


def _each(earlier: Position, later: Position) -> list[tuple[Line, ChangeKind]]:
    before = {line.action_id: line for line in earlier.lines}
    return [
        (line, direction(before[line.action_id].rating, line.rating))
        for line in later.lines
        if line.action_id in before and before[line.action_id].rating != line.rating
    ]


def _travel(moves: Counter[ChangeKind]) -> Travel:
    return Travel(moves[ChangeKind.UP], moves[ChangeKind.DOWN])
