"""The last look at a paper: what is still missing, both copies, and publishing it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.errors import Refused, Stale
from actions.forms import add_refusal
from actions.views.saving import CONFLICT, UNPROCESSABLE, page_with_form, posted
from reports.blocks import UnknownBlock
from reports.choices import Copy
from reports.clearance import clearance_of
from reports.clearance.figures import moved_since_sign_off
from reports.figures import UnknownFigure
from reports.formats import WRITERS
from reports.forms.publishing import PublishForm
from reports.publishing.copies import Ready, make_ready
from reports.publishing.held_back import held_back, typed_values
from reports.readiness_to_publish import missing_for_publication
from reports.services.publishing import publish
from reports.views.drafting.loading import PaperPage, paper_page


@page_with_form
def paper_publish(request: HttpRequest, area: str, plan: str, paper: int) -> HttpResponse:
    """What is still missing, what each copy tells, and the way to publish them."""
    at = paper_page(request, area, plan, paper)
    ready = make_ready(at.paper)
    newest = at.paper.publications.order_by("-version").first()
    form = PublishForm(posted(request), initial={"seen": ready.digest}, is_first=newest is None)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                done = publish(paper=at.paper, by=at.page.user, **form.cleaned_data)
            except Stale as stale:
                status = CONFLICT
                _show_anew(form, ready, stale)
            except Refused as refused:
                add_refusal(form, refused)
            else:
                messages.success(request, f"Version {done.version} of the paper is published.")
                address = reverse("area-publication", args=[at.page.area.slug, done.pk])
                return HttpResponseRedirect(address)
    context = _context(at, ready) | {
        "newest": newest,
        "version": newest.version + 1 if newest else 1,
        "form": form,
    }
    return render(request, "reports/published/publish.html", context, status=status)


@require_safe
def paper_copy(request: HttpRequest, area: str, plan: str, paper: int, copy: str) -> HttpResponse:
    """One copy as it would go out."""
    at = paper_page(request, area, plan, paper)
    ready = make_ready(at.paper)
    back = at.url("paper-publish")
    try:
        contents = ready.contents
    except (UnknownFigure, UnknownBlock):  # that page says which
        return HttpResponseRedirect(back)
    if copy not in contents:
        raise Http404("There is no such copy.")
    chosen = Copy(copy)
    context = at.context() | {
        "written": at.paper,
        "copy": chosen,
        "paper": contents[chosen],
        "crumbs": at.crumbs(("Publish", back), (chosen.label, "")),
        "back": back,
    }
    return render(request, "reports/published/copy.html", context)


def _context(at: PaperPage, ready: Ready) -> dict[str, object]:
    missing = missing_for_publication(at.paper, ready.facts)
    can_be_laid_out = all(each.code != "figure" for each in missing)
    copies = ready.contents if can_be_laid_out else {}
    has_public = Copy.PUBLIC in copies
    return at.context() | {
        "ready": ready,
        "copies": [(copy, at.url("paper-copy", copy.value)) for copy in copies],
        "missing": missing,
        "moved": moved_since_sign_off(clearance_of(at.paper), lambda: ready.draft, ready.facts),
        "held_back": held_back(ready.draft, ready.facts) if has_public else (),
        "typed_values": typed_values(ready.draft, ready.facts) if has_public else (),
        "formats": [each.label for each in WRITERS],
        "crumbs": at.crumbs(("Publish", "")),
        "public_url": reverse("publications", args=[at.page.area.slug]),
    }


def _show_anew(form: PublishForm, ready: Ready, stale: Stale) -> None:
    """Say that the paper is another by now; sent again, the form means the one that is shown now."""
    data = form.data.copy()  # type: ignore[attr-defined]
    data["seen"] = ready.digest
    form.data = data
    form.add_error(None, stale.message)
