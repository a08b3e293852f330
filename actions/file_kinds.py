"""What a file is, by its content: the kinds that may be kept as evidence, and what is refused and why.

Nothing is opened that has to be unpacked or drawn, apart from one small member of an Office file: a file
meant to do harm should find no reader here. What is kept is only ever handed out as a download.
"""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

import puremagic

from actions.errors import Refused
from actions.text import clean_text

NAME_LIMIT = 200
"""Characters of a file's name that are kept, its ending included."""

ACCEPTED = "PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), OpenDocument (.odt, .ods, .odp), PNG, JPEG, text (.txt) or CSV"
"""The kinds that are kept, as the pages say them."""

_HEAD = 4096
_TAIL = 2048
_MEMBERS_LIMIT = 5_000
_UNPACKED_LIMIT = 300 * 1024 * 1024
_PACKED_RATIO = 200
_CONTENT_TYPES_LIMIT = 1024 * 1024

_MARKUP = re.compile(
    rb"<\s*(?:!doctype|html|head|body|script|iframe|svg|math|object|embed|\?php|\?xml|meta|link|style|img)\b|<\?(?:php|xml)|javascript:",
    re.IGNORECASE,
)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")
_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
_MACROS = re.compile(
    r"vbaproject|vbadata|macrosheets/|activex/|customui/|^basic/|^scripts/", re.IGNORECASE
)
_MACRO_TYPES = re.compile(rb"macroenabled|vbaproject|macrosheet|activex", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that may be kept: what it is called, its endings, and the type it is served as."""

    word: str
    endings: tuple[str, ...]
    content_type: str


def _is_pdf(file: BinaryIO) -> bool:
    head = _read_head(file)
    if not head.startswith(b"%PDF-") or _MARKUP.search(head[:1024]):
        return False
    if b"%%EOF" not in _read_tail(file):
        raise _refused("The PDF is damaged or incomplete. Save it again and choose the new file.")
    return True


def _is_png(file: BinaryIO) -> bool:
    return _read_head(file).startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")


def _is_jpeg(file: BinaryIO) -> bool:
    return _read_head(file).startswith(b"\xff\xd8\xff")


def _is_text(file: BinaryIO) -> bool:
    """Text in UTF-8 or Windows-1252 that a browser would not take for a page or a program."""
    file.seek(0)
    content = file.read()
    if content.startswith(b"#!") or _MARKUP.search(content) or _CONTROL.search(content):
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            content.decode("cp1252")
        except UnicodeDecodeError:
            return False
    return True


def _is_open_xml(main_part: str, main_type: str) -> Callable[[BinaryIO], bool]:
    """Whether the file is an Office file whose main part is of the type, without macros."""

    def is_kind(file: BinaryIO) -> bool:
        members = _members(file)
        if members is None or main_part not in members or "[Content_Types].xml" not in members:
            return False
        with zipfile.ZipFile(file) as package:
            types = _read_member(package, "[Content_Types].xml")
        _refuse_macros(members, types)
        return f"{_OPEN_XML}.{main_type}.main+xml".encode() in types

    return is_kind


def _is_open_document(content_type: str) -> Callable[[BinaryIO], bool]:
    """Whether the file is an OpenDocument file of the type, without macros."""

    def is_kind(file: BinaryIO) -> bool:
        members = _members(file)
        if not members or members[0] != "mimetype":
            return False
        with zipfile.ZipFile(file) as package:
            declared = _read_member(package, "mimetype").strip()
        _refuse_macros(members, b"")
        return declared == content_type.encode()

    return is_kind


_KINDS: tuple[tuple[FileKind, Callable[[BinaryIO], bool]], ...] = (
    (FileKind("PDF", (".pdf",), "application/pdf"), _is_pdf),
    (
        FileKind("Word document", (".docx",), f"{_OPEN_XML}.wordprocessingml.document"),
        _is_open_xml("word/document.xml", "wordprocessingml.document"),
    ),
    (
        FileKind("Excel workbook", (".xlsx",), f"{_OPEN_XML}.spreadsheetml.sheet"),
        _is_open_xml("xl/workbook.xml", "spreadsheetml.sheet"),
    ),
    (
        FileKind("PowerPoint presentation", (".pptx",), f"{_OPEN_XML}.presentationml.presentation"),
        _is_open_xml("ppt/presentation.xml", "presentationml.presentation"),
    ),
    *(
        (
            FileKind(word, (ending,), f"{_OPEN_DOCUMENT}.{name}"),
            _is_open_document(f"{_OPEN_DOCUMENT}.{name}"),
        )
        for word, ending, name in (
            ("OpenDocument text", ".odt", "text"),
            ("OpenDocument spreadsheet", ".ods", "spreadsheet"),
            ("OpenDocument presentation", ".odp", "presentation"),
        )
    ),
    (FileKind("PNG picture", (".png",), "image/png"), _is_png),
    (FileKind("JPEG picture", (".jpg", ".jpeg"), "image/jpeg"), _is_jpeg),
    (FileKind("CSV table", (".csv",), "text/csv"), _is_text),
    (FileKind("Text file", (".txt",), "text/plain"), _is_text),
)

KINDS = tuple(kind for kind, _ in _KINDS)
WORDS = {kind.content_type: kind.word for kind in KINDS}
"""Content type -> what the kind is called."""

ENDINGS = tuple(ending for kind in KINDS for ending in kind.endings)
"""The endings of names that a browser's file chooser should offer."""


def judge(file: BinaryIO, name: str) -> FileKind:
    """The kind of the file: its name's ending and its content have to agree.

    Raises Refused, saying what to do, for every other file.
    """
    ending = PurePosixPath(name).suffix.lower()
    for kind, is_kind in _KINDS:
        if ending in kind.endings:
            if is_kind(file):
                return kind
            raise _refused(
                f"The file is named {ending} but its content is not {_a(kind.word)}{_or_else(file, kind)}. "
                f"Save it again as one of: {ACCEPTED}."
            )
    if ending in {".docm", ".xlsm", ".pptm", ".dotm", ".xltm", ".xlsb", ".doc", ".xls", ".ppt"}:
        raise _refused(
            f"{ending} files can hold macros, so they are not kept. Save it as {ending[:4].rstrip('mb')}x "
            "or as a PDF and choose that."
        )
    raise _refused(f"This kind of file is not kept. Choose one of: {ACCEPTED}.")


def clean_name(name: str) -> str:
    """What the person called the file, fit to be shown and to be saved under: no path, no control or
    direction characters, at most NAME_LIMIT characters, its ending kept."""
    name = clean_text(
        re.split(r"[/\\]", name.encode("utf-8", "replace").decode())[-1],
        field="evidence_file",
        label="The file's name",
        limit=100_000,
    )
    name = " ".join(re.sub(r'[<>:"|?*\n\t]', " ", name).split()).strip(". ") or "file"
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:NAME_LIMIT]
    return f"{stem[: NAME_LIMIT - len(ending) - 1].rstrip('. ') or 'file'}.{ending}"


