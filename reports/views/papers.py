"""The cabinet paper: preview on a page, and PDF."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.views.loading import plan_page
from reports.blocks import UnknownBlock
from reports.documents import paper_pdf, plan_paper
from reports.figures import UnknownFigure
from wsoa.capabilities import Capability

CABINET = "cabinet"


@require_safe
def cabinet_preview(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The paper as it will be laid out, with the figures of the day asked for; or which figure there is not on that day."""
    page = plan_page(request, area, plan)
    page.check(Capability.WRITE_PAPERS)
    try:
        shown: dict[str, Any] = {"paper": plan_paper(page.plan, CABINET, page.day)}
    except (UnknownFigure, UnknownBlock) as error:
        shown = {"unknown": str(error)}
    return render(request, "reports/cabinet.html", page.context() | shown, status=page.status)


@require_safe
def cabinet_file(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The same as a PDF file. What cannot be laid out leads to the page that says why."""
    page = plan_page(request, area, plan)
    page.check(Capability.WRITE_PAPERS)
    if page.as_at_form.errors:
        return render(request, "400.html", page.context(), status=400)
    try:
        content = plan_paper(page.plan, CABINET, page.day)
    except (UnknownFigure, UnknownBlock):
        preview = reverse("cabinet-preview", args=[page.area.slug, page.plan.slug])
        return HttpResponseRedirect(f"{preview}?{request.GET.urlencode()}")
    name = f"{page.area.slug}-{page.plan.slug}-cabinet-{page.day.isoformat()}.pdf"
    return HttpResponse(
        paper_pdf(content),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
