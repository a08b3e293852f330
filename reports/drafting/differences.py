"""What changed from one text to another, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_PIECES = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is the same in both ("same"), new ("added") or gone ("removed")."""

    kind: str
    text: str


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """The stretches in order. Line by line first, then by word in the lines that differ."""
    pieces: list[Piece] = []
    for kind, old, new in _changes(before.splitlines(True), after.splitlines(True)):
        if kind == "equal":
            pieces.append(Piece("same", "".join(old)))
        else:
            pieces.extend(_by_word("".join(old), "".join(new)))
    return tuple(_joined(pieces))


def count_changes(pieces: Sequence[Piece]) -> tuple[int, int]:
    """How many words were added, and how many removed."""
    return tuple(  # type: ignore[return-value] # of two
        sum(len(piece.text.split()) for piece in pieces if piece.kind == kind)
        for kind in ("added", "removed")
    )


def _by_word(before: str, after: str) -> Iterator[Piece]:
    for kind, old, new in _changes(_PIECES.findall(before), _PIECES.findall(after)):
        if kind == "equal":
            yield Piece("same", "".join(old))
            continue
        if old:
            yield Piece("removed", "".join(old))
        if new:
            yield Piece("added", "".join(new))


def _changes(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, j, m, n in matcher.get_opcodes():
        yield kind, before[i:j], after[m:n]


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The same with neighbours of one kind put together."""
    pending: Piece | None = None
    for piece in pieces:
        if pending and pending.kind == piece.kind:
            pending = Piece(piece.kind, pending.text + piece.text)
            continue
        if pending:
            yield pending
        pending = piece
    if pending:
        yield pending
