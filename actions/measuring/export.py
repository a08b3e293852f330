"""The workbook in which readings are filled in: recent ones and a row for the next, each as the import reads it.

Read again without a change, it changes nothing. Text stays text (actions/sheets.py).
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from actions.choices import Bound, Unit
from actions.measuring.amounts import write_amount
from actions.measuring.blocks import Column
from actions.measuring.figures import ReadingValue
from actions.measuring.periods import Period, say_period
from actions.measuring.values import MeasureValue
from actions.sheets import begin_table, saved, value_cell

SHEET, ABOUT_SHEET = "Readings", "Measures"
RECENT = 12
"""How many readings of a measure the workbook holds, the latest."""

_WIDTHS = (44, 24, 14, 12, 12, 12, 13, 18, 50)
_ABOUT = (("Name", 44), ("In", 14), ("Definition", 70), ("Source", 40))
_EXACT_DIGITS = 12
"""Digits that a number in a workbook keeps for certain; longer ones are written as text."""


def readings_workbook(
    measures: Sequence[MeasureValue], *, next_period: Period, plan_title: str
) -> bytes:
    """The workbook of those measures, with an empty row for the next period of each, as the file's bytes."""
    book = Workbook(write_only=True)
    book.properties.title = f"{plan_title}: readings"
    sheet = book.create_sheet(SHEET)
    columns = [(column.value, width) for column, width in zip(Column, _WIDTHS, strict=True)]
    begin_table(sheet, columns, sum(len(each.readings[-RECENT:]) + 1 for each in measures))
    for measure in measures:
        for reading in measure.readings[-RECENT:]:
            sheet.append(_row(sheet, measure, reading))
        known = {(each.period_start, each.period_end) for each in measure.readings}
        if not measure.is_retired and (next_period.start, next_period.end) not in known:
            sheet.append([value_cell(sheet, text) for text in (measure.name, next_period.printed)])
    about = book.create_sheet(ABOUT_SHEET)
    begin_table(about, _ABOUT, len(measures))
    for measure in measures:
        texts = (measure.name, measure.unit.label, measure.definition, measure.source)
        about.append([value_cell(about, text) for text in texts])
    return saved(book)


def _row(sheet: Worksheet, measure: MeasureValue, reading: ReadingValue) -> list[Cell]:
    values: list[str | date | Decimal | None] = [
        measure.name,
        period_as_read(reading),
        _number(reading.value)
        if reading.bound == Bound.EXACT
        else write_amount(reading.value, measure.unit, reading.bound),
        "Yes" if reading.is_provisional else "No",
        "Yes" if reading.is_cumulative else "No",
        _number(reading.numerator),
        _number(reading.denominator),
        reading.known_on,
        reading.note,
    ]
    cells = [value_cell(sheet, "" if value is None else value) for value in values]
    if isinstance(values[2], Decimal):
        cells[2].number_format = _FORMATS[measure.unit]
    return cells


_FORMATS = {
    Unit.PERCENT: 'General"%"',
    Unit.COUNT: "#,##0",
    Unit.DAYS: "General",
    Unit.SCORE: "General",
    Unit.MONEY: '"£"#,##0.00',
}


def _number(value: Decimal | None) -> Decimal | str | None:
    """The number as a workbook keeps it: text where it has more digits than a spreadsheet keeps."""
    if value is None:
        return None
    is_short = len(value.normalize().as_tuple().digits) <= _EXACT_DIGITS
    return value if is_short else write_amount(value, Unit.SCORE)


def period_as_read(reading: ReadingValue) -> str:
    """The words of the reading's period where they are read as the same days, else the usual ones for them."""
    try:
        period = Period.parse(reading.printed)
    except ValueError:
        period = None
    days = (reading.period_start, reading.period_end)
    if period is not None and (period.start, period.end) == days:
        return reading.printed
    return say_period(*days)
