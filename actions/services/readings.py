"""Recording, correcting and taking back readings: the one way into a measure's values.

A reading is never changed. The same period may have a provisional reading, then newer ones, and at last a
final one: from the day that was known it counts, by the reading rule (design rule 2). After it only a
correction changes what the period says.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from actions import permissions
from actions.choices import AuditEvent, Bound, EntryKind
from actions.errors import Refused, Stale
from actions.models import Area, Measure, Reading
from actions.services.rows import begin_area
from actions.services.weighing import (
    SAYS,
    NewReading,
    check_beside,
    measures_of,
    period_of,
    prepared,
    said_by,
    says,
    weigh_readings,
)
from actions.services.writing import audit, required_reason, service
from wsoa.models import User


class RefusedReadings(Refused):
    """Some of several readings break a rule, so none was recorded. `problems` are by their places."""

    def __init__(self, problems: Mapping[int, Refused]) -> None:
        number = len(problems)
        super().__init__(
            f"Nothing was recorded: there {'is 1 problem' if number == 1 else f'are {number} problems'} "
            "to put right first."
        )
        self.problems = problems


@service
def record_reading(
    *,
    measure: Measure,
    value: Decimal,
    period_end: date,
    printed: str,
    by: User,
    effective_date: date | None = None,
    period_start: date | None = None,
    bound: Bound = Bound.EXACT,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    is_provisional: bool = False,
    is_cumulative: bool = False,
    note: str = "",
    now: datetime | None = None,
) -> Reading:
    """Add a value of the measure for a period, or without `period_start` as at a day.

    The same again within ten minutes is the same form sent twice: the first reading is returned. Raises
    Refused where the measure cannot take the value, the period is not over, or it has a final one.
    """
    reading = NewReading(
        measure=measure,
        value=value,
        period_end=period_end,
        printed=printed,
        effective_date=effective_date,
        period_start=period_start,
        bound=bound,
        numerator=numerator,
        denominator=denominator,
        is_provisional=is_provisional,
        is_cumulative=is_cumulative,
        note=note,
    )
    try:
        return record_readings(area=measure.area, readings=[reading], by=by, now=now)[0]
    except RefusedReadings as refused:
        raise refused.problems[0] from refused


@service
def record_readings(
    *, area: Area, readings: Sequence[NewReading], by: User, now: datetime | None = None
) -> list[Reading]:
    """Add several readings, all or none; raises RefusedReadings, which says what is wrong with each."""
    at = begin_area(area, now)
    if not readings:
        raise Refused("There is no reading to record.")
    measures = measures_of(area, readings)
    for measure in measures.values():
        permissions.check_can_record(by, measure)
    weighed = weigh_readings(area=area, readings=readings, at=at, sent_by=by)
    problems = {place: each.refused for place, each in enumerate(weighed) if each.refused}
    if problems:
        raise RefusedReadings(problems)
    recorded = []
    said = []
    for each in weighed:
        row = each.new or each.same
        assert row is not None
        if each.new is not None:
            row.recorded_by = by
            row.save()
            said.append(row)
        recorded.append(row)
    if said:
        summary = f"{len(said)} readings of {len({row.measure_id for row in said})} measures"
        if len(said) == 1:
            summary = _summary(said[0])
        audit(AuditEvent.READING_RECORDED, summary, by=by, at=at, area=area)
    return recorded


@service
def correct_reading(
    *,
    reading: Reading,
    value: Decimal,
    period_end: date,
    printed: str,
    reason: str,
    by: User,
    effective_date: date | None = None,
    period_start: date | None = None,
    bound: Bound = Bound.EXACT,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    is_provisional: bool = False,
    is_cumulative: bool = False,
    note: str = "",
    now: datetime | None = None,
) -> Reading:
    """Add a reading that stands in place of one recorded by mistake, which stays in the history.

    Without `effective_date` it counts from the day that the mistaken one did.
    """
    measure = reading.measure
    at = begin_area(measure.area, now)
    permissions.check_can_record(by, _again(measure))
    _check_not_superseded(reading)
    row = prepared(
        measure,
        NewReading(
            measure=measure,
            value=value,
            period_end=period_end,
            printed=printed,
            effective_date=effective_date or reading.effective_date,
            period_start=period_start,
            bound=bound,
            numerator=numerator,
            denominator=denominator,
            is_provisional=is_provisional,
            is_cumulative=is_cumulative,
            note=note,
        ),
        at,
    )
    if row.effective_date == reading.effective_date and says(row) == says(reading):
        raise Refused("Nothing is changed: the reading says so already.", field="value")
    others = Reading.objects.filter(measure=measure, period_end=row.period_end).exclude(
        pk=reading.pk
    )
    check_beside(row, [each for each in others.standing() if period_of(each) == period_of(row)])
    row.kind = EntryKind.CORRECTION
    row.supersedes = reading
    row.reason = required_reason(reason)
    row.recorded_by = by
    row.save()
    summary = f"corrected from {said_by(reading)}: {_summary(row)}. {row.reason}"
    audit(AuditEvent.READING_CHANGED, summary, by=by, at=at, area=measure.area)
    return row


@service
def retract_reading(
    *, reading: Reading, reason: str, by: User, now: datetime | None = None
) -> Reading:
    """Add an entry that takes back a reading recorded by mistake; what stood before it stands again."""
    measure = reading.measure
    at = begin_area(measure.area, now)
    permissions.check_can_record(by, _again(measure))
    _check_not_superseded(reading)
    row = Reading(
        measure=measure,
        kind=EntryKind.RETRACTION,
        supersedes=reading,
        effective_date=reading.effective_date,
        recorded_at=at,
        recorded_by=by,
        reason=required_reason(reason),
        **{name: getattr(reading, name) for name in SAYS if name != "note"},
    )
    row.save()
    summary = f"taken back: {_summary(reading)}. {row.reason}"
    audit(AuditEvent.READING_CHANGED, summary, by=by, at=at, area=measure.area)
    return row


def _again(measure: Measure) -> Measure:
    return Measure.objects.select_related("area", "owner").get(pk=measure.pk)


def _check_not_superseded(reading: Reading) -> None:
    if reading.kind == EntryKind.RETRACTION:
        raise Refused("This entry takes a reading back; there is nothing in it to correct.")
    if Reading.objects.filter(supersedes=reading).exists():
        raise Stale("This reading was corrected or taken back already. Look at the newer one.")


def _summary(row: Reading) -> str:
    return f"{row.measure.name}, {row.period_printed}: {said_by(row)}"
