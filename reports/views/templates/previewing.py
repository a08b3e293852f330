"""What a paper of a template would look like today, in one of the area's plans."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports.content import paper_content
from reports.drafting.showing import unknown_in
from reports.drafting.templates import plans_to_show, sample_of
from reports.facts import Facts
from reports.papers import printed_look
from reports.views.templates.loading import template_page


@require_safe
def template_preview(request: HttpRequest, area: str, template: int) -> HttpResponse:
    """The template filled for a plan; the newest, unless another of the area's is asked for."""
    at = template_page(request, area, template)
    plans = plans_to_show(at.area)
    asked = request.GET.get("plan", "")
    plan = next((each for each in plans if each.slug == asked), plans[0] if plans else None)
    context = at.context() | {
        "crumbs": at.crumbs(("Preview", "")),
        "plans": plans,
        "shown_plan": plan,
    }
    if plan is not None:
        draft = sample_of(at.template, plan, timezone.localdate())
        facts = Facts(plan, draft.as_at)
        unknown = unknown_in(draft, facts)
        context |= {
            "as_at": draft.as_at,
            "unknown": unknown,
            "paper": None if unknown else paper_content(draft, facts, printed_look(plan)),
        }
    return render(request, "reports/templates/preview.html", context)
