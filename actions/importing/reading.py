"""From a file to a table of cells: what the file is, by its content, and which reader takes it."""

import zipfile

from actions.importing.delimited import read_csv
from actions.importing.documents import read_document
from actions.importing.packages import Kind, open_package
from actions.importing.table import CellTable, Unreadable
from actions.importing.workbooks import read_workbook

MAX_BYTES = 10_000_000
"""A plan of a thousand actions is about half a megabyte."""

TOO_LARGE = (
    "The file is larger than 10 MB, so it was not read. Copy the table alone, without pictures, into a "
    "new file, then choose that."
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_file(data: bytes, *, theme_word: str = "theme") -> CellTable:
    """The table of actions in the file. Raises Unreadable, which says what to do instead.

    The content decides, not the name: a workbook called .csv is read as a workbook.
    """
    found = package_of(data)
    if found is None:
        table = read_csv(data, theme_word=theme_word)
    else:
        kind, package = found
        with package:
            reader = read_workbook if kind is Kind.WORKBOOK else read_document
            table = reader(package, theme_word=theme_word)
    if not table.rows:
        raise Unreadable(
            "The table has a heading but no rows below it. Choose the file that holds the actions."
        )
    return table


def package_of(data: bytes, *, holds: str = "actions") -> tuple[Kind, zipfile.ZipFile] | None:
    """The workbook or document that the file is, to be closed by the caller; None for one of plain text.

    Raises Unreadable for anything else, and for what is empty or too large. It `holds` what somebody looks for.
    """
    if not data.strip():
        raise Unreadable(f"The file is empty. Choose the file that holds the table of {holds}.")
    if len(data) > MAX_BYTES:
        raise Unreadable(TOO_LARGE)
    start = data[:512].lstrip().lower()
    if data.startswith(_OLE):
        raise Unreadable(_old_office(data))
    if data.startswith(b"PK"):
        return open_package(data)
    if start.startswith(b"%pdf"):
        raise Unreadable(
            "This is a PDF. Copy its table into Excel or Word, save that, then choose the new file."
        )
    if start.startswith((b"{\\rtf", b"<!doctype", b"<html", b"<?xml", b"\xef\xbb\xbf<")):
        raise Unreadable(
            "This is not an Excel workbook, a Word document or a CSV file, whatever its name says. "
            "Open it in Excel or Word, save a copy as .xlsx or .docx, then choose the copy."
        )
    return None


def _old_office(data: bytes) -> str:
    """What to say of a file in the container that Office used before 2007, and for locked files since."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return "The file is locked with a password. Save a copy without one, then choose the copy."
    if has("WordDocument"):
        return "This is an old Word document (.doc). Save a copy as .docx, then choose the copy."
    if has("Workbook") or has("Book"):
        return "This is an old Excel workbook (.xls). Save a copy as .xlsx, then choose the copy."
    return "This file is in an old format. Save a copy as .xlsx or .docx, then choose the copy."
