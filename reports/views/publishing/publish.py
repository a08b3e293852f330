"""The last look at a paper: what is still missing, both copies, and publishing it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.errors import Refused, Stale
from actions.forms import add_refusal
from actions.views.loading import PlanPage, plan_page
from actions.views.saving import CONFLICT, UNPROCESSABLE, page_with_form, posted
from actions.views.set_up.common import Crumb, plan_url
from reports.choices import Copy
from reports.forms.publishing import PublishForm
from reports.models import Paper, Publication
from reports.publishing.copies import WRITERS, Ready, make_ready
from reports.publishing.missing import what_is_missing
from reports.services.publishing import publish
from wsoa.capabilities import Capability


@page_with_form
def paper_publish(request: HttpRequest, area: str, plan: str, paper: int) -> HttpResponse:
    """What is still missing, what each copy tells, and the way to publish them."""
    page, found = _paper(request, area, plan, paper)
    ready = make_ready(found)
    newest = found.publications.order_by("-version").first()
    form = PublishForm(posted(request), initial={"seen": ready.digest}, is_first=newest is None)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                done = publish(paper=found, by=page.user, **form.cleaned_data)
            except Stale as stale:
                status = CONFLICT
                _show_anew(form, ready, stale)
            except Refused as refused:
                add_refusal(form, refused)
            else:
                messages.success(request, f"Version {done.version} of the paper is published.")
                return HttpResponseRedirect(
                    reverse("area-publication", args=[page.area.slug, done.pk])
                )
    return render(
        request,
        "reports/published/publish.html",
        _context(page, found, ready, newest, form),
        status=status,
    )


@require_safe
def paper_copy(request: HttpRequest, area: str, plan: str, paper: int, copy: str) -> HttpResponse:
    """One copy as it would go out."""
    page, found = _paper(request, area, plan, paper)
    ready = make_ready(found)
    if copy not in ready.drafts:
        raise Http404("There is no such copy.")
    context = page.context() | {
        "written": found,
        "copy": Copy(copy),
        "paper": ready.content(Copy(copy)),
        "crumbs": _crumbs(
            page,
            found,
            ("Publish", plan_url(page, "paper-publish", found.pk)),
            (Copy(copy).label, ""),
        ),
        "back": plan_url(page, "paper-publish", found.pk),
    }
    return render(request, "reports/published/copy.html", context)


def _context(
    page: PlanPage, paper: Paper, ready: Ready, newest: Publication | None, form: PublishForm
) -> dict[str, object]:
    return page.context() | {
        "written": paper,
        "ready": ready,
        "copies": [
            (copy, plan_url(page, "paper-copy", paper.pk, copy.value)) for copy in ready.drafts
        ],
        "missing": what_is_missing(paper, ready.facts),
        "newest": newest,
        "version": newest.version + 1 if newest else 1,
        "formats": [each.label for each in WRITERS],
        "form": form,
        "crumbs": _crumbs(page, paper, ("Publish", "")),
        "public_url": reverse("publications", args=[page.area.slug]),
    }


def _show_anew(form: PublishForm, ready: Ready, stale: Stale) -> None:
    """Say that the paper is another by now; sent again, the form means the one that is shown now."""
    data = form.data.copy()  # type: ignore[attr-defined]
    data["seen"] = ready.digest
    form.data = data
    form.add_error(None, stale.message)


def _paper(request: HttpRequest, area: str, plan: str, paper: int) -> tuple[PlanPage, Paper]:
    """The plan's paper at the address, for who may write papers; Http404 where it has none of that number."""
    page = plan_page(request, area, plan)
    page.check(Capability.WRITE_PAPERS)
    found = Paper.objects.filter(plan=page.plan, pk=paper).select_related("template").first()
    if found is None:
        raise Http404("There is no such paper.")
    found.plan = page.plan
    return page, found


def _crumbs(page: PlanPage, paper: Paper, *after: Crumb) -> list[Crumb]:
    return [
        ("Your areas", reverse("home")),
        (page.area.name, reverse("area", args=[page.area.slug])),
        (page.plan.title, plan_url(page, "plan-dashboard")),
        (paper.title, ""),
        *after,
    ]
