"""Readings in a block of cells, pasted or from a file: which cell is a reading of which measure for which period.

Three layouts are known by their heading row. Long: headings such as Measure, Period, Value and a row a reading.
Wide: periods as headings, a row a measure. Turned: measures as headings, a row a period. Nothing is looked up or
written here; the rules about readings are the services'.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from actions.choices import DuePrecision
from actions.due_dates import DueDate
from actions.export import as_written
from actions.importing.table import MAX_COLUMNS, MAX_ROWS, Row, letter, plain
from actions.measuring.amounts import NOTHING, Amount, read_amount, read_number, read_yes
from actions.measuring.periods import Period
from actions.models import Measure

T = TypeVar("T")

HEADING_WITHIN = 10
"""Rows, of those that hold something, among which the heading row is looked for."""


class Column(StrEnum):
    """What a column of the long layout holds, by its heading in the template."""

    MEASURE = "Measure"
    PERIOD = "Period"
    VALUE = "Value"
    PROVISIONAL = "Provisional"
    CUMULATIVE = "Cumulative"
    NUMERATOR = "Numerator"
    DENOMINATOR = "Denominator"
    KNOWN_FROM = "Known from"
    NOTE = "Note"


_HEADINGS: Mapping[str, Column] = {
    word: column
    for column, words in {
        Column.MEASURE: "measure|measures|indicator|name|kpi|what is measured",
        Column.PERIOD: "period|month|quarter|term|year|date|when|for",
        Column.VALUE: "value|reading|figure|result|actual",
        Column.PROVISIONAL: "provisional|status|provisional or final",
        Column.CUMULATIVE: "cumulative|year to date|ytd",
        Column.NUMERATOR: "numerator",
        Column.DENOMINATOR: "denominator|out of",
        Column.KNOWN_FROM: "known from|known on|published|published on",
        Column.NOTE: "note|notes|comment|comments|commentary",
    }.items()
    for word in words.split("|")
}
_WITHOUT_HEADING = dict(
    zip(
        (Column.MEASURE, Column.PERIOD, Column.VALUE, Column.PROVISIONAL, Column.NOTE),
        range(5),
        strict=True,
    )
)
"""What columns hold where there is no heading row."""

_PROVISIONAL = re.compile(r"[\s,;]*[\[(]?\b(?:provisional|prov\.?)[\])]?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A reading as it stands in the block: `row` and `column` say in which cell, counted from 1 and from 0."""

    row: int
    column: int
    measure: Measure
    period: Period
    amount: Amount
    is_provisional: bool = False
    is_cumulative: bool = False
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    known_from: date | None = None
    note: str = ""

    @property
    def cell(self) -> str:
        """Such as D14."""
        return f"{letter(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class BlockProblem:
    """Why a cell cannot be read: where it is, what stands there, what to do."""

    row: int
    column: int
    value: str
    message: str

    @property
    def cell(self) -> str:
        """Such as D14."""
        return f"{letter(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Block:
    """What a block of cells says."""

    found: tuple[Found, ...]
    problems: tuple[BlockProblem, ...]


def rows_of_text(text: str) -> tuple[Row, ...]:
    """The rows of cells as a spreadsheet copies them: cells parted by tabs, quoted where they hold line breaks."""
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), dialect="excel-tab"))
    except csv.Error:
        lines = []
    if not lines or any("\t" in cell for cells in lines for cell in cells):
        lines = [
            line.split("\t") for line in text.splitlines()
        ]  # a quotation mark that is only one
    return tuple(Row(number, tuple(cells)) for number, cells in enumerate(lines, start=1))


def text_of_rows(rows: Iterable[Row]) -> str:
    """The rows as a spreadsheet would copy them, with empty lines so that row numbers stay as they were."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, dialect="excel-tab", lineterminator="\n")
    written = 0
    for row in rows:
        for _ in range(row.number - written - 1):
            writer.writerow(())
        writer.writerow([cell.replace("\t", " ") for cell in row.cells])
        written = row.number
    return text.getvalue()


class Names:
    """Measures by their names, however loosely typed."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        self.measures = measures
        self._exact = {each.name.casefold(): each for each in measures}
        self._loose: dict[str, list[Measure]] = {}
        for each in measures:
            self._loose.setdefault(plain(each.name), []).append(each)

    def find(self, text: str) -> Measure | None:
        """The measure of that name; None where there is none, or it may be two."""
        words = " ".join(text.split()).casefold()
        if words in self._exact:
            return self._exact[words]
        loose = self._loose.get(plain(words), []) if words else []
        return loose[0] if len(loose) == 1 else None

    def refusal(self) -> str:
        """What to say of a name that is none of them."""
        if not self.measures:
            return "There is no measure here whose readings you may record."
        known = "; ".join(each.name for each in self.measures[:6])
        more = " and others" if len(self.measures) > 6 else ""
        return f"No measure whose readings you may record here is called that. There are: {known}{more}."


