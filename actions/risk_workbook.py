"""The risk register as a workbook: a cover, the risks with true dates, the heat map, what is done against each."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from openpyxl.worksheet.worksheet import Worksheet

from actions.export import Value
from actions.risking.heat import HeatMap, heat_maps
from actions.risking.values import RiskLine, RiskRegister, ScoreValue
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

RISKS_SHEET, MAP_SHEET, DONE_SHEET = "Risks", "Heat map", "What is done"

_COLUMNS = (
    ("Reference", 12),
    ("Risk", 44),
    ("Cause", 40),
    ("Effect", 40),
    ("Owner", 26),
    ("State", 10),
    ("Score without mitigation", 14),
    ("Score now", 12),
    ("Band", 14),
    ("Score aimed at", 14),
    ("Number", 10),
    ("Commentary", 44),
    ("On record since", 18),
    ("Reviewed on", 18),
    ("Reviewed by", 22),
    ("Next review", 18),
    ("Review overdue", 12),
    ("Of its scores", 30),
)
_NOW, _BAND = 7, 8
_DONE_COLUMNS = (
    ("Risk", 12),
    ("What is done", 60),
    ("Action", 12),
    ("Who", 30),
    ("Due", 18),
    ("State", 14),
    ("From", 18),
)


def risk_workbook(register: RiskRegister, lines: Sequence[RiskLine], cover: Cover) -> bytes:
    """The workbook of those lines of the register, in their order, as the file's bytes."""
    title = f"{register.plan.title}: risks"
    book = new_book(title, cover)
    write_cover(book.create_sheet(COVER_SHEET), title, _cover_rows(register, len(lines), cover))
    _write_risks(book.create_sheet(RISKS_SHEET), lines)
    for number, found in enumerate(heat_maps(register), start=1):
        _write_map(book.create_sheet(f"{MAP_SHEET} {number}" if number > 1 else MAP_SHEET), found)
    _write_done(book.create_sheet(DONE_SHEET), lines)
    return saved(book)


def _cover_rows(
    register: RiskRegister, shown: int, cover: Cover
) -> Iterator[tuple[str, Value | datetime]]:
    yield "Area", register.plan.area_name
    yield "Plan", register.plan.title
    yield "As at", register.as_at
    yield "Risks in this file", shown
    yield "Risks that are open", len(register.open_lines)
    yield "Reviews overdue", len(register.review_due)
    for name, choice in cover.filters:
        yield f"Filter: {name}", choice
    yield "Exported on", cover.exported_at
    yield "Exported by", cover.exported_by
    for matrix in register.matrices:
        yield "Matrix", matrix.title
        for place, band in enumerate(reversed(matrix.bands)):
            words = f"{band.code}  {band.label}: {band.meaning}".rstrip(": ")
            yield "What the bands mean" if place == 0 else "", words


def _write_risks(sheet: Worksheet, lines: Sequence[RiskLine]) -> None:
    begin_table(sheet, _COLUMNS, len(lines))
    for line in lines:
        cells = [value_cell(sheet, value) for value in _values(line)]
        for place in (_NOW, _BAND):
            tone_cell(cells[place], line.current.band.tone)
        sheet.append(cells)


def _values(line: RiskLine) -> Iterator[Value]:
    yield line.reference
    yield line.title
    yield line.cause
    yield line.effect
    yield line.owner.in_full if line.owner else ""
    yield line.state.label
    yield _code(line.inherent)
    yield line.current.code
    yield line.current.band.label
    yield _code(line.target)
    yield line.current.number
    yield line.commentary
    yield line.opened_on
    yield line.reviewed_on
    yield line.reviewed_by
    yield line.next_review_on
    yield "Yes" if line.is_review_due else "No"
    yield ". ".join(line.stands_out)


def _code(score: ScoreValue | None) -> str:
    return score.code if score else ""


def _write_map(sheet: Worksheet, found: HeatMap) -> None:
    begin_table(
        sheet,
        [("Likelihood", 24), *((f"Impact {impact}", 20) for impact in found.matrix.impacts)],
        len(found.rows),
    )
    for likelihood, row in found.rows:
        cells = [value_cell(sheet, str(likelihood))]
        for cell in row:
            there = ", ".join(line.reference for line in cell.lines)
            words = f"{cell.score.code} {cell.score.band.label}"
            cells.append(value_cell(sheet, f"{words}: {there}" if there else words))
            tone_cell(cells[-1], cell.score.band.tone)
        sheet.append(cells)


def _write_done(sheet: Worksheet, lines: Sequence[RiskLine]) -> None:
    rows = [(line, each) for line in lines for each in line.mitigations]
    begin_table(sheet, _DONE_COLUMNS, len(rows))
    for line, each in rows:
        values: tuple[Value, ...] = (
            line.reference,
            each.text,
            each.reference,
            each.owner,
            each.due,
            each.state.label,
            each.said_on,
        )
        sheet.append([value_cell(sheet, value) for value in values])
