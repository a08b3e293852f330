"""Setting up the measures of a plan: which there are, in what order, and what each is held against."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from actions.errors import Refused
from actions.forms.measures import (
    MarkCorrectionForm,
    MarkForm,
    MeasureForm,
    RetireForm,
    UseForm,
)
from actions.forms.readings import ReasonForm
from actions.measuring.loading import measure_as_at, measures_as_at
from actions.models import Measure, MeasureMark, PlanMeasure
from actions.services.marks import correct_mark, retract_mark, set_mark
from actions.services.measures import (
    add_measure,
    change_measure,
    is_in_use,
    move_measure,
    retire_measure,
    use_measure,
    use_measure_no_more,
)
from actions.views.loading import PlanPage, plan_page
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import Asking, Crumb, answer, plan_url, removal
from actions.views.set_up.lists import as_it_is
from wsoa.capabilities import Capability

SET_UP = "Set up measures"


def measure_crumbs(page: PlanPage, *after: Crumb) -> list[Crumb]:
    """The way to a page below the plan's measures."""
    return [
        ("Your areas", reverse("home")),
        (page.area.name, reverse("area", args=[page.area.slug])),
        (page.plan.title, plan_url(page, "plan-dashboard")),
        ("Measures", plan_url(page, "measures")),
        *after,
    ]


def measure_of(page: PlanPage, pk: int) -> Measure:
    """One of the plan's measures; Http404 where it is none of them."""
    used = PlanMeasure.objects.current().filter(plan=page.plan)
    rows = Measure.objects.filter(area=page.area, pk__in=used.values("measure"))
    measure = rows.select_related("area", "owner__organisation").filter(pk=pk).first()
    if measure is None:
        raise Http404("The plan has no such measure.")
    return measure


def _managed(request: HttpRequest, area: str, plan: str) -> PlanPage:
    page = plan_page(request, area, plan)
    page.check(Capability.MANAGE_PLAN)
    return page


def _asking(page: PlanPage, title: str, **given: Any) -> Asking:
    """A form's page below the list of measures that are set up."""
    url = plan_url(page, "measures-set-up")
    return Asking(title, measure_crumbs(page, (SET_UP, url)), url, page.plan.title, **given)


def _under(page: PlanPage, measure: Measure, title: str, **given: Any) -> Asking:
    """A form's page below what a measure is held against."""
    url = plan_url(page, "measure-marks", measure.pk)
    crumbs = measure_crumbs(page, _to(page, measure), ("Held against", url))
    return Asking(title, crumbs, url, measure.name, **given)


def _to(page: PlanPage, measure: Measure) -> Crumb:
    return measure.name, plan_url(page, "measure", measure.pk)


