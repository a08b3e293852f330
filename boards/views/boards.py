"""The pages of an area's boards: all of them with their chain, and one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.working_days import working_days_until
from boards.calendar_links import calendar_link
from boards.chain import Chain, Link, chain_of
from boards.chain_picture import picture
from boards.choices import BoardFrequency, MeetingState
from boards.dashboard import on_board
from boards.escalation import escalated, thresholds_of
from boards.forms.boards import WEEKDAYS, WEEKS
from boards.models import Board, BoardMember, BoardPlan, Meeting
from boards.seats import chairs, held_on, seats
from boards.views.board_parts import of_area, of_board
from boards.views.loading import BoardsPage, boards_page
from wsoa.capabilities import Capability


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A board in the list: who chairs it, what it watches, when it meets next."""

    board: Board
    chairs: list[BoardMember]
    plans: list[BoardPlan]
    next_meeting: Meeting | None


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A board of the chain told in words: what it names above it."""

    board: Board
    up: list[Link]


@require_safe
def boards(request: HttpRequest, area: str) -> HttpResponse:
    """The area's boards, and the chain in which they stand."""
    page = boards_page(request, area)
    page.check(Capability.VIEW_PLAN)
    found = list(
        page.area.boards.prefetch_related(
            Prefetch("members", BoardMember.objects.select_related("post__organisation")),
            Prefetch(
                "board_plans",
                BoardPlan.objects.standing().select_related("plan").order_by("plan__title"),
            ),
            Prefetch("meetings", _ahead(page.today)),
        )
    )
    met = [board for board in found if not board.is_closed(page.today)]
    chain = chain_of(met)
    context = (
        page.context()
        | of_area(page)
        | {
            "crumbs": [*page.crumbs()[:-1], ("Boards", "")],
            "rows": [_row(board, page.today) for board in met],
            "closed": [board for board in found if board.is_closed(page.today)],
            "chain_rows": [ChainRow(board, chain.up(board)) for board in chain.boards],
            "apart": chain.apart,
            "picture": picture(chain),
            "can_manage": page.can(Capability.MANAGE_BOARDS),
        }
    )
    return render(request, "boards/governance/boards.html", context)


def _ahead(today: date) -> QuerySet[Meeting]:
    """The meetings still to come."""
    return Meeting.objects.filter(held_on__gte=today, state=MeetingState.SCHEDULED)


def _row(board: Board, today: date) -> BoardRow:
    return BoardRow(
        board,
        chairs(held_on(seats(board), today)),
        list(board.board_plans.all()),
        next(iter(board.meetings.all()), None),
    )


@require_safe
def board(request: HttpRequest, area: str, board: str) -> HttpResponse:
    """One board: its terms, who sits on it, the chain around it, its meetings and its calendar."""
    page = boards_page(request, area)
    page.check(Capability.VIEW_PLAN)
    found = page.board(board)
    sitting = seats(found)
    now = held_on(sitting, page.today)
    meetings = list(found.meetings.all())
    ahead = [each for each in meetings if each.held_on >= page.today]
    chain = _chain(page, found)
    watched = (
        found.board_plans.standing().select_related("plan__area").order_by("plan__title", "plan")
    )
    plans = [row.plan for row in watched]
    context = (
        page.context()
        | {
            "crumbs": page.crumbs((found.title, "")),
            "board": found,
            "is_closed": found.is_closed(page.today),
            "when": said_when(found),
            "plans": plans,
            "dashboards": on_board(plans, page.today, meetings),
            "seats": now,
            "to_come": [seat for seat in sitting if seat.starts_on > page.today],
            "former": [seat for seat in sitting if seat.ends_on and seat.ends_on < page.today],
            "ahead": ahead,
            "papers_in": working_days_until(page.today, ahead[0].papers_due) if ahead else 0,
            "past": [each for each in reversed(meetings) if each.held_on < page.today],
            "standing": found.standing_items.all(),
            "calendar_link": calendar_link(page.user, found),
            "thresholds": thresholds_of(found),
            "escalated": escalated(found, page.today),
            "has_series": found.frequency != BoardFrequency.BY_HAND,
            "can_manage": page.can(Capability.MANAGE_BOARDS),
        }
        | chain
        | of_board(page, found)
    )
    return render(request, "boards/governance/board.html", context)


def _chain(page: BoardsPage, board: Board) -> dict[str, object]:
    """The part of the chain around the board."""
    others = [
        each
        for each in page.area.boards.all()
        if each.pk == board.pk or not each.is_closed(page.today)
    ]
    around: Chain = chain_of(others).around(board)
    return {
        "up": around.up(board),
        "down": around.down(board),
        "picture": picture(around, board),
    }


def said_when(board: Board) -> str:
    """How often the board meets, in words, such as "Every month, on the last Thursday of the month"."""
    said = board.get_frequency_display()
    weekday = dict(WEEKDAYS)[board.weekday]
    if board.frequency == BoardFrequency.SIX_WEEKLY:
        return f"{said}, on a {weekday}"
    if board.frequency == BoardFrequency.BY_HAND:
        return said
    week = dict(WEEKS)[board.week_of_month].lower()
    return f"{said}, on the {week} {weekday} of the month"