def _refused(message: str) -> Refused:
    return Refused(message, field="evidence_file")


def _read_head(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(_HEAD)


def _read_tail(file: BinaryIO) -> bytes:
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    return file.read()


def _members(file: BinaryIO) -> list[str] | None:
    """The names in the zip archive that the file is, in its order; None where it is none.

    Raises Refused for one that would unpack to far more than it is.
    """
    if not _read_head(file).startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(file) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, UnicodeDecodeError, OSError):
        return None
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if (
        len(members) > _MEMBERS_LIMIT
        or unpacked > _UNPACKED_LIMIT
        or unpacked > max(packed, 1) * _PACKED_RATIO
    ):
        raise _refused(
            "The file unpacks to far more than a document would. Save it as a PDF and choose that."
        )
    if any(member.flag_bits & 1 for member in members):
        raise _refused("The file is locked with a password. Save it without one.")
    return [member.filename for member in members]


def _read_member(package: zipfile.ZipFile, name: str) -> bytes:
    """The start of a member. Nothing is unpacked beyond the limit, whatever the archive claims."""
    try:
        with package.open(name) as member:
            return member.read(_CONTENT_TYPES_LIMIT)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return b""
    except zipfile.zlib.error:  # type: ignore[attr-defined]
        return b""


def _refuse_macros(members: list[str], types: bytes) -> None:
    if any(_MACROS.search(name) for name in members) or _MACRO_TYPES.search(types):
        raise _refused(
            "The file holds macros, so it is not kept. Save it without them, or as a PDF."
        )


def _a(word: str) -> str:
    word = word.replace("Text", "text")
    return f"{'an' if word[0] in 'AEIO' else 'a'} {word}"


def _or_else(file: BinaryIO, kind: FileKind) -> str:
    """What the content seems to be instead, where that can be told, or that it may be damaged."""
    try:
        found = puremagic.magic_string(_read_head(file))
    except puremagic.PureError:
        found = []
    endings = sorted(
        (match.extension for match in found if match.extension),
        key=lambda each: each not in ENDINGS,  # of several names of a kind the usual one
    )
    ending = next(iter(endings), "")
    if not ending or ending in kind.endings:
        return ", or it is damaged"
    return f" (it looks like {ending})"
