"""Recording a status update, correcting one, and taking one back."""

from django.http import Http404, HttpRequest, HttpResponse

from actions import permissions
from actions.errors import Refused, Stale
from actions.forms import CorrectionForm, RetractionForm, add_refusal
from actions.forms.evidence import UpdateWithEvidenceForm, attachments_of
from actions.models import Action, Rating, StatusUpdate
from actions.position import Line
from actions.services.proposals import submit_update
from actions.services.updates import correct_update, retract_update
from actions.services.writing import Seen
from actions.views.loading import PlanPage
from actions.views.saving import (
    CONFLICT,
    UNPROCESSABLE,
    open_action,
    page_with_form,
    render_form,
    save_form,
    saved,
)
from wsoa.capabilities import Capability


@page_with_form
def update(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """The update form. A newer update by somebody else is shown before anything is saved."""
    page, action, line = open_action(request, area, plan, reference)
    permissions.check_can_update(page.user, action, on=page.today)
    ratings = _ratings(page)
    if request.method != "POST":
        newest = _newest(action)
        form = UpdateWithEvidenceForm(
            ratings=ratings,
            today=page.today,
            initial={
                "rating": line.rating.id if line.rating else None,
                "effective_date": page.today,
                "remedial_action": line.remedial_action,
                "based_on": newest.pk if newest else "",
            },
        )
        return render_form(request, page, line, "actions/update.html", form)
    form = UpdateWithEvidenceForm(request.POST, request.FILES, ratings=ratings, today=page.today)
    if not form.is_valid():
        return render_form(request, page, line, "actions/update.html", form, UNPROCESSABLE)
    seen = Seen(form.seen_id())
    try:
        with attachments_of(form) as attachments:
            outcome = submit_update(
                action=action,
                rating=form.cleaned_data.get("rating"),
                effective_date=form.cleaned_data["effective_date"],
                commentary=form.cleaned_data["commentary"],
                remedial_action=form.cleaned_data["remedial_action"],
                attachments=attachments,
                seen=seen,
                by=page.user,
            )
    except Stale as stale:
        return _conflict(request, page, line, action, form, seen, stale)
    except Refused as refused:
        add_refusal(form, refused)
        return render_form(request, page, line, "actions/update.html", form, UNPROCESSABLE)
    return saved(request, page, action, line, outcome)


@page_with_form
def correct(
    request: HttpRequest, area: str, plan: str, reference: str, update_id: int
) -> HttpResponse:
    """The form that corrects an update recorded by mistake."""
    page, action, line = open_action(request, area, plan, reference)
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
        return render_form(request, page, line, "actions/correct.html", form, mistaken=mistaken)
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

    return save_form(
        request, page, action, line, "actions/correct.html", form, save, mistaken=mistaken
    )


@page_with_form
def retract(
    request: HttpRequest, area: str, plan: str, reference: str, update_id: int
) -> HttpResponse:
    """The form that takes back an update recorded by mistake."""
    page, action, line = open_action(request, area, plan, reference)
    page.check(Capability.CORRECT_HISTORY)
    mistaken = _find_update(action, update_id)
    if request.method != "POST":
        return render_form(
            request, page, line, "actions/retract.html", RetractionForm(), mistaken=mistaken
        )
    form = RetractionForm(request.POST)

    def save() -> None:
        retract_update(update=mistaken, reason=form.cleaned_data["reason"], by=page.user)

    return save_form(
        request, page, action, line, "actions/retract.html", form, save, mistaken=mistaken
    )


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


def _conflict(
    request: HttpRequest,
    page: PlanPage,
    line: Line,
    action: Action,
    form: UpdateWithEvidenceForm,
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
    again = UpdateWithEvidenceForm(data, request.FILES, ratings=_ratings(page), today=page.today)
    again.full_clean()
    again.ask_for_file_again()
    return render_form(
        request,
        page,
        line,
        "actions/update.html",
        again,
        CONFLICT,
        conflict=newer,
        conflict_message=stale.message,
    )
