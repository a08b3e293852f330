"""What a measure is held against: setting, correcting and taking back baselines, targets and benchmarks.

A later mark for the same thing counts from its own day; until then the earlier one does (a target that was
raised). The same thing is: the baseline; the target by a day; how the same others did in a period that
ends on a day.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent, EntryKind, GoodDirection, MarkKind, Unit
from actions.due_dates import FIRST_YEAR
from actions.errors import Refused, Stale
from actions.measuring.amounts import write_amount
from actions.measuring.fitting import check_value
from actions.models import Measure, MeasureMark
from actions.services.rows import begin_area, one_line, take
from actions.services.weighing import PRINTED_LIMIT, check_period
from actions.services.writing import (
    SENT_TWICE,
    audit,
    check_not_far_off,
    required_reason,
    service,
)
from actions.text import clean_text, say_day
from wsoa.capabilities import Capability
from wsoa.models import User

NOTE_LIMIT = 300
TARGET_YEARS = 20
"""How far ahead a target may lie at most, in years after it was agreed."""

_SAID = ("mark", "period_start", "period_end", "period_printed", "value", "upper", "note")


@service
def set_mark(
    *,
    measure: Measure,
    mark: str,
    value: Decimal,
    period_end: date,
    printed: str,
    effective_date: date,
    by: User,
    period_start: date | None = None,
    upper: Decimal | None = None,
    note: str = "",
    now: datetime | None = None,
) -> MeasureMark:
    """Say what the measure is held against from the day: its baseline, a target, or how others did.

    A target's period ends on the day by which it is to be reached. Where best is within a range, `value` is
    the bottom of a target and `upper` its top. The same again within ten minutes is the same form sent twice.
    """
    at = _begin(measure, by, now)
    row = _prepared(
        measure,
        at,
        mark=mark,
        value=value,
        period_start=period_start,
        period_end=period_end,
        printed=printed,
        effective_date=effective_date,
        upper=upper,
        note=note,
    )
    standing = MeasureMark.objects.filter(measure=measure).standing()
    lately = standing.filter(recorded_by=by, recorded_at__gt=at - SENT_TWICE, recorded_at__lte=at)
    for other in lately:
        if other.effective_date == effective_date and _says(other) == _says(row):
            return other
    _check_beside(row, standing)
    row.recorded_by = by
    row.save()
    _audit(row, "", by, at)
    return row


@service
def correct_mark(
    *,
    mark: MeasureMark,
    value: Decimal,
    period_end: date,
    printed: str,
    effective_date: date,
    reason: str,
    by: User,
    period_start: date | None = None,
    upper: Decimal | None = None,
    note: str = "",
    now: datetime | None = None,
) -> MeasureMark:
    """Add a mark that stands in place of one recorded by mistake, which stays in the history."""
    measure = mark.measure
    at = _begin(measure, by, now)
    _check_not_superseded(mark)
    row = _prepared(
        measure,
        at,
        mark=mark.mark,
        value=value,
        period_start=period_start,
        period_end=period_end,
        printed=printed,
        effective_date=effective_date,
        upper=upper,
        note=note,
    )
    if effective_date == mark.effective_date and _says(row) == _says(mark):
        raise Refused("Nothing is changed: it says so already.", field="value")
    _check_beside(row, MeasureMark.objects.filter(measure=measure).exclude(pk=mark.pk).standing())
    row.kind = EntryKind.CORRECTION
    row.supersedes = mark
    row.reason = required_reason(reason)
    row.recorded_by = by
    row.save()
    _audit(row, "corrected: ", by, at, reason=row.reason)
    return row


@service
def retract_mark(
    *, mark: MeasureMark, reason: str, by: User, now: datetime | None = None
) -> MeasureMark:
    """Add an entry that takes back a mark recorded by mistake; what stood before it stands again."""
    at = _begin(mark.measure, by, now)
    _check_not_superseded(mark)
    row = MeasureMark(
        measure=mark.measure,
        kind=EntryKind.RETRACTION,
        supersedes=mark,
        effective_date=mark.effective_date,
        recorded_at=at,
        recorded_by=by,
        reason=required_reason(reason),
        **{name: getattr(mark, name) for name in _SAID if name != "note"},
    )
    row.save()
    _audit(mark, "taken back: ", by, at, reason=row.reason)
    return row


def _begin(measure: Measure, by: User, now: datetime | None) -> datetime:
    at = begin_area(measure.area, now)
    permissions.check(by, measure.area, Capability.MANAGE_PLAN)
    take(measure, None)
    return at


def _prepared(measure: Measure, at: datetime, **given: Any) -> MeasureMark:
    """The row, not saved and without its writer; raises Refused unless the measure can be held against it."""
    if given["mark"] not in MarkKind:
        raise Refused("Choose what it is: a baseline, a target or a benchmark.", field="mark")
    mark = MarkKind(given["mark"])
    value, upper, unit = given["value"], given["upper"], Unit(measure.unit)
    start, end, effective = given["period_start"], given["period_end"], given["effective_date"]
    today = timezone.localdate(at)
    if mark == MarkKind.TARGET:
        _check_target_days(start, end, effective, today)
    else:
        check_period(
            start=start,
            end=end,
            known_from=effective,
            today=today,
            up_to_its_day=start is None,
            whose="figure",
        )
    may_exceed = measure.direction == GoodDirection.RANGE
    check_value(value, unit, above_hundred=may_exceed)
    is_range = mark == MarkKind.TARGET and measure.direction == GoodDirection.RANGE
    if upper is None and is_range:
        raise Refused(
            "Best is within a range: give the top of the range too, as in 90 to 110.", field="upper"
        )
    if upper is not None:
        if not is_range:
            raise Refused(
                "Only the target of a measure that is best within a range has a top.", field="upper"
            )
        check_value(upper, unit, above_hundred=may_exceed, field="upper", what="The top")
        if upper < value:
            raise Refused("The top of the range must not be below its bottom.", field="upper")
    return MeasureMark(
        measure=measure,
        mark=mark,
        effective_date=effective,
        recorded_at=at,
        period_start=start,
        period_end=end,
        period_printed=one_line(
            given["printed"], field="period", label="period", limit=PRINTED_LIMIT
        ),
        value=value,
        upper=upper,
        note=clean_text(given["note"], field="note", label="The note", limit=NOTE_LIMIT),
    )


def _check_target_days(start: date | None, end: date, effective: date, today: date) -> None:
    if start is not None and start > end:
        raise Refused("The period must start on or before the day it ends.", field="period")
    if min(start or end, end).year < FIRST_YEAR:
        raise Refused(f"The period must be in {FIRST_YEAR} or later.", field="period")
    if effective > today:
        raise Refused("The day it was agreed must be today or in the past.", field="effective_date")
    if effective > end:
        raise Refused(
            f"The target was to be reached by {say_day(end)}, so it cannot have been agreed on "
            f"{say_day(effective)}.",
            field="effective_date",
        )
    check_not_far_off(
        end, effective, TARGET_YEARS, field="period", what="The day it is to be reached by"
    )


def _same_thing(row: MeasureMark) -> tuple[Any, ...]:
    """What marks share of which a later one takes the place of an earlier one."""
    if row.mark == MarkKind.BASELINE:
        return (row.mark,)
    return (row.mark, row.period_end)


def _check_beside(row: MeasureMark, standing: Any) -> None:
    for other in standing:
        if _same_thing(other) == _same_thing(row) and other.effective_date == row.effective_date:
            raise Refused(
                f"There is one from {say_day(other.effective_date)} already, "
                f"{write_amount(other.value, row.measure.unit)}: correct that one.",
                field="value",
            )


def _says(row: MeasureMark) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _SAID)


def _check_not_superseded(mark: MeasureMark) -> None:
    if mark.kind == EntryKind.RETRACTION:
        raise Refused("This entry takes another back; there is nothing in it to correct.")
    if MeasureMark.objects.filter(supersedes=mark).exists():
        raise Stale("This was corrected or taken back already. Look at the newer one.")


def _audit(row: MeasureMark, what: str, by: User, at: datetime, *, reason: str = "") -> None:
    unit = row.measure.unit
    top = f" to {write_amount(row.upper, unit)}" if row.upper is not None else ""
    kind = MarkKind(row.mark).label.lower() if not MarkKind(row.mark).is_benchmark else row.mark
    said = f"{row.measure.name}: {what}{kind}, {row.period_printed}: {write_amount(row.value, unit)}{top}"
    if reason:
        said = f"{said}. {reason}"
    audit(AuditEvent.MARK_CHANGED, said, by=by, at=at, area=row.measure.area)
