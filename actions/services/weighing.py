"""What recording readings would come to: whether a measure can take each, and what stands beside it already.

Nothing is written here; the services are in actions/services/readings.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from actions.choices import Bound, Unit
from actions.due_dates import FIRST_YEAR
from actions.errors import Refused
from actions.measuring.amounts import write_amount
from actions.measuring.fitting import check_rests_on, check_value
from actions.models import Area, Measure, Reading
from actions.services.rows import one_line
from actions.services.writing import SENT_TWICE
from actions.text import clean_text, say_day
from wsoa.models import User

PRINTED_LIMIT = 60
"""Characters of a period as it is printed."""

SAYS = (
    *("period_start", "period_end", "period_printed", "value", "bound", "numerator"),
    *("denominator", "is_provisional", "is_cumulative", "note"),
)
"""What a reading says; the rest is who said it, when, and since when it was known."""


@dataclass(frozen=True, slots=True)
class NewReading:
    """A reading to be recorded. Without `effective_date` it is known from the day it is recorded."""

    measure: Measure
    value: Decimal
    period_end: date
    printed: str
    effective_date: date | None = None
    period_start: date | None = None
    bound: Bound = Bound.EXACT
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    is_provisional: bool = False
    is_cumulative: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What recording one reading would come to: a new row, the row that says so already, or a refusal."""

    new: Reading | None = None
    same: Reading | None = None
    refused: Refused | None = None


def weigh_readings(
    *, area: Area, readings: Sequence[NewReading], at: datetime, sent_by: User | None = None
) -> list[Weighed]:
    """What recording the readings one after the other would come to. Writes nothing; two queries.

    A reading that says no more than a standing one is the same: what is empty says nothing, and a period may
    be worded otherwise. With `sent_by` only what that person recorded, word for word, less than ten minutes
    ago is the same.
    """
    measures = measures_of(area, readings)
    standing: dict[tuple[Any, ...], list[Reading]] = defaultdict(list)
    for row in Reading.objects.filter(measure__in=list(measures)).standing().in_order():
        row.measure = measures[row.measure_id]
        standing[period_of(row)].append(row)
    found = []
    for each in readings:
        measure = measures[each.measure.pk]
        try:
            row = prepared(measure, each, at)
            before = standing[period_of(row)]
            same = _same(row, before, sent_by, at)
            if same is not None:
                found.append(Weighed(same=same))
                continue
            check_beside(row, before)
        except Refused as refused:
            found.append(Weighed(refused=refused))
            continue
        before.append(row)
        found.append(Weighed(new=row))
    return found


def check_period(
    *,
    start: date | None,
    end: date,
    known_from: date,
    today: date,
    up_to_its_day: bool,
    whose: str = "reading",
) -> None:
    """Raise Refused unless a value for the period can have been known from the day.

    A value as at a day, or one that adds up to its last day (`up_to_its_day`), is known on that day; any
    other once the period is over. `whose` says in messages what it is a value of.
    """
    if start is not None and start > end:
        raise Refused("The period must start on or before the day it ends.", field="period")
    if min(start or end, end).year < FIRST_YEAR:
        raise Refused(f"The period must be in {FIRST_YEAR} or later.", field="period")
    if end > today or (end == today and not up_to_its_day):
        raise Refused(
            f"The period is not over: it ends on {say_day(end)}. "
            + (
                "Give the day that the figure is up to."
                if up_to_its_day
                else "Record it once it is over, or as a cumulative reading up to a day."
            ),
            field="period",
        )
    if known_from > today:
        raise Refused(
            f"The day it was known from must be today or in the past; {say_day(known_from)} is in the "
            "future.",
            field="effective_date",
        )
    if known_from < end or (known_from == end and not up_to_its_day):
        raise Refused(
            f"The {whose} cannot have been known on {say_day(known_from)}: its period ended on "
            f"{say_day(end)}.",
            field="effective_date",
        )


def measures_of(area: Area, readings: Iterable[NewReading]) -> dict[int, Measure]:
    """The measures as they are now, by id; raises Refused for one of another area."""
    ids = {each.measure.pk for each in readings}
    measures = Measure.objects.filter(area=area).select_related("area", "owner").in_bulk(ids)
    if len(measures) != len(ids):
        raise Refused("Choose a measure of this area.", field="measure")
    return measures


