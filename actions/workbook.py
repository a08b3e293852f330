"""The register as a workbook: a cover that says what it is, and the actions with true dates and numbers.

What the cells say is actions/export.py's. Text is always kept as text: a cell that starts with = + - or @ is
marked as text twice over (its type, and the prefix that a spreadsheet keeps when the cell is edited), so it
never becomes a formula and is read back as it was written.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
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
from actions.export import COLUMNS, Value, headings, register_rows
from actions.position import Line, Position
from wsoa.tones import TONES, tone_or_plain

COVER_SHEET, REGISTER_SHEET = "Cover", "Register"

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
    """What the first sheet says beside the Position: the filter in words, and who made the file when.

    `exported_at` is in local time. `filters` are pairs of a filter's name and the choice, none for all.
    """

    filters: Sequence[tuple[str, str]]
    exported_by: str
    exported_at: datetime


def register_workbook(position: Position, lines: Sequence[Line], cover: Cover) -> bytes:
    """The workbook of those lines of the Position, in their order, as the file's bytes."""
    book = Workbook(write_only=True)
    book.properties.title = f"{position.plan.title}: actions"
    book.properties.creator = cover.exported_by
    _write_cover(book.create_sheet(COVER_SHEET), position, len(lines), cover)
    _write_register(book.create_sheet(REGISTER_SHEET), lines, position.plan.theme_word)
    file = BytesIO()
    save_workbook(book, file)
    return file.getvalue()


def _write_cover(sheet: Worksheet, position: Position, shown: int, cover: Cover) -> None:
    sheet.column_dimensions["A"].width = 28
    sheet.column_dimensions["B"].width = 70
    sheet.sheet_view.showGridLines = False
    title = _cell(sheet, f"{position.plan.title}: actions")
    title.font = Font(bold=True, size=16)
    title.alignment = Alignment(vertical="top")
    sheet.append([title])
    sheet.append([])
    for name, value in _cover_rows(position, shown, cover):
        name_cell = _cell(sheet, name)
        name_cell.font = Font(bold=True)
        sheet.append([name_cell, _cell(sheet, value)])


def _cover_rows(
    position: Position, shown: int, cover: Cover
) -> Iterator[tuple[str, Value | datetime]]:
    yield "Area", position.plan.area_name
    yield "Plan", position.plan.title
    yield "As at", position.as_at
    yield "Actions in this file", shown
    yield "Actions in the plan", position.total
    if not cover.filters:
        yield "Filter", "None: every action of the plan on that day"
    for name, choice in cover.filters:
        yield f"Filter: {name}", choice
    yield "Exported on", cover.exported_at
    yield "Exported by", cover.exported_by
    for place, rating in enumerate(position.ratings):
        yield (
            "What the ratings mean" if place == 0 else "",
            f"{rating.code}  {rating.label}: {rating.meaning}",
        )


def _write_register(sheet: Worksheet, lines: Sequence[Line], theme_word: str) -> None:
    for number, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    last = get_column_letter(len(COLUMNS))
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{last}{len(lines) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.append([_heading(sheet, heading) for heading in headings(theme_word)])
    rating, letter = (_place(heading) for heading in ("Rating", "Letter"))
    for line, values in zip(lines, register_rows(lines), strict=True):
        cells = [_cell(sheet, value) for value in values]
        if line.rating is not None:
            _tone(cells[rating], line.rating.tone)
            _tone(cells[letter], line.rating.tone)
            if line.rating.code.isalnum():
                cells[rating].number_format = f'"{line.rating.code}  "@'
        sheet.append(cells)


def _place(heading: str) -> int:
    return next(place for place, column in enumerate(COLUMNS) if column.heading == heading)


def _heading(sheet: Worksheet, text: str) -> Cell:
    cell = _cell(sheet, text)
    cell.font = Font(bold=True)
    cell.fill = _HEAD_FILL
    cell.border = _HEAD_EDGE
    return cell


def _tone(cell: Cell, name: str) -> None:
    tone = TONES[tone_or_plain(name)]
    cell.fill = PatternFill("solid", fgColor=tone.ground.removeprefix("#").upper())
    cell.font = Font(bold=True, color=tone.ink.removeprefix("#").upper())


def _cell(sheet: Worksheet, value: Value | datetime) -> Cell:
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
