"""Recording what is read of measures: in a grid, one at a time, and putting right what was wrong."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions import permissions
from actions.choices import Bound, MeasureFrequency
from actions.errors import NotAllowed, Refused
from actions.forms.readings import (
    ChosenPeriodForm,
    GridForm,
    ReadingCorrectionForm,
    ReadingForm,
    ReasonForm,
)
from actions.measuring.figures import WITH_BOUND
from actions.measuring.loading import load
from actions.measuring.periods import Period
from actions.measuring.values import MeasureValue
from actions.models import Measure, PlanMeasure, Reading
from actions.services.readings import (
    RefusedReadings,
    correct_reading,
    record_reading,
    record_readings,
    retract_reading,
)
from actions.services.weighing import NewReading, weigh_readings
from actions.views.loading import PlanPage, plan_page
from actions.views.measure_set_up import measure_crumbs, measure_of
from actions.views.saving import UNPROCESSABLE, page_with_form, posted
from actions.views.set_up.common import Asking, answer, plan_url
from wsoa.capabilities import Capability

RECORD = "Record readings"


def recording_page(request: HttpRequest, area: str, plan: str) -> tuple[PlanPage, list[Measure]]:
    """The page, and the plan's measures whose readings the person may record, in the plan's order.

    Raises NotAllowed where that is none of them, and no other could be.
    """
    page = plan_page(request, area, plan)
    used = (
        PlanMeasure.objects.current()
        .filter(plan=page.plan)
        .select_related("measure__owner__organisation")
    )
    measures = [each.measure for each in used.order_by("order", "id")]
    mine = [each for each in measures if permissions.may_record(page.role, page.user, each)]
    if not mine and not page.can(Capability.RECORD_READINGS):
        raise NotAllowed("You hold no post that owns one of the plan’s measures.")
    return page, mine


def _recordable(request: HttpRequest, area: str, plan: str, pk: int) -> tuple[PlanPage, Measure]:
    """The page and one of the plan's measures, for somebody who may record its readings."""
    page = plan_page(request, area, plan)
    measure = measure_of(page, pk)
    if not permissions.may_record(page.role, page.user, measure):
        raise NotAllowed(f"You may not record readings of {measure}.")
    return page, measure


@dataclass(frozen=True, slots=True)
class GridRow:
    """A measure in the grid: what it was last, what is on record for the period, and its fields.

    Where a final reading is on record there is nothing to type.
    """

    measure: Measure
    value: MeasureValue
    on_record: list[tuple[Reading, str]]
    fields: dict[str, BoundField]

    @property
    def is_final(self) -> bool:
        """Whether a final reading is on record for the period."""
        return any(not reading.is_provisional for reading, _ in self.on_record)


