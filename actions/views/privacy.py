"""Taking personal data out of the record, people who leave, and the page that says what is kept."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.errors import Refused, Stale
from actions.forms import add_refusal
from actions.forms.privacy import ReasonForm, RedactionForm, WordsForm
from actions.models import Evidence, InspectionDocument, Membership
from actions.people import administrators_for, people_who_left
from actions.redaction import Passage, Words, passages
from actions.redaction.places import references_of
from actions.services.leaving import anonymise
from actions.services.privacy import redact, redact_document, redact_file
from actions.views.saving import CONFLICT, UNPROCESSABLE, page_with_form, posted
from actions.views.set_up.common import AreaPage, Asking, answer, area_at
from wsoa.capabilities import Capability
from wsoa.models import User

SHOWN = 500
"""Places shown at once; a form of more fields than Django takes would be refused."""


@page_with_form
def redaction(request: HttpRequest, area: str) -> HttpResponse:
    """Look for words everywhere in the area, show each place, and take them out where ticked.

    The words come by POST in both steps, so that they stand in no address, history or log.
    """
    page = area_at(request, area, Capability.REDACT)
    if request.method != "POST":
        return _search(request, page, WordsForm())
    if request.POST.get("step") == "confirm":
        return _confirm(request, page)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _search(request, page, form, UNPROCESSABLE)
    words = form.cleaned_data["found_by"]
    found = list(passages(page.area, words))
    if not found:
        return _search(request, page, form, nothing=True)
    confirm = RedactionForm(
        initial={"words": form.cleaned_data["words"], "inside": words.inside, "whole": "words"}
    )
    return _places(request, page, confirm, found, {each.key for each in found})


def _confirm(request: HttpRequest, page: AreaPage) -> HttpResponse:
    form = RedactionForm(request.POST)
    form.full_clean()
    words = form.cleaned_data.get("found_by")
    if not isinstance(words, Words):
        return _search(request, page, WordsForm(request.POST), UNPROCESSABLE)
    status = UNPROCESSABLE
    if form.is_valid():
        try:
            done = redact(
                area=page.area,
                words=words,
                places=form.cleaned_data["places"],
                whole=form.cleaned_data["whole"] == "whole",
                reason=form.cleaned_data["reason"],
                by=page.user,
            )
        except Refused as refused:
            status = CONFLICT if isinstance(refused, Stale) else UNPROCESSABLE
            add_refusal(form, refused)
        else:
            number = done.places.total()
            messages.success(
                request,
                f"Personal data is taken out of {number} place{'' if number == 1 else 's'}. Back-ups made "
                "before now hold it still.",
            )
            return HttpResponseRedirect(page.url("redact"))
    found = list(passages(page.area, words))
    return _places(request, page, form, found, set(form.cleaned_data.get("places", ())), status)


def _search(
    request: HttpRequest,
    page: AreaPage,
    form: WordsForm,
    status: int = 200,
    *,
    nothing: bool = False,
) -> HttpResponse:
    context = page.context() | {
        "crumbs": page.crumbs(("Take out personal data", "")),
        "form": form,
        "nothing": nothing,
        "files": Evidence.objects.filter(action__plan__area=page.area, kind="file").count()
        + InspectionDocument.objects.filter(inspection__area=page.area).count(),
    }
    return render(request, "actions/privacy/search.html", context, status=status)


def _places(
    request: HttpRequest,
    page: AreaPage,
    form: RedactionForm,
    found: list[Passage],
    ticked: Collection[str],
    status: int = 200,
) -> HttpResponse:
    shown = found[:SHOWN]
    named = references_of(shown)
    context = page.context() | {
        "crumbs": page.crumbs(("Take out personal data", page.url("redact")), ("Places found", "")),
        "form": form,
        "places": [(each, each.key in ticked, named.get(each.action_id or 0)) for each in shown],
        "total": len(found),
        "left_out": len(found) - len(shown),
    }
    return render(request, "actions/privacy/places.html", context, status=status)


@require_safe
def files(request: HttpRequest, area: str) -> HttpResponse:
    """Every stored file of the area: those that cannot be searched are found by eye."""
    page = area_at(request, area, Capability.REDACT)
    rows = (
        Evidence.objects.filter(action__plan__area=page.area, kind="file")
        .select_related("action__plan", "recorded_by")
        .order_by("-recorded_at", "-pk")
    )
    documents = (
        InspectionDocument.objects.filter(inspection__area=page.area)
        .select_related("inspection", "recorded_by")
        .order_by("-recorded_at", "-pk")
    )
    context = page.context() | {
        "crumbs": page.crumbs(("Take out personal data", page.url("redact")), ("Files", "")),
        "files": [
            *((each, each.action.plan.title, "redact-file") for each in rows),
            *((each, str(each.inspection), "redact-document") for each in documents),
        ],
    }
    return render(request, "actions/privacy/files.html", context)


@page_with_form
def file_redaction(request: HttpRequest, area: str, file_id: int) -> HttpResponse:
    """Ask for the reason, then destroy an evidence file."""
    page = area_at(request, area, Capability.REDACT)
    evidence = (
        Evidence.objects.filter(pk=file_id, kind="file", action__plan__area=page.area)
        .select_related("action__plan__area")
        .first()
    )
    if evidence is None:
        raise Http404("There is no such file.")

    def save(given: dict[str, Any]) -> tuple[str, str]:
        redact_file(evidence=evidence, reason=given["reason"], by=page.user)
        return page.url("redact-files"), DESTROYED

    asking = _destroying(page, "Destroy an evidence file", evidence.title)
    return answer(request, page, ReasonForm(posted(request)), asking, save=save)


@page_with_form
def document_redaction(request: HttpRequest, area: str, document_id: int) -> HttpResponse:
    """Ask for the reason, then destroy the file of an inspection's document."""
    page = area_at(request, area, Capability.REDACT)
    document = (
        InspectionDocument.objects.filter(pk=document_id, inspection__area=page.area)
        .select_related("inspection__area")
        .first()
    )
    if document is None:
        raise Http404("There is no such file.")

    def save(given: dict[str, Any]) -> tuple[str, str]:
        redact_document(document=document, reason=given["reason"], by=page.user)
        return page.url("redact-files"), DESTROYED

    asking = _destroying(page, "Destroy a document of an inspection", document.title)
    return answer(request, page, ReasonForm(posted(request)), asking, save=save)


