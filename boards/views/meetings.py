"""The page of a meeting, and the pages of its agenda and of who was there."""

from collections.abc import Sequence
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.errors import Refused
from actions.forms import add_refusal
from actions.models import Post
from actions.views.saving import UNPROCESSABLE, page_with_form, posted
from actions.working_days import working_days_until
from boards.attendance import attendance_of
from boards.choices import AttendanceState, ItemKind, MeetingChangeKind
from boards.drafts import AgendaDraft
from boards.forms.agenda import AgendaForm
from boards.forms.meetings import AttendanceForm
from boards.models import Attendance, BoardMember, Meeting, MeetingChange
from boards.seats import held_on, seats
from boards.services.sittings import agenda_version, change_agenda, record_attendance
from boards.views.governing import items_page
from boards.views.loading import BoardsPage, boards_page
from boards.views.meeting_parts import parts_context
from boards.views.scheduling import under
from wsoa.capabilities import Capability


@require_safe
def meeting(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """A meeting: when and where, its agenda, who is there, what it is shown and what it leaves behind."""
    page = boards_page(request, area)
    page.check(Capability.VIEW_PLAN)
    found = page.meeting(board, meeting)
    stood = attendance_of(found)
    sitting = held_on(seats(found.board), found.held_on)
    changes = list(found.changes.select_related("recorded_by").order_by("pk"))
    seated = {seat.post_id for seat in sitting}
    context = (
        page.context()
        | {
            "crumbs": page.board_crumbs(found.board, (_day(found), "")),
            "board": found.board,
            "meeting": found,
            "agenda": found.agenda.select_related("presenter__organisation"),
            "changes": changes,
            "cancellation": _last(changes, MeetingChangeKind.CANCELLED),
            "sitting": [(seat, stood.get(seat.post_id)) for seat in sitting],
            "others": [row for post, row in stood.items() if post not in seated],
            "counts": _counts(stood, sitting),
            "papers_in": working_days_until(page.today, found.papers_due),
            "is_ahead": found.held_on >= page.today,
            "before": _neighbour(found, ahead=False),
            "after": _neighbour(found, ahead=True),
            "can_manage": page.can(Capability.MANAGE_BOARDS),
            "can_record": page.can(Capability.RECORD_MEETINGS),
            "can_close": page.can(Capability.CLOSE_PACKS),
        }
        | parts_context(page, found)
    )
    return render(request, "boards/meeting/meeting.html", context)


def _day(meeting: Meeting) -> str:
    return f"{meeting.held_on.day} {meeting.held_on:%B %Y}"


def _last(changes: Sequence[MeetingChange], kind: MeetingChangeKind) -> MeetingChange | None:
    """The newest change of a kind; None where there is none."""
    return next((each for each in reversed(changes) if each.kind == kind), None)


def _counts(stood: dict[int, Attendance], sitting: list[BoardMember]) -> list[tuple[int, str]]:
    """How many came out how, in the order of the states; then those of whom nothing is recorded."""
    if not stood:
        return []
    words = {
        AttendanceState.PRESENT: "present",
        AttendanceState.DEPUTY: "sent a deputy",
        AttendanceState.APOLOGIES: "sent apologies",
        AttendanceState.ABSENT: "absent",
    }
    states = [row.state for row in stood.values()]
    missing = sum(seat.post_id not in stood for seat in sitting)
    found = [(states.count(state), word) for state, word in words.items()]
    return [(count, word) for count, word in [*found, (missing, "not recorded")] if count]


def _neighbour(meeting: Meeting, *, ahead: bool) -> Meeting | None:
    """The board's meeting before this one, or after it."""
    others = meeting.board.meetings
    if ahead:
        return others.filter(held_on__gt=meeting.held_on).order_by("held_on", "pk").first()
    return others.filter(held_on__lt=meeting.held_on).order_by("-held_on", "-pk").first()


def _recorded(
    request: HttpRequest, area: str, board: str, meeting: int
) -> tuple[BoardsPage, Meeting]:
    """The meeting, for somebody who may record what it says."""
    page = boards_page(request, area)
    page.check(Capability.RECORD_MEETINGS)
    return page, page.meeting(board, meeting)


@page_with_form
def meeting_agenda(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """The items of the agenda: added, changed, put in another order, taken out."""
    page, row = _recorded(request, area, board, meeting)
    now = [
        AgendaDraft(ItemKind(item.kind), item.title, item.detail, item.presenter)
        for item in row.agenda.select_related("presenter__organisation")
    ]
    initial = {"seen": agenda_version(row)}
    form = AgendaForm(posted(request), items=now, area=page.area, initial=initial)

    def save(items: list[AgendaDraft], seen: int | None) -> str:
        change_agenda(meeting=row, items=items, by=page.user, seen=seen)
        return "The agenda is saved."

    asking = under(page, row, "Agenda")
    return items_page(request, page, form, asking, save, now, partial(agenda_version, row))


@page_with_form
def meeting_attendance(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """Who was at the meeting, or has sent apologies."""
    page, row = _recorded(request, area, board, meeting)
    stood = attendance_of(row)
    sitting = held_on(seats(row.board), row.held_on)
    posts: dict[int, Post] = {seat.post_id: seat.post for seat in sitting}
    posts |= {pk: each.post for pk, each in stood.items() if pk not in posts}
    form = AttendanceForm(posted(request), posts=posts.values(), stood=stood, area=page.area)
    status = 200
    asking = under(page, row, "Who was there" if row.held_on < page.today else "Who is coming")
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                record_attendance(meeting=row, attendance=form.attendance(), by=page.user)
            except Refused as refused:
                add_refusal(form, refused)
            else:
                messages.success(request, "Attendance is saved.")
                again = "another" in request.POST
                return HttpResponseRedirect(request.path if again else asking.cancel)
    context = page.context() | asking.context() | {"form": form, "meeting": row}
    return render(request, "boards/meeting/attendance.html", context, status=status)
