"""Tables in CSV files, in the encodings and with the separators that spreadsheets write."""

import csv
import io
import re
from collections.abc import Iterator

from actions.importing.columns import build_table, find_header
from actions.importing.table import CellTable, Row, Unreadable, check_size

SEPARATORS = (",", ";", "\t", "|")

_SAVE_AS_UTF8 = "In Excel, choose Save as, “CSV UTF-8”, then choose the new file."
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_NOT_TEXT_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_TWO_ENCODINGS = re.compile("[\u00c2\u00c3\u00e2][\u0080-\u00bf\u20ac\u2122\u0153\u201a-\u201e]")


def read_csv(data: bytes, *, theme_word: str = "theme") -> CellTable:
    """The table of a CSV file. Raises Unreadable for what is no text or no table."""
    text = decode(data)
    try:
        separator = max(SEPARATORS, key=lambda each: _fit(text, each, theme_word))
        rows = check_size(cells_of(text, separator))
    except csv.Error as error:
        raise Unreadable(
            "A quotation mark is missing in the file, or stands in a wrong place, so that nobody can "
            "tell where a cell ends. Open the file in a spreadsheet, mend it and save it again."
        ) from error
    if not rows:
        raise Unreadable("The file is empty. Choose the file that holds the table of actions.")
    if max(len(row.cells) for row in rows) < 2:
        raise Unreadable(
            "The file is text, but not a table: its lines have no columns. Choose an .xlsx, .docx or "
            ".csv file."
        )
    return build_table("", rows, theme_word=theme_word)


def decode(data: bytes) -> str:
    """The text: UTF-8, UTF-16 where the file says so, else Windows-1252 where that makes sense.

    Raises Unreadable for anything else, rather than guess letters wrongly.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Unreadable(f"The file is cut short or damaged. {_SAVE_AS_UTF8}") from error
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = _as_windows(data)
    if _NOT_TEXT.search(text):
        raise _no_table()
    return text


def _no_table() -> Unreadable:
    return Unreadable(
        "The file is not a table that can be read: it holds neither plain text nor a workbook. "
        "Choose an .xlsx, .docx or .csv file."
    )


def _is_wide(data: bytes) -> bool:
    """Whether the bytes look like UTF-16 that does not say so: every other one is zero."""
    return max(data[:200:2].count(0), data[1:200:2].count(0)) * 3 > len(data[:200])


def _as_windows(data: bytes) -> str:
    wrong = Unreadable(
        f"The file's letters are in an encoding that cannot be told for certain. {_SAVE_AS_UTF8}"
    )
    if _is_wide(data):
        raise wrong
    if _NOT_TEXT_BYTES.search(data):
        raise _no_table()
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise wrong from error
    high = sum(1 for character in text if character > "\x7f")
    if high * 10 > len(text) or _TWO_ENCODINGS.search(text):
        raise wrong
    return text


def _fit(text: str, separator: str, theme_word: str) -> tuple[int, int]:
    """How well the separator parts the file's beginning: known headings, then columns."""
    start = tuple(cells_of(text, separator, limit=60))
    _, known = find_header(start, theme_word=theme_word)
    return known, max((len(row.cells) for row in start), default=0)


def cells_of(text: str, separator: str, limit: int | None = None) -> Iterator[Row]:
    """The rows, strictly read; only the first `limit` of them, as they come, where that is given."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=limit is None)
    for number, cells in enumerate(reader, start=1):
        if limit is not None and number > limit:
            return
        yield Row(number, tuple(cells))
