"""The action register on a page. As a file it is in views/exporting.py."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from actions.filters import LineFilterSet
from actions.tables import ROWS_ON_ONE_PAGE, RegisterTable
from actions.views.loading import plan_page

DOWNLOADS = (
    ("register-xlsx", "workbook (XLSX)"),
    ("register-csv", "CSV"),
    ("history-csv", "history (CSV)"),
)
"""Names of the files' addresses, and what the page calls them."""


@require_safe
def register(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Every action live on the day, filtered and sorted as the address says."""
    page = plan_page(request, area, plan)
    position = page.position()
    filterset = LineFilterSet(request.GET, position=position, my_posts=page.my_posts())
    lines = filterset.lines
    table = RegisterTable(lines, theme_word=page.area.theme_word)
    paginate = {"per_page": ROWS_ON_ONE_PAGE} if len(lines) > ROWS_ON_ONE_PAGE else False
    RequestConfig(request, paginate=paginate).configure(table)
    status = page.status if filterset.form.is_valid() else 400
    context = page.context() | {
        "position": position,
        "filterset": filterset,
        "table": table,
        "downloads": DOWNLOADS,
        "shown": len(lines),
        "total": position.total,
    }
    return render(request, "actions/register.html", context, status=status)
