"""The inspection readiness pack: as a page and as a PDF, from any day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.views.loading import plan_page
from reports.documents import readiness_pdf
from reports.readiness.arrange import readiness_pack
from reports.readiness.content import readiness_content
from wsoa.capabilities import Capability


@require_safe
def page(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The pack as it will be laid out, with the figures of the day asked for."""
    opened = plan_page(request, area, plan)
    opened.check(Capability.VIEW_PLAN)
    pack = readiness_pack(readiness_content(opened.plan, opened.day))
    context = opened.context() | {"pack": pack, "web": True}
    return render(request, "reports/readiness/page.html", context, status=opened.status)


@require_safe
def file(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The same as a PDF file."""
    opened = plan_page(request, area, plan)
    opened.check(Capability.VIEW_PLAN)
    if opened.as_at_form.errors:
        return render(request, "400.html", opened.context(), status=400)
    name = f"{opened.area.slug}-{opened.plan.slug}-readiness-{opened.day.isoformat()}.pdf"
    return HttpResponse(
        readiness_pdf(opened.plan, opened.day),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
