"""Adding an action to a plan, and the list of those that are not in it any more."""

from collections import defaultdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from actions.departures import departures
from actions.errors import Refused
from actions.forms import add_refusal
from actions.forms.changing import AddActionForm
from actions.models import ActionReference, Theme
from actions.position import Position, position_as_at
from actions.references import next_reference, search_key
from actions.services.actions import add_action
from actions.urls_for import action_url
from actions.views.changing import reading_url
from actions.views.loading import PlanPage, plan_page
from actions.views.saving import UNPROCESSABLE, page_with_form
from wsoa.capabilities import Capability


@page_with_form
def add(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The form for a new action. Without a reference it takes the next one in its theme."""
    page = plan_page(request, area, plan)
    page.check(Capability.MANAGE_PLAN)
    next_in = _next_references(page)
    form = AddActionForm(
        request.POST if request.method == "POST" else None,
        plan=page.plan,
        next_in=next_in,
        today=page.today,
    )
    form.read_at(reading_url(page))
    if request.method != "POST":
        return _render(request, page, form, has_themes=bool(next_in))
    if form.is_valid():
        try:
            reference = _save(page, form, next_in)
        except Refused as refused:
            if refused.field in {"owners", "lead"}:
                refused.field = {"owners": "owner_1", "lead": "lead_organisation"}[refused.field]
            add_refusal(form, refused)
        else:
            due = form.cleaned_data["due"]
            understood = f" It is due {due.meaning}." if due else ""
            messages.success(request, f"{reference} is added to the plan.{understood}")
            return redirect(action_url(page.plan, search_key(reference)))
    return _render(request, page, form, UNPROCESSABLE, has_themes=bool(next_in))


def _save(page: PlanPage, form: AddActionForm, next_in: dict[int, str]) -> str:
    cleaned = form.cleaned_data
    reference = cleaned["reference"] or next_in[cleaned["theme"].pk]
    add_action(
        plan=page.plan,
        reference=reference,
        title=cleaned["title"],
        detail=cleaned["detail"],
        theme=cleaned["theme"],
        workstream=cleaned.get("workstream"),
        report_group=cleaned.get("report_group"),
        lead_organisation=cleaned["lead_organisation"],
        owners=form.owners(),
        due=cleaned["due"],
        effective_date=cleaned["effective_date"],
        reason=cleaned["reason"],
        by=page.user,
    )
    return reference


def _next_references(page: PlanPage) -> dict[int, str]:
    """Theme's id -> the next free reference in it, by what its actions bear today."""
    position: Position = position_as_at(page.plan, page.today)
    borne: dict[int, list[str]] = defaultdict(list)
    for line in position.lines:
        borne[line.theme.id].append(line.reference)
    taken = set(
        ActionReference.objects.filter(action__plan=page.plan)
        .standing()
        .values_list("search_key", flat=True)
    )
    return {
        theme.pk: next_reference(borne[theme.pk], taken, theme.reference)
        for theme in Theme.objects.filter(plan=page.plan)
    }


def _render(
    request: HttpRequest, page: PlanPage, form: AddActionForm, status: int = 200, **extra: object
) -> HttpResponse:
    template = "actions/add.html"
    if getattr(request, "htmx", False):
        template += "#form"
    return render(request, template, page.context() | {"form": form, **extra}, status=status)


@require_safe
def departed(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The actions that are not in the plan any more, when each left and why."""
    page = plan_page(request, area, plan)
    context = page.context() | {"departures": list(departures(page.plan, page.day).values())}
    return render(request, "actions/departed.html", context, status=page.status)
