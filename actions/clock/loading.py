"""Reading the deadlines of plans as at a day, in a fixed number of queries however many plans there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from actions.choices import (
    AWAITS_A_STEP,
    DeadlineBasis,
    DeadlineKind,
    DeadlineState,
    DeadlineUnit,
)
from actions.clock.chain import plans_before
from actions.clock.counting import Counted, count_on
from actions.clock.meeting import NOTHING, Done, done_by
from actions.clock.presets import PRESETS
from actions.clock.values import Bound, DeadlineStanding, DeadlineValue, Listener, Recorded
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

_ABOUT = {
    DeadlineState.OVERRIDDEN: "day",
    DeadlineState.AS_COUNTED: "day",
    DeadlineState.MET: "met",
    DeadlineState.NOT_MET: "met",
    DeadlineState.CARRIED: "applies",
    DeadlineState.ENDED: "applies",
    DeadlineState.APPLIES: "applies",
}
"""State -> what an entry in it is about; of each the last entry holds."""

_SETTLES = {
    DeadlineState.CARRIED: DeadlineStanding.CARRIED,
    DeadlineState.ENDED: DeadlineStanding.ENDED,
}


def deadlines_as_at(plan: Plan, day: date, today: date | None = None) -> tuple[DeadlineValue, ...]:
    """The plan's deadlines with what was set and met by the day, those due first at the head.

    With them stand those that the plans before it left open. What they are counted from is as it is known now; from a
    day that comes after the one asked for nothing is counted yet. Days left are counted from `today`, the same day when
    left out. Those whose day is not known stand last. At most six
    queries, seven where the plan took another's place.
    """
    before = plans_before(plan)
    found = deadlines_of([plan, *before], day, today)
    own = found[plan.pk]
    carried = {each.continues for values in found.values() for each in values}
    left = (
        replace(each, is_left_open=True)
        for other in before
        for each in found[other.pk]
        if not each.standing.is_settled and each.id not in carried
    )
    return _in_order((*own, *left))


def deadlines_of(
    plans: Sequence[Plan], day: date, today: date | None = None
) -> Mapping[int, tuple[DeadlineValue, ...]]:
    """Plan's id -> the deadlines that bind it, in the same order. At most five queries for all of them."""
    found: dict[int, tuple[DeadlineValue, ...]] = {plan.pk: () for plan in plans}
    rows = Deadline.objects.filter(plan__in=plans).select_related("inspection")
    rows = rows.exclude(continues__isnull=False, plan__starts_on__gt=day)  # still the plan's before
    for each in _read(plans, rows, day, today or day):
        found[each.plan.id] += (each,)
    return found


def deadline_as_at(deadline: Deadline, day: date) -> DeadlineValue:
    """One deadline, as at the day, without what was recorded of those that it continues."""
    (found,) = _read([deadline.plan], [deadline], day, day)
    return found


def basis_day(
    inspection: Inspection | None, basis: DeadlineBasis, basis_on: date | None
) -> date | None:
    """The day that a deadline is counted from, None where it is not known."""
    if basis == DeadlineBasis.OTHER_DAY:
        return basis_on
    found: date | None = getattr(inspection, _DATES[basis], None)
    return found


def letter_of(deadline: Deadline) -> Inspection | None:
    """The inspection whose letter the deadline is counted from: that of its plan, unless it was carried."""
    return deadline.inspection or deadline.plan.inspection


def what_is_missing(
    inspection: Inspection | None, basis: DeadlineBasis, kind: DeadlineKind = DeadlineKind.OTHER
) -> str:
    """What is to be done where that day is not known, or what has to happen before it runs."""
    if basis == DeadlineBasis.OTHER_DAY:
        return PRESETS[kind].waits if kind in PRESETS else ""
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


