"""Reading the deadlines of a plan as at a day. At most six queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from actions.choices import DeadlineBasis, DeadlineKind, DeadlineState, DeadlineUnit
from actions.clock.counting import Counted, count_on
from actions.clock.meeting import Done, done_by
from actions.clock.values import DeadlineStanding, DeadlineValue, Listener
from actions.clock.wording import say_count
from actions.errors import Refused
from actions.models import Deadline, DeadlineEntry, DeadlineListener, Inspection, Plan
from actions.position import PostValue
from actions.text import say_day
from actions.working_days import working_days_until

_DATES = {
    DeadlineBasis.LETTER: "letter_on",
    DeadlineBasis.RECEIPT: "received_on",
    DeadlineBasis.PUBLICATION: "published_on",
}
"""From which date of the inspection each basis takes its day."""

_DAY_STATES = frozenset({DeadlineState.OVERRIDDEN, DeadlineState.AS_COUNTED})


def deadlines_as_at(plan: Plan, day: date, today: date | None = None) -> tuple[DeadlineValue, ...]:
    """The plan's deadlines with what was set and met by the day, those due first at the head.

    What they are counted from is as it is known now. Days left are counted from `today`, the same day when
    left out. Those whose day is not known stand last.
    """
    return _read(plan, Deadline.objects.filter(plan=plan), day, today or day)


def deadline_as_at(deadline: Deadline, day: date) -> DeadlineValue:
    """One deadline, as at the day."""
    (found,) = _read(deadline.plan, [deadline], day, day)
    return found


def basis_day(
    inspection: Inspection | None, basis: DeadlineBasis, basis_on: date | None
) -> date | None:
    """The day that a deadline is counted from, None where it is not known."""
    if basis == DeadlineBasis.OTHER_DAY:
        return basis_on
    found: date | None = getattr(inspection, _DATES[basis], None)
    return found


def what_is_missing(inspection: Inspection | None, basis: DeadlineBasis) -> str:
    """What is to be done where that day is not known."""
    if inspection is None:
        return "The plan answers no inspection yet. Say which one it answers, or count from another day."
    label = str(basis.label)
    return (
        f"{label[0].upper()}{label[1:]} is not known. Add it to the inspection, "
        "or count from another day."
    )


def in_words(basis: DeadlineBasis, basis_words: str) -> str:
    """Which day it is counted from; blank for another day of which nobody said what it was."""
    return basis_words if basis == DeadlineBasis.OTHER_DAY else str(basis.label)


def count_in_words(number: int, unit: DeadlineUnit, start: date, words: str, found: Counted) -> str:
    """How it was counted: from which day, what that day was, and what was left out."""
    return say_count(number, unit, ", ".join(filter(None, [say_day(start), words])), found)


def _read(
    plan: Plan, rows: Iterable[Deadline], day: date, today: date
) -> tuple[DeadlineValue, ...]:
    found = list(rows)
    if not found:
        return ()
    entries: dict[int, list[DeadlineEntry]] = defaultdict(list)
    for entry in DeadlineEntry.objects.filter(deadline__in=found).up_to(day):
        entries[entry.deadline_id].append(entry)
    listeners: dict[int, list[Listener]] = defaultdict(list)
    for each in DeadlineListener.objects.filter(deadline__in=found).select_related(
        "post__organisation", "post__holder"
    ):
        post = PostValue(each.post_id, each.post.title, each.post.organisation.short_name)
        listeners[each.deadline_id].append(Listener(post, bool(each.post.address)))
    done = done_by(plan, {deadline.kind for deadline in found}, day)
    values = [
        _value(deadline, plan.inspection, entries[deadline.pk], listeners[deadline.pk], done, today)
        for deadline in found
    ]
    return tuple(sorted(values, key=lambda each: (each.day is None, each.day or today, each.id)))


def _value(
    deadline: Deadline,
    inspection: Inspection | None,
    entries: list[DeadlineEntry],
    listeners: list[Listener],
    done: Done,
    today: date,
) -> DeadlineValue:
    basis, unit = DeadlineBasis(deadline.basis), DeadlineUnit(deadline.unit)
    words = in_words(basis, deadline.basis_words)
    start = basis_day(inspection, basis, deadline.basis_on)
    counted, missing = None, ""
    if start is None:
        missing = what_is_missing(inspection, basis)
    else:
        try:
            counted = count_on(start, deadline.count, unit)
        except Refused as refused:  # the inspection's dates are not this deadline's to check
            missing = refused.message
    latest = {("day" if e.state in _DAY_STATES else "met"): e for e in entries}
    set_to, met = latest.get("day"), latest.get("met")
    if set_to is not None and set_to.state != DeadlineState.OVERRIDDEN:
        set_to = None
    day = set_to.day if set_to else counted.due if counted else None
    kind = DeadlineKind(deadline.kind)
    met_on, met_by = (met.day, "") if met is not None else done.met(kind, start)
    warn_days = tuple(sorted(deadline.warn_days, reverse=True))
    left, late = _left(day, met_on, today)
    if (
        kind == DeadlineKind.REVISIT_FROM
    ):  # a day from which something may happen: nobody is late for it
        late = None
    return DeadlineValue(
        id=deadline.pk,
        title=str(deadline),
        kind=kind,
        basis=words,
        basis_on=start,
        missing=missing,
        count=deadline.count,
        unit=unit,
        source=deadline.source,
        counted=counted.due if counted else None,
        skipped=counted.skipped if counted else (),
        how=count_in_words(deadline.count, unit, start, words, counted)
        if counted and start
        else "",
        day=day,
        is_overridden=set_to is not None,
        reason=set_to.reason if set_to else "",
        met_on=met_on,
        met_by=met_by,
        today=today,
        working_days_left=left,
        working_days_late=late,
        standing=_standing(kind, day, met_on, today, left, warn_days),
        listeners=tuple(listeners),
        warn_days=warn_days,
    )


def _left(day: date | None, met_on: date | None, today: date) -> tuple[int | None, int | None]:
    """How many working days are left, and how many it is, or was met, late."""
    if day is None:
        return None, None
    until = met_on or today
    if until > day:
        return None, working_days_until(day, until)
    return (None if met_on else working_days_until(today, day)), None


def _standing(
    kind: DeadlineKind,
    day: date | None,
    met_on: date | None,
    today: date,
    left: int | None,
    warn_days: tuple[int, ...],
) -> DeadlineStanding:
    if met_on is not None:
        is_late = kind != DeadlineKind.REVISIT_FROM and day is not None and met_on > day
        return DeadlineStanding.MET_LATE if is_late else DeadlineStanding.MET
    if day is None:
        return DeadlineStanding.UNKNOWN
    if kind == DeadlineKind.REVISIT_FROM and day <= today:
        return DeadlineStanding.OPEN
    if left is None:
        return DeadlineStanding.PASSED
    return DeadlineStanding.NEAR if left <= max(warn_days, default=0) else DeadlineStanding.RUNNING
