"""The register as a workbook: a cover that says what it is, and the actions with true dates and numbers.

What the cells say is actions/export.py's; how a sheet is laid out and kept safe is actions/sheets.py's.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from openpyxl.worksheet.worksheet import Worksheet

from actions.export import COLUMNS, Value, headings, register_rows
from actions.position import Line, Position
from actions.sheets import (
    COVER_SHEET,
    Cover,
    begin_table,
    new_book,
    saved,
    tone_cell,
    value_cell,
    write_cover,
)

REGISTER_SHEET = "Register"


def register_workbook(position: Position, lines: Sequence[Line], cover: Cover) -> bytes:
    """The workbook of those lines of the Position, in their order, as the file's bytes."""
    title = f"{position.plan.title}: actions"
    book = new_book(title, cover)
    write_cover(book.create_sheet(COVER_SHEET), title, _cover_rows(position, len(lines), cover))
    _write_register(book.create_sheet(REGISTER_SHEET), lines, position.plan.theme_word)
    return saved(book)


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
    widths = [column.width for column in COLUMNS]
    begin_table(sheet, list(zip(headings(theme_word), widths, strict=True)), len(lines))
    rating, letter = (_place(heading) for heading in ("Rating", "Letter"))
    for line, values in zip(lines, register_rows(lines), strict=True):
        cells = [value_cell(sheet, value) for value in values]
        if line.rating is not None:
            tone_cell(cells[rating], line.rating.tone)
            tone_cell(cells[letter], line.rating.tone)
            if line.rating.code.isalnum():
                cells[rating].number_format = f'"{line.rating.code}  "@'
        sheet.append(cells)


def _place(heading: str) -> int:
    return next(place for place, column in enumerate(COLUMNS) if column.heading == heading)
