"""The whole paper as a draft: on a page, and as a file."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.choices import FileFormat
from reports.content import paper_content
from reports.drafting.showing import unknown_in
from reports.drafts import PaperDraft
from reports.facts import Facts
from reports.formats import CONTENT_TYPES, WRITERS
from reports.paper import PaperContent
from reports.papers import draft_of, printed_look
from reports.readiness_to_publish import figures_to_come
from reports.views.drafting.loading import PaperPage, paper_page


def _asks_for_public(request: HttpRequest, at: PaperPage) -> bool:
    """Whether the public copy is asked for; a paper that is exempt as a whole has none."""
    return request.GET.get("copy") == "public" and not at.paper.is_exempt


def _told(at: PaperPage, *, is_public: bool) -> tuple[PaperDraft, Facts]:
    """The draft and the facts of its day, or what the public would be told of both."""
    draft, facts = draft_of(at.paper), at.facts()
    return (draft.for_public(), facts.for_public()) if is_public else (draft, facts)


def _content(at: PaperPage, draft: PaperDraft, facts: Facts) -> PaperContent:
    return paper_content(draft, facts, printed_look(at.page.plan))


@require_safe
def paper_preview(request: HttpRequest, area: str, plan: str, paper: int) -> HttpResponse:
    """The paper with the figures of its day, or its public copy."""
    at = paper_page(request, area, plan, paper)
    is_public = _asks_for_public(request, at)
    draft, facts = _told(at, is_public=is_public)
    unknown = unknown_in(draft, facts)
    context = at.context() | {
        "crumbs": at.crumbs(("Preview", "")),
        "draft": at.paper,
        "unknown": unknown,
        "paper": None if unknown else _content(at, draft, facts),
        "is_public": is_public,
        "to_come": figures_to_come(at.paper, at.page.today),
        "query": "?copy=public" if is_public else "",
    }
    return render(request, "reports/drafting/preview.html", context)


@require_safe
def paper_file(request: HttpRequest, area: str, plan: str, paper: int, ending: str) -> HttpResponse:
    """The same as a file: PDF, Word, or a workbook of its tables. What cannot be laid out leads to the page that says why."""
    at = paper_page(request, area, plan, paper)
    is_public = _asks_for_public(request, at)
    draft, facts = _told(at, is_public=is_public)
    if (request.GET.get("copy") == "public" and not is_public) or unknown_in(draft, facts):
        return HttpResponseRedirect(at.url("paper-preview"))
    file_format = FileFormat(ending)
    names = (at.page.area.slug, at.page.plan.slug, at.paper.template.key, str(at.paper.as_at))
    name = "-".join((*names, "public" if is_public else "full", "draft"))
    return HttpResponse(
        WRITERS[file_format](_content(at, draft, facts)),
        content_type=CONTENT_TYPES[file_format],
        headers={"Content-Disposition": f'attachment; filename="{name}.{ending}"'},
    )
