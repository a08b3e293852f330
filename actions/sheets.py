"""Sheets of a workbook that people read, filter and print: a cover, a table with true dates and numbers.

Text is always kept as text: a cell that starts with = + - or @ is marked as text twice over (its type, and the
prefix that a spreadsheet keeps when the cell is edited), so it never becomes a formula and is read back as it
was written. What the cells say is each file's own matter: actions/workbook.py, actions/risk_workbook.py.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import save_workbook

from actions.choices import DuePrecision
from actions.due_dates import DueDate
from actions.export import Value
from wsoa.tones import TONES, tone_or_plain

COVER_SHEET = "Cover"

DAY_FORMAT = "d mmmm yyyy"
CELL_LIMIT = 32_767
"""Characters that a spreadsheet takes in one cell."""

FIRST_YEAR = 1901
"""Days before it are written as text, since spreadsheets count days from 1900."""

_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that a workbook cannot hold, or that say nothing."""

_TOP = Alignment(vertical="top", wrap_text=True)
_HEAD_FILL = PatternFill("solid", fgColor="EDE9F2")
_HEAD_EDGE = Border(bottom=Side(style="medium", color="46305F"))


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first sheet says beside the figures: the filter in words, and who made the file when.

    `exported_at` is in local time. `filters` are pairs of a filter's name and the choice, none for all.
    """

    filters: Sequence[tuple[str, str]]
    exported_by: str
    exported_at: datetime


def new_book(title: str, cover: Cover) -> Workbook:
    """An empty workbook with that title."""
    book = Workbook(write_only=True)
    book.properties.title = title
    book.properties.creator = cover.exported_by
    return book


def saved(book: Workbook) -> bytes:
    """The workbook as the file's bytes."""
    file = BytesIO()
    save_workbook(book, file)
    return file.getvalue()


def write_cover(sheet: Worksheet, title: str, rows: Iterable[tuple[str, Value | datetime]]) -> None:
    """A title, and below it each name with its value."""
    sheet.column_dimensions["A"].width = 28
    sheet.column_dimensions["B"].width = 70
    sheet.sheet_view.showGridLines = False
    title_cell = value_cell(sheet, title)
    title_cell.font = Font(bold=True, size=16)
    title_cell.alignment = Alignment(vertical="top")
    sheet.append([title_cell])
    sheet.append([])
    for name, value in rows:
        name_cell = value_cell(sheet, name)
        name_cell.font = Font(bold=True)
        sheet.append([name_cell, value_cell(sheet, value)])


def begin_table(
    sheet: Worksheet, columns: Sequence[tuple[str, int]], rows: int, *, freeze: str = "C2"
) -> None:
    """Lay a sheet out for that many rows under headings, pairs of a text and a width in characters: the headings
    stay in view, as does what is left of the cell `freeze`, and are printed on each page, and every column can be filtered."""
    for number, (_, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = freeze
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{rows + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.append([_heading(sheet, heading) for heading, _ in columns])


def _heading(sheet: Worksheet, text: str) -> Cell:
    cell = value_cell(sheet, text)
    cell.font = Font(bold=True)
    cell.fill = _HEAD_FILL
    cell.border = _HEAD_EDGE
    return cell


def tone_cell(cell: Cell, name: str) -> None:
    """Give the cell the ground and the ink of a tone."""
    tone = TONES[tone_or_plain(name)]
    cell.fill = PatternFill("solid", fgColor=tone.ground.removeprefix("#").upper())
    cell.font = Font(bold=True, color=tone.ink.removeprefix("#").upper())


def value_cell(sheet: Worksheet, value: Value | datetime | Decimal) -> Cell:
    """A cell of the value's own type."""
    if isinstance(value, DueDate):
        is_day = value.precision == DuePrecision.DAY
        value = value.end if is_day else value.printed  # a day sorts and counts as one
    if isinstance(value, str):
        return _text_cell(sheet, value)
    if isinstance(value, date) and value.year < FIRST_YEAR:
        return _text_cell(sheet, value.isoformat()[:10])
    cell: Cell = WriteOnlyCell(sheet)
    cell.alignment = _TOP
    cell.value = value.replace(tzinfo=None) if isinstance(value, datetime) else value
    if isinstance(value, datetime):
        cell.number_format = f"{DAY_FORMAT} hh:mm"
    elif isinstance(value, date):
        cell.number_format = DAY_FORMAT
    return cell


def _text_cell(sheet: Worksheet, text: str) -> Cell:
    """Text that stays text, whatever it starts with."""
    text = _UNFIT.sub("", text)[:CELL_LIMIT]
    cell: Cell = WriteOnlyCell(sheet)
    cell.value = text or None
    cell.alignment = _TOP
    if text:
        cell.data_type = "s"
        if not (text[0].isalnum() or text[0] in "“‘("):
            cell.quotePrefix = True
    return cell
