"""What every form on an action does: open it, show it, save it, say what came of it."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from actions.errors import Refused
from actions.forms import add_refusal
from actions.models import Action, UpdateProposal
from actions.position import Line
from actions.urls_for import action_url
from actions.views.loading import PlanPage, find_action, line_on, plan_page
from actions.views.missing import LeftPlan
from wsoa.capabilities import Capability

UNPROCESSABLE = 422
CONFLICT = 409

page_with_form = require_http_methods(["GET", "HEAD", "POST"])
"""A page that is opened, and takes what its form sends."""


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, be it nothing; None where the page is only opened."""
    return request.POST if request.method == "POST" else None


def open_action(
    request: HttpRequest, area: str, plan: str, reference: str
) -> tuple[PlanPage, Action, Line]:
    """The page, the action and its line as it is today; LeftPlan (404) where it is not in the plan."""
    page = plan_page(request, area, plan)
    action = find_action(page.plan, reference)
    line = line_on(page.today, action)
    if line is None:
        raise LeftPlan(page, action)
    return page, action, line


def save_form(
    request: HttpRequest,
    page: PlanPage,
    action: Action,
    line: Line,
    template: str,
    form: Form,
    save: Callable[[], object],
    **extra: object,
) -> HttpResponse:
    """Save a valid form; show it again with what was typed where it or the service refuses."""
    if form.is_valid():
        try:
            outcome = save()
        except Refused as refused:
            add_refusal(form, refused)
        else:
            return saved(request, page, action, line, outcome)
    return render_form(request, page, line, template, form, UNPROCESSABLE, **extra)


def render_form(
    request: HttpRequest,
    page: PlanPage,
    line: Line,
    template: str,
    form: Form,
    status: int = 200,
    **extra: object,
) -> HttpResponse:
    """The whole page, or its form alone for HTMX."""
    if getattr(request, "htmx", False):
        template = f"{template}#form"
    context = page.context() | {"line": line, "form": form, **extra}
    return render(request, template, context, status=status)


def saved(
    request: HttpRequest,
    page: PlanPage,
    action: Action,
    before: Line,
    outcome: object = None,
) -> HttpResponse:
    """Back to the action, saying what it now is, or that what was sent waits."""
    after = line_on(page.today, action)
    now = after.rating if after else None
    if isinstance(outcome, UpdateProposal):
        said = f"{sent_words(page)} {before.reference} stays as it is until then."
    elif now is None:
        said = f"Your update to {before.reference} is saved."
    elif before.rating is not None and before.rating.code == now.code:
        said = f"Saved. {before.reference} is still {now.label} ({now.meaning})."
    else:
        was = before.rating.label if before.rating else "unrated"
        said = f"Saved. {before.reference} has gone from {was} to {now.label} ({now.meaning})."
    is_recorded = not isinstance(outcome, UpdateProposal)
    if is_recorded and after is not None and after.is_complete != before.is_complete:
        said += " It is now complete." if after.is_complete else " It is open again."
    messages.success(request, said)
    return redirected(request, page, before)


def redirected(request: HttpRequest, page: PlanPage, line: Line) -> HttpResponse:
    """Back to the page of the action."""
    address = action_url(page.plan, line.slug)
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)


def sent_words(page: PlanPage) -> str:
    """That something was sent for acceptance, and to whom."""
    if page.can(Capability.ACCEPT_UPDATES):
        return "Sent for acceptance by somebody else who may accept updates."
    return "Sent to the project manager for acceptance."


def done(request: HttpRequest, url: str, do: Callable[[], object], said: str) -> HttpResponse:
    """Do what a button asks for, and lead on with what to say, be it a refusal."""
    try:
        do()
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, said)
    return HttpResponseRedirect(url)
