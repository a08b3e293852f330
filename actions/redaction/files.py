"""The text of an evidence file, as far as it can be read without running or drawing it.

Text files and the parts of Word, Excel and PowerPoint files are read; PDF files and pictures are not, which
the page says.
"""

import html
import re
import zipfile
from typing import BinaryIO
from zlib import error as zlib_error

READ_AT_MOST = 20 * 1024 * 1024
"""Bytes read of one file, unpacked: a small archive may hold a huge one."""

_PARAGRAPH = re.compile(r"</(?:w:p|a:p|si|row)>|<w:(?:br|tab)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def words_in_file(file: BinaryIO) -> str:
    """The text in the file; empty where it is of a kind that is not read."""
    if zipfile.is_zipfile(file):
        return _archive(file)
    file.seek(0)
    content = file.read(READ_AT_MOST)
    if b"\x00" in content[:4096] or content.startswith(b"%PDF"):
        return ""
    return content.decode("utf-8", errors="replace")


def _archive(file: BinaryIO) -> str:
    left = READ_AT_MOST
    texts: list[str] = []
    try:
        with zipfile.ZipFile(file) as archive:
            for part in archive.infolist():
                if part.filename.endswith((".xml", ".rels", ".txt")) and left > 0:
                    with archive.open(part) as opened:
                        content = opened.read(left)
                    left -= len(content)
                    marked = _PARAGRAPH.sub("\n", content.decode("utf-8", errors="replace"))
                    texts.append(html.unescape(_TAG.sub("", marked)))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib_error, EOFError):
        return "\n".join(texts)
    return "\n".join(texts)
