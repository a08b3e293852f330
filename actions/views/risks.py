"""The risk register of a plan, one risk's story, and the register as a file."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions import permissions
from actions.destinations import destinations
from actions.forms.risks import FilterForm
from actions.models import Plan, Risk
from actions.parts.risks import movement_part, register_part, score_chart_part
from actions.risk_workbook import risk_workbook
from actions.risking import RiskRegister, matrices_of, risk_movement, risks_as_at
from actions.risking.finding import not_named_yet, risk_of
from actions.risking.heat import heat_maps
from actions.risking.history import reviews_of
from actions.risking.words import say_register
from actions.sheets import Cover
from actions.views.exporting import WORKBOOK_TYPE
from actions.views.loading import PlanPage, plan_page
from actions.views.set_up.common import Crumb, plan_url
from wsoa.capabilities import Capability


def risks_crumbs(page: PlanPage, *after: Crumb) -> list[Crumb]:
    """The way to a page of the plan's risks."""
    query = page.context_query()
    suffix = f"?{query}" if query else ""
    return [
        ("Your areas", reverse("home")),
        (page.area.name, reverse("area", args=[page.area.slug])),
        (page.plan.title, f"{plan_url(page, 'plan-dashboard')}{suffix}"),
        *after,
    ]


def risk_url(page: PlanPage, reference: str, name: str = "risk", *args: object) -> str:
    """The address of one of a risk's pages."""
    return plan_url(page, name, reference, *args)


@dataclass(frozen=True, slots=True)
class RiskPage:
    """A risk of a plan as one person looks at it."""

    page: PlanPage
    risk: Risk

    @property
    def may_review(self) -> bool:
        """Whether the person may review it, and say what is done against it."""
        return permissions.may_review(self.page.role, self.page.user, self.risk)

    def url(self, name: str = "risk", *args: object) -> str:
        """The address of one of its pages."""
        return risk_url(self.page, self.risk.reference, name, *args)

    def crumbs(self, *after: Crumb) -> list[Crumb]:
        """The way to a page about it."""
        register = ("Risks", plan_url(self.page, "risks"))
        return risks_crumbs(self.page, register, (self.risk.reference, self.url()), *after)


def open_risk(request: HttpRequest, area: str, plan: str, reference: str) -> RiskPage:
    """The plan's risk with that reference. Raises Http404 where the plan names none."""
    page = plan_page(request, area, plan)
    risk = risk_of(page.plan, reference)
    if risk is None:
        raise Http404("The plan names no such risk.")
    return RiskPage(page, risk)


def month_before(day: date) -> date:
    """The same day of the month before, or that month's last; the day itself where no calendar has one."""
    if day < date.min.replace(month=2):
        return day
    last_month = day.replace(day=1) - date.resolution
    return last_month.replace(day=min(day.day, last_month.day))


@require_safe
def risks(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The register: in words, as a heat map, as a list, and what moved."""
    page = plan_page(request, area, plan)
    register = risks_as_at(page.plan, page.day)
    form = FilterForm(request.GET, register=register)
    is_sound = form.is_valid()
    since = form.cleaned_data.get("since") or month_before(page.day)
    moved = risk_movement(risks_as_at(page.plan, since, with_mitigations=False), register)
    query = page.context_query()

    def link(reference: str) -> str:
        return f"{risk_url(page, reference)}{f'?{query}' if query else ''}"

    lines = form.narrowed()
    may_change = page.can(Capability.REVIEW_RISKS)
    context = page.context() | {
        "crumbs": risks_crumbs(page, ("Risks", "")),
        "form": form,
        "register": register,
        "summary": say_register(register),
        "moved": moved,
        "movement": movement_part(moved, link),
        "maps": heat_maps(register),
        "lines": lines,
        "listed": register_part(lines, link=link, empty="No risk is as you asked for."),
        "may_change": may_change,
        "has_matrix": bool(register.matrices) or bool(matrices_of(page.area).values),
        "may_carry": may_change and not_named_yet(page.plan).exists(),
        "xlsx_query": request.GET.urlencode(),
    }
    status = page.status if is_sound else 400
    return render(request, "actions/risks/register.html", context, status=status)


@require_safe
def risk(request: HttpRequest, area: str, plan: str, risk: str) -> HttpResponse:
    """One risk: why it is one, how it was scored over time and by whom, and what is done against it."""
    found = open_risk(request, area, plan, risk)
    page = found.page
    register = risks_as_at(page.plan, page.day)
    line = register.line(found.risk.pk)
    matrix = register.matrix(line.matrix_id) if line else None
    reviews = reviews_of(found.risk, page.day, matrix) if matrix else ()
    others = Plan.objects.filter(plan_risks__risk=found.risk).exclude(pk=page.plan.pk)
    context = page.context() | {
        "crumbs": risks_crumbs(
            page,
            ("Risks", f"{plan_url(page, 'risks')}{f'?{page.context_query()}'.rstrip('?')}"),
            (found.risk.reference, ""),
        ),
        "risk": found.risk,
        "line": line,
        "goes_to": destinations(page.plan, register).get(found.risk.pk, ()),
        "matrix": matrix,
        "reviews": reviews,
        "chart": score_chart_part(matrix, reviews, page.day) if matrix else None,
        "others": list(others.order_by("starts_on", "id")),
        "may_review": found.may_review,
        "may_change": page.can(Capability.REVIEW_RISKS),
        "may_correct": page.can(Capability.CORRECT_HISTORY),
    }
    return render(request, "actions/risks/risk.html", context, status=page.status)


@require_safe
def risks_xlsx(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The register as a workbook, with the filter of the page."""
    page = plan_page(request, area, plan)
    register = risks_as_at(page.plan, page.day)
    form = FilterForm(request.GET, register=register)
    if not form.is_valid() or page.as_at_form.errors:
        message = "The address asks for something there is not."
        context = page.context() | {"message": message}
        return render(request, "400.html", context, status=400)
    return _file(page, register, form)


def _file(page: PlanPage, register: RiskRegister, form: FilterForm) -> HttpResponse:
    cover = Cover(
        filters=form.in_words(), exported_by=page.user.name, exported_at=timezone.localtime()
    )
    name = f"{page.area.slug}-{page.plan.slug}-risks-{page.day.isoformat()}.xlsx"
    return HttpResponse(
        risk_workbook(register, form.narrowed(), cover),
        content_type=WORKBOOK_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
