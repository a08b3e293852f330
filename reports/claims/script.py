"""A text made ready to be read: one case, one kind of quotation mark, no Markdown, figures in their places, and each character's
place in the text as it was typed."""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

BOUNDARY = "¦"
"""Stands between cells of a table."""

LONGEST = 900
"""Characters of a sentence that are read together."""

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‐‑‒", "-"),
        **dict.fromkeys("—―−", "–"),
        **dict.fromkeys(
            "\u00a0\u2007\u2009\u202f\u200a\u2002\u2003\r\x0b\x0c\x85\u2028\u2029", " "
        ),
        **dict.fromkeys("*_`~", " "),
        **dict.fromkeys("|\t", BOUNDARY),
        "\x00": " ",
    }
)
_LINK_MARK = r"!?\[(?=[^\[\]\n]{1,300}\]\([^()\s]{0,500}\))|\]\([^()\s]{0,500}\)"
"""What stands around the words of a link, its address included."""
_SPECIAL = re.compile(
    r"\{[^{}\n]{0,200}\}|\[\[[^\[\]\n]{0,400}\]\]|<(?:https?://|mailto:)[^<>\s]{0,500}>|"
    rf"</?[a-zA-Z][^<>\n]{{0,300}}>|{_LINK_MARK}"
)
_MARKS = re.compile(rf"{_LINK_MARK}|\*+")
_CAPTION = re.compile(r"\[\[\s*(?P<key>[a-z0-9-]+)\s*:(?P<caption>[^\[\]\n]*)\]\]")
_INLINE_TAG = re.compile(
    r"<(?:https?|mailto):|</?(?:b|i|em|strong|span|a|u|sup|sub|font)\b", re.IGNORECASE
)
_MARKER = re.compile(
    r"[ ]*(?:(?:[-•·–>+]|#{1,6}|\(?[0-9]{1,2}[.)]|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.?|\(?[ivxl]{1,5}[.)]|\(?[a-h]\))(?=[ ¦]|$)[ ]*)+"
)
_HEADING = re.compile(r"[0-9]{1,2}(?=[ ]+[A-Z][A-Z /,&()'-]{3,80}\s*$)")
_ENDS = re.compile(r"[.!?][\"')\]]*(?=[ ]+[\"'(\[]?[A-Z0-9{])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|no|nos|cllr|mr|mrs|ms|dr|st|approx|fig|para|sec|ref|incl|c|p|pp)|\b[a-z])\.$",
    re.IGNORECASE,
)

Fill = Callable[[str], str]
"""What a name in braces stands for; raises KeyError where there is no such figure."""


@dataclass(frozen=True, slots=True)
class Span:
    """From one character of the script to before another."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as it was typed, on one line, and where it begins in the text."""

    words: str
    start: int


