"""The register and its history as files, with the filter and the order of the page."""

import csv
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.export import csv_rows
from actions.history_rows import history_rows
from actions.sheets import Cover
from actions.views.asking import Asked, asked_register
from actions.workbook import register_workbook

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"


@require_safe
def register_csv(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The register as a CSV file."""
    asked = asked_register(request, area, plan)
    if not asked.is_sound:
        return _refused(request, asked)
    response = HttpResponse(content_type=CSV_TYPE, headers=_named(asked, "", "csv"))
    response.write("\ufeff")
    csv.writer(response).writerows(csv_rows(asked.lines, asked.page.area.theme_word))
    return response


@require_safe
def register_xlsx(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The register as a workbook, with a cover that says what it holds."""
    asked = asked_register(request, area, plan)
    if not asked.is_sound:
        return _refused(request, asked)
    cover = Cover(
        filters=asked.filterset.in_words(),
        exported_by=asked.page.user.name,
        exported_at=timezone.localtime(),
    )
    return HttpResponse(
        register_workbook(asked.position, asked.lines, cover),
        content_type=WORKBOOK_TYPE,
        headers=_named(asked, "", "xlsx"),
    )


@require_safe
def history_csv(request: HttpRequest, area: str, plan: str) -> HttpResponseBase:
    """Every entry of every action of the register, as a CSV file that is sent while it is written."""
    asked = asked_register(request, area, plan)
    if not asked.is_sound:
        return _refused(request, asked)
    return StreamingHttpResponse(
        _streamed(history_rows(asked.page.plan.pk, asked.lines)),
        content_type=CSV_TYPE,
        headers=_named(asked, "-history", "csv"),
    )


class _Echo:
    """What a CSV writer writes to when each row is to be sent at once."""

    def write(self, text: str) -> str:
        """The text itself, which the writer returns in its turn."""
        return text


def _streamed(rows: Iterator[list[str]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    for row in rows:
        yield writer.writerow(row)


def _named(asked: Asked, what: str, ending: str) -> dict[str, str]:
    page = asked.page
    name = f"{page.area.slug}-{page.plan.slug}{what}-{page.day.isoformat()}.{ending}"
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _refused(request: HttpRequest, asked: Asked) -> HttpResponse:
    message = "The address asks for something there is not."
    return render(request, "400.html", asked.page.context() | {"message": message}, status=400)
