"""The table of what beside the actions is an exception, for pages and packs."""

from collections.abc import Sequence

from boards.choices import PackPart
from boards.pack_values import EntryValue
from wsoa.parts import Cell, Head, Row, TablePart


def exceptions_table(found: Sequence[tuple[PackPart, EntryValue]]) -> TablePart:
    """Entries that are exceptions, each with the part that it is of."""
    return TablePart(
        "Beside the actions",
        (
            Head("What", width=34),
            Head("Why it is here", width=22),
            Head("Where it stands", width=24),
            Head("Owner"),
        ),
        tuple(
            Row(
                Cell(titled(each, numbered=part != PackPart.MEASURE), note=str(part.label)),
                (Cell(each.group), Cell(each.status), Cell(each.owner or "Nobody")),
            )
            for part, each in found
        ),
        "No weakness, statutory date, measure or risk is an exception.",
    )


def titled(entry: EntryValue, *, numbered: bool) -> str:
    """What the entry is about; its reference first where that is a number or a code."""
    return f"{entry.reference} {entry.title}".strip() if numbered else entry.title