def prepared(measure: Measure, given: NewReading, at: datetime) -> Reading:
    """The row, not saved and without its writer; raises Refused unless the measure can take it."""
    today = timezone.localdate(at)
    effective = given.effective_date or today
    unit, bound = Unit(measure.unit), Bound(given.bound)
    if given.is_cumulative and given.period_start is None:
        raise Refused(
            "A cumulative reading says from when it counts: give the period, such as Jan – Aug 2020.",
            field="period",
        )
    check_period(
        start=given.period_start,
        end=given.period_end,
        known_from=effective,
        today=today,
        up_to_its_day=given.is_cumulative or given.period_start is None,
    )
    if measure.retired_on is not None and given.period_end >= measure.retired_on:
        raise Refused(
            f"{measure.name} is measured no more from {say_day(measure.retired_on)}, so it takes "
            "readings for periods that ended before that day only.",
            field="period",
        )
    check_value(given.value, unit, above_hundred=given.denominator is not None)
    check_rests_on(
        given.value,
        unit,
        measure.decimals,
        numerator=given.numerator,
        denominator=given.denominator,
        bound=bound,
    )
    return Reading(
        measure=measure,
        effective_date=effective,
        recorded_at=at,
        period_start=given.period_start,
        period_end=given.period_end,
        period_printed=one_line(given.printed, field="period", label="period", limit=PRINTED_LIMIT),
        value=given.value,
        bound=bound,
        numerator=given.numerator,
        denominator=given.denominator,
        is_provisional=given.is_provisional,
        is_cumulative=given.is_cumulative,
        note=clean_text(given.note, field="note", label="The note"),
    )


def period_of(row: Reading) -> tuple[Any, ...]:
    """What a measure's readings for the same period share. Those that add up are a series of their own."""
    return row.measure_id, row.period_start, row.period_end, row.is_cumulative


def says(row: Reading) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in SAYS)


def _same(
    row: Reading, standing: Iterable[Reading], sent_by: User | None, at: datetime
) -> Reading | None:
    """Of the standing readings for the period, the one that the row repeats."""
    for other in standing:
        if sent_by is not None:
            lately = at - SENT_TWICE < other.recorded_at <= at
            is_theirs = lately and other.recorded_by_id == sent_by.pk
            if (
                is_theirs
                and other.effective_date == row.effective_date
                and says(other) == says(row)
            ):
                return other
        elif _adds_nothing(row, other):
            return other
    return None


def _adds_nothing(row: Reading, other: Reading) -> bool:
    told = ("value", "bound", "is_provisional")
    if any(getattr(row, name) != getattr(other, name) for name in told):
        return False
    return all(
        getattr(row, name) in (None, "", getattr(other, name))
        for name in ("numerator", "denominator", "note")
    )


def check_beside(row: Reading, standing: Iterable[Reading]) -> None:
    """Raise Refused where the row cannot stand beside the others for its period."""
    for other in standing:
        known = say_day(other.effective_date)
        if not other.is_provisional and not row.is_provisional:
            if other.pk is None:
                raise Refused(
                    f"{row.period_printed} is given twice here, as {said_by(other)} and as "
                    f"{said_by(row)}. Leave one of them out.",
                    field="value",
                )
            raise Refused(
                f"There is a final reading for {row.period_printed} already, {said_by(other)}: "
                f"correct the one recorded on {say_day(timezone.localdate(other.recorded_at))}.",
                field="value",
            )
        if row.is_provisional and not other.is_provisional:
            if row.effective_date >= other.effective_date:
                raise Refused(
                    f"The final reading for {row.period_printed} was known on {known}, so none after it "
                    "is provisional.",
                    field="is_provisional",
                )
        elif not row.is_provisional and row.effective_date < other.effective_date:
            raise Refused(
                f"A provisional reading for {row.period_printed} was known on {known}, so the final one "
                "cannot have been known before.",
                field="effective_date",
            )


def said_by(row: Reading) -> str:
    return write_amount(row.value, row.measure.unit, row.bound)
