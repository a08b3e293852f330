"""The action register on a page. As a file it is in views/exporting.py."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.filters import Choice
from actions.models import RegisterColumns, SavedView
from actions.tables import ROWS_ON_ONE_PAGE
from actions.views.asking import Asked, asked_register, kept_query
from actions.views.loading import PlanPage
from wsoa.capabilities import Capability

DOWNLOADS = (
    ("register-xlsx", "workbook (XLSX)"),
    ("register-csv", "CSV"),
    ("history-csv", "history (CSV)"),
)
"""Names of the files' addresses, and what the page calls them."""


CHOICES_IN_VIEW = 8
"""How many choices of a list stand on the page; the others are folded below them."""


@dataclass(frozen=True, slots=True)
class _Offered:
    """The choices of one list of the filter."""

    choices: list[Choice]

    @property
    def first(self) -> list[Choice]:
        """Those that are in view."""
        return self.choices[:CHOICES_IN_VIEW]

    @property
    def folded(self) -> list[Choice]:
        """The others."""
        return self.choices[CHOICES_IN_VIEW:]

    @property
    def is_open(self) -> bool:
        """Whether one of the others is chosen, so that they are shown too."""
        return any(choice.is_chosen for choice in self.folded)


@require_safe
def register(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Every action live on the day, filtered and sorted as the address says."""
    asked = asked_register(
        request,
        area,
        plan,
        rows_on_one_page=ROWS_ON_ONE_PAGE,
        columns=lambda page: RegisterColumns.objects.names_for(page.user, page.plan),
    )
    page, filterset = asked.page, asked.filterset
    kept = kept_query(request.GET)
    view_query = kept.urlencode()
    may_change_several = page.is_today and page.can(Capability.UPDATE_ANY_ACTION)
    choosing = may_change_several and bool(request.GET.get("choose"))
    context = page.context() | {
        "position": asked.position,
        "filterset": filterset,
        "form": filterset.form_with_counts(),
        "ratings": _Offered(filterset.choices("rating")),
        "themes": _Offered(filterset.choices("theme")),
        "progress": _Offered(filterset.choices("progress")),
        "attention": _Offered(
            [c for c in filterset.choices("attention") if c.count != 0 or c.is_chosen]
        ),
        "more_fields": filterset.more_fields(),
        "more_in_use": filterset.more_in_use,
        "table": asked.table,
        "rows": asked.table.html_rows(url=request.path, suffix=_suffix(page), ticks=choosing),
        "chips": _chips(request.GET, asked),
        "files_query": _without(request.GET, "page", "choose").urlencode(),
        "downloads": DOWNLOADS,
        "views": _views(asked, view_query),
        "view_query": view_query,
        "can_clear": bool(kept),
        "shown": len(asked.lines),
        "total": asked.position.total,
        "may_import": page.can(Capability.MANAGE_PLAN) and not page.plan.is_closed,
        "can_add_actions": page.can(Capability.MANAGE_PLAN) and not page.plan.is_closed,
        "may_change_several": may_change_several,
        "may_change_owners": page.can(Capability.MANAGE_PLAN),
        "choosing": choosing,
        "kept": [(name, value) for name, values in kept.lists() for value in values],
    }
    status = page.status if filterset.form.is_valid() else 400
    return render(request, "actions/register.html", context, status=status)


def _chips(query: QueryDict, asked: Asked) -> list[dict[str, str]]:
    """What narrows the register, each with the address that leaves it out."""
    chips = []
    for choice in asked.filterset.in_use():
        rest = _without(query, "page")
        left = [value for value in rest.getlist(choice.name) if value != choice.value]
        if choice.name in asked.filterset.of_several and left:
            rest.setlist(choice.name, left)
        else:
            rest.pop(choice.name)
        chips.append({"label": choice.label, "word": choice.word, "rest": rest.urlencode()})
    return chips


def _suffix(page: PlanPage) -> str:
    return "" if page.is_today else f"?as_at={page.day.isoformat()}"


def _views(asked: Asked, query: str) -> list[dict[str, object]]:
    """The saved views that the person is offered, and which of them the address is."""
    offered = SavedView.objects.offered_to(asked.page.user, asked.page.plan)
    return [
        {"name": view.name, "query": view.query, "is_current": view.query == query}
        for view in offered
    ]


def _without(query: QueryDict, *names: str) -> QueryDict:
    rest = query.copy()
    for name in names:
        rest.pop(name, None)
    return rest
