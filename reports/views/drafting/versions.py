"""The versions of a section, what changed between two, and putting one back."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from actions.errors import Refused
from actions.views.saving import CONFLICT, UNPROCESSABLE, page_with_form
from reports.drafting.versions import VersionLine, compare, versions_of
from reports.forms.drafting import RestoreForm
from reports.models import PaperSection
from reports.services.papers import write_section
from reports.views.drafting.loading import PaperPage, section_page


@page_with_form
def section_versions(
    request: HttpRequest, area: str, plan: str, paper: int, section: int
) -> HttpResponse:
    """Who wrote what and when, and what changed. A POST saves an earlier version anew."""
    at, row = section_page(request, area, plan, paper, section)
    if request.method != "POST":
        return _listed(request, at, row)
    form = RestoreForm(request.POST)
    if not form.is_valid():
        return _listed(request, at, row, form, UNPROCESSABLE)
    line = _line(row, form.cleaned_data["version"])
    try:
        write_section(
            section=row,
            text=line.text,
            by=at.page.user,
            seen=form.cleaned_data["seen"],
            keep=True,
            facts=at.facts(),
        )
    except Refused as refused:
        form.add_error(None, refused.message)
        status = CONFLICT if refused.field is None else UNPROCESSABLE
        return _listed(request, at, row, form, status)
    messages.success(request, f"The words of version {line.number} are put back, as a new save.")
    return HttpResponseRedirect(at.url("paper-section", row.pk))


def _line(row: PaperSection, number: int) -> VersionLine:
    """The version of the number; Http404 where there is none."""
    for line in versions_of(row):
        if line.number == number:
            return line
    raise Http404("There is no such version.")


def _listed(
    request: HttpRequest,
    at: PaperPage,
    row: PaperSection,
    form: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    lines = versions_of(row)
    context = at.context() | {
        "crumbs": at.section_crumbs(row, ("Versions", "")),
        "section": row,
        "lines": lines,
        "compared": compare(lines, request.GET.get("before", ""), request.GET.get("after", "")),
        "form": form,
    }
    return render(request, "reports/drafting/versions.html", context, status=status)
