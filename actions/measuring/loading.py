"""Reading measures from live history as at a day, in a fixed number of queries whatever their number.

A reading or a mark counts from the day on which it was known (its `effective_date`), as a status does (design rule
2): what was superseded counts on no day.

A measure is one of a plan's from the day on which the plan began to use it, or from the first reading, baseline,
target or benchmark known of it, whichever is earlier, until it is let go. Taken up again after that, it is one again
from that day on.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from actions.choices import (
    Bound,
    EntryKind,
    GoodDirection,
    MarkKind,
    MeasureFrequency,
    Unit,
)
from actions.measuring.figures import MarkValue, ReadingValue
from actions.measuring.series import which_count
from actions.measuring.values import MeasureValue
from actions.models import Measure, MeasureMark, Plan, PlanMeasure, Reading
from actions.models.entries import DatedEntryQuerySet
from actions.text import say_post

V = TypeVar("V")


def measures_as_at(plan: Plan, day: date) -> tuple[MeasureValue, ...]:
    """The measures by which the plan is judged, in the plan's order, as they stood at the end of the day.

    Three queries.
    """
    used = PlanMeasure.objects.filter(plan=plan).select_related("measure__owner__organisation")
    rows = sorted(used, key=lambda each: (each.order, each.pk))
    first = {each.measure_id: each.pk for each in sorted(rows, key=lambda each: -each.pk)}
    kept = [each for each in rows if each.used_until is None or day < each.used_until]
    values = load([each.measure for each in kept], day)
    return tuple(
        value
        for each, value in zip(kept, values, strict=True)
        if _has_begun(each, value, is_first=each.pk == first[each.measure_id])
    )


def is_used(rows: Iterable[PlanMeasure], value: MeasureValue) -> bool:
    """Whether the plan is judged by the measure on the day of the value; `rows` are all of the two."""
    return any(
        (each.used_until is None or value.as_at < each.used_until)
        and _has_begun(each, value, is_first=place == 0)
        for place, each in enumerate(sorted(rows, key=lambda each: each.pk))
    )


def _has_begun(row: PlanMeasure, value: MeasureValue, *, is_first: bool) -> bool:
    return row.used_from <= value.as_at or (is_first and bool(value.readings or value.marks))


def measure_as_at(measure: Measure, day: date) -> MeasureValue:
    """One measure as it stood at the end of the day. Two queries, and those for the owner where they are not loaded."""
    return load([measure], day)[0]


def load(measures: Iterable[Measure], day: date) -> tuple[MeasureValue, ...]:
    """The measures as they stood at the end of the day, in the order given. Two queries."""
    found = list(measures)
    keys = [each.pk for each in found]
    if not keys:
        return ()
    marks = _by_measure(MeasureMark.objects.filter(measure__in=keys), day, _MARK, _mark)
    readings = _by_measure(Reading.objects.filter(measure__in=keys), day, _READING, _reading)
    return tuple(
        MeasureValue(
            id=each.pk,
            name=each.name,
            definition=each.definition,
            source=each.source,
            unit=Unit(each.unit),
            decimals=each.decimals,
            direction=GoodDirection(each.direction),
            frequency=MeasureFrequency(each.frequency),
            owner=say_post(each.owner.title, each.owner.organisation.name) if each.owner else "",
            owner_id=each.owner_id,
            is_public=each.is_public,
            suppress_below=each.suppress_below,
            retired_on=each.retired_on,
            as_at=day,
            marks=tuple(marks[each.pk]),
            readings=which_count(readings[each.pk]),
        )
        for each in found
    )


def ever_recorded(
    measures: Iterable[MeasureValue],
) -> dict[int, tuple[ReadingValue | MarkValue, ...]]:
    """The readings and baselines that each of the measures ever had, whatever day they are of and whether or not they
    still count, in the order in which they were recorded. Two queries."""
    keys = [each.id for each in measures]
    found: defaultdict[int, list[tuple[tuple[Any, ...], ReadingValue | MarkValue]]] = defaultdict(
        list
    )
    marks = MeasureMark.objects.filter(measure__in=keys, mark=MarkKind.BASELINE)
    readings = Reading.objects.filter(measure__in=keys)
    kinds: tuple[tuple[DatedEntryQuerySet[Any], tuple[str, ...], Callable[..., Any]], ...] = (
        (marks, _MARK, _mark),
        (readings, _READING, _reading),
    )
    for place, (rows, fields, make) in enumerate(kinds):
        recorded = rows.exclude(kind=EntryKind.RETRACTION).values_list(
            "measure_id", "recorded_at", "effective_date", "id", *fields
        )
        for key, at, day, number, *row in recorded:
            found[key].append(((at, day, place, number), make(*row)))
    return {
        key: tuple(each for _, each in sorted(rows, key=lambda row: row[0]))
        for key, rows in found.items()
    }


def _by_measure(
    rows: DatedEntryQuerySet[Any],
    day: date,
    fields: tuple[str, ...],
    make: Callable[..., V],
) -> dict[int, list[V]]:
    """The values of each measure that were known on the day, in the order in which they became known.

    Built from tuples: a page may need a thousand of them, and model instances cost several times as much.
    """
    found: defaultdict[int, list[V]] = defaultdict(list)
    for key, *row in rows.up_to(day).values_list("measure_id", *fields):
        found[key].append(make(*row))
    return found


_MARK = (
    *("mark", "value", "upper", "period_start", "period_end", "period_printed", "note"),
    *("effective_date", "id"),
)


def _mark(kind: str, *row: Any) -> MarkValue:
    return MarkValue(MarkKind(kind), *row)


_READING = (
    *("id", "value", "bound", "period_start", "period_end", "period_printed", "is_provisional"),
    *("is_cumulative", "note", "numerator", "denominator", "effective_date", "kind"),
)
_BOUNDS = {bound.value: bound for bound in Bound}


def _reading(*row: Any) -> ReadingValue:
    key, value, bound, *others, kind = row
    values = (key, value, _BOUNDS[bound], *others, kind == EntryKind.CORRECTION)
    return ReadingValue(*values)
