"""A meeting's board pack: as a page, as a PDF, and how far a PDF is that takes a while."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from boards.models import Meeting, Pack
from boards.shown import pack_in_force, versions_of
from boards.views.loading import BoardsPage, boards_page
from reports.board_pack.arrange import board_pack
from reports.choices import FileState
from reports.documents import pack_pdf
from reports.models import PackFile
from reports.pack_files import (
    KEEP_DRAFT,
    content_of,
    file_of,
    is_being_made,
    is_large,
    may_be_handed_out,
    path_of,
)
from reports.services.board_packs import prepare_pack
from wsoa.capabilities import Capability


@dataclass(frozen=True, slots=True)
class _Asked:
    """The pack at an address: of which meeting, and which closed version, None for the draft."""

    page: BoardsPage
    meeting: Meeting
    pack: Pack | None
    versions: list[Pack]
    query: str

    def url(self, name: str) -> str:
        """Another of the pack's addresses, of the same version."""
        return self.page.url(name, self.meeting.board.slug, self.meeting.pk) + self.query

    def file(self) -> PackFile | None:
        """Its PDF, however far it is."""
        found = file_of(self.meeting, self.pack)
        if found is not None:
            found.meeting = self.meeting
        return found

    def kept(self, at: datetime) -> PackFile | None:
        """Its PDF, where it may be handed out."""
        found = self.file()
        return found if found is not None and may_be_handed_out(found, at) else None

    def context(self, title: str) -> dict[str, object]:
        """What its pages share."""
        ways = [("Board pack", self.url("pack"))] if title != "Board pack" else []
        return self.page.context() | {
            "board": self.meeting.board,
            "meeting": self.meeting,
            "shown_pack": self.pack,
            "versions": self.versions,
            "crumbs": self.page.meeting_crumbs(self.meeting, *ways, (title, "")),
            "pack_url": self.url("pack"),
            "pdf_url": self.url("pack-pdf"),
            "prepare_url": self.url("pack-prepare"),
            "progress_url": self.url("pack-progress"),
            "keep_draft_hours": int(KEEP_DRAFT.total_seconds() / 3600),
        }


@require_safe
def page(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """The pack, to be read on a tablet."""
    asked = _asked(request, area, board, meeting)
    content = content_of(asked.meeting, asked.pack)
    context = asked.context("Board pack") | {
        "pack": board_pack(content),
        "kept": asked.kept(timezone.now()),
        "is_large": is_large(content),
        "web": True,
    }
    return render(request, "reports/board_pack/page.html", context)


@require_safe
def file(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """The PDF: the one that is kept, else made now, unless it is so large that it has to be prepared."""
    asked = _asked(request, area, board, meeting)
    kept = asked.kept(timezone.now()) if asked.pack else None
    if kept is not None:
        return _pdf(asked, path_of(kept).read_bytes())
    content = content_of(asked.meeting, asked.pack)
    if not is_large(content):
        return _pdf(asked, pack_pdf(content))
    draft = asked.kept(timezone.now())
    if draft is not None:
        return _pdf(asked, path_of(draft).read_bytes())
    return HttpResponseRedirect(asked.url("pack-progress"))


@require_POST
def prepare(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """Ask for the PDF, and show how far it is."""
    asked = _asked(request, area, board, meeting)
    prepare_pack(meeting=asked.meeting, pack=asked.pack, by=asked.page.user, at=timezone.now())
    return HttpResponseRedirect(asked.url("pack-progress"))


@require_safe
def progress(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """How far the PDF is, and the link to it once it is ready."""
    asked = _asked(request, area, board, meeting)
    now = timezone.now()
    found = asked.file()
    context = asked.context("PDF") | {
        "file": found,
        "is_ready": found is not None and may_be_handed_out(found, now),
        "is_being_made": found is not None and is_being_made(found, now),
        "has_failed": found is not None and found.state == FileState.FAILED,
    }
    return render(request, "reports/board_pack/progress.html", context)


def _asked(request: HttpRequest, area: str, board: str, meeting: int) -> _Asked:
    """The pack at the address: the closed version that it names, else the one in force, else the draft.

    Raises Http404 where there is no such version, or the meeting is cancelled and was shown nothing.
    """
    opened = boards_page(request, area)
    opened.check(Capability.VIEW_PLAN)
    found = opened.meeting(board, meeting)
    versions = list(versions_of(found))
    typed = request.GET.get("version", "")
    if typed:
        pack = next((each for each in versions if str(each.version) == typed), None)
        if pack is None:
            raise Http404("The pack has no such version.")
        return _Asked(opened, found, pack, versions, f"?version={pack.version}")
    pack = pack_in_force(found)
    if pack is None and found.is_cancelled:
        raise Http404("The meeting is cancelled, so it has no pack.")
    return _Asked(opened, found, pack, versions, "")


def _pdf(asked: _Asked, content: bytes) -> HttpResponse:
    standing = f"v{asked.pack.version}" if asked.pack else "draft"
    as_at = (asked.pack or asked.meeting).as_at
    name = f"{asked.page.area.slug}-{asked.meeting.board.slug}-{as_at.isoformat()}-{standing}.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
