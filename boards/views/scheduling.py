"""The pages that schedule a board's meetings, move them, cancel them and put them back."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from actions.errors import Refused, Stale
from actions.forms import add_refusal
from actions.text import say_day, say_time
from actions.views.saving import CONFLICT, UNPROCESSABLE, page_with_form, posted
from actions.views.set_up.common import Asking, Says, answer
from actions.views.set_up.lists import as_it_is
from boards.choices import BoardFrequency
from boards.forms.meetings import (
    MeetingDetailsForm,
    MeetingForm,
    MoveForm,
    ReasonForm,
    SeriesForm,
)
from boards.models import Board, Meeting
from boards.planned import PlannedMeeting, planned_series
from boards.services.meetings import (
    cancel_meeting,
    change_meeting,
    check_series,
    move_meeting,
    reinstate_meeting,
    schedule_meeting,
    schedule_series,
)
from boards.views.boards import said_when
from boards.views.governing import below, managed
from boards.views.loading import BoardsPage

A_YEAR = timedelta(days=365)


@page_with_form
def meeting_add(request: HttpRequest, area: str, board: str) -> HttpResponse:
    """One meeting to be scheduled."""
    page = managed(request, area)
    found = page.board(board)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        made = schedule_meeting(board=found, **given, by=page.user)
        said = f"The meeting of {say_day(made.held_on)} is scheduled."
        return page.url("meeting", found.slug, made.pk), said

    asking = below(
        page,
        found,
        "Schedule a meeting",
        button="Schedule meeting",
        intro="A day in the past is taken too, so that earlier meetings can be typed in.",
    )
    initial = {"starts_at": found.starts_at, "place": found.place}
    form = MeetingForm(posted(request), initial=initial)
    return answer(request, page, form, asking, save=save)


@page_with_form
def series_add(request: HttpRequest, area: str, board: str) -> HttpResponse:
    """The board's meetings for a time ahead: first its dates are shown, then they are scheduled.

    The dates are asked for by the address (`first` and `last`), so that showing them writes nothing. What
    is then sent names how many were shown; where the series has changed meanwhile nothing is scheduled.
    """
    page = managed(request, area)
    found = page.board(board)
    today = page.today
    asked = request.POST if request.method == "POST" else (request.GET or None)
    initial = {"first": today, "last": today + A_YEAR}
    form = SeriesForm(asked, initial=initial)
    days: tuple[PlannedMeeting, ...] = ()
    status = 200
    if asked is not None and form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
        try:
            check_series(first, last)
            days = planned_series(found, first, last)
            if request.method == "POST":
                _check_same(days, request.POST.get("shown", ""))
                made = schedule_series(board=found, first=first, last=last, by=page.user)
                said = f"{len(made)} meeting{'' if len(made) == 1 else 's'} scheduled."
                messages.success(request, said)
                return HttpResponseRedirect(page.url("board", found.slug))
        except Refused as refused:
            add_refusal(form, refused)
            status = CONFLICT if isinstance(refused, Stale) else UNPROCESSABLE
    elif asked is not None:
        status = UNPROCESSABLE if request.method == "POST" else 400
    context = (
        page.context()
        | below(page, found, "Schedule a series").context()
        | {
            "board": found,
            "form": form,
            "when": said_when(found),
            "by_hand": found.frequency == BoardFrequency.BY_HAND,
            "days": days,
            "asked": asked is not None and not form.errors,
            "to_schedule": [each for each in days if not each.left_out],
            "shown": _shown(days),
        }
    )
    return render(request, "boards/governance/series.html", context, status=status)


def _shown(days: tuple[PlannedMeeting, ...]) -> str:
    """The days that a press of the button schedules."""
    return ",".join(each.held_on.isoformat() for each in days if not each.left_out)


def _check_same(days: tuple[PlannedMeeting, ...], shown: str) -> None:
    """Raise Stale unless these days are the ones that the person saw."""
    if _shown(days) != shown:
        raise Stale(
            "The dates have changed since they were shown. Read them again, then schedule them."
        )


def _managed_meeting(
    request: HttpRequest, area: str, board: str, meeting: int
) -> tuple[BoardsPage, Meeting]:
    page = managed(request, area)
    return page, page.meeting(board, meeting)


def under(page: BoardsPage, meeting: Meeting, title: str, **given: Any) -> Asking:
    """A form's page below the page of a meeting."""
    board: Board = meeting.board
    return Asking(
        title,
        page.meeting_crumbs(meeting),
        page.url("meeting", board.slug, meeting.pk),
        f"{board.title}, {say_day(meeting.held_on)}",
        **given,
    )


