"""What a piece of evidence is called beside its title: its kind, and where a link leads."""

from urllib.parse import urlsplit

from actions.choices import EvidenceKind
from actions.file_kinds import WORDS


def say_kind(kind: str, content_type: str) -> str:
    """Its kind in words, such as `PDF`."""
    return "Link" if kind == EvidenceKind.LINK else WORDS.get(content_type, "File")


def host_of(url: str) -> str:
    """Where a link leads, in the letters that a browser's address line would show; "" for a file."""
    host = urlsplit(url).hostname or ""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host
