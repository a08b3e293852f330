"""The register as cells: the one list of columns that the CSV and the workbook share.

What a cell says comes from a line of a Position. How it is written to a file is the file's own matter:
actions/workbook.py for a workbook, `csv_rows` for CSV. The importer reads the same headings back.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from actions.due_dates import DueDate
from actions.position import Line

Value = str | int | date | DueDate | None
"""Text, a number of days, a day, a due date, or nothing."""

_FORMULA = re.compile(r"[\s']*[=+\-@\t\r\n＝＋－＠]")
"""What a spreadsheet may take for the start of a formula, after any apostrophes and blanks."""


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column of the register in a file. `width` is in characters of a workbook's column."""

    heading: str
    value: Callable[[Line], Value]
    width: int = 14


THEME = "theme"
"""Stands for the area's own word for a theme, as a heading."""

COLUMNS = (
    ExportColumn("Reference", lambda line: line.reference, 12),
    ExportColumn("Action", lambda line: line.title, 50),
    ExportColumn("Detail", lambda line: line.detail, 40),
    ExportColumn(THEME, lambda line: f"{line.theme.reference} {line.theme.title}", 26),
    ExportColumn(
        "Workstream",
        lambda line: (
            f"{line.workstream.reference} {line.workstream.title}" if line.workstream else ""
        ),
        22,
    ),
    ExportColumn("Report group", lambda line: line.report_group, 18),
    ExportColumn("Lead organisation", lambda line: line.lead_organisation, 18),
    ExportColumn("Owners", lambda line: "; ".join(owner.title for owner in line.owners), 28),
    ExportColumn(
        "Original due date",
        lambda line: line.original_due,
        18,
    ),
    ExportColumn("Due date", lambda line: line.due, 18),
    ExportColumn("Rating", lambda line: line.rating.label if line.rating else "", 12),
    ExportColumn("Rating means", lambda line: line.rating.meaning if line.rating else "", 24),
    ExportColumn("Rated from", lambda line: line.rated_on),
    ExportColumn("Progress", lambda line: line.progress.label, 16),
    ExportColumn("Overdue", lambda line: "Yes" if line.is_overdue else "No", 10),
    ExportColumn("Completed on", lambda line: line.completed_on),
    ExportColumn("Commentary", lambda line: line.commentary, 60),
    ExportColumn("Remedial action", lambda line: line.remedial_action, 44),
    ExportColumn("Letter", lambda line: line.rating.code if line.rating else "", 8),
    ExportColumn("Last day due", lambda line: line.due.end if line.due else None),
    ExportColumn("Days overdue", lambda line: line.days_overdue, 10),
    ExportColumn("Days completed late", lambda line: line.days_late, 12),
    ExportColumn("Slippage in days", lambda line: line.slippage_days, 12),
    ExportColumn("Last update or confirmation on", lambda line: line.last_word_on),
    ExportColumn("Impact rating", lambda line: line.impact.label if line.impact else "", 18),
    ExportColumn("Issue behind it", lambda line: line.issue.title if line.issue else "", 26),
    ExportColumn("Waits on", lambda line: ", ".join(w.reference for w in line.waits_on), 14),
    ExportColumn(
        "What is done about the issue",
        lambda line: line.issue.remedial_action if line.issue else "",
        44,
    ),
    ExportColumn("Issue owned by", lambda line: line.issue.owner if line.issue else "", 28),
    ExportColumn("Issue due", lambda line: line.issue.due if line.issue else None, 18),
    ExportColumn("Issue agreed by", lambda line: line.issue.agreed if line.issue else "", 28),
)
"""In the order of the file. Headings are what an import recognises: they stay as they are, new columns come last."""


def headings(theme_word: str) -> list[str]:
    """The heading row, in the area's own words."""
    word = theme_word[:1].upper() + theme_word[1:]
    return [word if column.heading == THEME else column.heading for column in COLUMNS]


def register_rows(lines: Iterable[Line]) -> Iterator[list[Value]]:
    """One row of values an action, in the order of `COLUMNS`."""
    for line in lines:
        yield [column.value(line) for column in COLUMNS]


def csv_rows(lines: Iterable[Line], theme_word: str) -> Iterator[list[str]]:
    """The register for a CSV file, heading row first: ISO days, plain numbers, harmless text."""
    yield [harmless(heading) for heading in headings(theme_word)]
    for row in register_rows(lines):
        yield [csv_cell(value) for value in row]


def csv_cell(value: Value) -> str:
    """A value as a CSV file holds it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, DueDate):
        return harmless(value.printed)
    return str(value) if isinstance(value, int) else harmless(value)


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula.

    Text that starts with apostrophes and would be one without them gets one more, so that `as_written`
    gives every text back.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def as_written(cell: str) -> str:
    """The text of which `harmless` made the cell."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
