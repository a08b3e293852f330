"""The statutory clock of a plan: its deadlines, the days they are set to, and whether they were met.

How a deadline is counted is set up and can be changed; which day holds and whether it was met are entries of
the record. A day or a date of meeting that was wrong is corrected by another entry, never rewritten.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from actions.choices import (
    AuditEvent,
    DeadlineBasis,
    DeadlineKind,
    DeadlineState,
    DeadlineUnit,
)
from actions.clock import DeadlineStanding, DeadlineValue, deadline_as_at
from actions.clock.loading import letter_of
from actions.errors import Refused
from actions.models import (
    Deadline,
    DeadlineEntry,
    Plan,
    Post,
)
from actions.services.deadline_entries import (
    audit_deadline,
    begin_dates,
    begin_entry,
    in_force,
    since_when,
    write_entry,
)
from actions.services.deadline_rows import (
    WARN_DAYS,
    check_near,
    checked_listeners,
    checked_values,
    in_trail,
    put_usual,
    set_listeners,
)
from actions.services.rows import change, remove, take
from actions.services.writing import (
    Seen,
    audit,
    check_open,
    required_reason,
    service,
)
from actions.text import clean_text, say_day
from actions.working_days import FIRST_DAY
from wsoa.models import User

STAYS = (
    "Something was recorded of this date, somebody was told of it, or it was carried from the plan before, so it "
    "stays. Set it to another day, say when it was met, or say that it applies no longer."
)


def is_kept(deadline: Deadline) -> bool:
    """Whether it can only end, and not be taken away."""
    return (
        deadline.continues_id is not None or deadline.entries.exists() or deadline.notices.exists()
    )


def _check_binds(value: DeadlineValue) -> None:
    """Raise Refused where nobody waits for it any more, other than because it was met."""
    if value.standing == DeadlineStanding.CARRIED:
        raise Refused(f"{value.settled_by}. Record it there.")
    if value.standing == DeadlineStanding.ENDED:
        raise Refused("It applies no longer. Say first that it applies after all.")


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
    at = begin_dates(plan, by, now)
    check_open(plan)
    values = checked_values(
        kind,
        basis,
        count,
        unit,
        title,
        basis_on,
        basis_words,
        source,
        warn_days,
        plan=plan,
        inspection=plan.inspection,
    )
    told = checked_listeners(plan, listeners)
    if Deadline.objects.filter(plan=plan, **{name: values[name] for name in _SAME}).exists():
        raise Refused("The plan has this deadline already.", field="kind")
    deadline = Deadline.objects.create(plan=plan, **values)
    set_listeners(deadline, told)
    audit_deadline(deadline, f"added: {in_trail(deadline)}", by, at)
    return deadline


_SAME = ("kind", "title", "basis", "basis_on", "count", "unit")
"""Two deadlines that agree in these are one."""


@service
def add_usual(*, plan: Plan, by: User, now: datetime | None = None) -> tuple[Deadline, ...]:
    """Add the usual dates of the plan's kind that it has not got and that can be counted.

    Raises Refused where there is none to add.
    """
    at = begin_dates(plan, by, now)
    check_open(plan)
    added = put_usual(plan)
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
    at = begin_dates(plan, by, now)
    take(deadline, seen)
    values = checked_values(
        kind,
        basis,
        count,
        unit,
        title,
        basis_on,
        basis_words,
        source,
        warn_days,
        plan=plan,
        inspection=letter_of(deadline),
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
        audit_deadline(deadline, said, by, at)
    return deadline


@service
def remove_deadline(*, deadline: Deadline, by: User, now: datetime | None = None) -> None:
    """Take away a deadline of which nothing was recorded and nobody told. Raises Refused otherwise."""
    at = begin_dates(deadline.plan, by, now)
    take(deadline, None)
    said = in_trail(deadline)
    if is_kept(deadline):
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
    at, last = begin_entry(deadline, by, seen, now)
    check_open(deadline.plan)
    check_near(deadline.plan, day, field="day", what="The day")
    reason = required_reason(reason)
    value = deadline_as_at(deadline, timezone.localdate(at))
    _check_binds(value)
    holds = in_force(last, DeadlineState.OVERRIDDEN, DeadlineState.AS_COUNTED)
    if holds and (holds.state, holds.day) == (DeadlineState.OVERRIDDEN, day):
        raise Refused(f"It is set to {say_day(day)} already.", field="day")
    if (holds is None or holds.state == DeadlineState.AS_COUNTED) and value.counted == day:
        raise Refused(f"{say_day(day)} is the day as counted already.", field="day")
    entry = write_entry(
        deadline,
        DeadlineState.OVERRIDDEN,
        day,
        since_when(deadline, effective_date, at),
        at,
        by,
        reason,
    )
    audit_deadline(deadline, f"set to {say_day(day)}: {reason}", by, at)
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
    at, last = begin_entry(deadline, by, seen, now)
    check_open(deadline.plan)
    reason = required_reason(reason)
    holds = in_force(last, DeadlineState.OVERRIDDEN, DeadlineState.AS_COUNTED)
    if holds is None or holds.state != DeadlineState.OVERRIDDEN:
        raise Refused("It was not set to another day: the day as counted holds.")
    since = since_when(deadline, effective_date, at)
    if since < holds.effective_date:
        raise Refused(
            f"It was set to another day on {say_day(holds.effective_date)}. Give that day or a later one.",
            field="effective_date",
        )
    entry = write_entry(deadline, DeadlineState.AS_COUNTED, None, since, at, by, reason)
    audit_deadline(deadline, f"put back to the day as counted: {reason}", by, at)
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
    at, last = begin_entry(deadline, by, seen, now)
    if met_on > timezone.localdate(at):
        raise Refused(
            f"{say_day(met_on)} is in the future. Say that it was met once it is.", field="met_on"
        )
    value = deadline_as_at(deadline, timezone.localdate(at))
    _check_binds(value)
    start = value.basis_on
    if start is not None and met_on < start:
        raise Refused(
            f"It is counted from {say_day(start)}, so it cannot have been met before then.",
            field="met_on",
        )
    if met_on < FIRST_DAY:
        raise Refused(f"The day must be {say_day(FIRST_DAY)} or later.", field="met_on")
    holds = in_force(last, DeadlineState.MET, DeadlineState.NOT_MET)
    if holds and holds.day == met_on:
        raise Refused(f"It is recorded as met on {say_day(met_on)} already.", field="met_on")
    was = holds if holds and holds.state == DeadlineState.MET else None
    reason = clean_text(reason, field="reason", label="The reason")
    entry = write_entry(deadline, DeadlineState.MET, met_on, met_on, at, by, reason, supersedes=was)
    audit_deadline(deadline, f"met on {say_day(met_on)}", by, at)
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
    at, last = begin_entry(deadline, by, seen, now)
    reason = required_reason(reason)
    holds = in_force(last, DeadlineState.MET, DeadlineState.NOT_MET)
    if holds is None or holds.state != DeadlineState.MET:
        by_step = deadline_as_at(deadline, timezone.localdate(at)).met_by
        raise Refused(
            f"It is met by {by_step}. Take that back instead."
            if by_step
            else "It is not recorded as met."
        )
    entry = write_entry(
        deadline,
        DeadlineState.NOT_MET,
        None,
        holds.effective_date,
        at,
        by,
        reason,
        supersedes=holds,
    )
    audit_deadline(deadline, f"not met after all: {reason}", by, at)
    return entry