def _in_order(values: Iterable[DeadlineValue]) -> tuple[DeadlineValue, ...]:
    return tuple(
        sorted(values, key=lambda each: (each.day is None, each.day or each.today, each.id))
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of all the deadlines at once."""

    plans: Mapping[int, Plan]
    rows: Mapping[int, Deadline]
    entries: Mapping[int, list[DeadlineEntry]]
    listeners: Mapping[int, list[Listener]]
    done: Mapping[int, Done]
    day: date
    today: date

    def sources(self, deadline: Deadline) -> list[Deadline]:
        """What it continues, the earliest first, as far as the plans were asked for."""
        found: list[Deadline] = []
        source = self.rows.get(deadline.continues_id or 0)
        while source is not None:
            found.insert(0, source)
            source = self.rows.get(source.continues_id or 0)
        return found


def _read(
    plans: Sequence[Plan], rows: Iterable[Deadline], day: date, today: date
) -> tuple[DeadlineValue, ...]:
    found = {deadline.pk: deadline for deadline in rows}
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
    done = done_by(plans, {deadline.kind for deadline in found.values()}, day)
    known = {plan.pk: plan for plan in plans}
    read = _Read(known, found, entries, listeners, done, day, today)
    return _in_order(_value(deadline, read) for deadline in found.values())


def _value(deadline: Deadline, read: _Read) -> DeadlineValue:
    plan, today = read.plans[deadline.plan_id], read.today
    done = read.done.get(plan.pk, NOTHING)
    basis, unit = DeadlineBasis(deadline.basis), DeadlineUnit(deadline.unit)
    kind = DeadlineKind(deadline.kind)
    inspection = deadline.inspection or plan.inspection
    words = in_words(basis, deadline.basis_words)
    start = basis_day(inspection, basis, deadline.basis_on)
    if start is None and basis == DeadlineBasis.OTHER_DAY and kind in AWAITS_A_STEP:
        start = done.last(PRESETS[kind].after)
    counted, missing = None, ""
    is_to_come = start is not None and start > read.day
    if start is None:
        missing = what_is_missing(inspection, basis, kind)
    elif is_to_come:
        missing = f"It is counted from {', '.join(filter(None, [say_day(start), words]))}: after this day."
    else:
        try:
            counted = count_on(start, deadline.count, unit)
        except Refused as refused:  # the inspection's dates are not this deadline's to check
            missing = refused.message
    latest = {_ABOUT[DeadlineState(e.state)]: e for e in read.entries.get(deadline.pk, ())}
    set_to, met, applies = latest.get("day"), latest.get("met"), latest.get("applies")
    if set_to is not None and set_to.state != DeadlineState.OVERRIDDEN:
        set_to = None
    day = set_to.day if set_to else counted.due if counted else None
    is_waiting = day is None and (
        is_to_come or (basis == DeadlineBasis.OTHER_DAY and start is None)
    )
    if met is not None:
        met_on, met_by = met.day, ""
    else:
        met_on, met_by = (None, "") if is_waiting else done.met(kind, start)
    warn_days = tuple(sorted(deadline.warn_days, reverse=True))
    settled = _SETTLES.get(DeadlineState(applies.state)) if applies and met_on is None else None
    left, late = (None, None) if settled else _left(day, met_on, today)
    if (
        kind == DeadlineKind.REVISIT_FROM
    ):  # a day from which something may happen: nobody is late for it
        late = None
    sources = read.sources(deadline)
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
        standing=settled
        or (
            DeadlineStanding.WAITING
            if is_waiting and met_on is None
            else _standing(kind, day, met_on, today, left, warn_days)
        ),
        listeners=tuple(read.listeners.get(deadline.pk, ())),
        warn_days=warn_days,
        plan=_bound(plan),
        settled_by=applies.reason if applies and settled else "",
        recorded=_recorded([*sources, deadline], read),
        continues=deadline.continues_id,
        carried_from=_bound(read.plans[sources[-1].plan_id]) if sources else None,
    )


def _bound(plan: Plan) -> Bound:
    return Bound(plan.pk, plan.title, plan.slug)


def _recorded(line: Sequence[Deadline], read: _Read) -> tuple[Recorded, ...]:
    """What was recorded of the last of them and of those that it continues, each once, oldest first."""
    found: list[Recorded] = []
    seen: set[tuple[object, ...]] = set()
    for deadline in line:
        title = read.plans[deadline.plan_id].title if deadline is not line[-1] else ""
        for entry in read.entries.get(deadline.pk, ()):
            key = (entry.state, entry.day, entry.effective_date, entry.reason)
            if key not in seen:
                seen.add(key)
                on = f": {say_day(entry.day)}" if entry.day else ""
                what = f"{DeadlineState(entry.state).label}{on}"
                found.append(Recorded(entry.effective_date, what, entry.reason, title))
    return tuple(found)


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
    warn_days: Collection[int],
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
