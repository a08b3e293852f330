"""The pages that show measures: those of a plan, one of them, and what the public sees of them."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.coverage.answers import answered_as_at
from actions.measuring.loading import ever_recorded, is_used, measure_as_at, measures_as_at
from actions.measuring.public import for_public
from actions.measuring.standing import STANDINGS
from actions.measuring.story import changes_by_series, mended, target_steps
from actions.measuring.tally import say_tally
from actions.measuring.values import MeasureValue
from actions.models import PlanMeasure
from actions.parts.measure_charts import control_chart, control_words, measure_chart
from actions.parts.measures import MeasureLink, marks_table, measures_table, readings_table, tag
from actions.views.loading import PlanPage, plan_page
from wsoa.capabilities import Capability

NEWEST = 12
"""So many readings stand open on a measure's page; a year of months."""


@require_safe
def measures(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The plan's measures as at a day: where each stands and what changed."""
    page = plan_page(request, area, plan)
    found = measures_as_at(page.plan, page.day)
    current = [each for each in found if not each.is_retired]
    retired = [each for each in found if each.is_retired]
    context = page.context() | {
        "measures": found,
        "says": say_tally(found),
        "table": measures_table(current, link=_link(page)) if current else None,
        "retired": measures_table(retired, link=_link(page), caption="Measured no more")
        if retired
        else None,
        "standings": STANDINGS,
        "can_set_up": page.can(Capability.MANAGE_PLAN),
        "can_record": _may_record(page, found),
    }
    return render(request, "actions/measures/list.html", context, status=page.status)


@require_safe
def measure(request: HttpRequest, area: str, plan: str, measure: int) -> HttpResponse:
    """One measure as at a day: where it stands, its charts, what it is held against, its readings."""
    page = plan_page(request, area, plan)
    rows = used_rows(page, measure)
    found = rows[0].measure
    is_current = any(each.used_until is None for each in rows)
    value = measure_as_at(found, page.day)
    context = page.context() | {
        "measure": value,
        "is_used": is_used(rows, value),
        "standing": tag(value),
        "chart": measure_chart(value),
        "control_chart": control_chart(value),
        "control_words": control_words(value),
        "changes": changes_by_series(value),
        "targets": target_steps(value),
        "marks": marks_table(value),
        "readings": readings_table(value, value.readings[-NEWEST:]),
        "earlier": readings_table(value, value.readings[:-NEWEST], "Earlier readings")
        if len(value.readings) > NEWEST
        else None,
        "mended": mended(found, value),
        "weaknesses": [
            each.weakness
            for each in answered_as_at(page.plan, page.day)
            if value.id in each.by.measures
        ],
        "row": found,
        "standings": STANDINGS,
        "can_set_up": is_current and page.can(Capability.MANAGE_PLAN),
        "can_record": is_current and _may_record(page, (value,)),
    }
    return render(request, "actions/measures/one.html", context, status=page.status)


@require_safe
def measures_public(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The plan's public measures as the public may see them: without values that rest on few children."""
    page = plan_page(request, area, plan)
    found = [each for each in measures_as_at(page.plan, page.day) if not each.is_retired]
    shown = for_public(found, ever_recorded(each for each in found if each.is_public))
    context = page.context() | {
        "count": len(found),
        "table": measures_table(shown, caption="What is measured") if shown else None,
        "shown": [(each, measure_chart(each)) for each in shown],
    }
    return render(request, "actions/measures/public.html", context, status=page.status)


def used_rows(page: PlanPage, key: int) -> list[PlanMeasure]:
    """That the plan is or was judged by the measure of that number; Http404 where it never was."""
    found = list(
        PlanMeasure.objects.filter(plan=page.plan, measure=key).select_related(
            "measure__owner__organisation"
        )
    )
    if not found:
        raise Http404("The plan has no such measure.")
    return found


def _may_record(page: PlanPage, measures: Iterable[MeasureValue]) -> bool:
    """Whether the person may record readings of any of the measures."""
    if page.can(Capability.RECORD_READINGS):
        return True
    mine = page.my_posts() if page.can(Capability.UPDATE_OWN_ACTION) else frozenset()
    return any(each.owner_id in mine for each in measures)


def _link(page: PlanPage) -> MeasureLink:
    query = page.context_query()

    def link(each: MeasureValue) -> str:
        path = reverse("measure", args=[page.area.slug, page.plan.slug, each.id])
        return f"{path}?{query}" if query else path

    return link
