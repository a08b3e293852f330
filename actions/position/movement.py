"""Movement: the difference of two Positions of one plan."""

from dataclasses import dataclass, fields
from operator import attrgetter

from actions.due_dates import DueDate
from actions.position.position import Position
from actions.position.values import Line, RatingValue

_on_record = attrgetter(
    *(field.name for field in fields(Line) if field.name not in {"as_at", "waits_on"})
)
"""All that a line says of its own action. Compared for 1,000 lines, so without making new ones."""


@dataclass(frozen=True, slots=True)
class RatingMove:
    """An action whose rating changed; None means unrated."""

    line: Line
    before: RatingValue | None
    after: RatingValue | None


@dataclass(frozen=True, slots=True)
class DateMove:
    """An action whose due date in force changed."""

    line: Line
    before: DueDate | None
    after: DueDate | None


@dataclass(frozen=True, slots=True)
class Movement:
    """What changed between two Positions. Lines are the later ones, except those withdrawn."""

    added: tuple[Line, ...]
    withdrawn: tuple[Line, ...]
    moved: tuple[RatingMove, ...]
    redated: tuple[DateMove, ...]
    reworded: tuple[Line, ...]
    completed: tuple[Line, ...]
    reopened: tuple[Line, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (
            self.added
            or self.withdrawn
            or self.moved
            or self.redated
            or self.reworded
            or self.completed
            or self.reopened
        )


def movement(earlier: Position, later: Position) -> Movement:
    """What moved from the earlier to the later Position. Raises ValueError for two plans."""
    if earlier.plan.id != later.plan.id:
        raise ValueError("Movement is between two Positions of one plan.")
    before = {line.action_id: line for line in earlier.lines}
    after = {line.action_id: line for line in later.lines}
    both = [(before[line.action_id], line) for line in later.lines if line.action_id in before]
    return Movement(
        added=tuple(line for line in later.lines if line.action_id not in before),
        withdrawn=tuple(line for line in earlier.lines if line.action_id not in after),
        moved=tuple(
            RatingMove(new, old.rating, new.rating) for old, new in both if _code(old) != _code(new)
        ),
        redated=tuple(DateMove(new, old.due, new.due) for old, new in both if old.due != new.due),
        reworded=tuple(
            new for old, new in both if (old.title, old.detail) != (new.title, new.detail)
        ),
        completed=tuple(new for old, new in both if new.is_complete and not old.is_complete),
        reopened=tuple(new for old, new in both if old.is_complete and not new.is_complete),
    )


def changed_lines(earlier: Position, later: Position) -> tuple[Line, ...]:
    """The later lines of which anything on record differs from the earlier Position.

    So those that moved, were added or reworded, and also those of which there was news or a word that
    nothing had changed. What another action does is no change of an action that waits on it.
    """
    before = {line.action_id: line for line in earlier.lines}
    return tuple(line for line in later.lines if _differs(before.get(line.action_id), line))


def _differs(old: Line | None, new: Line) -> bool:
    if old is None:
        return True
    return _on_record(old) != _on_record(new)


def _code(line: Line) -> str | None:
    return line.rating.code if line.rating else None
