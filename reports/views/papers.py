"""The cabinet paper: preview on a page, and PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.views.loading import plan_page
from reports.documents import paper_pdf, plan_paper
from wsoa.capabilities import Capability

CABINET = "cabinet"


@require_safe
def cabinet_preview(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The paper as it will be laid out, with the figures of the day asked for."""
    page = plan_page(request, area, plan)
    page.check(Capability.WRITE_PAPERS)
    context = page.context() | {"paper": plan_paper(page.plan, CABINET, page.day)}
    return render(request, "reports/cabinet.html", context, status=page.status)


@require_safe
def cabinet_file(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The same as a PDF file."""
    page = plan_page(request, area, plan)
    page.check(Capability.WRITE_PAPERS)
    if page.as_at_form.errors:
        return render(request, "400.html", page.context(), status=400)
    name = f"{page.area.slug}-{page.plan.slug}-cabinet-{page.day.isoformat()}.pdf"
    return HttpResponse(
        paper_pdf(plan_paper(page.plan, CABINET, page.day)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
