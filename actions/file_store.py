"""Where files lie that are part of the record: a folder of the data folder that no web server serves, under random names.

A file arrives in `incoming`, is judged there, and moves to its place in the transaction that writes its
row. Rows are the services' business; what has no row is swept away after a day.
"""

import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import File

from actions.errors import Refused
from actions.file_kinds import clean_name, judge

KEEP_STRAY = timedelta(days=1)
"""How old a file without a row must be before it is swept away: its transaction may not be over."""

_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that was judged and waits to be kept. `stored_name` is a random word without an ending."""

    stored_name: str
    original_name: str
    content_type: str
    size: int
    sha256: str


def size_limit() -> int:
    """Bytes that one file may have."""
    return int(settings.UPLOAD_LIMIT_MB) * 1024 * 1024


def receive(upload: File) -> ReceivedFile:  # type: ignore[type-arg] # not generic at run time
    """Write the upload to `incoming` and judge it. Raises Refused, leaving nothing behind."""
    name = clean_name(upload.name or "")
    stored_name = secrets.token_hex(20)
    path = _incoming(stored_name)
    digest, size = hashlib.sha256(), 0
    try:
        _make_folder(path.parent)
        with _new_file(path) as file:
            upload.seek(0)
            for chunk in upload.chunks():
                size += len(chunk)
                if size > size_limit():
                    raise Refused(
                        f"The file is larger than {settings.UPLOAD_LIMIT_MB} MB. Choose a smaller "
                        "one, or add a link to it instead.",
                        field="evidence_file",
                    )
                digest.update(chunk)
                file.write(chunk)
            if not size:
                raise Refused("The file is empty. Choose another.", field="evidence_file")
            kind = judge(file, name)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return ReceivedFile(stored_name, name, kind.content_type, size, digest.hexdigest())


def put(content: bytes) -> str:
    """Write what the service itself made to `incoming`; the name under which it lies there."""
    stored_name = secrets.token_hex(20)
    path = _incoming(stored_name)
    _make_folder(path.parent)
    try:
        with _new_file(path) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return stored_name


def keep(received: ReceivedFile) -> None:
    """Move the file to its place. Called in the transaction that writes its row, after the row."""
    settle(received.stored_name)


def settle(stored_name: str) -> None:
    """The same, of a file that was put."""
    _incoming(stored_name).replace(place_of(stored_name))


def remove(stored_name: str) -> None:
    """Remove the file wherever it lies; nothing happens where there is none."""
    for path in (_incoming(stored_name), place_of(stored_name)):
        path.unlink(missing_ok=True)


def size_of(stored_name: str) -> int | None:
    """The bytes of the stored file; None where it is gone, because it held personal data."""
    try:
        return place_of(stored_name).stat().st_size
    except FileNotFoundError:
        return None


def open_stored(stored_name: str) -> BinaryIO:
    """The stored file, to be read. Raises FileNotFoundError where it is gone."""
    return place_of(stored_name).open("rb")


def content_of(stored_name: str) -> Iterator[bytes]:
    """The stored file, piece by piece. It is opened when the first piece is asked for."""
    with open_stored(stored_name) as file:
        while piece := file.read(_PIECE):
            yield piece


def stray(moment: datetime, known: frozenset[str]) -> Iterator[str]:
    """The names of files older than a day at the moment that are not among the known ones."""
    root = _root()
    for folder in (root, root / "incoming"):
        if folder.is_dir():
            for path in folder.iterdir():
                if path.is_file() and path.name not in known and _is_old(path, moment):
                    yield path.name


def place_of(stored_name: str) -> Path:
    """The path of a kept file. Raises ValueError for a name that is not one of ours."""
    return _root() / _checked(stored_name)


def _incoming(stored_name: str) -> Path:
    return _root() / "incoming" / _checked(stored_name)


def _root() -> Path:
    return Path(settings.EVIDENCE_ROOT)


def _checked(stored_name: str) -> str:
    if not stored_name.isalnum():
        raise ValueError(f"{stored_name!r} is not the name of a stored file.")
    return stored_name


def _make_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _new_file(path: Path) -> BinaryIO:
    """A file that only this service's account may read, and nobody run."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b")


def _is_old(path: Path, moment: datetime) -> bool:
    try:
        return path.stat().st_mtime < (moment - KEEP_STRAY).timestamp()
    except FileNotFoundError:
        return False
