"""Making the PDF of a board pack in the background, keeping it, and removing it when its time is over.

None of it is part of the record: what the pack shows is, and the PDF is made from that.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from pikepdf import Pdf

from actions import permissions
from actions.services.rows import take_turn_of
from boards.models import Meeting, Pack
from reports.choices import FileState
from reports.documents import pack_pdf
from reports.files import write_whole
from reports.models import PackFile
from reports.pack_files import (
    content_of,
    file_of,
    is_being_made,
    may_be_handed_out,
    may_stay,
    newest_redaction,
    path_of,
)
from wsoa.capabilities import Capability
from wsoa.models import User

logger = logging.getLogger(__name__)

CLOSED_LATELY = timedelta(days=1)
"""The PDF of a pack closed no longer ago is made without anybody asking."""

SAY_EVERY = 0.5
"""Seconds between two notes of how many pages are laid out."""


def prepare_pack(*, meeting: Meeting, pack: Pack | None, by: User | None, at: datetime) -> PackFile:
    """Have the PDF of the closed version, or of the draft, made by a job; that of a closed one only once.

    `by` is None where the clock asks. One that is being made is not asked for again.
    """
    area = meeting.board.area
    if by is not None:
        permissions.check(by, area, Capability.VIEW_PLAN)
    with transaction.atomic():
        take_turn_of(area)
        found = file_of(meeting, pack)
        if found is not None:
            found.meeting = meeting
            is_kept = pack is not None and may_be_handed_out(found, at)
            if is_kept or is_being_made(found, at):
                return found
            _remove(found)
        file = PackFile.objects.create(meeting=meeting, pack=pack, asked_at=at)
        transaction.on_commit(lambda: make_pack_file.enqueue(token=file.token.hex))
    return file


@task()
def make_pack_file(token: str) -> None:
    """Lay out the pack that was asked for under the token. One asked for anew since is left alone."""
    mine = PackFile.objects.filter(token=token)
    file = (
        mine.filter(state=FileState.WAITING)
        .select_related("meeting__board__area", "pack__recorded_by")
        .first()
    )
    if file is None:
        return
    mine.update(state=FileState.WORKING)
    try:
        redactions = newest_redaction(file.meeting.board.area)
        pdf = pack_pdf(content_of(file.meeting, file.pack), on_page=_teller(token))
        path = path_of(file)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, pdf, mode=0o600)
    except Exception:  # whatever it was, who waits has to be told
        logger.exception("The PDF of %s could not be made.", file)
        mine.update(state=FileState.FAILED)
        return
    with Pdf.open(BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    is_wanted = mine.update(
        state=FileState.READY,
        done_at=timezone.now(),
        pages=pages,
        size=len(pdf),
        sha256=hashlib.sha256(pdf).hexdigest(),
        redactions=redactions,
    )
    if not is_wanted:
        path.unlink(missing_ok=True)


def _teller(token: str) -> Callable[[int], None]:
    """What notes the page that is being laid out, not more often than anybody looks."""
    said = 0.0

    def tell(page: int) -> None:
        nonlocal said
        if time.monotonic() - said > SAY_EVERY:
            said = time.monotonic()
            PackFile.objects.filter(token=token, pages__lt=page).update(pages=page)

    return tell


def keep_packs(moment: datetime) -> Iterator[str]:
    """A step of `tick`: have the PDFs of packs that were just closed made, and remove those that are over."""
    closed = Pack.objects.filter(
        recorded_at__gt=moment - CLOSED_LATELY, recorded_at__lte=moment, files__isnull=True
    )
    for pack in closed.select_related("meeting__board__area").order_by("pk"):
        prepare_pack(meeting=pack.meeting, pack=pack, by=None, at=moment)
        yield f"had the PDF of the pack of {pack.meeting} made, version {pack.version}"
    for file in PackFile.objects.select_related("meeting__board__area", "pack").order_by("pk"):
        if not may_stay(file, moment):
            _remove(file)
            yield f"removed the PDF of the pack of {file}"
    _sweep()


def _remove(file: PackFile) -> None:
    """The row, and the file once the row is gone for good."""
    path = path_of(file)
    PackFile.objects.filter(pk=file.pk).delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def _sweep() -> None:
    """Remove files that belong to no row: their job was stopped, or the row went without them."""
    folder = Path(settings.PACKS_ROOT)
    known = {token.hex for token in PackFile.objects.values_list("token", flat=True)}
    for path in folder.iterdir() if folder.is_dir() else ():
        is_unfinished = path.suffix != ".pdf" and time.time() - path.stat().st_mtime < 3600
        if path.stem not in known and not is_unfinished:
            path.unlink(missing_ok=True)
