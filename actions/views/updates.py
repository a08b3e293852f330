"""Recording a status update, correcting one, taking one back, and recording a completion."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from actions import permissions
from actions.errors import Refused, Stale
from actions.forms import (
    CompletionForm,
    CorrectionForm,
    RetractionForm,
    UpdateForm,
    add_refusal,
)
from actions.models import Action, Rating, StatusUpdate
from actions.position import Line, position_as_at
from actions.services.completions import record_completion
from actions.services.updates import Seen, correct_update, record_update, retract_update
from actions.urls_for import action_url
from actions.views.loading import PlanPage, find_action, find_line, plan_page
from wsoa.capabilities import Capability

UNPROCESSABLE = 422
CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
def update(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """The update form. A newer update by somebody else is shown before anything is saved."""
    page, action, line = _open(request, area, plan, reference)
    permissions.check_can_update(page.user, action, on=page.today)
    ratings = _ratings(page)
    if request.method != "POST":
        newest = _newest(action)
        form = UpdateForm(
            ratings=ratings,
            today=page.today,
            initial={
                "rating": line.rating.id if line.rating else None,
                "effective_date": page.today,
                "remedial_action": line.remedial_action,
                "based_on": newest.pk if newest else "",
            },
        )
        return _render(request, page, line, "actions/update.html", form)
    form = UpdateForm(request.POST, ratings=ratings, today=page.today)
    if not form.is_valid():
        return _render(request, page, line, "actions/update.html", form, UNPROCESSABLE)
    seen = Seen(form.seen_id())
    try:
        record_update(
            action=action,
            rating=form.cleaned_data.get("rating"),
            effective_date=form.cleaned_data["effective_date"],
            commentary=form.cleaned_data["commentary"],
            remedial_action=form.cleaned_data["remedial_action"],
            seen=seen,
            by=page.user,
        )
    except Stale as stale:
        return _conflict(request, page, line, action, form, seen, stale)
    except Refused as refused:
        add_refusal(form, refused)
        return _render(request, page, line, "actions/update.html", form, UNPROCESSABLE)
    return _saved(request, page, action, line)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(
    request: HttpRequest, area: str, plan: str, reference: str, update_id: int
) -> HttpResponse:
    """The form that corrects an update recorded by mistake."""
    page, action, line = _open(request, area, plan, reference)
    page.check(Capability.CORRECT_HISTORY)
    mistaken = _find_update(action, update_id)
    ratings = _ratings(page)
    if request.method != "POST":
        form = CorrectionForm(
            ratings=ratings,
            today=page.today,
            initial={
                "rating": mistaken.rating_id,
                "effective_date": mistaken.effective_date,
                "commentary": mistaken.commentary,
                "remedial_action": mistaken.remedial_action,
            },
        )
        return _render(request, page, line, "actions/correct.html", form, mistaken=mistaken)
    form = CorrectionForm(request.POST, ratings=ratings, today=page.today)

    def save() -> None:
        correct_update(
            update=mistaken,
            rating=form.cleaned_data.get("rating"),
            effective_date=form.cleaned_data["effective_date"],
            commentary=form.cleaned_data["commentary"],
            remedial_action=form.cleaned_data["remedial_action"],
            reason=form.cleaned_data["reason"],
            by=page.user,
        )

    return _save(request, page, action, line, "actions/correct.html", form, save, mistaken=mistaken)


@require_http_methods(["GET", "HEAD", "POST"])
def retract(
    request: HttpRequest, area: str, plan: str, reference: str, update_id: int
) -> HttpResponse:
    """The form that takes back an update recorded by mistake."""
    page, action, line = _open(request, area, plan, reference)
    page.check(Capability.CORRECT_HISTORY)
    mistaken = _find_update(action, update_id)
    if request.method != "POST":
        return _render(
            request, page, line, "actions/retract.html", RetractionForm(), mistaken=mistaken
        )
    form = RetractionForm(request.POST)

    def save() -> None:
        retract_update(update=mistaken, reason=form.cleaned_data["reason"], by=page.user)

    return _save(request, page, action, line, "actions/retract.html", form, save, mistaken=mistaken)


@require_http_methods(["GET", "HEAD", "POST"])
def complete(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """The form that records completion where the colour leaves it open."""
    page, action, line = _open(request, area, plan, reference)
    permissions.check_can_update(page.user, action, on=page.today)
    if request.method != "POST":
        form = CompletionForm(initial={"completed_on": page.today})
        return _render(request, page, line, "actions/complete.html", form)
    form = CompletionForm(request.POST)

    def save() -> None:
        record_completion(
            action=action,
            completed_on=form.cleaned_data["completed_on"],
            evidence=form.cleaned_data["evidence"],
            by=page.user,
        )

    return _save(request, page, action, line, "actions/complete.html", form, save)


def _open(
    request: HttpRequest, area: str, plan: str, reference: str
) -> tuple[PlanPage, Action, Line]:
    page = plan_page(request, area, plan)
    action = find_action(page.plan, reference)
    line = position_as_at(page.plan, page.today).line(action.pk)
    if line is None:
        raise Http404("The action is no longer in the plan.")
    return page, action, line


def _ratings(page: PlanPage) -> list[Rating]:
    return list(Rating.objects.filter(scheme__plan=page.plan).order_by("order"))


def _newest(action: Action) -> StatusUpdate | None:
    return StatusUpdate.objects.filter(action=action).order_by("-id").first()


def _find_update(action: Action, update_id: int) -> StatusUpdate:
    found = (
        StatusUpdate.objects.filter(action=action, pk=update_id)
        .select_related("rating", "recorded_by")
        .first()
    )
    if found is None:
        raise Http404("There is no such update.")
    found.action = action
    return found


def _save(
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
            save()
        except Refused as refused:
            add_refusal(form, refused)
        else:
            return _saved(request, page, action, line)
    return _render(request, page, line, template, form, UNPROCESSABLE, **extra)


def _conflict(
    request: HttpRequest,
    page: PlanPage,
    line: Line,
    action: Action,
    form: UpdateForm,
    seen: Seen,
    stale: Stale,
) -> HttpResponse:
    """Show what came in between, keep what was typed, and base the next try on what is now shown."""
    newer = list(
        StatusUpdate.objects.filter(action=action, pk__gt=seen.newest_id or 0)
        .select_related("rating", "recorded_by")
        .order_by("-id")
    )
    newest = _newest(action)
    data = request.POST.copy()
    data["based_on"] = str(newest.pk) if newest else ""
    again = UpdateForm(data, ratings=_ratings(page), today=page.today)
    again.full_clean()
    return _render(
        request,
        page,
        line,
        "actions/update.html",
        again,
        CONFLICT,
        conflict=newer,
        conflict_message=stale.message,
    )


def _render(
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


def _saved(request: HttpRequest, page: PlanPage, action: Action, before: Line) -> HttpResponse:
    """Back to the action, saying what it now is."""
    _, after = find_line(page, action)
    now = after.rating if after else None
    if now is None:
        said = f"Your update to {before.reference} is saved."
    elif before.rating is not None and before.rating.code == now.code:
        said = f"Saved. {before.reference} is still {now.label} ({now.meaning})."
    else:
        was = before.rating.label if before.rating else "unrated"
        said = f"Saved. {before.reference} has gone from {was} to {now.label} ({now.meaning})."
    messages.success(request, said)
    address = action_url(page.plan, before.slug)
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)