@require_safe
def measures_set_up(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The plan's measures in their order, and what can be done with each."""
    page = _managed(request, area, plan)
    found = measures_as_at(page.plan, page.today)
    context = page.context() | {
        "title": SET_UP,
        "crumbs": measure_crumbs(page, (SET_UP, "")),
        "measures": found,
        "others": _offered(page).exists(),
    }
    return render(request, "actions/measures/set_up.html", context)


@page_with_form
def measure_add(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """A new measure of the plan's."""
    page = _managed(request, area, plan)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        del given["seen"]
        made = add_measure(area=page.area, plan=page.plan, **given, by=page.user)
        return (
            plan_url(page, "measure-marks", made.pk),
            f"{made} is added. Say what it is held against: its baseline, targets, how others do.",
        )

    asking = _asking(page, "Add a measure", button="Add measure")
    form = MeasureForm(
        posted(request), area=page.area, initial={"decimals": 0, "suppress_below": 5}
    )
    return answer(request, page, form, asking, save=save)


@page_with_form
def measure_change(request: HttpRequest, area: str, plan: str, measure: int) -> HttpResponse:
    """A measure as it is, to be changed."""
    page = _managed(request, area, plan)
    row = measure_of(page, measure)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        change_measure(measure=row, **given, by=page.user)
        return plan_url(page, "measures-set-up"), f"{row} is saved."

    initial = as_it_is(
        row,
        *("name", "definition", "source", "unit", "decimals", "direction", "frequency", "owner"),
        *("is_public", "suppress_below"),
    )
    form = MeasureForm(posted(request), area=page.area, keeps_unit=is_in_use(row), initial=initial)
    asking = _asking(page, f"Change {row.name}", intro=_shared(page, row))
    return answer(request, page, form, asking, save=save, row=row)


def _shared(page: PlanPage, measure: Measure) -> str:
    """That other plans are judged by the measure too, where they are."""
    others = [
        row.plan.title
        for row in measure.plan_measures.current().exclude(plan=page.plan).select_related("plan")
    ]
    return f"{', '.join(others)} will show the change too." if others else ""


@page_with_form
def measure_retire(request: HttpRequest, area: str, plan: str, measure: int) -> HttpResponse:
    """Says from when a measure is measured no more, or takes it up again."""
    page = _managed(request, area, plan)
    row = measure_of(page, measure)
    is_retired = row.retired_on is not None

    def save(given: dict[str, Any]) -> tuple[str, str]:
        retire_measure(measure=row, **{"retired_on": None, **given}, by=page.user)
        said = "is measured again" if is_retired else "is measured no more"
        return plan_url(page, "measures-set-up"), f"{row} {said}."

    title, button = (
        ("Measure again", "Measure it again") if is_retired else ("Measure no more", "Retire it")
    )
    intro = (
        ""
        if is_retired
        else "What was read of it stays, and is still shown. It takes no reading for a period that ends on or "
        "after the day."
    )
    form = RetireForm(posted(request), is_retired=is_retired, initial=as_it_is(row))
    asking = _asking(page, f"{title}: {row.name}", button=button, intro=intro)
    return answer(request, page, form, asking, save=save, row=row)


def _offered(page: PlanPage) -> Any:
    """The area's measures that are not the plan's, and still measured."""
    return (
        Measure.objects.filter(area=page.area, retired_on__isnull=True)
        .exclude(pk__in=PlanMeasure.objects.current().filter(plan=page.plan).values("measure"))
        .order_by("name")
    )


@page_with_form
def measure_use(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Chooses a measure that the area has, such as one of an earlier plan."""
    page = _managed(request, area, plan)
    offered = _offered(page)
    back = plan_url(page, "measures-set-up")
    if not offered.exists():
        messages.info(request, "Every measure of the area is one of this plan’s already.")
        return HttpResponseRedirect(back)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        use_measure(plan=page.plan, measure=given["measure"], by=page.user)
        return back, f"The plan is judged by {given['measure']} too."

    intro = "Its readings and what it is held against come with it, and stay shared."
    asking = _asking(page, "Use a measure of the area", button="Use it", intro=intro)
    form = UseForm(posted(request), offered=offered)
    return answer(request, page, form, asking, save=save)


@page_with_form
def measure_use_no_more(request: HttpRequest, area: str, plan: str, measure: int) -> HttpResponse:
    """Asks, then judges the plan by the measure no more."""
    page = _managed(request, area, plan)
    row = measure_of(page, measure)
    back = plan_url(page, "measures-set-up")

    def remove() -> tuple[str, str]:
        use_measure_no_more(plan=page.plan, measure=row, by=page.user)
        return back, f"The plan is no longer judged by {row}."

    return removal(
        request,
        page,
        title=f"Take {row} out of the plan",
        warning="The plan’s pages and papers will no longer show it from today; as at days before, they still do. "
        "The measure and all its readings stay with the area, so that it can be used again.",
        crumbs=measure_crumbs(page, (SET_UP, back)),
        cancel=back,
        button="Take it out",
        remove=remove,
    )


@require_POST
def measure_move(request: HttpRequest, area: str, plan: str, measure: int) -> HttpResponse:
    """One place up, or down."""
    page = _managed(request, area, plan)
    row = measure_of(page, measure)
    try:
        move_measure(plan=page.plan, measure=row, up="up" in request.POST, by=page.user)
    except Refused as refused:
        messages.info(request, refused.message)
    else:
        messages.success(request, f"{row} is moved.")
    return HttpResponseRedirect(plan_url(page, "measures-set-up"))


@require_safe
def measure_marks(request: HttpRequest, area: str, plan: str, measure: int) -> HttpResponse:
    """What a measure is held against, and what it was held against before."""
    page = plan_page(request, area, plan)
    page.check(Capability.MANAGE_PLAN)
    row = measure_of(page, measure)
    value = measure_as_at(row, page.today)
    in_force = {each.id for each in (*value.targets, *value.benchmarks)}
    if value.baseline is not None:
        in_force.add(value.baseline.id)
    context = page.context() | {
        "title": "Held against",
        "measure": row,
        "crumbs": measure_crumbs(page, _to(page, row), ("Held against", "")),
        "marks": [(each, value.kind.say_mark(each), each.id in in_force) for each in value.marks],
    }
    return render(request, "actions/measures/marks.html", context)


@page_with_form
def mark_add(request: HttpRequest, area: str, plan: str, measure: int) -> HttpResponse:
    """A baseline, a target or a benchmark."""
    page = _managed(request, area, plan)
    row = measure_of(page, measure)
    form = MarkForm(posted(request), measure=row, initial={"effective_date": page.today})

    def save(given: dict[str, Any]) -> tuple[str, str]:
        made = set_mark(measure=row, mark=given["mark"], **form.given(), by=page.user)
        back = plan_url(page, "measure-marks", row.pk)
        return back, f"{made.get_mark_display()}, {made.period_printed}, is saved."

    asking = _under(page, row, "Say what it is held against")
    return answer(request, page, form, asking, save=save)


def _mark_of(page: PlanPage, measure: int, pk: int) -> MeasureMark:
    row = measure_of(page, measure)
    mark = MeasureMark.objects.filter(measure=row, pk=pk).first()
    if mark is None:
        raise Http404("The measure is not held against any such thing.")
    mark.measure = row
    return mark


@page_with_form
def mark_correct(
    request: HttpRequest, area: str, plan: str, measure: int, mark: int
) -> HttpResponse:
    """What was recorded by mistake, to be put right."""
    page = _managed(request, area, plan)
    row = _mark_of(page, measure, mark)
    initial = MarkCorrectionForm.initial_of(row)
    form = MarkCorrectionForm(posted(request), measure=row.measure, initial=initial)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        correct_mark(mark=row, **form.given(), reason=given["reason"], by=page.user)
        return plan_url(page, "measure-marks", measure), "The correction is saved."

    title = f"Correct the {row.get_mark_display().lower()} for {row.period_printed}"
    asking = _under(page, row.measure, title, button="Save the correction")
    return answer(request, page, form, asking, save=save)


@page_with_form
def mark_retract(
    request: HttpRequest, area: str, plan: str, measure: int, mark: int
) -> HttpResponse:
    """Takes back what was recorded by mistake."""
    page = _managed(request, area, plan)
    row = _mark_of(page, measure, mark)
    form: Form = ReasonForm(posted(request))

    def save(given: dict[str, Any]) -> tuple[str, str]:
        retract_mark(mark=row, **given, by=page.user)
        return plan_url(page, "measure-marks", measure), "It is taken back."

    asking = _under(
        page,
        row.measure,
        f"Take back the {row.get_mark_display().lower()} for {row.period_printed}",
        button="Take it back",
        intro="What held before it holds again. It stays in the history, with your reason.",
    )
    return answer(request, page, form, asking, save=save)
