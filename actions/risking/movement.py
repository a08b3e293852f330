"""What moved in a risk register: the difference of two of them."""

from dataclasses import dataclass
from enum import StrEnum

from actions.risking.values import RiskLine, RiskRegister


class MoveKind(StrEnum):
    """What became of a risk between two days."""

    NEW = "new"
    CLOSED = "closed"
    REOPENED = "reopened"
    UP = "up"
    DOWN = "down"
    SAME = "same"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class RiskMove:
    """A risk, with the line it had (None for one that is new) and the one it has (None for one that is gone)."""

    kind: MoveKind
    before: RiskLine | None
    after: RiskLine | None

    @property
    def line(self) -> RiskLine:
        """The later line, or, of one that is gone, the earlier."""
        line = self.after or self.before
        assert line is not None, "A risk that moved is in one of the registers."
        return line

    @property
    def has_moved(self) -> bool:
        """Whether anything about its score or its being open changed, be it to a score that is as grave."""
        return self.kind != MoveKind.SAME or (
            self.before is not None
            and self.after is not None
            and self.before.current.code != self.after.current.code
        )

    @property
    def in_words(self) -> str:
        """The move as a clause: "down from C3 to D3"."""
        was = self.before.current.code if self.before else ""
        now = self.after.current.code if self.after else ""
        if self.kind == MoveKind.NEW:
            return f"new at {now}"
        if self.kind == MoveKind.CLOSED:
            return f"closed at {now}" if was else f"added and closed at {now}"
        if self.kind == MoveKind.REOPENED:
            return f"opened again at {now}"
        if self.kind == MoveKind.GONE:
            return f"was {was}, not in the register any more"
        if was == now:
            return f"still {now}"
        if self.kind == MoveKind.SAME:
            return f"from {was} to {now}, as grave as before"
        return f"{self.kind} from {was} to {now}"


@dataclass(frozen=True, slots=True)
class RiskMovement:
    """What became of each risk that was open in the earlier or in the later register, or was closed between."""

    earlier: RiskRegister
    later: RiskRegister
    moves: tuple[RiskMove, ...]

    def of(self, kind: MoveKind) -> tuple[RiskMove, ...]:
        """The moves of the kind."""
        return tuple(move for move in self.moves if move.kind == kind)

    @property
    def moved(self) -> tuple[RiskMove, ...]:
        """The risks of which anything changed."""
        return tuple(move for move in self.moves if move.has_moved)

    @property
    def in_words(self) -> str:
        """How many risks are new, closed, up and so on, as a sentence."""
        said = [
            f"{len(self.of(kind))} {words}"
            for kind, words in (
                (MoveKind.NEW, "new"),
                (MoveKind.UP, "graver than before"),
                (MoveKind.DOWN, "lighter"),
                (MoveKind.CLOSED, "closed"),
                (MoveKind.REOPENED, "opened again"),
                (MoveKind.GONE, "not in the register any more"),
            )
            if self.of(kind)
        ]
        same = len(self.of(MoveKind.SAME))
        if not said:
            return "No risk has become graver or lighter, been added or been closed."
        if same:
            said.append(f"{same} as grave as before")
        return f"{', '.join(said[:-1])} and {said[-1]}." if said[1:] else f"{said[0]}."


def risk_movement(earlier: RiskRegister, later: RiskRegister) -> RiskMovement:
    """What moved from the earlier to the later register of one plan, in the later one's order.

    A risk is up where its score is graver than it was (see ScoreValue.gravity) and down where it is lighter.
    Raises ValueError for registers of two plans.
    """
    if earlier.plan.id != later.plan.id:
        raise ValueError("Movement is between two registers of one plan.")
    before = {line.id: line for line in earlier.lines}
    now = {line.id for line in later.lines}
    pairs: list[tuple[RiskLine | None, RiskLine | None]] = [
        *((before.get(line.id), line) for line in later.lines),
        *((line, None) for line in earlier.lines if line.id not in now),
    ]
    return RiskMovement(
        earlier,
        later,
        tuple(
            RiskMove(kind, old, new) for old, new in pairs if (kind := _kind(old, new)) is not None
        ),
    )


def _kind(old: RiskLine | None, new: RiskLine | None) -> MoveKind | None:
    """What became of the risk; None where it was closed before and still is."""
    if new is None:
        return MoveKind.GONE if old is not None and old.is_open else None
    if not new.is_open:
        return MoveKind.CLOSED if old is None or old.is_open else None
    if old is None:
        return MoveKind.NEW
    if not old.is_open:
        return MoveKind.REOPENED
    if new.current.gravity == old.current.gravity:
        return MoveKind.SAME
    return MoveKind.UP if new.current.gravity > old.current.gravity else MoveKind.DOWN
