"""The whole paper as a draft: on a page, and as a file."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.content import paper_content
from reports.documents import paper_pdf
from reports.paper import PaperContent
from reports.papers import draft_of, look_of
from reports.views.drafting.loading import PaperPage, paper_page


def _asks_for_public(request: HttpRequest, at: PaperPage) -> bool:
    """Whether the public copy is asked for; a paper that is exempt as a whole has none."""
    return request.GET.get("copy") == "public" and not at.paper.is_exempt


def _content(at: PaperPage, *, is_public: bool) -> PaperContent:
    draft = draft_of(at.paper)
    return paper_content(
        draft.for_public() if is_public else draft, at.facts(), look_of(at.page.plan)
    )


@require_safe
def paper_preview(request: HttpRequest, area: str, plan: str, paper: int) -> HttpResponse:
    """The paper with the figures of its day, or its public copy."""
    at = paper_page(request, area, plan, paper)
    is_public = _asks_for_public(request, at)
    context = at.context() | {
        "crumbs": at.crumbs(("Preview", "")),
        "draft": at.paper,
        "paper": _content(at, is_public=is_public),
        "is_public": is_public,
        "query": "?copy=public" if is_public else "",
    }
    return render(request, "reports/drafting/preview.html", context)


@require_safe
def paper_file(request: HttpRequest, area: str, plan: str, paper: int) -> HttpResponse:
    """The same as a PDF."""
    at = paper_page(request, area, plan, paper)
    is_public = _asks_for_public(request, at)
    if request.GET.get("copy") == "public" and not is_public:
        return HttpResponseRedirect(at.url("paper-preview"))
    which = "public" if is_public else "full"
    name = f"{at.page.area.slug}-{at.page.plan.slug}-{at.paper.template.key}-{at.paper.as_at}-{which}-draft.pdf"
    return HttpResponse(
        paper_pdf(_content(at, is_public=is_public)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
