"""The statutory clock of a plan: its deadlines, the days they are set to, and whether they were met.

How a deadline is counted is set up and can be changed; which day holds and whether it was met are entries of
the record. A day or a date of meeting that was wrong is corrected by another entry, never rewritten.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from actions import permissions
from actions.choices import (
    AuditEvent,
    DeadlineBasis,
    DeadlineKind,
    DeadlineState,
    DeadlineUnit,
    EntryKind,
)
from actions.clock import deadline_as_at
from actions.clock.loading import basis_day
from actions.clock.presets import PRESETS
from actions.clock.usual import usual_dates
from actions.errors import Refused
from actions.models import (
    Deadline,
    DeadlineEntry,
    Plan,
    Post,
)
from actions.services.deadline_rows import (
    WARN_DAYS,
    checked_listeners,
    checked_values,
    in_trail,
    set_listeners,
)
from actions.services.rows import change, remove, take
from actions.services.writing import (
    Seen,
    audit,
    begin,
    check_open,
    check_still_newest,
    required_reason,
    service,
)
from actions.text import clean_text, say_day
from actions.working_days import FIRST_DAY, LAST_DAY
from wsoa.capabilities import Capability
from wsoa.models import User

STAYS = (
    "Something was recorded of this deadline, or somebody was told of it, so it stays. "
    "Set it to another day, or say when it was met."
)


@service
def add_deadline(
    *,
    plan: Plan,
    kind: DeadlineKind,
    basis: DeadlineBasis,
    count: int,
    unit: DeadlineUnit,
    by: User,
    title: str = "",
    basis_on: date | None = None,
    basis_words: str = "",
    source: str = "",
    warn_days: Sequence[int] = WARN_DAYS,
    listeners: Sequence[Post] = (),
    now: datetime | None = None,
) -> Deadline:
    """Bind the plan by a date. What is counted from the letter may wait for the letter's date.

    Raises Refused where it cannot be counted, or where the plan has the same deadline already.
    """
    at = _begin(plan, by, now)
    check_open(plan)
    values = checked_values(
        plan, kind, basis, count, unit, title, basis_on, basis_words, source, warn_days
    )
    told = checked_listeners(plan, listeners)
    if Deadline.objects.filter(plan=plan, **{name: values[name] for name in _SAME}).exists():
        raise Refused("The plan has this deadline already.", field="kind")
    deadline = Deadline.objects.create(plan=plan, **values)
    set_listeners(deadline, told)
    _audit(deadline, f"added: {in_trail(deadline)}", by, at)
    return deadline


_SAME = ("kind", "title", "basis", "basis_on", "count", "unit")
"""Two deadlines that agree in these are one."""


@service
def add_usual(*, plan: Plan, by: User, now: datetime | None = None) -> tuple[Deadline, ...]:
    """Add the usual dates of the plan's kind that it has not got and that can be counted.

    Raises Refused where there is none to add.
    """
    at = _begin(plan, by, now)
    check_open(plan)
    has = set(Deadline.objects.filter(plan=plan).values_list("kind", flat=True))
    added = []
    for kind, start in usual_dates(plan, has).items():
        preset = PRESETS[kind]
        deadline = Deadline.objects.create(
            plan=plan,
            kind=kind,
            basis=preset.basis,
            count=preset.count,
            unit=preset.unit,
            source=preset.source,
            warn_days=list(WARN_DAYS),
            **start,
        )
        added.append(deadline)
    if not added:
        raise Refused(
            "There is no usual date to add. Those counted from an approval or a return wait until that "
            "is on the timeline. Any other date can be added by itself."
        )
    said = "; ".join(in_trail(deadline) for deadline in added)
    audit(AuditEvent.DEADLINE_CHANGED, f"added: {said}", by=by, at=at, area=plan.area, plan=plan)
    return tuple(added)


@service
def change_deadline(
    *,
    deadline: Deadline,
    kind: DeadlineKind,
    basis: DeadlineBasis,
    count: int,
    unit: DeadlineUnit,
    by: User,
    title: str = "",
    basis_on: date | None = None,
    basis_words: str = "",
    source: str = "",
    warn_days: Sequence[int] = WARN_DAYS,
    listeners: Sequence[Post] = (),
    seen: int | None = None,
    now: datetime | None = None,
) -> Deadline:
    """Count a deadline otherwise, or tell others of it. What was set and met stays as it was recorded."""
    plan = deadline.plan
    at = _begin(plan, by, now)
    take(deadline, seen)
    values = checked_values(
        plan, kind, basis, count, unit, title, basis_on, basis_words, source, warn_days
    )
    told = checked_listeners(plan, listeners)
    same = Deadline.objects.filter(plan=plan, **{name: values[name] for name in _SAME})
    if same.exclude(pk=deadline.pk).exists():
        raise Refused("The plan has this deadline already.", field="kind")
    said = change(deadline, **values)
    if set_listeners(deadline, told):
        if not said:
            deadline.save()  # so that a form opened before is known to be old
        said = "; ".join(filter(None, [said, "who is told"]))
    if said:
        _audit(deadline, said, by, at)
    return deadline


@service
def remove_deadline(*, deadline: Deadline, by: User, now: datetime | None = None) -> None:
    """Take away a deadline of which nothing was recorded and nobody told. Raises Refused otherwise."""
    at = _begin(deadline.plan, by, now)
    take(deadline, None)
    said = in_trail(deadline)
    if deadline.entries.exists() or deadline.notices.exists():
        raise Refused(STAYS)
    deadline.listeners.all().delete()
    remove(deadline, STAYS)
    plan = deadline.plan
    audit(AuditEvent.DEADLINE_CHANGED, f"removed: {said}", by=by, at=at, area=plan.area, plan=plan)


@service
def set_day(
    *,
    deadline: Deadline,
    day: date,
    reason: str,
    by: User,
    effective_date: date | None = None,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> DeadlineEntry:
    """Set the deadline to another day than the one counted, from the effective date (today when left out)."""
    at, last = _begin_entry(deadline, by, seen, now)
    check_open(deadline.plan)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Refused(
            f"The day must lie between {say_day(FIRST_DAY)} and {say_day(LAST_DAY)}.", field="day"
        )
    reason = required_reason(reason)
    holds = _in_force(last, DeadlineState.OVERRIDDEN, DeadlineState.AS_COUNTED)
    if holds and (holds.state, holds.day) == (DeadlineState.OVERRIDDEN, day):
        raise Refused(f"It is set to {say_day(day)} already.", field="day")
    if holds is None or holds.state == DeadlineState.AS_COUNTED:
        counted = deadline_as_at(deadline, timezone.localdate(at)).counted
        if counted == day:
            raise Refused(f"{say_day(day)} is the day as counted already.", field="day")
    entry = _write(
        deadline,
        DeadlineState.OVERRIDDEN,
        day,
        _since(deadline, effective_date, at),
        at,
        by,
        reason,
    )
    _audit(deadline, f"set to {say_day(day)}: {reason}", by, at)
    return entry


@service
def put_back(
    *,
    deadline: Deadline,
    reason: str,
    by: User,
    effective_date: date | None = None,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> DeadlineEntry:
    """Let the day as counted hold again, from the effective date (today when left out)."""
    at, last = _begin_entry(deadline, by, seen, now)
    check_open(deadline.plan)
    reason = required_reason(reason)
    holds = _in_force(last, DeadlineState.OVERRIDDEN, DeadlineState.AS_COUNTED)
    if holds is None or holds.state != DeadlineState.OVERRIDDEN:
        raise Refused("It was not set to another day: the day as counted holds.")
    since = _since(deadline, effective_date, at)
    if since < holds.effective_date:
        raise Refused(
            f"It was set to another day on {say_day(holds.effective_date)}. Give that day or a later one.",
            field="effective_date",
        )
    entry = _write(deadline, DeadlineState.AS_COUNTED, None, since, at, by, reason)
    _audit(deadline, f"put back to the day as counted: {reason}", by, at)
    return entry


@service
def meet(
    *,
    deadline: Deadline,
    met_on: date,
    by: User,
    reason: str = "",
    seen: Seen | None = None,
    now: datetime | None = None,
) -> DeadlineEntry:
    """Say on which day the deadline was met, today or before. Said again, it corrects what was said first.

    Of a closed plan too, since that is often known later.
    """
    at, last = _begin_entry(deadline, by, seen, now)
    if met_on > timezone.localdate(at):
        raise Refused(
            f"{say_day(met_on)} is in the future. Say that it was met once it is.", field="met_on"
        )
    start = basis_day(deadline.plan.inspection, DeadlineBasis(deadline.basis), deadline.basis_on)
    if start is not None and met_on < start:
        raise Refused(
            f"It is counted from {say_day(start)}, so it cannot have been met before then.",
            field="met_on",
        )
    if met_on < FIRST_DAY:
        raise Refused(f"The day must be {say_day(FIRST_DAY)} or later.", field="met_on")
    holds = _in_force(last, DeadlineState.MET, DeadlineState.NOT_MET)
    if holds and holds.day == met_on:
        raise Refused(f"It is recorded as met on {say_day(met_on)} already.", field="met_on")
    was = holds if holds and holds.state == DeadlineState.MET else None
    reason = clean_text(reason, field="reason", label="The reason")
    entry = _write(deadline, DeadlineState.MET, met_on, met_on, at, by, reason, supersedes=was)
    _audit(deadline, f"met on {say_day(met_on)}", by, at)
    return entry


@service
def unmeet(
    *,
    deadline: Deadline,
    reason: str,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> DeadlineEntry:
    """Say that the deadline was not met after all. What was said then counts on no date any more."""
    at, last = _begin_entry(deadline, by, seen, now)
    reason = required_reason(reason)
    holds = _in_force(last, DeadlineState.MET, DeadlineState.NOT_MET)
    if holds is None or holds.state != DeadlineState.MET:
        by_step = deadline_as_at(deadline, timezone.localdate(at)).met_by
        raise Refused(
            f"It is met by {by_step}. Take that back instead."
            if by_step
            else "It is not recorded as met."
        )
    entry = _write(
        deadline,
        DeadlineState.NOT_MET,
        None,
        holds.effective_date,
        at,
        by,
        reason,
        supersedes=holds,
    )
    _audit(deadline, f"not met after all: {reason}", by, at)
    return entry


def _begin(plan: Plan, by: User, now: datetime | None) -> datetime:
    """Take the plan's turn, and read again which inspection it answers."""
    at = begin(plan, now)
    plan.refresh_from_db(fields=["inspection"])
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    return at


