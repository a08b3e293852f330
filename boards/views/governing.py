"""The pages that set a board up: adding it, changing it, closing it, its standing items."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import slugify

from actions.errors import Refused, Stale
from actions.forms import add_refusal
from actions.models import Area
from actions.services.writing import SLUG_LIMIT
from actions.text import say_day
from actions.views.saving import CONFLICT, UNPROCESSABLE, page_with_form, posted
from actions.views.set_up.common import Asking, Says, answer
from actions.views.set_up.lists import as_it_is
from boards.choices import ItemKind
from boards.drafts import AgendaDraft
from boards.forms.agenda import ItemsForm
from boards.forms.boards import BoardForm, CloseBoardForm, NewBoardForm
from boards.models import Board
from boards.services.boards import (
    RESERVED_SLUGS,
    add_board,
    change_board,
    change_standing_items,
    close_board,
    standing_version,
)
from boards.views.loading import BoardsPage, boards_page
from wsoa.capabilities import Capability

FIELDS = (
    "title",
    "kind",
    "terms",
    "reports_to",
    "escalates_to",
    "frequency",
    "week_of_month",
    "weekday",
    "starts_at",
    "minutes_long",
    "place",
    "cut_off_days",
    "papers_working_days",
)
FORM = "boards/governance/board_form.html"


def managed(request: HttpRequest, area: str) -> BoardsPage:
    """The area's boards, for somebody who may set them up."""
    page = boards_page(request, area)
    page.check(Capability.MANAGE_BOARDS)
    return page


def below(page: BoardsPage, board: Board, title: str, **given: Any) -> Asking:
    """A form's page below the page of a board."""
    cancel = page.url("board", board.slug)
    return Asking(title, page.board_crumbs(board), cancel, board.title, **given)


@page_with_form
def board_add(request: HttpRequest, area: str) -> HttpResponse:
    """A new board."""
    page = managed(request, area)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        del given["seen"]
        given["slug"] = given["slug"] or _free_slug(page.area, given["title"])
        made = add_board(area=page.area, **given, by=page.user)
        return page.url("board", made.slug), f"{made} is added. Now say who sits on it."

    asking = Asking(
        "Add a board", page.crumbs(), page.url("boards"), page.area.name, "Add board", template=FORM
    )
    blank = Board(area=page.area)
    initial = {name: blank.serializable_value(name) for name in FIELDS}
    form = NewBoardForm(
        posted(request), area=page.area, board=None, today=page.today, initial=initial
    )
    return answer(request, page, form, asking, save=save)


def _free_slug(area: Area, title: str) -> str:
    """A short name made from the title that no board of the area has."""
    base = slugify(title)[: SLUG_LIMIT - 4].strip("-") or "board"
    taken = {slug.casefold() for slug in area.boards.values_list("slug", flat=True)}
    slug, number = base, 2
    while slug in taken | RESERVED_SLUGS:
        slug, number = f"{base}-{number}", number + 1
    return slug


@page_with_form
def board_change(request: HttpRequest, area: str, board: str) -> HttpResponse:
    """A board as it is, to be changed."""
    page = managed(request, area)
    row = page.board(board)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        change_board(board=row, **given, by=page.user)
        return page.url("board", row.slug), f"{row} is saved."

    asking = below(page, row, f"Change {row}", template=FORM)
    watched = {
        each.plan_id: each.plan for each in row.board_plans.standing().select_related("plan")
    }
    initial = as_it_is(row, *FIELDS) | {"plans": list(watched)}
    form = BoardForm(posted(request), area=page.area, board=row, today=page.today, initial=initial)

    def says(given: dict[str, Any]) -> Says:
        if {plan.pk for plan in given["plans"]} == set(watched):
            return []
        titles = [plan.title for plan in watched.values()]
        return [("Plans that it watches", "\n".join(titles) or "Nothing")]

    return answer(request, page, form, asking, save=save, row=row, says=says)


@page_with_form
def board_close(request: HttpRequest, area: str, board: str) -> HttpResponse:
    """From which day the board meets no more; left empty it is open again."""
    page = managed(request, area)
    row = page.board(board)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        close_board(board=row, **given, by=page.user)
        said = f"from {say_day(row.closed_on)} no more" if row.closed_on else "as before"
        return page.url("board", row.slug), f"{row} meets {said}."

    intro = "What the board did stays on record, and its pages stay where they are."
    asking = below(page, row, f"Close {row}", intro=intro)
    form = CloseBoardForm(posted(request), initial=as_it_is(row, "closed_on"))
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def standing_items(request: HttpRequest, area: str, board: str) -> HttpResponse:
    """What is on every agenda of the board to come."""
    page = managed(request, area)
    row = page.board(board)
    now = [AgendaDraft(ItemKind(item.kind), item.title) for item in row.standing_items.all()]
    form = ItemsForm(posted(request), items=now, initial={"seen": standing_version(row)})

    def save(items: list[AgendaDraft], seen: int | None) -> str:
        change_standing_items(
            board=row, items=[(item.kind, item.title) for item in items], by=page.user, seen=seen
        )
        return "The standing items are saved. New meetings begin with them."

    asking = below(
        page,
        row,
        "Standing items",
        intro="Every new meeting begins with these. Agendas that exist stay as they are.",
    )
    return items_page(request, page, form, asking, save, now, partial(standing_version, row))


def items_page(
    request: HttpRequest,
    page: BoardsPage,
    form: ItemsForm,
    asking: Asking,
    save: Any,
    now: list[AgendaDraft],
    version: Any,
) -> HttpResponse:
    """Show the rows of an agenda, or save them. Where somebody else has changed them meanwhile (409), what
    was typed stays, beside the items as they are `now`; saving again then overwrites them."""
    status, conflict = 200, []
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                said = save(form.items(), form.cleaned_data["seen"])
            except Stale as stale:
                status, conflict = CONFLICT, [("Items", "\n".join(item.title for item in now))]
                form.data = {**form.data.dict(), "seen": str(version())}  # type: ignore[attr-defined]
                form.add_error(None, stale.message)
            except Refused as refused:
                add_refusal(form, refused)
            else:
                messages.success(request, said)
                return HttpResponseRedirect(asking.cancel)
    context = page.context() | asking.context() | {"form": form, "conflict": conflict}
    template = "boards/governance/items.html"
    return render(request, template, context, status=status)
