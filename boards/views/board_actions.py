"""Pages of what meetings ask somebody to do: asking, telling the news, one with its history, all of a board."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.services.writing import newest_id
from actions.text import say_day
from actions.views.saving import page_with_form, posted
from boards.choices import BoardActionState
from boards.forms.records import BoardActionForm, TellForm
from boards.models import BoardAction, BoardActionEntry, Meeting
from boards.outstanding import BoardActionValue, board_actions, board_actions_of
from boards.services.board_actions import raise_board_action, tell_board_action
from boards.views.loading import BoardsPage, boards_page
from boards.views.recording import (
    NOTHING_NEWER,
    NewerRow,
    asking,
    can_be_recorded,
    recorded_meeting,
    save,
)
from wsoa.capabilities import Capability


@require_safe
def board_action_list(request: HttpRequest, area: str, board: str) -> HttpResponse:
    """Everything that a board asked for: open, late ones first, then what is done or dropped."""
    page = boards_page(request, area)
    page.check(Capability.VIEW_PLAN)
    row = page.board(board)
    found = board_actions(row, page.today)
    context = page.context() | {
        "crumbs": page.board_crumbs(row, ("Board actions", "")),
        "board": row,
        "open": sorted(
            (each for each in found if each.is_open),
            key=lambda each: (not each.is_late, each.due_on or date.max, each.held_on),
        ),
        "closed": [each for each in found if not each.is_open],
        "can_record": page.can(Capability.RECORD_MEETINGS),
    }
    return render(request, "boards/records/board_actions.html", context)


@page_with_form
def board_action_add(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """What a meeting asks somebody to do."""
    page, row = recorded_meeting(request, area, board, meeting)
    form = BoardActionForm(posted(request), area=page.area)

    def write(values: dict[str, Any]) -> str:
        made = raise_board_action(meeting=row, by=page.user, **values)
        return f"Board action {made.number} is recorded."

    return save(request, page, form, asking(page, row, "Add a board action", "asked"), write)


def _board_action(meeting: Meeting, number: int) -> BoardAction:
    found = BoardAction.objects.filter(meeting=meeting, number=number).first()
    if found is None:
        raise Http404("There is no such board action.")
    found.meeting = meeting
    return found


@require_safe
def board_action(
    request: HttpRequest, area: str, board: str, meeting: int, number: int
) -> HttpResponse:
    """A board action: how it stands, and everything that was said of it."""
    page = boards_page(request, area)
    page.check(Capability.VIEW_PLAN)
    row = page.meeting(board, meeting)
    asked = _board_action(row, number)
    context = page.context() | {
        "crumbs": page.meeting_crumbs(row, (f"Board action {number}", "")),
        "board": row.board,
        "meeting": row,
        "asked": asked,
        "now": _now(page, row, number),
        "entries": asked.entries.select_related("recorded_by", "owner__organisation").order_by(
            "-effective_date", "-recorded_at", "-pk"
        ),
        "can_tell": page.can(Capability.RECORD_MEETINGS) and can_be_recorded(page, row),
    }
    return render(request, "boards/records/board_action.html", context)


def _now(page: BoardsPage, meeting: Meeting, number: int) -> BoardActionValue:
    """How the board action stands today; Http404 where its meeting was cancelled or moved ahead."""
    for each in board_actions_of(meeting, page.today):
        if each.number == number:
            return each
    raise Http404("There is no such board action.")


@page_with_form
def board_action_tell(
    request: HttpRequest, area: str, board: str, meeting: int, number: int
) -> HttpResponse:
    """News of a board action."""
    page, row = recorded_meeting(request, area, board, meeting)
    asked = _board_action(row, number)
    now = _now(page, row, number)
    entries = BoardActionEntry.objects.filter(board_action=asked)
    form = TellForm(
        posted(request),
        area=page.area,
        now=now,
        today=page.today,
        initial={"based_on": newest_id(entries)},
    )

    def write(values: dict[str, Any]) -> str:
        state = BoardActionState(values.pop("state"))
        told = tell_board_action(
            board_action=asked, state=state, by=page.user, seen=form.seen(), **values
        )
        later = entries.filter(effective_date__gt=told.effective_date).order_by("effective_date")
        first = later.first()
        said = f"Board action {number} of {say_day(row.held_on)} is {state.label.lower()}"
        if first is not None:
            return f"{said} from {say_day(told.effective_date)}, until {say_day(first.effective_date)}, from when later news counts."
        return f"{said}."

    def newer() -> NewerRow:
        newest = entries.order_by("-pk").first()
        if newest is None:
            return NOTHING_NEWER
        says = [("State", newest.get_state_display()), ("From", say_day(newest.effective_date))]
        return NewerRow(newest.pk, [*says, ("Note", newest.note or "None")])

    asked_page = asking(
        page, row, f"News of board action {number}", "asked", intro=f"“{asked.text}”"
    )
    return save(request, page, form, asked_page, write, newer=newer)
