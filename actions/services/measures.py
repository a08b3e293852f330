"""Setting measures up: what they are, which plans are judged by them, and what they are held against.

Their readings are in actions/services/readings.py, whose services are offered here too.
"""

from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent, GoodDirection, MarkKind, MeasureFrequency, Unit
from actions.errors import Refused
from actions.measuring.fitting import MOST_DECIMALS
from actions.models import Area, Measure, MeasureMark, Plan, PlanMeasure, Post, Reading
from actions.services.marks import correct_mark, retract_mark, set_mark
from actions.services.readings import (
    RefusedReadings,
    correct_reading,
    record_reading,
    record_readings,
    retract_reading,
)
from actions.services.rows import begin_area, change, check_free, one_line, take
from actions.services.weighing import NewReading
from actions.services.writing import audit, begin, check_open, required_reason, service
from actions.text import clean_text, say_day
from wsoa.capabilities import Capability
from wsoa.models import User

__all__ = [
    "NewReading",
    "RefusedReadings",
    "add_measure",
    "change_measure",
    "correct_mark",
    "correct_reading",
    "move_measure",
    "record_reading",
    "record_readings",
    "retire_measure",
    "retract_mark",
    "retract_reading",
    "set_mark",
    "use_measure",
    "use_measure_no_more",
]

NAME_LIMIT = 200
SOURCE_LIMIT = 300
MOST_MEASURES = 200
"""More than any plan is judged by."""
MOST_SUPPRESSED = 100


@service
def add_measure(
    *,
    area: Area,
    plan: Plan | None,
    name: str,
    unit: str,
    direction: str,
    frequency: str,
    by: User,
    definition: str = "",
    source: str = "",
    decimals: int = 0,
    owner: Post | None = None,
    is_public: bool = False,
    suppress_below: int = 5,
    now: datetime | None = None,
) -> Measure:
    """Add a measure to the area, and to the plan where one is given, after the others that judge it.

    Raises Refused where the area has a measure of that name, or the plan or post is another area's.
    """
    at = begin_area(area, now)
    if plan is not None:
        begin(plan, at)
    permissions.check(by, area, Capability.MANAGE_PLAN)
    if plan is not None:
        if plan.area_id != area.pk:
            raise Refused("The plan must be one of this area.", field="plan")
        check_open(plan)
    values = _checked(
        area,
        None,
        name=name,
        unit=unit,
        direction=direction,
        frequency=frequency,
        definition=definition,
        source=source,
        decimals=decimals,
        owner=owner,
        suppress_below=suppress_below,
    )
    measure = Measure.objects.create(area=area, is_public=is_public, **values)
    if plan is not None:
        _put_last(plan, measure, timezone.localdate(at))
    _audit(f"{measure.name}: added", by, at, area, plan)
    return measure


@service
def change_measure(
    *,
    measure: Measure,
    name: str,
    unit: str,
    direction: str,
    frequency: str,
    by: User,
    definition: str,
    source: str,
    decimals: int,
    owner: Post | None,
    is_public: bool,
    suppress_below: int,
    seen: int | None = None,
    now: datetime | None = None,
) -> Measure:
    """Change what a measure is. `seen` is the version looked at.

    Once it has readings or is held against something its unit stays, since they would mean something else;
    a range stays a range where targets are one.
    """
    area = measure.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PLAN)
    take(measure, seen)
    if unit != measure.unit and is_in_use(measure):
        raise Refused(
            f"{measure.name} has readings, or a baseline, target or benchmark, in "
            f"{measure.get_unit_display().lower()}, so its unit stays. Add another measure instead.",
            field="unit",
        )
    if (direction == GoodDirection.RANGE) != (measure.direction == GoodDirection.RANGE):
        targets = MeasureMark.objects.filter(measure=measure, mark=MarkKind.TARGET).standing()
        if targets.exists():
            raise Refused(
                "Its targets would no longer fit: take them back first, then change which way is "
                "better.",
                field="direction",
            )
    values = _checked(
        area,
        measure,
        name=name,
        unit=unit,
        direction=direction,
        frequency=frequency,
        definition=definition,
        source=source,
        decimals=decimals,
        owner=owner,
        suppress_below=suppress_below,
    )
    said = change(measure, is_public=is_public, **values)
    if said:
        _audit(f"{measure.name}: {said}", by, at, area)
    return measure


@service
def retire_measure(
    *,
    measure: Measure,
    retired_on: date | None,
    reason: str,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> Measure:
    """Say from which day it is measured no more, and why; None takes it up again.

    What was read of it stays. Raises Refused where a reading's period ends on or after the day.
    """
    area = measure.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PLAN)
    take(measure, seen)
    reason = required_reason(reason)
    if retired_on is not None:
        last = Reading.objects.filter(measure=measure).standing().aggregate(Max("period_end"))
        end: date | None = last["period_end__max"]
        if end is not None and end >= retired_on:
            raise Refused(
                f"It has a reading for a period that ends on {say_day(end)}. Choose a later day, or "
                "take that reading back first.",
                field="retired_on",
            )
        if retired_on > timezone.localdate(at):
            raise Refused("The day must be today or in the past.", field="retired_on")
    if not change(measure, retired_on=retired_on):
        raise Refused("Nothing is changed: that is how it is already.", field="retired_on")
    said = f"measured no more from {retired_on.isoformat()}" if retired_on else "taken up again"
    _audit(f"{measure.name}: {said}. {reason}", by, at, area)
    return measure


