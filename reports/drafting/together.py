"""Putting two people's words together, so that nothing of either is lost.

Paragraph by paragraph: what only one of them changed is taken from that one; where both changed the same place,
both stand, the saved words first.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

_GAP = "\n\n"


def put_together(base: str, saved: str, typed: str) -> str:
    """The words of both, who began from `base`: those that are `saved` and those that somebody `typed`."""
    old, theirs, mine = (text.split(_GAP) if text else [] for text in (base, saved, typed))
    found: list[str] = []
    a = b = c = 0  # how far each is taken
    for i, j, k in [*_anchors(old, theirs, mine), (len(old), len(theirs), len(mine))]:
        found += _between(old[a:i], theirs[b:j], mine[c:k])
        if i < len(old):
            found.append(old[i])
        a, b, c = i + 1, j + 1, k + 1
    return _GAP.join(found)


def _anchors(
    old: Sequence[str], theirs: Sequence[str], mine: Sequence[str]
) -> list[tuple[int, int, int]]:
    """The places of the paragraphs that all three have, in order."""
    in_theirs, in_mine = _places(old, theirs), _places(old, mine)
    return [
        (place, in_theirs[place], in_mine[place])
        for place in range(len(old))
        if place in in_theirs and place in in_mine
    ]


def _places(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Place of a paragraph in the old text -> its place in the new one, for those that it still has."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


def _between(old: Sequence[str], theirs: Sequence[str], mine: Sequence[str]) -> Sequence[str]:
    """What stands between two paragraphs that all three have."""
    if mine in (theirs, old):
        return theirs
    if theirs == old:
        return mine
    return [*theirs, *(each for each in mine if each not in theirs and each not in old)]