@page_with_form
def meeting_move(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """A meeting goes to another day, and it is said why."""
    page, row = _managed_meeting(request, area, board, meeting)
    if row.is_cancelled:
        return _not_now(request, page, row, "The meeting is cancelled. Put it back, then move it.")
    before: date = row.held_on

    def save(given: dict[str, Any]) -> tuple[str, str]:
        move_meeting(meeting=row, **given, by=page.user)
        said = f"Moved from {say_day(before)} to {say_day(row.held_on)}."
        return page.url("meeting", board, row.pk), said

    asking = under(
        page,
        row,
        "Move the meeting",
        button="Move meeting",
        intro=f"It is on {say_day(before)}. The day on which papers are due follows the new day.",
    )
    form = MoveForm(posted(request), initial=as_it_is(row, "starts_at"))
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def meeting_cancel(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """A meeting does not take place, and it is said why."""
    page, row = _managed_meeting(request, area, board, meeting)
    if row.is_cancelled:
        return _not_now(request, page, row, "The meeting is cancelled already.")

    def save(given: dict[str, Any]) -> tuple[str, str]:
        cancel_meeting(meeting=row, **given, by=page.user)
        return page.url("meeting", board, row.pk), "The meeting is cancelled."

    asking = under(
        page,
        row,
        "Cancel the meeting",
        button="Cancel meeting",
        intro="It stays in the list, marked as cancelled, and calendars that read it show that.",
        extra={"keep": "Keep the meeting"},
    )
    return _reason(request, page, row, asking, "Why is it cancelled?", save)


@page_with_form
def meeting_reinstate(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """A cancelled meeting takes place after all, and it is said why."""
    page, row = _managed_meeting(request, area, board, meeting)
    if not row.is_cancelled:
        return _not_now(request, page, row, "The meeting is not cancelled.")

    def save(given: dict[str, Any]) -> tuple[str, str]:
        reinstate_meeting(meeting=row, **given, by=page.user)
        return page.url("meeting", board, row.pk), "The meeting is put back."

    asking = under(page, row, "Put the meeting back", button="Put back")
    return _reason(request, page, row, asking, "Why is it put back?", save)


def _reason(
    request: HttpRequest,
    page: BoardsPage,
    row: Meeting,
    asking: Asking,
    question: str,
    save: Any,
) -> HttpResponse:
    form = ReasonForm(posted(request), question=question, initial=as_it_is(row))

    def says(given: dict[str, Any]) -> Says:
        now = Meeting.objects.get(pk=row.pk)
        when = f"{say_day(now.held_on)}, {say_time(now.starts_at)}"
        return [("When", when), ("Where", now.place or "No place is set")]

    return answer(request, page, form, asking, save=save, row=row, says=says)


def _not_now(request: HttpRequest, page: BoardsPage, row: Meeting, why: str) -> HttpResponse:
    """Back to the meeting, saying why there is nothing to do here."""
    messages.info(request, why)
    return HttpResponseRedirect(page.url("meeting", row.board.slug, row.pk))


@page_with_form
def meeting_change(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """A meeting's time, place, as-at date and papers."""
    page, row = _managed_meeting(request, area, board, meeting)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        change_meeting(meeting=row, **given, by=page.user)
        return page.url("meeting", board, row.pk), "The meeting is saved."

    asking = under(
        page,
        row,
        "Change time, place and dates",
        intro="To put it on another day, move the meeting instead: members then read why.",
    )
    initial = as_it_is(row, "starts_at", "minutes_long", "place", "as_at", "papers_due")
    form = MeetingDetailsForm(posted(request), initial=initial)
    return answer(request, page, form, asking, save=save, row=row)
