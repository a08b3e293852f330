"""A board's meetings for calendar programs: as a file, and at an address that a program reads by itself."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from boards.calendar_feed import FeedMeeting, calendar
from boards.calendar_links import reader
from boards.models import Board, Meeting
from boards.views.loading import boards_page
from wsoa.absolute import absolute_url
from wsoa.capabilities import Capability


@require_safe
def board_calendar(request: HttpRequest, area: str, board: str) -> HttpResponse:
    """The calendar as a file, for somebody signed in."""
    page = boards_page(request, area)
    page.check(Capability.VIEW_PLAN)
    found = page.board(board)
    answer = _answer(found)
    answer["Content-Disposition"] = f'attachment; filename="{page.area.slug}-{found.slug}.ics"'
    return answer


@login_not_required
@never_cache
@require_safe
def board_calendar_feed(request: HttpRequest, area: str, board: str, token: str) -> HttpResponse:
    """The calendar at the private address of a person. Http404 where the token opens nothing."""
    found = Board.objects.filter(area__slug=area, slug=board).select_related("area").first()
    if found is None or reader(token, found) is None:
        raise Http404("There is no such calendar.")
    return _answer(found)


def _answer(board: Board) -> HttpResponse:
    """The calendar of the board, in two queries."""
    rows = Meeting.history.filter(board_id=board.pk).values("id").order_by()
    told = {row["id"]: row for row in rows.annotate(n=Count("pk"), at=Max("history_date"))}
    area = board.area.slug
    meetings = [
        FeedMeeting(
            meeting,
            told[meeting.pk]["n"] - 1,
            told[meeting.pk]["at"],
            absolute_url(reverse("meeting", args=[area, board.slug, meeting.pk])),
        )
        for meeting in board.meetings.all()
    ]
    return HttpResponse(calendar(board, meetings), content_type="text/calendar; charset=utf-8")
