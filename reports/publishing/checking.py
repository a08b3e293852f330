"""Checking published files against their checksums."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from actions import file_store
from reports.models import Publication, PublishedFile


@dataclass(frozen=True, slots=True)
class Checked:
    """How the files of a version stand up: how many there are, and which of them are altered or gone, by their ending."""

    files: int
    altered: tuple[str, ...]
    gone: tuple[str, ...]
    checksum_holds: bool

    @property
    def is_whole(self) -> bool:
        """Whether every file is as it was published."""
        return self.checksum_holds and not self.altered and not self.gone


def check_files(publication: Publication) -> Checked:
    """Read every file of the version and hold it against its checksum, and these against the one above them."""
    files = list(PublishedFile.objects.filter(publication=publication).order_by("pk"))
    found = {file.pk: digest for file in files for digest in _digest(file)}
    altered = [file for file in files if file.pk in found and found[file.pk] != file.sha256]
    gone = [file for file in files if file.pk not in found]
    over = checksum_over([file.sha256 for file in files], publication.snapshot.checksum)
    return Checked(
        len(files),
        tuple(file.file_format for file in altered),
        tuple(file.file_format for file in gone),
        over == publication.checksum,
    )


def checksum_over(digests: list[str], snapshot: str) -> str:
    """A publication's checksum, over those of its files, in alphabetical order, and its snapshot's, each on a line."""
    return sha256("\n".join([*sorted(digests), snapshot]).encode()).hexdigest()


def _digest(file: PublishedFile) -> Iterator[str]:
    """The checksum of what lies there; nothing where nothing does."""
    try:
        digest = sha256()
        for piece in file_store.content_of(file.stored_name):
            digest.update(piece)
        yield digest.hexdigest()
    except FileNotFoundError:
        return
