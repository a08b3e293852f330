"""What became of a measure in sentences: how its targets were set and moved, what each series did, and what was
recorded wrongly at first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from actions.choices import Bound, EntryKind, MarkKind
from actions.measuring import series
from actions.measuring.change import Kind, say_change
from actions.measuring.figures import WITH_BOUND, MarkValue
from actions.measuring.values import MeasureValue
from actions.models import Measure, MeasureMark, Reading
from actions.text import say_day


@dataclass(frozen=True, slots=True)
class TargetStep:
    """A target as it was set: on which day, what it did to those before, and why."""

    known_on: date
    said: str
    note: str


def target_steps(measure: MeasureValue) -> tuple[TargetStep, ...]:
    """How the targets came about, in the order in which they were set.

    One for a day that has a target already changes it; one for a day after the last, of the same value, moves it
    later.
    """
    found: list[TargetStep] = []
    known: list[MarkValue] = []
    for each in measure.marks:
        if each.kind == MarkKind.TARGET:
            found.append(TargetStep(each.known_on, _step(known, each, measure.kind), each.note))
            known.append(each)
    return tuple(found)


def _step(known: list[MarkValue], mark: MarkValue, kind: Kind) -> str:
    said = kind.say_target(mark)
    same = [each for each in known if each.period_end == mark.period_end]
    if same:
        return f"changed from {kind.say_mark(same[-1])} to {said}"
    if not known:
        return f"set: {said}"
    before = _moved_from(known, mark)
    return f"moved later: {said}, before {before.printed}" if before else f"added: {said}"


def _moved_from(known: list[MarkValue], mark: MarkValue) -> MarkValue | None:
    """The target known before that this one, of the same value, puts off; None where it does not."""
    last = max(reversed(known), key=lambda each: each.period_end, default=None)
    if last is None or (mark.value, mark.upper) != (last.value, last.upper):
        return None
    return last if mark.period_end > last.period_end else None


def target_note(measure: MeasureValue) -> str:
    """What else is to be known of the target that counts: the one that it puts off, and the one after it."""
    target = measure.target
    if target is None:
        return ""
    known = [each for each in measure.marks if each.kind == MarkKind.TARGET]
    before = _moved_from(known[: known.index(target)], target)
    after = next((e for e in measure.targets if e.period_end > target.period_end), None)
    notes = [
        *([f"moved later, before {before.printed}"] if before else []),
        *([f"then {measure.kind.say_target(after)}"] if after else []),
    ]
    return "; ".join(notes)


def changes_by_series(measure: MeasureValue) -> tuple[tuple[str, str], ...]:
    """Each series with its last change in words, which for that of the latest reading stands elsewhere, and its whole
    one where it has more than two readings."""
    found = []
    for each in measure.series:
        readings = each.readings
        before = series.before(measure.readings, readings[-1], measure.frequency)
        said = []
        if before is not None and readings[-1] != measure.latest:
            target = measure.target_for(readings[-1])
            said.append(say_change(before, readings[-1], measure.kind, target))
        ends = (readings[0], readings[-1])
        if len(readings) > 2 and not each.is_cumulative and not any(end.is_open for end in ends):
            target = measure.target_for(readings[-1])
            said.append(f"since the first reading it {say_change(*ends, measure.kind, target)}")
        if said:
            found.append((each.label, "; ".join(said)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Mended:
    """Something that was recorded wrongly: what about, what it said, what it says now ("" where it was taken back),
    why, and when and by whom it was put right."""

    about: str
    was: str
    now: str
    reason: str
    on: date
    by: str


def mended(measure: Measure, value: MeasureValue) -> tuple[Mended, ...]:
    """Readings and marks that were corrected or taken back, of those effective by the value's day. Two queries."""
    return tuple(
        sorted(
            (*_mended_readings(measure, value), *_mended_marks(measure, value)),
            key=lambda each: each.on,
        )
    )


def _mended_readings(measure: Measure, value: MeasureValue) -> Iterator[Mended]:
    rows = (
        Reading.objects.filter(measure=measure, supersedes__isnull=False)
        .filter(supersedes__effective_date__lte=value.as_at)
        .select_related("supersedes", "recorded_by")
        .order_by("recorded_at", "id")
    )
    for row in rows:
        was = row.supersedes
        assert isinstance(was, Reading)
        yield _one(
            was.period_printed,
            _said_reading(was, value.kind),
            "" if row.kind == EntryKind.RETRACTION else _said_reading(row, value.kind),
            row,
        )


def _mended_marks(measure: Measure, value: MeasureValue) -> Iterator[Mended]:
    rows = (
        MeasureMark.objects.filter(measure=measure, supersedes__isnull=False)
        .filter(supersedes__effective_date__lte=value.as_at)
        .select_related("supersedes", "recorded_by")
        .order_by("recorded_at", "id")
    )
    for row in rows:
        was = row.supersedes
        assert isinstance(was, MeasureMark)
        yield _one(
            f"{MarkKind(was.mark).label}, {was.period_printed}",
            _said_mark(was, value.kind),
            "" if row.kind == EntryKind.RETRACTION else _said_mark(row, value.kind),
            row,
        )


def _one(about: str, was: str, now: str, row: Reading | MeasureMark) -> Mended:
    return Mended(about, was, now, row.reason, localdate(row.recorded_at), str(row.recorded_by))


def _said_reading(row: Reading, kind: Kind) -> str:
    said = f"{WITH_BOUND[Bound(row.bound)]}{kind.say(row.value)}"
    details = [
        *(["provisional"] if row.is_provisional else []),
        *(["cumulative"] if row.is_cumulative else []),
    ]
    return f"{said} ({', '.join(details)})" if details else said


def _said_mark(row: MeasureMark, kind: Kind) -> str:
    upper = f" to {kind.say(row.upper)}" if row.upper is not None else ""
    return (
        f"{kind.say(row.value)}{upper} ({row.period_printed}, from {say_day(row.effective_date)})"
    )