def has_heading(rows: Sequence[Row], names: Names) -> bool:
    """Whether one of the layouts is recognised in the first rows."""
    return _layout([row for row in rows if not row.is_blank], names) is not None


def read_block(rows: Sequence[Row], names: Names) -> Block:
    """Every reading in the rows, with a problem for each cell that cannot be read.

    An empty cell, a dash and "n/a" say nothing.
    """
    rows = [row for row in rows if not row.is_blank]
    if not rows:
        return _refused("There is nothing in it.")
    if len(rows) > MAX_ROWS or any(len(row.cells) > MAX_COLUMNS for row in rows):
        return _refused(
            f"It is larger than {MAX_ROWS:,} rows of {MAX_COLUMNS} columns. Take a part of it at a time."
        )
    read = _layout(rows, names)
    if read is None:
        return _refused(
            "The headings are missing, or the cells are not parted. Copy the cells from a spreadsheet together "
            "with their headings: Measure, Period and Value; or the periods above the figures and the measures’ "
            "names beside them.",
            rows[0],
        )
    reader = _Reader(names)
    read(reader)
    return Block(tuple(reader.found), tuple(reader.problems))


def _refused(message: str, row: Row | None = None) -> Block:
    at, said = (row.number, row.cell(0)[:60]) if row else (1, "")
    return Block((), (BlockProblem(at, 0, said, message),))


