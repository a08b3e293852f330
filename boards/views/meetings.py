"""The page of a meeting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards.attendance import attendance_of
from boards.views.loading import boards_page
from boards.views.meeting_parts import parts_context
from boards.working_days import working_days_until
from wsoa.capabilities import Capability


@require_safe
def meeting(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """A meeting: when and where, its agenda, who is there, what it is shown and what it leaves behind."""
    page = boards_page(request, area)
    page.check(Capability.VIEW_PLAN)
    found = page.meeting(board, meeting)
    context = (
        page.context()
        | {
            "crumbs": page.meeting_crumbs(found),
            "board": found.board,
            "meeting": found,
            "agenda": found.agenda.select_related("presenter__organisation"),
            "changes": found.changes.order_by("pk"),
            "attendance": attendance_of(found).values(),
            "papers_in": working_days_until(page.today, found.papers_due),
            "can_manage": page.can(Capability.MANAGE_BOARDS),
            "can_record": page.can(Capability.RECORD_MEETINGS),
            "can_close": page.can(Capability.CLOSE_PACKS),
        }
        | parts_context(page, found)
    )
    return render(request, "boards/meeting/meeting.html", context)