@page_with_form
def readings(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The plan's measures in a grid, for one period: a value, two ticks and a note each."""
    page, measures = recording_page(request, area, plan)
    asked = request.POST if request.method == "POST" else request.GET
    chosen = ChosenPeriodForm(
        {"period": asked["period"]} if "period" in asked else None,
        initial={"period": usual_period(measures, page.today).printed},
    )
    period: Period | None
    if not chosen.is_bound:
        period = usual_period(measures, page.today)
    elif chosen.is_valid():
        period = chosen.cleaned_data["period"]
    else:
        status = UNPROCESSABLE if request.method == "POST" else 400
        return _grid(request, page, chosen, None, measures, None, status)
    assert period is not None
    open_ones = [each for each in measures if not _is_over(each, period)]
    form = GridForm(
        posted(request),
        measures=open_ones,
        today=page.today,
        initial={
            "period": period.printed,
            **{f"cumulative-{each.pk}": period.adds_up for each in open_ones},
        },
    )
    if request.method == "POST":
        done = _record(page, form)
        if done is not None:
            messages.success(request, done)
            return HttpResponseRedirect(plan_url(page, "measures"))
    status = UNPROCESSABLE if request.method == "POST" else 200
    return _grid(request, page, chosen, period, open_ones, form, status)


def _is_over(measure: Measure, period: Period) -> bool:
    return measure.retired_on is not None and period.end >= measure.retired_on


def _record(page: PlanPage, form: GridForm) -> str | None:
    """Record what was typed, and say so; None where any of it is refused, each refusal beside its field."""
    is_read = form.is_valid()
    typed = form.typed()
    new = [NewReading(measure=measure, **said) for measure, said in typed]
    if is_read and not new:
        form.add_error(None, "Enter at least one value.")
    if not is_read or not new:
        weighed = weigh_readings(area=page.area, readings=new, at=timezone.now())
        _refuse(form, typed, {at: each.refused for at, each in enumerate(weighed) if each.refused})
        return None
    try:
        done = record_readings(area=page.area, readings=new, by=page.user)
    except RefusedReadings as refused:
        _refuse(form, typed, refused.problems)
        return None
    except Refused as refused:
        form.add_error(None, refused.message)
        return None
    period = form.cleaned_data["period"]
    return f"{len(done)} reading{'' if len(done) == 1 else 's'} for {period} recorded."


def _refuse(
    form: GridForm, typed: list[tuple[Measure, dict[str, Any]]], problems: Mapping[int, Refused]
) -> None:
    """Say what is wrong with each reading beside its field."""
    for place, refused in problems.items():
        measure = typed[place][0]
        part = {"note": "note", "is_provisional": "provisional"}.get(refused.field or "", "value")
        form.add_error(f"{part}-{measure.pk}", f"{measure.name}: {refused.message}")


def _grid(
    request: HttpRequest,
    page: PlanPage,
    chosen: ChosenPeriodForm,
    period: Period | None,
    measures: list[Measure],
    form: GridForm | None,
    status: int,
) -> HttpResponse:
    rows = _rows(page, period, measures, form) if form is not None and period is not None else []
    context = page.context() | {
        "title": RECORD,
        "crumbs": measure_crumbs(page, (RECORD, "")),
        "chosen": chosen,
        "period": period,
        "form": form,
        "rows": rows,
        "to_type": any(not row.is_final for row in rows),
        "suggested": suggested_periods(page.today),
        "cancel": plan_url(page, "measures"),
        "may_set_up": page.can(Capability.MANAGE_PLAN),
    }
    return render(request, "actions/measures/readings.html", context, status=status)


def _rows(page: PlanPage, period: Period, measures: list[Measure], form: GridForm) -> list[GridRow]:
    on_record: defaultdict[int, list[Reading]] = defaultdict(list)
    same = Reading.objects.filter(
        measure__in=measures, period_start=period.start, period_end=period.end
    )
    for reading in same.standing().in_order():
        on_record[reading.measure_id].append(reading)
    rows = []
    for measure, value in zip(measures, load(measures, page.today), strict=True):
        rows.append(
            GridRow(
                measure,
                value,
                [(reading, said_of(value, reading)) for reading in on_record[measure.pk]],
                {part: form[f"{part}-{measure.pk}"] for part in GridForm.PARTS},
            )
        )
    return rows


def said_of(value: MeasureValue, reading: Reading) -> str:
    """The reading's value as the measure prints it."""
    return f"{WITH_BOUND[Bound(reading.bound)]}{value.kind.say(reading.value)}"


def usual_period(measures: list[Measure], today: date) -> Period:
    """The last period that is over of the length that most of the measures have: a month where nobody says."""
    counts: defaultdict[str, int] = defaultdict(int)
    for each in measures:
        counts[each.frequency] += 1
    most = max(counts, key=lambda name: counts[name], default=MeasureFrequency.MONTHLY.value)
    offered = dict(_last_periods(today))
    return offered.get(MeasureFrequency(most), offered[MeasureFrequency.MONTHLY])


def suggested_periods(today: date) -> list[Period]:
    """The periods that are entered most: the last week, month, quarter, term and year that are over, and today."""
    return [period for _, period in _last_periods(today)]


def _last_periods(today: date) -> list[tuple[MeasureFrequency, Period]]:
    month = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    before_quarter = quarter - timedelta(days=1)
    monday = today - timedelta(days=today.weekday() + 7)
    terms = (
        Period.parse(f"{name} term {year}")
        for year in (today.year, today.year - 1)
        for name in ("autumn", "summer", "spring")
    )
    return [
        (MeasureFrequency.MONTHLY, Period.of(month, today.replace(day=1) - timedelta(days=1))),
        (
            MeasureFrequency.QUARTERLY,
            Period.of(
                before_quarter.replace(month=before_quarter.month - 2, day=1), before_quarter
            ),
        ),
        (MeasureFrequency.TERMLY, next(each for each in terms if each.end < today)),
        (MeasureFrequency.YEARLY, Period.parse(str(today.year - 1))),
        (MeasureFrequency.WEEKLY, Period.of(monday, monday + timedelta(days=6))),
        (MeasureFrequency.IRREGULAR, Period.of(None, today)),
    ]


@require_safe
def measure_readings(request: HttpRequest, area: str, plan: str, measure: int) -> HttpResponse:
    """Every reading of a measure, those that count and those that were put right."""
    page, row = _recordable(request, area, plan, measure)
    [value] = load([row], page.today)
    rows = (
        Reading.objects.filter(measure=row)
        .select_related("recorded_by", "superseded_by")
        .order_by("-period_end", "-effective_date", "-recorded_at", "-id")
    )
    context = page.context() | {
        "title": "Readings",
        "measure": row,
        "crumbs": measure_crumbs(
            page, (row.name, plan_url(page, "measure", row.pk)), ("Readings", "")
        ),
        "rows": [(each, said_of(value, each)) for each in rows],
        "is_retired": value.is_retired,
    }
    return render(request, "actions/measures/measure_readings.html", context)


def _asking(page: PlanPage, measure: Measure, title: str, **given: Any) -> Asking:
    url = plan_url(page, "measure-readings", measure.pk)
    crumbs = measure_crumbs(
        page, (measure.name, plan_url(page, "measure", measure.pk)), ("Readings", url)
    )
    return Asking(title, crumbs, url, measure.name, **given)


@page_with_form
def reading_add(request: HttpRequest, area: str, plan: str, measure: int) -> HttpResponse:
    """One reading, with the numerator and denominator that it rests on."""
    page, row = _recordable(request, area, plan, measure)
    initial = {"period": usual_period([row], page.today).printed}
    form = ReadingForm(posted(request), measure=row, today=page.today, initial=initial)

    def save(_: dict[str, Any]) -> tuple[str, str]:
        made = record_reading(measure=row, **form.given(), by=page.user)
        return plan_url(page, "measure-readings", row.pk), f"{made.period_printed} is recorded."

    return answer(request, page, form, _asking(page, row, "Record a reading"), save=save)


def _reading_of(measure: Measure, pk: int) -> Reading:
    reading = Reading.objects.filter(measure=measure, pk=pk).first()
    if reading is None:
        raise Http404("The measure has no such reading.")
    reading.measure = measure
    return reading


@page_with_form
def reading_correct(
    request: HttpRequest, area: str, plan: str, measure: int, reading: int
) -> HttpResponse:
    """A reading recorded by mistake, to be put right."""
    page, row = _recordable(request, area, plan, measure)
    wrong = _reading_of(row, reading)
    form = ReadingCorrectionForm(
        posted(request),
        measure=row,
        today=page.today,
        initial=ReadingCorrectionForm.initial_of(wrong),
    )

    def save(given: dict[str, Any]) -> tuple[str, str]:
        correct_reading(reading=wrong, **form.given(), reason=given["reason"], by=page.user)
        return plan_url(page, "measure-readings", row.pk), "The correction is saved."

    title = f"Correct the reading for {wrong.period_printed}"
    asking = _asking(page, row, title, button="Save the correction")
    return answer(request, page, form, asking, save=save)


@page_with_form
def reading_retract(
    request: HttpRequest, area: str, plan: str, measure: int, reading: int
) -> HttpResponse:
    """Takes back a reading recorded by mistake."""
    page, row = _recordable(request, area, plan, measure)
    wrong = _reading_of(row, reading)
    form = ReasonForm(posted(request))

    def save(given: dict[str, Any]) -> tuple[str, str]:
        retract_reading(reading=wrong, **given, by=page.user)
        return plan_url(page, "measure-readings", row.pk), "The reading is taken back."

    asking = _asking(
        page,
        row,
        f"Take back the reading for {wrong.period_printed}",
        button="Take it back",
        intro="What was on record for the period before it counts again. It stays in the history, with your "
        "reason.",
    )
    return answer(request, page, form, asking, save=save)
