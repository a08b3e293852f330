"""Tables as Word has them: a caption, a first row that is marked as headings and repeated on every page, rows kept whole."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from reports.word.markup import (
    BOLD,
    KEEP,
    coloured,
    escaped,
    field,
    joined,
    paragraph,
    reading_side,
    run,
    tag_run,
)
from reports.word.style_names import StyleNames
from wsoa.parts import Cell, Head, TablePart

FAINT = "#6c757b"
"""The colour of a zero, which still is read well on white."""
LONG = 1_500
"""Characters of a cell from which its row may go over a page: one that is longer than a page has to."""

_NOTHING: Mapping[tuple[int, int], str] = MappingProxyType({})
_NUMBERED = re.compile(r"Table ([1-9]\d{0,3})(?=: )")
_RIGHT = '<w:jc w:val="right"/>'


class TableWriter:
    """Writes the tables of one document, whose captions Word counts."""

    def __init__(self, styles: StyleNames) -> None:
        self._styles = styles
        self._counted = 0

    def table(
        self, part: TablePart, width: int, filled: Mapping[tuple[int, int], str] = _NOTHING
    ) -> str:
        """The table with its caption, in a space `width` twentieths of a point wide; the sentence where there are no rows.
        `filled` is the content of the cells, by row and column, that hold more than text."""
        if not part.rows:
            return paragraph(self._styles.normal, run(part.empty))
        note = paragraph(self._styles.table_note, run(part.note), KEEP) if part.note else ""
        return f"{self.caption(part.caption)}{note}{self._grid(part, width, filled)}"

    def caption(self, text: str) -> str:
        """The caption, on the page of its table in any council's styles. Its number is a field, so that tables put in before it are counted."""
        content = run(text)
        if found := _NUMBERED.match(text):
            number = int(found[1])
            again = "" if number == self._counted + 1 else f" \\r {number}"
            self._counted = number
            code = f"SEQ Table \\* ARABIC{again}"
            content = run("Table ") + field(code, run(found[1])) + run(text[found.end() :])
        return paragraph(self._styles.caption, content, KEEP)

    def _grid(self, part: TablePart, width: int, filled: Mapping[tuple[int, int], str]) -> str:
        widths = column_widths(part.heads, width)
        columns = joined(f'<w:gridCol w:w="{each}"/>' for each in widths)
        heads = self._heads(part.heads, widths) if part.shows_heads else ""
        rows = (joined(self._row(part, place, widths, filled)) for place in range(len(part.rows)))
        return (
            f"<w:tbl>{self._properties(part, width)}<w:tblGrid>{columns}</w:tblGrid>"
            f"{heads}{joined(rows)}</w:tbl>"
        )

    def _properties(self, part: TablePart, width: int) -> str:
        first_row, first_column = int(part.shows_heads), int(part.has_row_heads)
        words = ", ".join(head.cell.words.replace("\n", " ") for head in part.heads)
        return (
            f'<w:tblPr><w:tblStyle w:val="{self._styles.table}"/><w:tblW w:w="{width}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="{0x20 * first_row + 0x80 * first_column + 0x600:04X}"'
            f' w:firstRow="{first_row}" w:lastRow="0" w:firstColumn="{first_column}" w:lastColumn="0"'
            ' w:noHBand="1" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{_attribute(part.caption)}"/>'
            f'<w:tblDescription w:val="{_attribute(f"Columns: {words}. {part.note}")}"/></w:tblPr>'
        )

    def _heads(self, heads: Sequence[Head], widths: Sequence[int]) -> str:
        cells = (
            _cell(
                width,
                self._content(head.cell, self._styles.table_heading, _side(head), KEEP),
                _HEADING,
            )
            for head, width in zip(heads, widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{joined(cells)}</w:tr>"

    def _row(
        self,
        part: TablePart,
        place: int,
        widths: Sequence[int],
        filled: Mapping[tuple[int, int], str],
    ) -> Iterator[str]:
        row = part.rows[place]
        cells = (row.head, *row.cells)
        is_whole = all(len(cell.text) < LONG for cell in cells)
        yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>" if is_whole else "<w:tr>"
        body = self._styles.table_heading if row.is_total else self._styles.table_text
        for column, (cell, head) in enumerate(zip(cells, part.heads, strict=True)):
            is_head = column == 0 and part.has_row_heads
            style = self._styles.table_heading if is_head else body
            content = filled.get((place, column)) or self._content(cell, style, _side(head))
            looks = _TINT if is_head and not part.shows_heads else ""
            yield _cell(widths[column], content, _TOTAL if row.is_total else looks)
        yield "</w:tr>"

    def _content(self, cell: Cell, style: str, side: str = "", keep: str = "") -> str:
        """What stands in a cell, a paragraph for each value."""
        looks = keep + reading_side(cell.text) + side
        said = paragraph(style, joined(_runs(cell, is_number=bool(side))), looks)
        if cell.note:
            below = keep + reading_side(cell.note) + side
            note = paragraph(self._styles.table_note, run(cell.note), below)
            said = said + note if cell.text or cell.tag or cell.lead else note
        return said + joined(self._content(each, style, side, keep) for each in cell.more)


def _side(head: Head) -> str:
    return _RIGHT if head.is_number else ""


_TINT = '<w:shd w:val="clear" w:color="auto" w:fill="EEF1F3"/>'
_HEADING = (
    '<w:tcBorders><w:bottom w:val="single" w:sz="10" w:space="0" w:color="454D53"/></w:tcBorders>'
    f'{_TINT}<w:vAlign w:val="bottom"/>'
)
_TOTAL = '<w:tcBorders><w:top w:val="single" w:sz="10" w:space="0" w:color="454D53"/><w:bottom w:val="single" w:sz="10" w:space="0" w:color="454D53"/></w:tcBorders>'


def _runs(cell: Cell, *, is_number: bool) -> Iterator[str]:
    if cell.lead:
        yield run(f"{cell.lead} ", BOLD)
    if cell.tag:
        yield tag_run(cell.tag)
        if cell.text:
            yield run(" ")
    if cell.text:
        is_nought = is_number and cell.text == "0"
        yield coloured(cell.text, FAINT) if is_nought else run(cell.text)


def _cell(width: int, content: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def column_widths(heads: Sequence[Head], width: int) -> list[int]:
    """The width of each column. Those that ask for none share what is left; shares of more than a whole are cut."""
    asked = sum(head.width for head in heads)
    open_ones = sum(1 for head in heads if not head.width)
    left = max(100 - asked, 5 * open_ones)
    whole = asked + (left if open_ones else 0)
    return [round(width * (head.width or left / open_ones) / whole) for head in heads]


def _attribute(text: str) -> str:
    """A title or a description, which readers announce in one go."""
    return escaped(" ".join(text.split())[:500])
