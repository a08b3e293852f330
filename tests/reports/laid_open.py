"""All that anybody could find in the bytes of a published file, whatever they open it with."""

import html
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from reports.choices import FileFormat
from tests.reports.pdf_reading import read

_TAG = re.compile(r"<[^>]*>")


def laid_open(file_format: str, content: bytes) -> str:
    """Every text in the file, without blanks, so that a break inside a word hides nothing."""
    if file_format == FileFormat.PDF:
        texts = _in_pdf(content)
    elif file_format == FileFormat.HTML:
        texts = _in_markup(content)
    else:
        texts = _in_zip(content)
    return _squeezed(" ".join([*texts, content.decode("latin-1")]))


def says(found: str, words: str) -> bool:
    """Whether the words are in what was found, in whatever case."""
    return _squeezed(words).casefold() in found.casefold()


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _in_markup(content: bytes) -> Iterator[str]:
    text = content.decode("utf-8")
    yield html.unescape(text)
    yield html.unescape(_TAG.sub("", text))


def _in_zip(content: bytes) -> Iterator[str]:
    """The name and the text of every part, those of parts that are zip files themselves too."""
    with ZipFile(BytesIO(content)) as package:
        yield package.comment.decode("latin-1")
        for part in package.infolist():
            yield part.filename
            yield part.comment.decode("latin-1")
            data = package.read(part)
            if data.startswith(b"PK"):
                yield from _in_zip(data)
            elif part.filename.endswith((".xml", ".rels")):
                yield from _in_markup(data)
            else:
                yield data.decode("latin-1")


def _in_pdf(content: bytes) -> Iterator[str]:
    """The text of the pages, read and unread, and every string, name and stream of every object: properties, XMP, outline,
    alternative and actual texts, whatever is attached."""
    with Pdf.open(BytesIO(content)) as pdf:
        reading = read(pdf)
        yield reading.document.text
        yield from reading.artifacts
        for each in pdf.objects:
            yield from _strings(each)
        yield from _strings(pdf.trailer)


def _strings(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, Stream):
        data = value.read_bytes()
        yield data.decode("latin-1")
        yield data.decode("utf-8", "replace")
    if isinstance(value, String):
        yield str(value)
        yield bytes(value).decode("utf-16-be", "replace")
    elif isinstance(value, Name):
        yield str(value)
    elif depth and getattr(value, "is_indirect", False):
        return  # an object of its own
    elif isinstance(value, Dictionary | Stream):
        for key, each in value.items():
            yield key
            yield from _strings(each, depth + 1)
    elif isinstance(value, Array):
        for each in value:
            yield from _strings(each, depth + 1)