DESTROYED = "The file is destroyed. Back-ups made before now hold it still."


def _destroying(page: AreaPage, title: str, caption: str) -> Asking:
    back = page.url("redact-files")
    return Asking(
        title,
        page.crumbs(("Take out personal data", page.url("redact")), ("Files", back)),
        back,
        caption=caption,
        button="Destroy the file",
        intro="The file and its names go for good. That there was one, who added it and when, stays.",
    )


@require_safe
def left(request: HttpRequest, area: str) -> HttpResponse:
    """People who left the area and still have their name in its record."""
    page = area_at(request, area, Capability.MANAGE_AREA)
    context = page.context() | {
        "crumbs": page.crumbs(("People", page.url("people")), ("People who left", "")),
        "members": Membership.objects.filter(area=page.area)
        .exclude(user=page.user)
        .select_related("user")
        .order_by("user__name", "pk"),
        "former": people_who_left(page.area),
    }
    return render(request, "actions/privacy/left.html", context)


@page_with_form
def anonymous(request: HttpRequest, area: str, user_id: int) -> HttpResponse:
    """Ask for the reason, then make somebody who leaves anonymous."""
    page = area_at(request, area, Capability.MANAGE_AREA)
    here = User.objects.filter(memberships__area=page.area, pk=user_id).exclude(pk=page.user.pk)
    person = here.first() or next(
        (each for each in people_who_left(page.area) if each.pk == user_id), None
    )
    if person is None:
        raise Http404("There is no such person in this area.")
    elsewhere = Membership.objects.filter(user=person).exclude(area=page.area).exists()
    back = page.url("people-left")

    def save(given: dict[str, Any]) -> tuple[str, str]:
        gone = anonymise(user=person, area=page.area, reason=given["reason"], by=page.user)
        said = f"They are now “{User.objects.get(pk=person.pk).name}”." if gone else ""
        return back, said or "They have left this area."

    intro = (
        "They belong to another area too, so they only leave this one, and keep their account."
        if elsewhere
        else "What they recorded stays, under the name “Former member of staff” and a number. Their name, "
        "address, password, sign-ins, posts’ address, watched actions and saved views go for good. Where a "
        "commentary or a paper names them, take that out separately."
    )
    asking = Asking(
        "Let somebody leave" if elsewhere else "Make somebody who leaves anonymous",
        page.crumbs(("People", page.url("people")), ("People who left", back)),
        back,
        caption=person.name,
        button="End their membership" if elsewhere else "Make anonymous",
        intro=intro,
    )
    return answer(request, page, ReasonForm(posted(request)), asking, save=save)


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, how long, and whom to ask. Open to anybody."""
    user = request.user if isinstance(request.user, User) else None
    context = {
        "sign_ins": settings.KEEP_SIGN_INS_DAYS,
        "emails": settings.KEEP_EMAILS_DAYS,
        "drafts": settings.KEEP_IMPORT_DRAFTS_DAYS,
        "links": settings.ANSWER_LINK_DAYS,
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
        "administrators": administrators_for(user) if user else [],
    }
    return render(request, "actions/privacy/kept.html", context)