@service
def use_measure(
    *,
    plan: Plan,
    measure: Measure,
    by: User,
    used_from: date | None = None,
    now: datetime | None = None,
) -> PlanMeasure:
    """Judge the plan by a measure that the area has, as the last of its measures, from the day (today where none is
    given)."""
    at = _begin_plan(plan, by, now)
    if measure.area_id != plan.area_id:
        raise Refused("Choose a measure of this area.", field="measure")
    take(measure, None)
    if measure.retired_on is not None:
        raise Refused(f"{measure.name} is measured no more. Choose another.", field="measure")
    today = timezone.localdate(at)
    if used_from is not None and not plan.starts_on <= used_from <= today:
        raise Refused("The day must be from the plan’s beginning until today.", field="used_from")
    if plan.plan_measures.current().filter(measure=measure).exists():
        raise Refused(f"{measure.name} is one of the plan’s measures already.", field="measure")
    row = _put_last(plan, measure, used_from or today)
    _audit(f"{measure.name}: used by the plan", by, at, plan.area, plan)
    return row


@service
def use_measure_no_more(
    *, plan: Plan, measure: Measure, by: User, now: datetime | None = None
) -> None:
    """Judge the plan by the measure no more, from today. It stays among the plan's measures on the days before, and
    with its readings in the area."""
    at = _begin_plan(plan, by, now)
    row = _used(plan, measure)
    change(row, used_until=max(timezone.localdate(at), row.used_from))
    _audit(f"{measure.name}: no longer used by the plan", by, at, plan.area, plan)


@service
def move_measure(
    *, plan: Plan, measure: Measure, up: bool, by: User, now: datetime | None = None
) -> None:
    """Let the measure change places with the one above it among the plan's measures, or the one below."""
    at = _begin_plan(plan, by, now)
    row = _used(plan, measure)
    rows = list(plan.plan_measures.current().order_by("order", "id"))
    place = rows.index(row)
    there = place - 1 if up else place + 1
    if not 0 <= there < len(rows):
        raise Refused(f"{measure.name} is the {'first' if up else 'last'} already.")
    rows[place], rows[there] = rows[there], rows[place]
    orders = sorted(each.order for each in rows)
    for order, each in zip(orders, rows, strict=True):
        change(each, order=order)
    _audit(f"{measure.name}: moved {'up' if up else 'down'}", by, at, plan.area, plan)


def is_in_use(measure: Measure) -> bool:
    """Whether something was ever read of it or it was held against anything."""
    return measure.readings.exists() or measure.marks.exists()


def _begin_plan(plan: Plan, by: User, now: datetime | None) -> datetime:
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    check_open(plan)
    return at


def _used(plan: Plan, measure: Measure) -> PlanMeasure:
    row = plan.plan_measures.current().filter(measure=measure).first()
    if row is None:
        raise Refused(f"{measure.name} is not one of the plan’s measures.", field="measure")
    return row


def _put_last(plan: Plan, measure: Measure, used_from: date) -> PlanMeasure:
    last: int | None = plan.plan_measures.aggregate(last=Max("order"))["last"]
    order = (last or 0) + 1
    same_day = plan.plan_measures.filter(measure=measure, used_until=used_from).last()
    if same_day is not None:
        change(same_day, used_until=None, order=order)
        return same_day
    return PlanMeasure.objects.create(plan=plan, measure=measure, order=order, used_from=used_from)


def _checked(area: Area, measure: Measure | None, **given: Any) -> dict[str, Any]:
    """The cleaned values of a measure beside the area's others; raises Refused."""
    owner: Post | None = given["owner"]
    if owner is not None and owner.organisation.area_id != area.pk:
        raise Refused("Choose a post of this area.", field="owner")
    for name, choices, what in (
        ("unit", Unit, "what it is measured in"),
        ("direction", GoodDirection, "which way is better"),
        ("frequency", MeasureFrequency, "how often there is a reading"),
    ):
        if given[name] not in choices:
            raise Refused(f"Choose {what}.", field=name)
    others = Measure.objects.filter(area=area)
    if measure is not None:
        others = others.exclude(pk=measure.pk)
    elif others.count() >= MOST_MEASURES:
        raise Refused(f"An area has {MOST_MEASURES} measures or fewer.")
    name = one_line(given["name"], field="name", label="name", limit=NAME_LIMIT)
    check_free(
        others.values_list("name", flat=True),
        name,
        f"The area has a measure called {name} already. Use that one, or choose another name.",
        field="name",
    )
    unit = Unit(given["unit"])
    most = {Unit.COUNT: 0, Unit.MONEY: 2}.get(unit, MOST_DECIMALS)
    if not 0 <= given["decimals"] <= most:
        raise Refused(
            "A count has no decimals."
            if most == 0
            else f"The decimals must be a number from 0 to {most}.",
            field="decimals",
        )
    if not 0 <= given["suppress_below"] <= MOST_SUPPRESSED:
        raise Refused(
            f"The smallest number shown to the public must be a number from 0 to {MOST_SUPPRESSED}.",
            field="suppress_below",
        )
    source = clean_text(given["source"], field="source", label="The source", limit=SOURCE_LIMIT)
    return {
        "name": name,
        "unit": unit,
        "direction": GoodDirection(given["direction"]),
        "frequency": MeasureFrequency(given["frequency"]),
        "definition": clean_text(given["definition"], field="definition", label="The definition"),
        "source": " ".join(source.split()),
        "decimals": given["decimals"],
        "owner": owner,
        "suppress_below": given["suppress_below"],
    }


def _audit(said: str, by: User, at: datetime, area: Area, plan: Plan | None = None) -> None:
    audit(AuditEvent.MEASURE_CHANGED, said, by=by, at=at, area=area, plan=plan)
