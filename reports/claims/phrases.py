"""The phrase that holds a number, as it is shown: whole words without marks of Markdown, its brackets in pairs."""

import re

from reports.claims.script import Script, Span

_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_MARKS = re.compile(r"[*`]+|~~|(?<!\w)_+|_+(?!\w)|[\[\]]")
_AROUND = " '\"“”‘’,;:.!?–-/"
_FAR = 40
"""Characters within which a bracket that the phrase opens is looked for where it closes."""


def phrase(script: Script, start: int, end: int, number: Span) -> tuple[str, int, int]:
    """The words from `start` to `end` of the script, which hold the number, with their places in the text."""
    start, end = _paired(script.plain, start, end, number)
    said, first, last = script.said(start, end)
    words = " ".join(_MARKS.sub("", _LINK.sub(r"\1", said)).split())
    return words.strip(_AROUND), first, last


def _paired(plain: str, start: int, end: int, number: Span) -> tuple[int, int]:
    """The stretch grown to where its bracket closes, or cut down to the side of a bracket on which the number is."""
    opened: list[int] = []
    for place in range(start, end):
        if plain[place] == "(":
            opened.append(place)
        elif plain[place] == ")" and opened:
            opened.pop()
        elif plain[place] == ")" and place >= number.end:
            return start, place
        elif plain[place] == ")":
            return _paired(plain, place + 1, end, number)
    if not opened:
        return start, end
    closed = _CLOSE.match(plain, end, end + _FAR)
    if closed and len(opened) == 1:
        return start, closed.end()
    if opened[0] >= number.end:
        return start, opened[0]
    return _paired(plain, opened[0] + 1, end, number)


_CLOSE = re.compile(r"[^().;¦]*\)")
