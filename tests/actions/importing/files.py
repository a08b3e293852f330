"""Tables as the files that people would choose: CSV, workbook, Word document."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

from docx import Document
from openpyxl import Workbook

Cells = Sequence[Sequence[Any]]


def as_csv(rows: Cells, *, separator: str = ",", encoding: str = "utf-8") -> bytes:
    """The rows as a CSV file."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows(
        [cell.isoformat() if isinstance(cell, date) else cell for cell in row] for row in rows
    )
    return stream.getvalue().encode(encoding)


def as_workbook(rows: Cells, *, merged: Sequence[str] = (), sheet: str = "Plan") -> bytes:
    """The rows as a workbook of one sheet, with ranges such as D3:D6 merged."""
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for each in merged:
        page.merge_cells(each)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def as_document(*tables: Cells, down: Sequence[tuple[int, int, int]] = ()) -> bytes:
    """The tables as a Word document; `down` merges (column, first row, last row) of the first.

    A row of one cell stands across the whole table.
    """
    document = Document()
    for number, rows in enumerate(tables):
        width = max(len(row) for row in rows)
        table = document.add_table(rows=len(rows), cols=width)
        for place, row in enumerate(rows):
            cells = table.rows[place].cells
            if len(row) == 1 and width > 1:
                cells[0].merge(cells[-1]).text = str(row[0])
                continue
            for cell, value in zip(cells, row, strict=False):
                if value != "":
                    cell.text = str(value)
        for column, first, last in down if number == 0 else ():
            table.cell(first, column).merge(table.cell(last, column))
        document.add_paragraph("")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    """The package with one part put in or replaced."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry.filename))
        new.writestr(name, content)
    return stream.getvalue()
