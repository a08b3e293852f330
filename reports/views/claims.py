"""The numbers of a paper held against the figures: which differ, and why that may be."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from actions.errors import Refused
from actions.forms import add_refusal
from actions.views.saving import UNPROCESSABLE
from reports.choices import Verdict
from reports.explained import Explained, paper_claims
from reports.forms.claims import ReasonForm
from reports.models import PaperSection
from reports.services.claims import explain_claim
from reports.views.drafting.loading import PaperPage, paper_page, section_page


@dataclass(frozen=True, slots=True)
class Found:
    """A number on the page: where it stands and, where it differs, the form for a reason."""

    said: Explained
    section: PaperSection
    form: ReasonForm | None = None


def claims(request: HttpRequest, area: str, plan: str, paper: int) -> HttpResponse:
    """Every number of the paper, those that differ first."""
    return _listed(request, paper_page(request, area, plan, paper))


@require_POST
def claim_explain(
    request: HttpRequest, area: str, plan: str, paper: int, section: int
) -> HttpResponse:
    """Keep why a number of the section may differ."""
    at, row = section_page(request, area, plan, paper, section)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            explain_claim(section=row, by=at.page.user, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, f"The reason for “{form.cleaned_data['claim']}” is kept.")
            return HttpResponseRedirect(at.url("paper-claims"))
    return _listed(request, at, (row, form), UNPROCESSABLE)


def _listed(
    request: HttpRequest,
    at: PaperPage,
    refused: tuple[PaperSection, ReasonForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    sections = {row.pk: row for row in at.paper.sections.all()}
    said = paper_claims(at.paper, at.facts())
    by_verdict: dict[Verdict, list[Found]] = {each: [] for each in Verdict}
    for place, each in enumerate(said):
        row = sections[each.section_key]
        own = None
        if each.claim.differs:
            own = _typed(refused, row, each, place) or ReasonForm.of(each, place)
        by_verdict[each.claim.verdict].append(Found(each, row, own))
    differing = by_verdict[Verdict.DIFFERS]
    typed = next((each.form for each in differing if each.form and each.form.is_bound), None)
    context = at.context() | {
        "crumbs": at.crumbs(("Numbers", "")),
        "total": len(said),
        "differing": differing,
        "open": sum(found.said.is_open for found in differing),
        "agreeing": by_verdict[Verdict.AGREES],
        "unknown": by_verdict[Verdict.UNKNOWN],
        "form": typed or (refused[1] if refused else None),
    }
    return render(request, "reports/claims.html", context, status=status)


def _typed(
    refused: tuple[PaperSection, ReasonForm] | None,
    row: PaperSection,
    each: Explained,
    place: int,
) -> ReasonForm | None:
    """The form as it was sent, where it is the one beside this number."""
    if refused is None or refused[0].pk != row.pk:
        return None
    form = refused[1]
    shown = (form.data.get("claim", ""), form.data.get("expected", ""))
    if shown != (each.claim.text, str(each.claim.expected)):
        return None
    again = ReasonForm(form.data, place=place)
    again.errors.update(form.errors)
    return again
