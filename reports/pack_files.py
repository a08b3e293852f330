"""The PDFs of board packs that are kept: where they lie, and which of them may still be handed out.

They lie in a folder of the data folder that no web server serves, under random names.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Max

from actions.models import Area, Redaction
from boards.models import Meeting, Pack
from boards.pack_content import closed_content, open_content
from boards.pack_values import PackContent
from reports.choices import FileState
from reports.models import PackFile

KEEP_DRAFT = timedelta(days=1)
"""How long the PDF of a draft is handed out; that of a closed pack is kept."""

LOST_AFTER = timedelta(minutes=15)
"""A PDF that is not ready by then has lost its job: whoever ran it was stopped on the way."""

LARGE = 60_000
"""Characters above which a PDF is made in the background: about 30 pages, two to three seconds on two cores
that have nothing else to do."""


def content_of(meeting: Meeting, pack: Pack | None) -> PackContent:
    """What the closed version shows, or the draft where there is none."""
    if pack is None:
        return open_content(meeting)
    pack.meeting = meeting
    return closed_content(pack)


def is_large(content: PackContent) -> bool:
    """Whether laying the pack out would keep a reader waiting."""
    return sum(_lengths(content)) > LARGE


def _lengths(content: PackContent) -> Iterator[int]:
    for entries in content.entries.values():
        for entry in entries:
            yield len(entry.title) + len(entry.text)
    for shown in content.plans:
        for line in shown.position.lines:
            yield 200 + len(line.title) + len(line.detail) + len(line.commentary)


def file_of(meeting: Meeting, pack: Pack | None) -> PackFile | None:
    """The PDF of the version, however far it is; None where nobody has asked for it."""
    return PackFile.objects.filter(meeting=meeting, pack=pack).first()


def may_be_handed_out(file: PackFile, at: datetime) -> bool:
    """Whether it is ready, still there, not too old for a draft, and holds nothing redacted since."""
    return (
        file.state == FileState.READY
        and file.redactions == newest_redaction(file.meeting.board.area)
        and (file.pack_id is not None or file.asked_at > at - KEEP_DRAFT)
        and path_of(file).is_file()
    )


def is_being_made(file: PackFile, at: datetime) -> bool:
    """Whether a job is to make it, or is at it."""
    return file.state in {FileState.WAITING, FileState.WORKING} and file.asked_at > at - LOST_AFTER


def may_stay(file: PackFile, at: datetime) -> bool:
    """Whether it is of use to anybody yet; that one could not be made is told for a day."""
    failed = file.state == FileState.FAILED and file.asked_at > at - KEEP_DRAFT
    return failed or is_being_made(file, at) or may_be_handed_out(file, at)


def newest_redaction(area: Area) -> int:
    """The number of the area's last redaction; 0 where there was none."""
    return Redaction.objects.filter(area=area).aggregate(newest=Max("pk"))["newest"] or 0


def path_of(file: PackFile) -> Path:
    """Where the PDF lies once it is ready."""
    return Path(settings.PACKS_ROOT) / f"{file.token.hex}.pdf"
