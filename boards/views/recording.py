"""What the pages share that record what a meeting leaves behind: the meeting, a form that saves, a conflict."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from actions.errors import Refused, Stale
from actions.forms import add_refusal
from actions.text import say_day
from actions.views.saving import CONFLICT, UNPROCESSABLE
from actions.views.set_up.common import Asking, Page
from boards.models import Meeting
from boards.views.loading import BoardsPage, boards_page
from wsoa.capabilities import Capability


@dataclass(frozen=True, slots=True)
class NewerRow:
    """What somebody else wrote meanwhile: its id, and what it says, by label."""

    newest_id: int | None
    says: list[tuple[str, str]]


NOTHING_NEWER = NewerRow(None, [])
"""Where a form was sent that no page had shown."""


def recorded_meeting(
    request: HttpRequest, area: str, board: str, meeting: int
) -> tuple[BoardsPage, Meeting]:
    """The meeting at the address, for somebody who may record what it says. Http404 where it was cancelled,
    or is still to come: then there is nothing to record."""
    page = boards_page(request, area)
    page.check(Capability.RECORD_MEETINGS)
    found = page.meeting(board, meeting)
    if not can_be_recorded(page, found):
        raise Http404("There is nothing to record of this meeting.")
    return page, found


def can_be_recorded(page: BoardsPage, meeting: Meeting) -> bool:
    """Whether the meeting was held, so that there is something to record."""
    return not meeting.is_cancelled and meeting.held_on <= page.today


def meeting_url(page: BoardsPage, meeting: Meeting, part: str = "") -> str:
    """The meeting's page, at one of its parts."""
    url = page.url("meeting", meeting.board.slug, meeting.pk)
    return f"{url}#{part}" if part else url


def asking(page: BoardsPage, meeting: Meeting, title: str, part: str, **given: Any) -> Asking:
    """A form's page below the meeting, which leads back to a part of its page."""
    return Asking(
        title,
        page.meeting_crumbs(meeting),
        meeting_url(page, meeting, part),
        f"{meeting.board.title}, {say_day(meeting.held_on)}",
        **given,
    )


def save(
    request: HttpRequest,
    page: Page,
    form: Form,
    asked: Asking,
    write: Callable[[dict[str, Any]], str],
    *,
    newer: Callable[[], NewerRow] | None = None,
) -> HttpResponse:
    """Show the form; or write what it says and lead back, saying what `write` returns.

    Where the form or the service refuses (422), or somebody else wrote meanwhile (409), it is shown again
    with what was typed; in the latter case beside what is newer, and saving again puts the new row after it.
    """
    if request.method != "POST":
        return _ask(request, page, form, asked)
    status, conflict = UNPROCESSABLE, []
    if form.is_valid():
        try:
            said = write(_without_hidden(form))
        except Stale as stale:
            status = CONFLICT
            if newer is not None:
                row = newer()
                conflict = row.says
                data = form.data.copy()  # type: ignore[attr-defined]
                data["based_on"] = str(row.newest_id or "")
                form.data = data
            form.add_error(None, stale.message)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, said)
            return HttpResponseRedirect(asked.cancel)
    return _ask(request, page, form, asked, status=status, conflict=conflict)


def _without_hidden(form: Form) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "based_on"}


def _ask(
    request: HttpRequest,
    page: Page,
    form: Form,
    asked: Asking,
    *,
    status: int = 200,
    **extra: object,
) -> HttpResponse:
    context = page.context() | asked.context() | {"form": form, **extra}
    return render(request, asked.template, context, status=status)
