"""Office files as packages: what is refused before anything in one is unpacked."""

import io
import zipfile
from enum import Enum

from actions.importing.table import Unreadable

MAX_ENTRIES = 2_000
MAX_UNPACKED = 80_000_000
"""Bytes of the whole package, unpacked."""
MAX_PART = 40_000_000
"""Bytes of one part, unpacked."""
MAX_SIDE_PART = 20_000_000
"""Bytes of a part that the libraries read in one piece: shared texts, styles, a Word document's body."""
MAX_RATIO = 200
"""Times a part may grow when unpacked; a table of formatted blanks grows about a hundredfold."""
RATIO_COUNTS_FROM = 1_000_000


class Kind(Enum):
    """What a package holds."""

    WORKBOOK = "xlsx"
    DOCUMENT = "docx"


def open_package(data: bytes) -> tuple[Kind, zipfile.ZipFile]:
    """The package and what it holds; raises Unreadable for a damaged, hostile or foreign one.

    Only the list of contents is read. A part's true size cannot exceed the one listed: zipfile stops there.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise damaged() from error
    names = {entry.filename for entry in entries}
    _check_sizes(entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(
            "The file is locked with a password. Save a copy without one, then choose the copy."
        )
    if any(name.lower().endswith("vbaproject.bin") for name in names) or _is_macro_enabled(
        package, names
    ):
        raise Unreadable(
            "The file holds macros. Save a copy as an Excel workbook (.xlsx) or a Word document "
            "(.docx), without macros, then choose the copy."
        )
    if "xl/workbook.bin" in names:
        raise Unreadable(
            "This is a binary Excel workbook (.xlsb). Save a copy as .xlsx, then choose the copy."
        )
    if "xl/workbook.xml" in names:
        return Kind.WORKBOOK, package
    if "word/document.xml" in names:
        return Kind.DOCUMENT, package
    if "mimetype" in names and "content.xml" in names:
        raise Unreadable(
            "This is an OpenDocument file. Save a copy as .xlsx, .docx or .csv, then choose the copy."
        )
    raise Unreadable(
        "The file is neither an Excel workbook nor a Word document, whatever its name says. "
        "Choose an .xlsx, .docx or .csv file."
    )


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    too_much = Unreadable(
        "The file unpacks to far more than a plan holds, so it was not opened. Copy the table into a "
        "new workbook or document, then choose that."
    )
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise too_much
    for entry in entries:
        is_sheet = entry.filename.startswith("xl/worksheets/")
        if entry.file_size > (MAX_PART if is_sheet else MAX_SIDE_PART) and entry.filename.endswith(
            (".xml", ".rels")
        ):
            raise too_much
        if (
            entry.file_size > RATIO_COUNTS_FROM
            and entry.file_size > entry.compress_size * MAX_RATIO
        ):
            raise too_much


def _is_macro_enabled(package: zipfile.ZipFile, names: set[str]) -> bool:
    if "[Content_Types].xml" not in names:
        return False
    try:
        return b"macroenabled" in package.read("[Content_Types].xml").lower()
    except Exception as error:  # zipfile and zlib answer a broken part in many ways
        raise damaged() from error


def damaged() -> Unreadable:
    """What to raise where a package, or a part of one, turns out unreadable."""
    return Unreadable(
        "The file is incomplete or damaged. Open it in Excel or Word, save a copy, then choose the copy."
    )
