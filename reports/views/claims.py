"""The numbers of a paper held against the figures: which differ, and why that may be."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from actions.errors import Refused
from actions.forms import add_refusal
from actions.views.saving import UNPROCESSABLE
from reports.choices import Verdict
from reports.claims import Part
from reports.explained import Explained, paper_claims
from reports.forms.claims import ReasonForm
from reports.models import Paper, PaperSection
from reports.services.claims import explain_claim
from reports.views.drafting.loading import PaperPage, paper_page, section_page

_WHERE = {
    Part.HEADING: "In the heading",
    Part.CAPTION: "Over a block in",
    Part.TEXT: "In",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A number on the page: where it stands, in words before and in a link to where it is put right; where it differs, the form for a
    reason and the address that takes it."""

    said: Explained
    where: str
    called: str
    url: str
    explain_url: str
    form: ReasonForm | None = None


@require_safe
def claims(request: HttpRequest, area: str, plan: str, paper: int) -> HttpResponse:
    """Every number of the paper, those that differ first."""
    return _listed(request, paper_page(request, area, plan, paper))


@require_POST
def claim_explain(
    request: HttpRequest, area: str, plan: str, paper: int, section: int
) -> HttpResponse:
    """Keep why a number of the section may differ."""
    return _explain(request, *section_page(request, area, plan, paper, section))


@require_POST
def title_explain(request: HttpRequest, area: str, plan: str, paper: int) -> HttpResponse:
    """Keep why a number of the paper's title may differ."""
    at = paper_page(request, area, plan, paper)
    return _explain(request, at, at.paper)


def _explain(request: HttpRequest, at: PaperPage, said_in: PaperSection | Paper) -> HttpResponse:
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            explain_claim(said_in=said_in, by=at.page.user, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, f"The reason for “{form.cleaned_data['claim']}” is kept.")
            return HttpResponseRedirect(at.url("paper-claims"))
    key = said_in.pk if isinstance(said_in, PaperSection) else 0
    return _listed(request, at, (key, form), UNPROCESSABLE)


def _listed(
    request: HttpRequest,
    at: PaperPage,
    refused: tuple[int, ReasonForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    sections = {row.pk: row.heading for row in at.paper.sections.all()}
    said = paper_claims(at.paper, at.facts())
    by_verdict: dict[Verdict, list[Found]] = {each: [] for each in Verdict}
    for place, each in enumerate(said):
        own = None
        if each.claim.differs:
            own = _typed(refused, each, place) or ReasonForm.of(each, place)
        by_verdict[each.claim.verdict].append(_found(at, sections, each, own))
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


def _found(
    at: PaperPage, sections: Mapping[int, str], said: Explained, form: ReasonForm | None
) -> Found:
    key = said.section_key
    if not key:
        explain = at.url("title-explain")
        return Found(said, "In the", "title of the paper", at.url("paper-change"), explain, form)
    page = "section-change" if said.part == Part.HEADING else "paper-section"
    return Found(
        said,
        _WHERE[said.part],
        sections[key],
        at.url(page, key),
        at.url("claim-explain", key),
        form,
    )


def _typed(
    refused: tuple[int, ReasonForm] | None, each: Explained, place: int
) -> ReasonForm | None:
    """The form as it was sent, where it is the one beside this number."""
    if refused is None or refused[0] != each.section_key:
        return None
    form = refused[1]
    shown = asdict(each.shown)
    if any(form.data.get(name, "") != str(value) for name, value in shown.items()):
        return None
    again = ReasonForm(form.data, place=place)
    again.errors.update(form.errors)
    return again
