"""The chain of boards: who reports and who escalates to whom. Pure: the rows are given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from boards.models import Board

Above = Mapping[int, frozenset[int]]
"""A board's id -> the ids of the boards that it reports or escalates to."""


def above(links: Iterable[tuple[int, int | None, int | None]]) -> Above:
    """What stands above each board, from rows of its id and the two boards it names."""
    return {
        board: frozenset(each for each in (reports, escalates) if each is not None)
        for board, reports, escalates in links
    }


def leads_to(above: Above, start: int, goal: int) -> bool:
    """Whether somebody who goes up from `start`, by whatever way, comes to `goal`."""
    return goal in _upwards(above, start)


def _upwards(above: Above, start: int) -> set[int]:
    """The board and every one that its ways up lead to."""
    seen: set[int] = set()
    waiting = [start]
    while waiting:
        board = waiting.pop()
        if board not in seen:
            seen.add(board)
            waiting.extend(above.get(board, ()))
    return seen


@dataclass(frozen=True, slots=True)
class Link:
    """That one board names another: it reports to it, or escalates to it, or both."""

    lower: Board
    upper: Board
    reports: bool
    escalates: bool

    @property
    def words(self) -> str:
        """What the lower board does, as in "reports to"."""
        if self.reports and self.escalates:
            return "reports and escalates to"
        return "reports to" if self.reports else "escalates to"


@dataclass(frozen=True, slots=True)
class Chain:
    """Boards that hang together, those above before those below, and their links. Boards that name no other
    and are named by none are `apart`."""

    boards: tuple[Board, ...]
    links: tuple[Link, ...]
    apart: tuple[Board, ...]

    def up(self, board: Board) -> list[Link]:
        """The board's links to those above it."""
        return [link for link in self.links if link.lower == board]

    def down(self, board: Board) -> list[Link]:
        """The links to the board from those below it."""
        return [link for link in self.links if link.upper == board]

    def around(self, board: Board) -> "Chain":
        """The part of the chain in which the board stands: those above it and below it, however far."""
        upper = above(_named(self.boards))
        below: dict[int, set[int]] = {}
        for lower, uppers in upper.items():
            for each in uppers:
                below.setdefault(each, set()).add(lower)
        down = {pk: frozenset(rows) for pk, rows in below.items()}
        kept = _upwards(upper, board.pk) | _upwards(down, board.pk)
        links = tuple(
            link for link in self.links if link.lower.pk in kept and link.upper.pk in kept
        )
        return Chain(tuple(each for each in self.boards if each.pk in kept), links, ())


def chain_of(boards: Sequence[Board]) -> Chain:
    """The chain that an area's boards make. A board that is not among them is as if it were not named."""
    by_id = {board.pk: board for board in boards}
    links = tuple(_links(boards, by_id))
    linked = {board.pk for link in links for board in (link.lower, link.upper)}
    upper = above(_named(boards))
    depths: dict[int, int] = {}

    def depth(pk: int) -> int:
        """How many links the longest way up has."""
        if pk not in depths:
            depths[pk] = max((depth(each) + 1 for each in upper[pk] if each in by_id), default=0)
        return depths[pk]

    ordered = sorted(
        (board for board in boards if board.pk in linked),
        key=lambda board: (depth(board.pk), board.title.casefold(), board.pk),
    )
    apart = tuple(board for board in boards if board.pk not in linked)
    return Chain(tuple(ordered), links, apart)


def _named(boards: Iterable[Board]) -> list[tuple[int, int | None, int | None]]:
    return [(board.pk, board.reports_to_id, board.escalates_to_id) for board in boards]


def _links(boards: Sequence[Board], by_id: Mapping[int, Board]) -> Iterable[Link]:
    for board in boards:
        named = dict.fromkeys((board.reports_to_id, board.escalates_to_id))
        for pk in named:
            if pk is not None and pk in by_id:
                yield Link(board, by_id[pk], pk == board.reports_to_id, pk == board.escalates_to_id)
