"""A table of cells as text, whatever file it came from, with the row numbers that people see in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from actions.errors import Refused

MAX_ROWS = 5_000
"""Rows below the heading: several times the longest plan."""
MAX_COLUMNS = 100
MAX_CELLS = 250_000
"""Cells with something in them."""

EXAMPLE = "Example"
"""The reference of the row that shows how to fill in a template; it is passed over."""

HEADING_COLUMN = "Heading above"
"""Names the column made from headings that stand in rows of their own between the actions."""


class Unreadable(Refused):
    """The file cannot be imported as it is; the message says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message, field="file")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, counted from 1, and the text of its cells."""

    number: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """The text of the cell, blank past the row's end."""
        return self.cells[index] if index < len(self.cells) else ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class CellTable:
    """A heading row and the rows below it. `sheet` is the worksheet's name, blank where there are none."""

    sheet: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]

    def as_json(self) -> dict[str, Any]:
        """The table as ImportDraft keeps it."""
        return {
            "sheet": self.sheet,
            "header": list(self.header),
            "rows": [[row.number, list(row.cells)] for row in self.rows],
        }

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> Self:
        """The table that `as_json` gave."""
        return cls(
            found["sheet"],
            tuple(found["header"]),
            tuple(Row(number, tuple(cells)) for number, cells in found["rows"]),
        )

    def heading(self, index: int) -> str:
        """What the column is called: its heading on one line, or its letter where it has none."""
        text = " ".join(self.header[index].split()) if index < len(self.header) else ""
        return text or f"Column {letter(index)}"

    @property
    def headings(self) -> list[str]:
        """What the columns are called, with their letters where two are called the same."""
        names = [self.heading(index) for index in range(len(self.header))]
        folded = [name.casefold() for name in names]
        return [
            f"{name} (column {letter(index)})" if folded.count(name.casefold()) > 1 else name
            for index, name in enumerate(names)
        ]


def letter(index: int) -> str:
    """The letters of a column: A for 0, AA for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def index_of(letters: str) -> int | None:
    """The column with the letters, whatever their case; None where they are none."""
    if not re.fullmatch(r"[A-Za-z]{1,3}", letters):
        return None
    index = 0
    for each in letters.upper():
        index = index * 26 + ord(each) - ord("A") + 1
    return index - 1


def plain(text: str) -> str:
    """The text for comparing: lower-case letters and digits, single spaces between."""
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


def check_size(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows that hold something; raises Unreadable where they are too many or too wide."""
    kept: list[Row] = []
    cells = 0
    for row in rows:
        if row.is_blank:
            continue
        width = max(index for index, cell in enumerate(row.cells) if cell.strip()) + 1
        if width > MAX_COLUMNS:
            raise Unreadable(
                f"Row {row.number:,} reaches to column {letter(width - 1)}. Delete what stands "
                f"right of column {letter(MAX_COLUMNS - 1)}, then choose the file again."
            )
        cells += sum(1 for cell in row.cells if cell)
        # Some rows may stand above the heading.
        if len(kept) >= MAX_ROWS + 50 or cells > MAX_CELLS:
            raise Unreadable(
                f"The table has more than {MAX_ROWS:,} rows. Delete what is not an action, or split "
                "it into several files, then choose one of them."
            )
        kept.append(Row(row.number, row.cells[:width]))
    return tuple(kept)
