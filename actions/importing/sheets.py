"""The cells of a file as they are, sheet by sheet, for tables other than a register of actions.

The same files are read within the same limits as for the register (actions/importing/reading.py), but nothing is
guessed of what a row is.
"""

import csv
import zipfile
from dataclasses import dataclass

from actions.importing.delimited import SEPARATORS, cells_of, decode
from actions.importing.packages import Kind
from actions.importing.reading import package_of
from actions.importing.table import Row, Unreadable, check_size
from actions.importing.workbooks import opened, visible_rows


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet's rows that hold something. `name` is blank for a file that has no sheets."""

    name: str
    rows: tuple[Row, ...]


def read_sheets(data: bytes) -> list[Sheet]:
    """The visible sheets of a workbook that hold something, or the rows of a CSV file.

    Raises Unreadable, which says what to do instead.
    """
    found = package_of(data, holds="readings")
    if found is None:
        sheets = [Sheet("", _delimited(data))]
    else:
        kind, package = found
        with package:
            if kind is not Kind.WORKBOOK:
                raise Unreadable(
                    "This is a Word document. Copy its table into Excel, or paste it, with the measures’ names "
                    "and the periods."
                )
            sheets = _worksheets(package)
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise Unreadable("The file is empty. Choose the file that holds the readings.")
    return sheets


def _worksheets(package: zipfile.ZipFile) -> list[Sheet]:
    with opened(package) as workbook:
        return [Sheet(sheet.title, check_size(rows)) for sheet, rows in visible_rows(workbook)]


def _delimited(data: bytes) -> tuple[Row, ...]:
    """The rows of a CSV file, parted by whatever parts the first rows into the most columns."""
    text = decode(data)

    def columns(separator: str) -> int:
        start = cells_of(text, separator, limit=20)
        return max((len(row.cells) for row in start), default=0)

    try:
        rows = check_size(cells_of(text, max(SEPARATORS, key=columns)))
    except csv.Error as error:
        raise Unreadable(
            "A quotation mark is missing in the file, or stands in a wrong place, so that nobody can tell where "
            "a cell ends. Open the file in a spreadsheet, mend it and save it again."
        ) from error
    return rows
