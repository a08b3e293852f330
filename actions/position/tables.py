"""Counting a Position: the summary table ("Table 1") by theme or by workstream."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from actions.position.values import ImpactValue, Line, RatingValue

UNRATED = "unrated"


@dataclass(frozen=True, slots=True)
class Column:
    """One rating, as a column heading."""

    code: str
    label: str
    meaning: str
    tone: str


UNRATED_COLUMN = Column(UNRATED, "Unrated", "no rating recorded", "grey")


@dataclass(frozen=True, slots=True)
class CountCell:
    """How many of a row's actions bear the column's rating.

    `change` is the difference to an earlier Position, None when there is none to compare with.
    """

    code: str
    label: str
    tone: str
    value: int
    change: int | None = None


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One theme or workstream, with a count for each column and their total.

    `key` names it in addresses; blank for the total row and for actions without a workstream.
    """

    key: str
    reference: str
    title: str
    cells: tuple[CountCell, ...]
    total: int

    @property
    def counts(self) -> dict[str, int]:
        """Code -> count, for every column."""
        return {cell.code: cell.value for cell in self.cells}


@dataclass(frozen=True, slots=True)
class SummaryTable:
    """Rows by columns, with totals. Rows and columns always add up: each action is counted once."""

    columns: tuple[Column, ...]
    rows: tuple[SummaryRow, ...]
    total: SummaryRow

    def compared_with(self, earlier: "SummaryTable") -> "SummaryTable":
        """The same table with, in each cell, the change since the earlier one.

        A row or column that the earlier table lacks counts as zero there.
        """
        before = {row.key: row.counts for row in earlier.rows}
        return SummaryTable(
            self.columns,
            tuple(_with_change(row, before.get(row.key, {})) for row in self.rows),
            _with_change(self.total, earlier.total.counts),
        )


def _with_change(row: SummaryRow, before: dict[str, int]) -> SummaryRow:
    cells = tuple(replace(cell, change=cell.value - before.get(cell.code, 0)) for cell in row.cells)
    return replace(row, cells=cells)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a row of the table is headed by."""

    key: str
    reference: str
    title: str


def summarise(
    ratings: Sequence[RatingValue],
    headings: Iterable[tuple[Heading, Sequence[Line]]],
) -> SummaryTable:
    """Count the lines under each heading by rating.

    There is a column for each rating of the scheme, in its order, and one for unrated actions where
    there are any.
    """
    return _summarised(ratings, headings, lambda line: line.rating, UNRATED_COLUMN)


def summarise_impact(
    impacts: Sequence[ImpactValue], headings: Iterable[tuple[Heading, Sequence[Line]]]
) -> SummaryTable:
    """Count the lines under each heading by impact; the last column, where needed, is of those without."""
    unrated = Column(UNRATED, "Not assessed", "no impact recorded", "grey")
    return _summarised(impacts, headings, lambda line: line.impact, unrated)


def _summarised(
    ratings: Sequence[RatingValue | ImpactValue],
    headings: Iterable[tuple[Heading, Sequence[Line]]],
    rating_of: Callable[[Line], RatingValue | ImpactValue | None],
    unrated: Column,
) -> SummaryTable:
    rows = [(heading, lines) for heading, lines in headings]
    columns = [Column(r.code, r.label, r.meaning, r.tone) for r in ratings]
    if any(rating_of(line) is None for _, lines in rows for line in lines):
        columns.append(unrated)
    counted = tuple(
        _row(heading, columns, (rating_of(line) for line in lines)) for heading, lines in rows
    )
    totals = {column.code: sum(row.counts[column.code] for row in counted) for column in columns}
    return SummaryTable(
        tuple(columns),
        counted,
        _filled(Heading("", "", "Total"), columns, totals),
    )


def _row(
    heading: Heading,
    columns: Sequence[Column],
    ratings: Iterable[RatingValue | ImpactValue | None],
) -> SummaryRow:
    counts = dict.fromkeys((column.code for column in columns), 0)
    for rating in ratings:
        counts[rating.code if rating else UNRATED] += 1
    return _filled(heading, columns, counts)


def _filled(heading: Heading, columns: Sequence[Column], counts: dict[str, int]) -> SummaryRow:
    return SummaryRow(
        heading.key,
        heading.reference,
        heading.title,
        tuple(CountCell(c.code, c.label, c.tone, counts[c.code]) for c in columns),
        sum(counts.values()),
    )
