"""The pages of an area's boards: all of them with their chain, and one."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards.models import BoardMember, BoardPlan
from boards.views.loading import boards_page
from wsoa.capabilities import Capability


@require_safe
def boards(request: HttpRequest, area: str) -> HttpResponse:
    """The area's boards."""
    page = boards_page(request, area)
    page.check(Capability.VIEW_PLAN)
    seats = BoardMember.objects.select_related("post__organisation").order_by("pk")
    found = page.area.boards.select_related("reports_to", "escalates_to").prefetch_related(
        Prefetch("members", seats),
        Prefetch("board_plans", BoardPlan.objects.select_related("plan")),
    )
    context = page.context() | {
        "crumbs": page.crumbs(),
        "boards": found,
        "can_manage": page.can(Capability.MANAGE_BOARDS),
    }
    return render(request, "boards/governance/boards.html", context)


@require_safe
def board(request: HttpRequest, area: str, board: str) -> HttpResponse:
    """One board: its terms, members and meetings."""
    page = boards_page(request, area)
    page.check(Capability.VIEW_PLAN)
    found = page.board(board)
    context = page.context() | {
        "crumbs": page.board_crumbs(found),
        "board": found,
        "meetings": found.meetings.all(),
        "can_manage": page.can(Capability.MANAGE_BOARDS),
    }
    return render(request, "boards/governance/board.html", context)