class _Reader:
    """Reads cells, and keeps what was found and why others could not be read."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.found: list[Found] = []
        self.problems: list[BlockProblem] = []

    def read(self, row: Row, column: int, read: Callable[[str], T]) -> T | None:
        """What the cell says; None, with a problem, where it cannot be read."""
        text = _text(row, column)
        try:
            return read(text)
        except ValueError as error:
            self.problems.append(BlockProblem(row.number, column, text[:120], str(error)))
            return None

    def measure(self, row: Row, column: int) -> Measure | None:
        """The measure that the cell names."""
        return self.read(row, column, self._measure)

    def _measure(self, text: str) -> Measure:
        measure = self.names.find(text)
        if measure is None:
            raise ValueError(self.names.refusal())
        return measure

    def amount(self, row: Row, column: int, measure: Measure) -> Amount | None:
        """The value in the cell."""
        return self.read(row, column, lambda text: _amount(text, measure))


def _amount(text: str, measure: Measure) -> Amount:
    if text.startswith("="):
        raise ValueError("Formulas are not worked out here. Paste the value instead.")
    return read_amount(text, measure.unit)


def _text(row: Row, column: int) -> str:
    return as_written(row.cell(column).strip()).strip()


def _is_empty(row: Row, column: int) -> bool:
    return " ".join(_text(row, column).split()).casefold() in NOTHING


def _layout(rows: Sequence[Row], names: Names) -> Callable[[_Reader], None] | None:
    """What reads the rows, by the first row that can be a heading; None where none can."""
    if rows and _is_reading(rows[0], names):
        return lambda reader: _read_long(reader, rows, _WITHOUT_HEADING)
    for place, row in enumerate(rows[:HEADING_WITHIN]):
        below = rows[place + 1 :]
        columns = _columns(row)
        if {Column.MEASURE, Column.PERIOD, Column.VALUE} <= columns.keys():
            return lambda reader, below=below, columns=columns: _read_long(reader, below, columns)  # type: ignore[misc]
        cells = [_text(row, column) for column in range(1, len(row.cells))]
        if any(names.find(cell) for cell in cells):
            return lambda reader, row=row, below=below: _read_turned(reader, row, below)  # type: ignore[misc]
        if any(_is_period(cell) for cell in cells):
            return lambda reader, row=row, below=below: _read_wide(reader, row, below)  # type: ignore[misc]
    return None


def _is_reading(row: Row, names: Names) -> bool:
    named = names.find(_text(row, 0)) is not None
    return named and _is_period(_text(row, 1)) and not _is_empty(row, 2)


def _is_period(text: str) -> bool:
    try:
        _heading(text)
    except ValueError:
        return False
    return True


def _columns(row: Row) -> dict[Column, int]:
    found: dict[Column, int] = {}
    for place in range(len(row.cells)):
        column = _HEADINGS.get(plain(_text(row, place)))
        if column is not None:
            found.setdefault(column, place)
    return found


def _heading(text: str) -> tuple[Period, bool]:
    """The period of a heading, and whether it says that its figures are provisional."""
    bare = _PROVISIONAL.sub("", text)
    return Period.parse(bare), bare != text


def _read_long(reader: _Reader, rows: Iterable[Row], columns: Mapping[Column, int]) -> None:
    """A row a reading."""
    for row in rows:
        if not _is_empty(row, columns[Column.VALUE]):
            _read_reading(reader, row, columns)


def _read_reading(reader: _Reader, row: Row, columns: Mapping[Column, int]) -> None:
    before = len(reader.problems)

    def part(column: Column, read: Callable[[str], T]) -> T | None:
        if column not in columns or _is_empty(row, columns[column]):
            return None
        return reader.read(row, columns[column], read)

    measure = reader.measure(row, columns[Column.MEASURE])
    period = reader.read(row, columns[Column.PERIOD], Period.parse)
    if measure is None:
        return
    amount = reader.amount(row, columns[Column.VALUE], measure)
    provisional = part(
        Column.PROVISIONAL, lambda text: read_yes(text, "Provisional", yes="provisional")
    )
    cumulative = part(
        Column.CUMULATIVE, lambda text: read_yes(text, "Cumulative", yes="cumulative")
    )
    numerator = part(Column.NUMERATOR, lambda text: read_number(text, "The numerator"))
    denominator = part(Column.DENOMINATOR, lambda text: read_number(text, "The denominator"))
    known_from = part(Column.KNOWN_FROM, _day)
    if len(reader.problems) > before or period is None or amount is None:
        return
    reader.found.append(
        Found(
            row.number,
            columns[Column.VALUE],
            measure,
            period,
            amount,
            is_provisional=bool(provisional),
            is_cumulative=period.adds_up if cumulative is None else cumulative,
            numerator=numerator,
            denominator=denominator,
            known_from=known_from,
            note=part(Column.NOTE, str) or "",
        )
    )


def _read_wide(reader: _Reader, heading: Row, rows: Sequence[Row]) -> None:
    """A row a measure, a column a period."""
    used = _used(heading, rows)
    periods = {column: reader.read(heading, column, _heading) for column in used}
    for row in rows:
        filled = [column for column in used if not _is_empty(row, column)]
        measure = reader.measure(row, 0) if filled else None
        if measure is not None:
            for column in filled:
                _add(reader, row, column, measure, periods[column])


def _read_turned(reader: _Reader, heading: Row, rows: Sequence[Row]) -> None:
    """A row a period, a column a measure."""
    used = _used(heading, rows)
    measures = {column: reader.measure(heading, column) for column in used}
    for row in rows:
        filled = [column for column in used if not _is_empty(row, column)]
        period = reader.read(row, 0, _heading) if filled else None
        for column in filled:
            measure = measures[column]
            if measure is not None:
                _add(reader, row, column, measure, period)


def _used(heading: Row, rows: Sequence[Row]) -> list[int]:
    """The columns after the first that have a value below the heading."""
    width = max([len(heading.cells), *(len(row.cells) for row in rows)])
    return [column for column in range(1, width) if any(not _is_empty(row, column) for row in rows)]


def _add(
    reader: _Reader, row: Row, column: int, measure: Measure, period: tuple[Period, bool] | None
) -> None:
    """Add the reading in the cell; one of a heading that cannot be read was a problem already."""
    amount = reader.amount(row, column, measure)
    if amount is None or period is None:
        return
    said, is_provisional = period
    reader.found.append(
        Found(
            row.number,
            column,
            measure,
            said,
            amount,
            is_provisional=is_provisional,
            is_cumulative=said.adds_up,
        )
    )


def _day(text: str) -> date:
    due = DueDate.parse(text)
    if due.precision != DuePrecision.DAY or due.end is None:
        raise ValueError(f"“{text[:40]}” is not a day. Give one such as 29 September 2020.")
    return due.end
