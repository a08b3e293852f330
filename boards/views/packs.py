"""Closing a meeting's pack, opening it again, and its versions with the check of each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.errors import Refused
from actions.forms import add_refusal
from actions.text import say_day
from actions.views.saving import UNPROCESSABLE, page_with_form, posted
from boards.choices import PackPart
from boards.forms.packs import CloseForm, ReopenForm
from boards.models import Meeting
from boards.pack_content import open_content
from boards.services.packs import close_pack, reopen_pack
from boards.shown import pack_in_force, versions_of
from boards.verifying import check
from boards.views.loading import BoardsPage, boards_page
from wsoa.capabilities import Capability


@page_with_form
def close(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """What would be frozen, and the button that does it."""
    page = boards_page(request, area)
    page.check(Capability.CLOSE_PACKS)
    found = page.meeting(board, meeting)
    form = CloseForm(posted(request))
    if form.is_valid():
        try:
            pack = close_pack(meeting=found, by=page.user)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(
                request,
                f"The pack is closed: version {pack.version}, as at {say_day(pack.as_at)}. "
                "What the board is shown stays as it is now.",
            )
            return HttpResponseRedirect(_meeting_url(page, found))
    content = open_content(found)
    context = _context(page, found, "Close the pack") | {
        "form": form,
        "content": content,
        "parts": [(PackPart(part).label, len(values)) for part, values in content.entries.items()],
        "is_closed": pack_in_force(found) is not None,
        "is_to_come": found.as_at > page.today,
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "boards/packs/close.html", context, status=status)


@page_with_form
def reopen(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """The form that asks why a closed pack is opened again."""
    page = boards_page(request, area)
    page.check(Capability.CLOSE_PACKS)
    found = page.meeting(board, meeting)
    pack = pack_in_force(found)
    form = ReopenForm(posted(request))
    if form.is_valid():
        try:
            if pack is None:
                raise Refused("The pack is open already.")
            reopen_pack(pack=pack, reason=form.cleaned_data["reason"], by=page.user)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(
                request,
                f"The pack is open again. Version {pack.version} stays as it was closed; close the pack "
                "once more when it is ready.",
            )
            return HttpResponseRedirect(_meeting_url(page, found))
    context = _context(page, found, "Open the pack again") | {"form": form, "pack": pack}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "boards/packs/reopen.html", context, status=status)


@require_safe
def versions(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """Every version of the pack: when, by whom, why it was opened again, and whether its rows still match
    their checksums."""
    page = boards_page(request, area)
    page.check(Capability.VIEW_PLAN)
    found = page.meeting(board, meeting)
    rows = [
        {
            "pack": pack,
            "check": check(pack),
            "snapshots": list(pack.snapshots.select_related("plan").order_by("plan_title")),
            "reopening": getattr(pack, "reopening", None),
        }
        for pack in versions_of(found)
    ]
    context = _context(page, found, "Versions of the pack") | {
        "rows": rows,
        "can_close": page.can(Capability.CLOSE_PACKS),
    }
    return render(request, "boards/packs/versions.html", context)


def _context(page: BoardsPage, meeting: Meeting, title: str) -> dict[str, object]:
    return page.context() | {
        "crumbs": page.meeting_crumbs(meeting, (title, "")),
        "board": meeting.board,
        "meeting": meeting,
    }


def _meeting_url(page: BoardsPage, meeting: Meeting) -> str:
    return page.url("meeting", meeting.board.slug, meeting.pk) + "#pack"
