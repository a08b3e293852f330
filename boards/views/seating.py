"""The pages about who sits on a board."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from actions.text import say_day
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import answer, row_or_404
from actions.views.set_up.lists import as_it_is
from boards.choices import BoardRole
from boards.forms.boards import EndSeatForm, NewSeatForm, SeatForm
from boards.models import Board, BoardMember
from boards.services.boards import change_seat, end_seat, seat_member
from boards.views.governing import below, managed
from boards.views.loading import BoardsPage


def _seat(page: BoardsPage, board: Board, pk: int) -> BoardMember:
    """The seat at the address; Http404 where it is none of the board's."""
    seat = row_or_404(board.members.select_related("post__organisation"), pk)
    seat.board = board
    return seat


@page_with_form
def seat_add(request: HttpRequest, area: str, board: str) -> HttpResponse:
    """A seat for a post."""
    page = managed(request, area)
    found = page.board(board)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        del given["seen"]
        made = seat_member(board=found, **given, by=page.user)
        done = "seat-add" if "another" in request.POST else "board"
        said = f"{made.post} sits on the board from {say_day(made.starts_on)}."
        return page.url(done, found.slug), said

    asking = below(
        page,
        found,
        "Add a member",
        button="Add member",
        intro="A post, not a person: it keeps its seat when somebody else takes it on.",
        extra={"another": "Add, then another"},
    )
    initial = {"starts_on": page.today, "role": BoardRole.MEMBER}
    form = NewSeatForm(posted(request), area=page.area, initial=initial)
    return answer(request, page, form, asking, save=save)


@page_with_form
def seat_change(request: HttpRequest, area: str, board: str, seat: int) -> HttpResponse:
    """A seat as it is, to be put right."""
    page = managed(request, area)
    found = page.board(board)
    row = _seat(page, found, seat)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        change_seat(member=row, **given, by=page.user)
        return page.url("board", found.slug), f"The seat of {row.post} is saved."

    asking = below(page, found, f"Change the seat of {row.post}")
    initial = as_it_is(row, "role", "starts_on", "ends_on")
    form = SeatForm(posted(request), initial=initial)
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def seat_end(request: HttpRequest, area: str, board: str, seat: int) -> HttpResponse:
    """The last day of a seat."""
    page = managed(request, area)
    found = page.board(board)
    row = _seat(page, found, seat)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        end_seat(member=row, **given, by=page.user)
        assert row.ends_on is not None
        said = f"The last day of {row.post} on the board is {say_day(row.ends_on)}."
        return page.url("board", found.slug), said

    asking = below(
        page,
        found,
        f"End the seat of {row.post}",
        button="End seat",
        intro=f"It has sat on the board since {say_day(row.starts_on)}. It stays among the former members.",
    )
    initial = as_it_is(row, "ends_on")
    form = EndSeatForm(posted(request), initial=initial)
    return answer(request, page, form, asking, save=save, row=row)