class Script:
    """A text to be read. `plain` is in small letters; `bound` are the stretches of it that were filled from figures, and `captions` those
    of the text that are captions of blocks. The blocks in `telling` are told something before their caption, which is no part
    of it: `[[measure-chart: 3: Assessments on time]]`."""

    def __init__(
        self, text: str, fill: Fill | None = None, telling: Collection[str] = frozenset()
    ) -> None:
        self.text = text
        self.bound: list[Span] = []
        self.captions: list[Span] = []
        self._fill = fill
        self._telling = telling
        self._places: list[int] = []
        pieces: list[str] = []
        self._take(pieces, 0, len(text))
        self._places.append(len(text))
        self.cased = "".join(pieces)
        self.plain = "".join(low if len(low := char.lower()) == 1 else char for char in self.cased)
        self._bound_starts = [span.start for span in self.bound]

    def _take(self, pieces: list[str], start: int, last: int) -> None:
        end = start
        for match in _SPECIAL.finditer(self.text, start, last):
            self._add(pieces, end, match.start())
            self._special(pieces, match)
            end = match.end()
        self._add(pieces, end, last)

    def _add(self, pieces: list[str], start: int, end: int) -> None:
        pieces.append(self.text[start:end].translate(_ALIKE))
        self._places.extend(range(start, end))

    def _special(self, pieces: list[str], match: re.Match[str]) -> None:
        """A figure in braces, a block in brackets, a tag of a page, or the mark of a link, which is left out."""
        found = match[0]
        if found[0] == "{":
            try:
                said = self._fill(found[1:-1].strip()) if self._fill else "§"
            except KeyError:
                said = "§"
            start = len(self._places)
            pieces.append(said.translate(_ALIKE))
            self._places.extend([match.start()] * (len(said) - 1))
            self._places.extend([match.end() - 1] * bool(said))
            self.bound.append(Span(start, start + len(said)))
            return
        if found[0] in "!]" or found == "[":
            return
        said = " " if _INLINE_TAG.match(found) else BOUNDARY
        pieces.append(said)
        self._places.append(match.start())
        block = _CAPTION.fullmatch(found)
        if block:
            self._caption(pieces, block, match.start())

    def _caption(self, pieces: list[str], block: re.Match[str], first: int) -> None:
        """What stands over a block is read as a cell of its own."""
        start = block.start("caption")
        if block["key"] in self._telling:
            told, colon, _ = block["caption"].partition(":")
            start = start + len(told) + 1 if colon else block.end("caption")
        span = Span(first + start, first + block.end("caption"))
        self.captions.append(span)
        self._take(pieces, span.start, span.end)
        pieces.append(BOUNDARY)
        self._places.append(span.end)

    def sentences(self, units: Iterable["Unit"]) -> list["Said"]:
        """The sentences as they were typed, in order, each with where it begins in the text."""
        spans = (span for unit in units for span in unit.sentences)
        return [Said(*self.said(span.start, span.end)[:2]) for span in spans]

    def is_bound(self, start: int, end: int) -> bool:
        """Whether any of the stretch was filled from a figure."""
        place = bisect_right(self._bound_starts, start) - 1
        for span in self.bound[max(place, 0) : place + 2]:
            if span.start < end and start < span.end:
                return True
        return False

    def place(self, index: int) -> int:
        """Where a character of the script stands in the text."""
        return self._places[index]

    def said(self, start: int, end: int) -> tuple[str, int, int]:
        """The words as they were typed, on one line and without marks of Markdown, with their places in the text."""
        first = self._places[start]
        last = self._places[end - 1] + 1 if end > start else first
        return " ".join(_MARKS.sub("", self.text[first:last]).split()), first, last

    def units(self) -> Iterator["Unit"]:
        """Paragraphs, points of lists and cells of tables, in order."""
        start: int | None = None
        end = 0
        for line, first in self._lines():
            marker = _MARKER.match(line) or _HEADING.match(line)
            is_row = BOUNDARY in line
            if start is not None and (not line.strip() or marker or is_row):
                yield from self._unit(start, end, is_cell=False)
                start = None
            if not line.strip():
                continue
            text_start = first + (marker.end() if marker else 0)
            if is_row:
                yield from self._cells(text_start, first + len(line))
                continue
            if start is None:
                start = text_start
            end = first + len(line)
        if start is not None:
            yield from self._unit(start, end, is_cell=False)

    def _lines(self) -> Iterator[tuple[str, int]]:
        first = 0
        for line in self.cased.split("\n"):
            yield line, first
            first += len(line) + 1

    def _cells(self, start: int, end: int) -> Iterator["Unit"]:
        row = start
        cells = self.cased[start:end].split(BOUNDARY)
        for column, cell in enumerate(cells, start=0 if cells[0].strip() else -1):
            if cell.strip():
                marker = _MARKER.match(cell)
                skipped = marker.end() if marker else 0
                for unit in self._unit(start + skipped, start + len(cell), is_cell=True):
                    yield replace(unit, row=row, column=column)
            start += len(cell) + 1

    def _unit(self, start: int, end: int, *, is_cell: bool) -> Iterator["Unit"]:
        if end > start:
            yield Unit(start, end, is_cell, tuple(self._sentences(start, end)))

    def _sentences(self, start: int, end: int) -> Iterator[Span]:
        begin = start
        for match in _ENDS.finditer(self.cased, start, end):
            if _ABBREVIATED.search(self.cased, max(begin, match.start() - 8), match.start() + 1):
                continue
            yield from self._short(begin, match.end())
            begin = match.end()
        yield from self._short(begin, end)

    def _short(self, start: int, end: int) -> Iterator[Span]:
        """The sentence, or pieces of one that nobody would read to its end."""
        while end - start > LONGEST:
            cut = self.cased.rfind(" ", start + 1, start + LONGEST)
            cut = cut if cut > start else start + LONGEST
            yield Span(start, cut)
            start = cut
        if start < end:
            yield Span(start, end)


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, a point of a list or a cell of a table, with its sentences."""

    start: int
    end: int
    is_cell: bool
    sentences: tuple[Span, ...]
    row: int = -1
    """Where the line of a cell begins."""
    column: int = 0
