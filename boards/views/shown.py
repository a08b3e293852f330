"""What a meeting was shown of a plan: the figures with the rows behind them, and what has changed since."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from actions.choices import PlanStage
from actions.filters import LineFilterSet
from actions.models import Plan
from actions.position import Position, position_as_at
from actions.tables import ROWS_ON_ONE_PAGE, RegisterTable
from actions.views.asking import kept_query
from boards.corrections import entries_since, since_shown
from boards.headline import headline
from boards.models import Meeting, Pack
from boards.shown import is_watched, pack_in_force, previous_shown, snapshot_in, versions_of
from boards.snapshots import position_of
from boards.views.comparing import tables_of
from boards.views.loading import BoardsPage, boards_page
from wsoa.capabilities import Capability


@require_safe
def shown(request: HttpRequest, area: str, board: str, meeting: int, plan: str) -> HttpResponse:
    """Table 1 as the board saw it, and the rows behind every figure, filtered as the address says."""
    page = boards_page(request, area)
    page.check(Capability.VIEW_PLAN)
    found = page.meeting(board, meeting)
    watched = _plan(page, plan)
    pack = _asked_pack(request, found)
    position, pack = _position(found, watched, pack)
    filterset = LineFilterSet(
        kept_query(request.GET),
        position=position,
        position_on=partial(position_as_at, watched),
        borne_by=lambda text: (),
    )
    table = RegisterTable(filterset.lines, position=position)
    in_pages = len(filterset.lines) > ROWS_ON_ONE_PAGE
    RequestConfig(
        request, paginate={"per_page": ROWS_ON_ONE_PAGE} if in_pages else False
    ).configure(table)
    register = reverse("register", args=[page.area.slug, watched.slug])
    earlier = previous_shown(found, watched, pack)
    summary = position.by_theme()
    version = f"version={pack.version}" if request.GET.get("version") and pack else ""
    context = page.context() | {
        "crumbs": page.meeting_crumbs(found, (f"{watched.title}, as shown", "")),
        "board": found.board,
        "meeting": found,
        "plan": watched,
        "pack": pack,
        "versions": list(versions_of(found)),
        "position": position,
        "headline": headline(position, PlanStage.DELIVERY),
        "summary": summary.compared_with(earlier.by_theme()) if earlier else summary,
        "since": earlier.as_at if earlier else None,
        "filterset": filterset,
        "in_words": filterset.in_words(),
        "table": table,
        "rows": table.html_rows(url=register, suffix=f"?as_at={position.as_at}"),
        "shown": len(filterset.lines),
        "is_narrowed": bool(kept_query(request.GET)),
        "version_query": version,
        "filters": _filters(filterset),
    }
    status = 200 if filterset.form.is_valid() else 400
    return render(request, "boards/packs/shown.html", context, status=status)


@require_safe
def changed(request: HttpRequest, area: str, board: str, meeting: int, plan: str) -> HttpResponse:
    """What the record says today of the day that the board was shown, against what it was shown."""
    page = boards_page(request, area)
    page.check(Capability.VIEW_PLAN)
    found = page.meeting(board, meeting)
    watched = _plan(page, plan)
    pack = _asked_pack(request, found) or pack_in_force(found)
    snapshot = snapshot_in(pack, watched) if pack else None
    context = page.context() | {
        "crumbs": page.meeting_crumbs(found, ("Changed since the board saw it", "")),
        "board": found.board,
        "meeting": found,
        "plan": watched,
        "pack": pack,
        "snapshot": snapshot,
    }
    if pack and snapshot:
        comparison = since_shown(snapshot)
        context |= {
            "comparison": comparison,
            "tables": tables_of(comparison, watched, page.today),
            "entries": entries_since(comparison, pack),
        }
    return render(request, "boards/packs/changed.html", context)


def _filters(filterset: LineFilterSet) -> list[dict[str, object]]:
    """The lists of the filter, each with its choices; states without an action are left out."""
    states = [
        choice
        for choice in filterset.choices("progress") + filterset.choices("attention")
        if choice.count != 0 or choice.is_chosen
    ]
    return [
        {"name": name, "label": filterset.filters[name].label, "choices": choices}
        for name, choices in (
            ("theme", filterset.choices("theme")),
            ("rating", filterset.choices("rating")),
            ("state", states),
        )
    ]


def _plan(page: BoardsPage, slug: str) -> Plan:
    plan = Plan.objects.filter(area=page.area, slug=slug).first()
    if plan is None:
        raise Http404("There is no such plan.")
    plan.area = page.area
    return plan


def _asked_pack(request: HttpRequest, meeting: Meeting) -> Pack | None:
    """The version that the address asks for; None where it asks for none, Http404 where there is none."""
    typed = request.GET.get("version", "")
    if not typed:
        return None
    wanted = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 0
    pack = versions_of(meeting).filter(version=wanted).first()
    if pack is None:
        raise Http404("The pack has no such version.")
    return pack


def _position(meeting: Meeting, plan: Plan, pack: Pack | None) -> tuple[Position, Pack | None]:
    """What was shown, and the pack that it is read from; the record and None while the pack is open."""
    pack = pack or pack_in_force(meeting)
    snapshot = snapshot_in(pack, plan) if pack else None
    if snapshot:
        return position_of(snapshot), pack
    if pack or not is_watched(meeting, plan):
        raise Http404("The board was not shown this plan.")
    return position_as_at(plan, meeting.as_at), None
