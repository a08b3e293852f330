"""The action register, on a page and as CSV."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from actions.export import register_rows
from actions.filters import LineFilterSet
from actions.tables import ROWS_ON_ONE_PAGE, RegisterTable
from actions.views.loading import plan_page


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
        "shown": len(lines),
        "total": position.total,
    }
    return render(request, "actions/register.html", context, status=status)


@require_safe
def register_csv(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The register with the same filters, as a CSV file."""
    page = plan_page(request, area, plan)
    filterset = LineFilterSet(request.GET, position=page.position(), my_posts=page.my_posts())
    lines = filterset.lines
    if page.as_at_form.errors or not filterset.form.is_valid():
        return render(
            request,
            "400.html",
            page.context() | {"message": "The address asks for something there is not."},
            status=400,
        )
    name = f"{page.area.slug}-{page.plan.slug}-{page.day.isoformat()}.csv"
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    response.write("\ufeff")
    csv.writer(response).writerows(register_rows(lines, page.area.theme_word))
    return response
