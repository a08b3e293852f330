"""Columns side by side, each a pile of its counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from wsoa.charts.frame import (
    LEFT,
    RIGHT,
    DataCell,
    DataTable,
    Frame,
    ends_in_words,
    height_of,
    labels_for,
    scale_to,
)
from wsoa.tones import tone_or_plain

LETTER_HEIGHT = 13
"""The least height of a piece of a column that has room for its letter, in pixels."""
CROWDED = 14
"""More columns than this have no room for a letter each on a phone."""


class Counted(Protocol):
    """A count of something that has a short code, a word and a tone, such as the actions of a rating."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def tone(self) -> str: ...
    @property
    def value(self) -> int: ...


@dataclass(frozen=True, slots=True)
class KeyItem:
    """What a tone stands for in a chart of columns."""

    code: str
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class Column:
    """The counts at one point in time, in the order they are stacked from the bottom.

    `label` says the point in full, `short` in a few letters.
    """

    day: date
    label: str
    short: str
    cells: tuple[Counted, ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(cell.value for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a column. `letter` is blank where there is no room for it, and left out on a phone
    where it `is_spare`: then the next column has it."""

    x: float
    width: float
    y: float
    height: float
    tone: str
    letter: str
    is_spare: bool


@dataclass(frozen=True, slots=True)
class StackedChart:
    """Stacked columns over points in time."""

    frame: Frame
    pieces: tuple[Piece, ...]
    key: tuple[KeyItem, ...]


ColumnLink = Callable[[Column, Counted | None], str]
"""Address of what a column's count counts; without a count, of all in the column."""


def stacked(columns: Sequence[Column], link: ColumnLink | None = None) -> StackedChart:
    """Columns side by side, each a pile of its counts.

    All columns have the same cells in the same order. Raises ValueError where they have not.
    """
    first = columns[0].cells if columns else ()
    codes = [cell.code for cell in first]
    if any([cell.code for cell in column.cells] != codes for column in columns):
        raise ValueError("Every column needs the same cells in the same order.")
    ticks, top = scale_to(max((column.total for column in columns), default=0))
    step = (RIGHT - LEFT) / max(len(columns), 1)
    width = min(step * (0.86 if len(columns) > 8 else 0.7), 9.0)
    pieces: list[Piece] = []
    middles: list[float] = []
    for number, column in enumerate(columns):
        middle = LEFT + step * (number + 0.5)
        middles.append(middle)
        below = 0
        is_spare = len(columns) > CROWDED and (len(columns) - number) % 2 == 0
        for cell in column.cells:
            if cell.value:
                low, high = height_of(below, top), height_of(below + cell.value, top)
                letter = _letter(cell.code) if low - high >= LETTER_HEIGHT else ""
                tone = tone_or_plain(cell.tone)
                pieces.append(
                    Piece(middle - width / 2, width, high, low - high, tone, letter, is_spare)
                )
            below += cell.value
    return StackedChart(
        Frame(
            ticks,
            labels_for(middles, [column.short for column in columns]),
            _columns_in_words(columns),
            _columns_table(columns, link),
        ),
        tuple(pieces),
        tuple(KeyItem(cell.code, cell.label, tone_or_plain(cell.tone)) for cell in first),
    )


def _columns_in_words(columns: Sequence[Column]) -> str:
    return ends_in_words(
        [
            f"{column.label}: {column.total} in all"
            + "".join(f", {cell.value} {cell.label}" for cell in column.cells if cell.value)
            for column in columns
        ]
    )


def _columns_table(columns: Sequence[Column], link: ColumnLink | None) -> DataTable:
    first = columns[0].cells if columns else ()
    return DataTable(
        (*(cell.label for cell in first), "Total"),
        tuple(
            (
                column.label,
                (
                    *(_data(cell.value, column, cell, link) for cell in column.cells),
                    _data(column.total, column, None, link),
                ),
            )
            for column in columns
        ),
    )


def _data(value: int, column: Column, cell: Counted | None, link: ColumnLink | None) -> DataCell:
    return DataCell(f"{value:,}", link(column, cell) if link and value else "")


def _letter(code: str) -> str:
    return code if len(code) <= 2 else "–"
