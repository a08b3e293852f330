"""The area's strategies, and which of their objectives the plan serves."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.forms.strategies import ServingForm, StrategyForm
from actions.models import Strategy, Theme
from actions.parts.strategies import strategy_tables
from actions.services import strategies as services
from actions.services.rows import version
from actions.strategies import strategies_of
from actions.text import plural
from actions.views.loading import PlanPage, plan_page
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import Asking, answer, plan_url, removal, row_or_404
from wsoa.capabilities import Capability

TITLE = "Strategies"


@require_safe
def strategies(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Each strategy's objectives, and the plan's themes that serve them."""
    page = plan_page(request, area, plan)
    found = strategies_of(page.area, page.plan)
    tables = strategy_tables(found, plural(page.area.theme_word))
    context = page.context() | {
        "title": TITLE,
        "strategies": list(zip(found, tables, strict=True)),
        "can_change": page.can(Capability.MANAGE_PLAN),
    }
    return render(request, "actions/strategies.html", context, status=page.status)


@page_with_form
def strategy_add(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """A strategy with its objectives."""
    page = _managed(request, area, plan)
    form = StrategyForm(posted(request))

    def save(cleaned: dict[str, Any]) -> tuple[str, str]:
        services.add_strategy(area=page.area, by=page.user, **form.given())
        return _list(page), "The strategy is added. Now say which objectives the plan serves."

    return answer(request, page, form, _asking(page, "Add a strategy"), save=save)


@page_with_form
def strategy_change(request: HttpRequest, area: str, plan: str, strategy: int) -> HttpResponse:
    """Its title, years and objectives."""
    page = _managed(request, area, plan)
    row = _row(page, strategy)
    objectives = "\n".join(row.objectives.values_list("text", flat=True))
    initial = {
        "title": row.title,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "objectives": objectives,
        "seen": version(row),
    }
    form = StrategyForm(posted(request), initial=initial)

    def save(cleaned: dict[str, Any]) -> tuple[str, str]:
        services.change_strategy(strategy=row, by=page.user, seen=cleaned["seen"], **form.given())
        return _list(page), "The strategy is saved."

    remove = plan_url(page, "strategy-remove", row.pk)
    asking = _asking(page, "Change the strategy", remove=remove)
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def strategy_remove(request: HttpRequest, area: str, plan: str, strategy: int) -> HttpResponse:
    """Ask, then remove a strategy that nothing serves."""
    page = _managed(request, area, plan)
    row = _row(page, strategy)

    def remove() -> tuple[str, str]:
        services.remove_strategy(strategy=row, by=page.user)
        return _list(page), f"{row.title} is removed."

    return removal(
        request,
        page,
        title=f"Remove {row.title}",
        warning="Its objectives go with it.",
        crumbs=_crumbs(page),
        cancel=plan_url(page, "strategy-change", row.pk),
        button="Remove",
        remove=remove,
    )


@page_with_form
def strategy_themes(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Which themes of the plan serve which objectives."""
    page = _managed(request, area, plan)
    rows = {theme.pk: theme for theme in Theme.objects.filter(plan=page.plan)}
    themes = [rows[theme.id] for theme in page.position().themes]
    form = ServingForm(
        posted(request), strategies=strategies_of(page.area, page.plan), themes=themes
    )

    def save(cleaned: dict[str, Any]) -> tuple[str, str]:
        services.serve_objectives(plan=page.plan, serving=form.serving(), by=page.user)
        return _list(page), "What the plan serves is saved."

    intro = f"Tick the {plural(page.area.theme_word)} that serve each objective."
    return answer(
        request, page, form, _asking(page, "What the plan serves", intro=intro), save=save
    )


def _managed(request: HttpRequest, area: str, plan: str) -> PlanPage:
    page = plan_page(request, area, plan)
    page.check(Capability.MANAGE_PLAN)
    return page


def _row(page: PlanPage, pk: int) -> Strategy:
    row = row_or_404(Strategy.objects.filter(area=page.area), pk)
    row.area = page.area
    return row


def _list(page: PlanPage) -> str:
    return plan_url(page, "strategies")


def _crumbs(page: PlanPage) -> list[tuple[str, str]]:
    return [
        ("Your areas", reverse("home")),
        (page.area.name, reverse("area", args=[page.area.slug])),
        (page.plan.title, plan_url(page, "plan-dashboard")),
        (TITLE, _list(page)),
    ]


def _asking(page: PlanPage, title: str, **given: Any) -> Asking:
    return Asking(title, _crumbs(page), _list(page), page.plan.title, **given)