def _begin_entry(
    deadline: Deadline, by: User, seen: Seen | None, now: datetime | None
) -> tuple[datetime, list[DeadlineEntry]]:
    """The time of writing, and every entry of the deadline that stands, oldest first."""
    at = _begin(deadline.plan, by, now)
    take(deadline, None)
    entries = DeadlineEntry.objects.filter(deadline=deadline)
    check_still_newest(entries, seen)
    return at, list(entries.standing().in_order())


def _in_force(entries: list[DeadlineEntry], *states: DeadlineState) -> DeadlineEntry | None:
    """The last entry that says one of these."""
    return next((each for each in reversed(entries) if each.state in states), None)


def _since(deadline: Deadline, effective_date: date | None, at: datetime) -> date:
    """The day from which an entry holds: today when left out. Raises Refused for one in the future."""
    today = timezone.localdate(at)
    since = effective_date or today
    if since > today:
        raise Refused(
            f"The effective date must be today or in the past; {say_day(since)} is in the future.",
            field="effective_date",
        )
    if since < FIRST_DAY:
        raise Refused(
            f"The effective date must be {say_day(FIRST_DAY)} or later.", field="effective_date"
        )
    return since


def _write(
    deadline: Deadline,
    state: DeadlineState,
    day: date | None,
    since: date,
    at: datetime,
    by: User,
    reason: str,
    *,
    supersedes: DeadlineEntry | None = None,
) -> DeadlineEntry:
    entry = DeadlineEntry(
        deadline=deadline,
        kind=EntryKind.CORRECTION if supersedes else EntryKind.ENTRY,
        supersedes=supersedes,
        state=state,
        day=day,
        effective_date=since,
        recorded_at=at,
        recorded_by=by,
        reason=reason,
    )
    entry.save()
    return entry


def _audit(deadline: Deadline, said: str, by: User, at: datetime) -> None:
    plan = deadline.plan
    audit(
        AuditEvent.DEADLINE_CHANGED,
        f"{deadline}: {said}",
        by=by,
        at=at,
        area=plan.area,
        plan=plan,
    )
