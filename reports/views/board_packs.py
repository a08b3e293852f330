"""A meeting's board pack: as a page, and as a PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards.models import Meeting, Pack
from boards.pack_content import closed_content, open_content
from boards.pack_values import PackContent
from boards.shown import pack_in_force, versions_of
from boards.views.loading import BoardsPage, boards_page
from reports.board_pack.arrange import board_pack
from reports.documents import pack_pdf
from wsoa.capabilities import Capability


@require_safe
def page(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """The pack, to be read on a tablet."""
    opened = boards_page(request, area)
    opened.check(Capability.VIEW_PLAN)
    found = opened.meeting(board, meeting)
    pack = _asked_for(request, found)
    content = _content(found, pack)
    context = opened.context() | {
        "board": found.board,
        "meeting": found,
        "pack": board_pack(content),
        "version": pack.version if pack else 0,
        "versions": list(versions_of(found)),
        "crumbs": opened.meeting_crumbs(found, ("Board pack", "")),
        "web": True,
    }
    return render(request, "reports/board_pack/page.html", context)


@require_safe
def file(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """The same as a PDF file."""
    opened = boards_page(request, area)
    opened.check(Capability.VIEW_PLAN)
    found = opened.meeting(board, meeting)
    content = _content(found, _asked_for(request, found))
    return HttpResponse(
        pack_pdf(content),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{_name(opened, content, board)}"'},
    )


def _name(opened: BoardsPage, content: PackContent, board: str) -> str:
    standing = f"v{content.version}" if content.is_closed else "draft"
    return f"{opened.area.slug}-{board}-{content.as_at.isoformat()}-{standing}.pdf"


def _asked_for(request: HttpRequest, meeting: Meeting) -> Pack | None:
    """The closed version named in the address, else the one in force; None for the draft.

    Raises Http404 where there is no such version.
    """
    typed = request.GET.get("version", "")
    if not typed:
        return pack_in_force(meeting)
    pack = next((each for each in versions_of(meeting) if str(each.version) == typed), None)
    if pack is None:
        raise Http404("The pack has no such version.")
    return pack


def _content(meeting: Meeting, pack: Pack | None) -> PackContent:
    if pack is None:
        return open_content(meeting)
    pack.meeting = meeting
    return closed_content(pack)
