"""The forward plan: what the area's boards, or one of them, are owed; asking, answering, dating anew."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.forms.changing import SeenForm
from actions.services.writing import newest_id
from actions.text import say_day
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import Asking
from boards.choices import MeetingState
from boards.forms.records import ReasonForm
from boards.forms.requests import AnswerRequestForm, RedateForm, RequestForm
from boards.models import Board, Decision, Meeting, Request, RequestEntry
from boards.owed import one_owed, owed
from boards.services import requests as services
from boards.views.loading import BoardsPage, boards_page
from boards.views.recording import NewerRow, save
from wsoa.capabilities import Capability

FORWARD_PLAN = "Forward plan"


@require_safe
def forward_plan(request: HttpRequest, area: str) -> HttpResponse:
    """What every board of the area is owed: late, due soon, later; what was answered."""
    page = boards_page(request, area)
    page.check(Capability.VIEW_PLAN)
    context = page.context() | {
        "crumbs": page.crumbs((FORWARD_PLAN, "")),
        "found": owed(page.area, page.today),
        "boards": list(page.area.boards.all()),
        "can_record": page.can(Capability.RECORD_MEETINGS),
    }
    return render(request, "boards/records/forward_plan.html", context)


@require_safe
def board_forward_plan(request: HttpRequest, area: str, board: str) -> HttpResponse:
    """What one board is owed."""
    page = boards_page(request, area)
    page.check(Capability.VIEW_PLAN)
    row = page.board(board)
    context = page.context() | {
        "crumbs": page.board_crumbs(row, (FORWARD_PLAN, "")),
        "board": row,
        "found": owed(row, page.today),
        "can_record": page.can(Capability.RECORD_MEETINGS),
    }
    return render(request, "boards/records/forward_plan.html", context)


def _held(board: Board, page: BoardsPage) -> list[Meeting]:
    """The board's meetings that have been held, the latest first."""
    return list(
        Meeting.objects.filter(board=board, state=MeetingState.SCHEDULED, held_on__lte=page.today)
        .select_related("board__area")
        .order_by("-held_on", "-pk")
    )


@page_with_form
def request_add(request: HttpRequest, area: str, board: str) -> HttpResponse:
    """Something that the board is owed."""
    page = boards_page(request, area)
    page.check(Capability.RECORD_MEETINGS)
    row = page.board(board)
    decisions = Decision.objects.filter(
        meeting__board=row, superseded_by=None, is_withdrawn=False
    ).order_by("number", "pk")
    asked_at = request.GET.get("meeting", "")
    form = RequestForm(
        posted(request),
        area=page.area,
        meetings=_held(row, page),
        decisions=decisions,
        initial={"asked": f"m{asked_at}" if asked_at.isdecimal() else ""},
    )

    def write(values: dict[str, Any]) -> str:
        asked = values.pop("asked")
        made = services.ask_for(board=row, by=page.user, **asked, **values)
        return f"“{made.title}” is in the forward plan."

    url = page.url("board-forward-plan", row.slug)
    asking = Asking(
        "Add what the board is owed",
        page.board_crumbs(row, (FORWARD_PLAN, url)),
        url,
        row.title,
    )
    return save(request, page, form, asking, write)


def _request(page: BoardsPage, request_id: int) -> Request:
    """The request; Http404 where the area has none of that number."""
    found = (
        Request.objects.filter(board__area=page.area, pk=request_id)
        .select_related("board__area", "plan", "asked_at__board", "decision__meeting__board")
        .first()
    )
    if found is None:
        raise Http404("There is no such thing in the forward plan.")
    return found


