"""Tables in Excel workbooks. Formulas are never worked out, macros never kept."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from actions.export import harmless
from actions.importing.columns import HEADER_WITHIN, build_table, find_header
from actions.importing.packages import damaged
from actions.importing.table import CellTable, Row, Unreadable, check_size

MAX_SHEETS = 50
MAX_MERGES = 20_000
MAX_STYLED_ROWS = 50_000
"""Rows with nothing but formatting after which a sheet is taken to have ended."""

_DECIMALS = re.compile(r"0\.(0+)(?:_[\)-])?\Z")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def read_workbook(package: zipfile.ZipFile, *, theme_word: str = "theme") -> CellTable:
    """The table of the visible sheet whose heading row names most of what an action has.

    A cell with a formula holds the formula's text, which begins with =. Cells merged down repeat
    their text in each row. Raises Unreadable.
    """
    with opened(package) as workbook:
        return _best_table(workbook, theme_word)


@contextmanager
def opened(package: zipfile.ZipFile) -> Iterator[Any]:
    """The workbook, to be read row by row. Raises Unreadable where a part of it is damaged."""
    stream = package.fp
    assert stream is not None
    stream.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about drawings and validations, which are not read
        try:
            workbook = load_workbook(stream, read_only=True, keep_links=False)
            try:
                yield workbook
            finally:
                workbook.close()
        except Unreadable:
            raise
        except Exception as error:  # openpyxl answers a hostile or broken part with almost anything
            raise damaged() from error


def visible_rows(workbook: Any) -> Iterator[tuple[Any, Iterator[Row]]]:
    """Each visible sheet with its rows that hold something."""
    for sheet in workbook.worksheets[:MAX_SHEETS]:
        if getattr(sheet, "sheet_state", "visible") == "visible":
            sheet.reset_dimensions()  # what a sheet says of its own size is not to be relied on
            yield sheet, _rows(sheet)


def _best_table(workbook: Any, theme_word: str) -> CellTable:
    best: tuple[int, int, Any] | None = None
    for sheet, rows_of_sheet in visible_rows(workbook):
        start = [row for row in islice(rows_of_sheet, 200) if not row.is_blank][:HEADER_WITHIN]
        if start:
            _, known = find_header(start, theme_word=theme_word)
            if best is None or (known, len(start)) > best[:2]:
                best = (known, len(start) if known else 0, sheet)
    if best is None:
        raise Unreadable("The workbook is empty. Choose the file that holds the table of actions.")
    sheet = best[2]
    rows = check_size(_rows(sheet))
    return build_table(sheet.title, _with_merged(sheet, rows), theme_word=theme_word)


def _rows(sheet: Any) -> Iterator[Row]:
    silent = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        texts = tuple(_text(cell) for cell in cells) if cells else ()
        silent = 0 if any(texts) else silent + 1
        if silent > MAX_STYLED_ROWS:
            return
        if any(texts):
            yield Row(number, texts)


def _text(cell: Any) -> str:
    """The cell as text: dates in ISO, a month where the format shows no day, numbers as displayed."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return _written(cell, value.replace("_x000D_", ""))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime | date):
        code = _QUOTED.sub("", str(cell.number_format or "")).lower()
        if "y" in code and "d" not in code:
            return f"{value:%B %Y}"
        return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, int | float):
        shown = str(cell.number_format or "")
        if "%" in _QUOTED.sub("", shown):
            return f"{value * 100:.12g}%"
        decimals = _DECIMALS.match(shown)
        if decimals:
            return f"{value:.{len(decimals[1])}f}"
        return f"{value:.12g}"
    return f"={getattr(value, 'text', None) or ''}".replace("==", "=", 1)  # an array formula


def _written(cell: Any, text: str) -> str:
    """A formula as it is; text that a spreadsheet keeps as text, whatever it starts with, marked as such."""
    if cell.data_type == "f":
        return text
    is_marked = cell.has_style and cell.style_array.quotePrefix
    return harmless(text) if is_marked or text.startswith("=") else text


def _with_merged(sheet: Any, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows with the text of cells that are merged down written in each row they cover."""
    places = {row.number: place for place, row in enumerate(rows)}
    cells = [list(row.cells) for row in rows]
    for left, top, right, bottom in _merged(sheet):
        if top == bottom or top not in places or right - left > 200:
            continue
        first = cells[places[top]]
        text = first[left - 1] if left <= len(first) else ""
        for number in range(top + 1, min(bottom, rows[-1].number) + 1):
            if text and number in places:
                below = cells[places[number]]
                below.extend([""] * (left - len(below)))
                below[left - 1] = text
    return tuple(Row(row.number, tuple(texts)) for row, texts in zip(rows, cells, strict=True))


def _merged(sheet: Any) -> Iterator[tuple[int, int, int, int]]:
    """First column, first row, last column, last row of each merged range.

    openpyxl does not say when it reads a sheet row by row, so the sheet is read a second time.
    """
    found = 0
    with sheet._get_source() as source:
        for _, element in iterparse(source, forbid_dtd=True):
            if element.tag.endswith("}mergeCell"):
                found += 1
                if found > MAX_MERGES:
                    raise Unreadable(
                        "The sheet has too many merged cells. Copy the table into a new workbook "
                        "as values, then choose that."
                    )
                left, top, right, bottom = range_boundaries(element.get("ref", ""))
                if left and top and right and bottom:  # not whole rows or columns
                    yield left, top, right, bottom
            if not element.tag.endswith("}t"):
                element.clear()
