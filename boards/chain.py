"""The chain of boards: who reports and who escalates to whom. Pure reading of rows that are given."""

from collections.abc import Iterable, Mapping

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
    seen: set[int] = set()
    waiting = [start]
    while waiting:
        board = waiting.pop()
        if board == goal:
            return True
        if board not in seen:
            seen.add(board)
            waiting.extend(above.get(board, ()))
    return False