@require_safe
def request_page(request: HttpRequest, area: str, request_id: int) -> HttpResponse:
    """One thing that a board is owed, with everything that was said of it."""
    page = boards_page(request, area)
    page.check(Capability.VIEW_PLAN)
    row = _request(page, request_id)
    board = row.board
    context = page.context() | {
        "crumbs": page.board_crumbs(
            board, (FORWARD_PLAN, page.url("board-forward-plan", board.slug)), (row.title, "")
        ),
        "board": board,
        "asked": row,
        "now": one_owed(row, page.today),
        "entries": row.entries.select_related("recorded_by", "answered_at").order_by("-pk"),
        "can_record": page.can(Capability.RECORD_MEETINGS),
    }
    return render(request, "boards/records/request.html", context)


def _told(
    request: HttpRequest, area: str, request_id: int
) -> tuple[BoardsPage, Request, dict[str, Any]]:
    """A request of which somebody who may has news, and what its form begins with."""
    page = boards_page(request, area)
    page.check(Capability.RECORD_MEETINGS)
    row = _request(page, request_id)
    return page, row, {"based_on": newest_id(RequestEntry.objects.filter(request=row))}


def _saved(
    request: HttpRequest,
    page: BoardsPage,
    row: Request,
    form: SeenForm,
    title: str,
    write: Any,
    **given: Any,
) -> HttpResponse:
    def newer() -> NewerRow:
        entry = RequestEntry.objects.filter(request=row).order_by("-pk")[0]
        says = [("It is", entry.get_state_display()), ("Due", entry.due_printed)]
        if entry.answered_on:
            says.append(("Answered", f"{say_day(entry.answered_on)}: {entry.paper}"))
        return NewerRow(entry.pk, says)

    url = page.url("request", row.pk)
    board = row.board
    crumbs = page.board_crumbs(
        board, (FORWARD_PLAN, page.url("board-forward-plan", board.slug)), (row.title, url)
    )
    asking = Asking(title, crumbs, url, f"{board.title}: {row.title}", **given)
    return save(request, page, form, asking, write, newer=newer)


@page_with_form
def request_answer(request: HttpRequest, area: str, request_id: int) -> HttpResponse:
    """Tick off what is owed, by the paper that answers it."""
    page, row, initial = _told(request, area, request_id)
    form = AnswerRequestForm(
        posted(request), meetings=_held(row.board, page), today=page.today, initial=initial
    )

    def write(values: dict[str, Any]) -> str:
        services.answer_request(request=row, by=page.user, seen=form.seen(), **values)
        return f"“{row.title}” is answered."

    return _saved(request, page, row, form, "Say what answers it", write)


@page_with_form
def request_redate(request: HttpRequest, area: str, request_id: int) -> HttpResponse:
    """Give what is owed another date."""
    page, row, initial = _told(request, area, request_id)
    initial["due"] = one_owed(row, page.today).due
    form = RedateForm(posted(request), initial=initial)

    def write(values: dict[str, Any]) -> str:
        services.redate_request(request=row, by=page.user, seen=form.seen(), **values)
        return f"“{row.title}” is due {values['due']}."

    return _saved(request, page, row, form, "Change when it is due", write)


@page_with_form
def request_withdraw(request: HttpRequest, area: str, request_id: int) -> HttpResponse:
    """Say that it is no longer wanted."""
    page, row, initial = _told(request, area, request_id)
    form = ReasonForm(posted(request), initial=initial)

    def write(values: dict[str, Any]) -> str:
        services.withdraw_request(request=row, by=page.user, seen=form.seen(), **values)
        return f"“{row.title}” is no longer wanted."

    title = "Say that it is no longer wanted"
    return _saved(request, page, row, form, title, write, button="Take out of the forward plan")


@page_with_form
def request_reopen(request: HttpRequest, area: str, request_id: int) -> HttpResponse:
    """Say that it is owed after all."""
    page, row, initial = _told(request, area, request_id)
    form = ReasonForm(posted(request), initial=initial)

    def write(values: dict[str, Any]) -> str:
        services.reopen_request(request=row, by=page.user, seen=form.seen(), **values)
        return f"“{row.title}” is owed again."

    return _saved(request, page, row, form, "Say that it is owed after all", write)
