"""The tables of a paper as a workbook: a cover that lists them, and each on a sheet of its own with true numbers and dates.

What the cells say is reports/paper_tables.py's; how a sheet is kept safe is actions/sheets.py's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from actions.sheets import (
    CELL_LIMIT,
    COVER_SHEET,
    begin_table,
    saved,
    tone_cell,
    value_cell,
    write_cover,
)
from reports.paper import PaperContent
from reports.paper_tables import tables_of
from wsoa.parts import Cell, Head, Row, TablePart

SHEET_NAME_LIMIT = 31
"""Characters of a sheet's name."""
PAPER_WIDTH = 130
"""Characters across a table of which every column asks for its share."""

Number: TypeAlias = int | Decimal

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_NOT_IN_A_FORMAT = re.compile(r'["\\\x00-\x1f]')
_UNFIT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CUT = " (There is more in the paper than a cell can hold.)"
_WHOLE = re.compile(r"[-\u2212]?(?:0|[1-9]\d{0,11}|[1-9]\d{0,2}(?:,\d{3}){1,3})")
_DECIMAL = re.compile(
    r"([-\u2212]?(?:0|[1-9]\d{0,11}|[1-9]\d{0,2}(?:,\d{3}){1,3})(?:\.(\d{1,6}))?)\s?(%?)"
)
_MONTHS = {
    f"{date(2000, month, 1):{form}}": month for form in ("%B", "%b") for month in range(1, 13)
}
_DAY = re.compile(r"(\d{1,2}) ([A-Z][a-z]{2,8}) (\d{4})")


def paper_xlsx(content: PaperContent) -> bytes:
    """The paper's tables as a .xlsx file. A table without rows is named on the cover with what the paper says instead."""
    tables = tuple(tables_of(content))
    names = tuple(_sheet_names(tables))
    book = Workbook(write_only=True)
    book.properties.title = _one_line(content.title)[:255]
    book.properties.creator = _one_line(content.look.name)[:255]
    book.properties.subject = _one_line(content.meeting)[:255]
    book.properties.language = content.language
    cover = book.create_sheet(COVER_SHEET)
    write_cover(cover, content.title, _cover_rows(content, zip(names, tables, strict=True)))
    for name, table in zip(names, tables, strict=True):
        if table.rows:
            _write_table(book.create_sheet(name), table, content.classification)
    return saved(book)


def _cover_rows(
    content: PaperContent, named: Iterable[tuple[str, TablePart]]
) -> Iterator[tuple[str, str]]:
    yield "Council", content.look.name
    yield "Meeting", content.meeting
    yield "Classification", content.classification
    if content.is_draft:
        yield "Draft", "Not cleared for publication. Figures and wording may change."
    for name, table in named:
        yield name, table.caption if table.rows else table.empty


def _sheet_names(tables: Iterable[TablePart]) -> Iterator[str]:
    """A name for each table's sheet: its number, or how its caption begins."""
    taken = {COVER_SHEET.lower(), "history"}  # the second is the spreadsheet program's own
    for table in tables:
        words = _NOT_IN_A_NAME.sub(" ", _one_line(table.caption).partition(": ")[0])
        name = base = _short(words, SHEET_NAME_LIMIT)
        again = 1
        while name.lower() in taken:
            again += 1
            name = f"{_short(base, SHEET_NAME_LIMIT - len(str(again)) - 1)} {again}"
        taken.add(name.lower())
        yield name


def _short(text: str, limit: int) -> str:
    return " ".join(text.split())[:limit].strip(" '") or "Table"


def _write_table(sheet: Worksheet, table: TablePart, classification: str) -> None:
    """Its headings stay in view, with the column that says what a row is about. On paper the caption and the classification
    stand above it."""
    headings = (head.cell.words.replace("\n", ": ") for head in table.heads)
    columns = list(zip(headings, _widths(table.heads), strict=True))
    begin_table(sheet, columns, len(table.rows), freeze="B2")
    if sheet.oddHeader is not None:
        sheet.oddHeader.left.text = _on_paper(table.caption)
        sheet.oddHeader.right.text = _on_paper(classification)
    for row in table.rows:
        cells = zip((row.head, *row.cells), table.heads, strict=True)
        sheet.append(
            [
                _cell(sheet, cell, head, row, is_text=place == 0 and table.has_row_heads)
                for place, (cell, head) in enumerate(cells)
            ]
        )


def _widths(heads: Sequence[Head]) -> Iterator[int]:
    """In characters, after the shares of the paper's width."""
    asked = sum(head.width for head in heads)
    open_ones = sum(1 for head in heads if not head.width)
    left = max(100 - asked, 0) / open_ones if open_ones else 0
    for head in heads:
        yield max(round((head.width or left) * PAPER_WIDTH / 100), 14)


def _cell(sheet: Worksheet, cell: Cell, head: Head, row: Row, *, is_text: bool) -> SheetCell:
    found = None if is_text or cell.tag or cell.lead or cell.more else _typed(cell, head)
    value, shown_as = found or (_fitting(cell.words), "")
    written = value_cell(sheet, value)
    if shown_as:
        written.number_format = shown_as
    if row.is_total:
        written.font = Font(bold=True)
    if cell.tag:
        tone_cell(written, cell.tag.tone)
    return written


def _typed(cell: Cell, head: Head) -> tuple[Number | date, str] | None:
    """The number or the day that the cell is, with the format that shows it as printed, "" for the usual one; None for text. Decimals
    are numbers only in a column of numbers: elsewhere 1.10 is a reference."""
    is_number = _DECIMAL if head.is_number else _WHOLE
    if is_number.fullmatch(cell.text):
        return _number(cell)
    if cell.note:
        return None
    if found := _DAY.fullmatch(cell.text):
        month = _MONTHS.get(found[2], 0)
        with suppress(ValueError):  # 31 February 2018
            return date(int(found[3]), month, int(found[1])), ""
    return None


def _number(cell: Cell) -> tuple[Number, str]:
    """The number that the text is. What stands below it, such as a change, stands beside it."""
    found = _DECIMAL.fullmatch(cell.text)
    assert found is not None, cell.text
    number = Decimal(found[1].replace(",", "").replace("\u2212", "-"))
    shown_as = "#,##0" if "," in found[1] else "0"
    if found[2]:
        shown_as += "." + "0" * len(found[2])
    if found[3]:
        number, shown_as = number / 100, f"{shown_as}%"
    if cell.note:
        shown_as += f' "({_NOT_IN_A_FORMAT.sub("", cell.note)[:80]})"'
    return (int(number) if number == number.to_integral_value() else number), shown_as


def _fitting(text: str) -> str:
    """The text, or as much as a cell takes with a word that there is more."""
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - len(_CUT)] + _CUT


def _on_paper(text: str) -> str:
    """A text at the head of a printed page, where & begins a code."""
    return _one_line(text)[:100].replace("&", "&&")


def _one_line(text: str) -> str:
    return " ".join(_UNFIT.sub(" ", text).split())
