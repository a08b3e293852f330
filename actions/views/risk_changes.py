"""Adding, changing and carrying risks. Judging them: actions/views/risk_reviews.py."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from actions.forms import seen_id
from actions.forms.risks import CarryForm, ChangeRiskForm, RiskForm
from actions.models import PlanRisk, Post, RiskMatrix
from actions.risking import Matrices, MatrixValue, matrices_of
from actions.risking.finding import not_named_yet
from actions.services import risks
from actions.views.loading import PlanPage, plan_page
from actions.views.risks import open_risk, risk_url, risks_crumbs
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import Asking, answer, plan_url, removal
from actions.views.set_up.lists import as_it_is
from wsoa.capabilities import Capability

FORM = "actions/risks/form.html"


def posts_of(page: PlanPage) -> list[Post]:
    """The area's posts, by organisation."""
    return list(
        Post.objects.filter(organisation__area=page.area)
        .select_related("organisation")
        .order_by("organisation__name", "title")
    )


@page_with_form
def add(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """A new risk, scored on the matrix that the address names, else on the one set up last."""
    page = plan_page(request, area, plan)
    page.check(Capability.REVIEW_RISKS)
    matrices = matrices_of(page.area)
    if not matrices.values:
        return HttpResponseRedirect(reverse("risk-matrix", args=[page.area.slug]))
    matrix = _asked(request, matrices)
    form = RiskForm(posted(request), matrix=matrix, posts=posts_of(page), today=page.today)
    extra: dict[str, object] = {
        "matrix": matrix,
        "other_matrices": [each for each in matrices.values if each.id != matrix.id],
    }

    def save(given: dict[str, Any]) -> tuple[str, str]:
        try:
            risk = risks.add_risk(
                plan=page.plan,
                matrix=RiskMatrix.objects.get(pk=matrix.id),
                **{
                    name: given[name]
                    for name in (
                        *("title", "cause", "effect", "reference", "owner"),
                        *("effective_date", "next_review_on", "commentary"),
                    )
                },
                **form.scores(),
                by=page.user,
            )
        except risks.SaidAlready as refused:
            address = risk_url(page, refused.risk.reference, "risk-review")
            extra["instead"] = (address, f"Review {refused.risk.reference} {refused.risk.title}")
            raise
        return risk_url(page, risk.reference), f"{risk.reference} is in the register."

    asking = Asking(
        "Add a risk",
        risks_crumbs(page, ("Risks", plan_url(page, "risks"))),
        plan_url(page, "risks"),
        page.plan.title,
        button="Add this risk",
        template=FORM,
        extra=extra,
    )
    return answer(request, page, form, asking, save=save)


def _asked(request: HttpRequest, matrices: Matrices) -> MatrixValue:
    """The matrix that the address names; Http404 where the area has none of that number."""
    asked = request.GET.get("matrix", "")
    if not asked:
        return matrices.values[-1]
    found = [matrix for matrix in matrices.values if matrix.id == seen_id(asked)]
    if not found:
        raise Http404("The area has no such matrix.")
    return found[0]


@page_with_form
def change(request: HttpRequest, area: str, plan: str, risk: str) -> HttpResponse:
    """What a risk is called and who owns it."""
    found = open_risk(request, area, plan, risk)
    page, row = found.page, found.risk
    page.check(Capability.REVIEW_RISKS)
    initial = as_it_is(row, "title", "cause", "effect", "reference", "owner")
    form = ChangeRiskForm(posted(request), posts=posts_of(page), initial=initial)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        seen = seen_id(given.pop("seen"))
        changed = risks.change_risk(risk=row, **given, seen=seen, by=page.user)
        return risk_url(page, changed.reference), f"{changed.reference} is changed."

    asking = Asking(
        f"Change {row.reference}",
        found.crumbs(),
        found.url(),
        f"{row.reference} {row.title}",
        intro="What you change here holds on every date. Its score is changed by a review.",
        template=FORM,
    )
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def carry(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Risks of the area that come into this plan's register too."""
    page = plan_page(request, area, plan)
    page.check(Capability.REVIEW_RISKS)
    form = CarryForm(posted(request), risks=not_named_yet(page.plan))

    def save(given: dict[str, Any]) -> tuple[str, str]:
        chosen = form.chosen()
        risks.use_risks(plan=page.plan, risks=chosen, by=page.user)
        names = ", ".join(risk.reference for risk in chosen)
        are = "is" if len(chosen) == 1 else "are"
        return plan_url(page, "risks"), f"{names} {are} in the register, with all the history."

    asking = Asking(
        "Carry risks into this plan",
        risks_crumbs(page, ("Risks", plan_url(page, "risks"))),
        plan_url(page, "risks"),
        page.plan.title,
        button="Carry them into this plan",
        intro="A risk belongs to the area and outlives a plan. Its reviews so far show here too, and a "
        "review shows in every plan that names it.",
        template="actions/risks/carry.html",
        extra={"are_any": bool(form.offered)},
    )
    return answer(request, page, form, asking, save=save)


@page_with_form
def leave(request: HttpRequest, area: str, plan: str, risk: str) -> HttpResponse:
    """Taking a risk out of this plan's register, where another plan names it."""
    found = open_risk(request, area, plan, risk)
    page, row = found.page, found.risk
    page.check(Capability.REVIEW_RISKS)

    def remove() -> tuple[str, str]:
        risks.use_risk_no_more(plan=page.plan, risk=row, by=page.user)
        return plan_url(page, "risks"), f"{row.reference} is out of this plan’s register."

    is_elsewhere = PlanRisk.objects.filter(risk=row).exclude(plan=page.plan).exists()
    return removal(
        request,
        page,
        title=f"Take {row.reference} out of this plan",
        warning="It leaves this plan’s register on every date. The other plans that name it keep it.",
        crumbs=found.crumbs(),
        cancel=found.url(),
        button="Take it out",
        remove=remove,
        stays=""
        if is_elsewhere
        else "No other plan names this risk, so it would be lost. Close it by a review instead.",
    )
