"""Deadlines of which nobody waits any more for another reason than that they were met: they apply no longer, or the
plan that takes their plan's place carries them on."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from actions.choices import DeadlineBasis, DeadlineState
from actions.clock import DeadlineStanding, DeadlineValue, deadline_as_at, deadlines_as_at
from actions.clock.loading import letter_of
from actions.errors import Refused
from actions.models import Deadline, DeadlineEntry, Plan
from actions.services.deadline_entries import (
    audit_deadline,
    begin_entry,
    in_force,
    write_entry,
)
from actions.services.deadline_rows import in_trail, set_listeners
from actions.services.writing import Seen, required_reason, service
from wsoa.models import User


@service
def end_deadline(
    *,
    deadline: Deadline,
    reason: str,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> DeadlineEntry:
    """Say that the deadline applies no longer, from today, and why.

    Of a closed plan too. Raises Refused where it is met, was carried on or has ended already.
    """
    at, _ = begin_entry(deadline, by, seen, now)
    reason = required_reason(reason)
    today = timezone.localdate(at)
    value = deadline_as_at(deadline, today)
    if value.met_on is not None:
        raise Refused("It is met. Take that back first where it was not.")
    if value.standing.is_settled:
        raise Refused(f"{value.standing.label} already: {value.settled_by}.")
    entry = write_entry(deadline, DeadlineState.ENDED, None, today, at, by, reason)
    audit_deadline(deadline, f"applies no longer: {reason}", by, at)
    return entry


@service
def apply_again(
    *,
    deadline: Deadline,
    reason: str,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> DeadlineEntry:
    """Say that the deadline applies after all. What was said then counts on no date any more."""
    at, last = begin_entry(deadline, by, seen, now)
    reason = required_reason(reason)
    holds = in_force(last, DeadlineState.ENDED, DeadlineState.CARRIED, DeadlineState.APPLIES)
    if holds is None or holds.state != DeadlineState.ENDED:
        raise Refused("Nobody said that it applies no longer.")
    entry = write_entry(
        deadline,
        DeadlineState.APPLIES,
        None,
        holds.effective_date,
        at,
        by,
        reason,
        supersedes=holds,
    )
    audit_deadline(deadline, f"applies after all: {reason}", by, at)
    return entry


_WHETHER = frozenset({DeadlineState.ENDED, DeadlineState.APPLIES})


def open_deadlines(plan: Plan, day: date) -> list[tuple[Deadline, DeadlineValue]]:
    """The deadlines that bind the plan and for which somebody waits on the day, those due first at the head. Of
    the plans before it, those that they left open too."""
    values = [each for each in deadlines_as_at(plan, day) if not each.standing.is_settled]
    rows = Deadline.objects.select_related("plan__inspection", "inspection").in_bulk(
        [each.id for each in values]
    )
    return [(rows[each.id], each) for each in values]


def carry_deadline(
    source: Deadline, value: DeadlineValue, new: Plan, by: User, at: datetime
) -> Deadline:
    """Let the new plan be bound by the deadline as it stands, which its own plan no longer is.

    How it is counted, from whose letter, the day that it was set to and who is told of it go with it.
    """
    is_known = source.basis == DeadlineBasis.OTHER_DAY and source.basis_on is None
    deadline = Deadline.objects.create(
        plan=new,
        kind=source.kind,
        title=source.title,
        basis=source.basis,
        basis_on=value.basis_on if is_known else source.basis_on,
        basis_words=source.basis_words,
        count=source.count,
        unit=source.unit,
        source=source.source,
        warn_days=list(source.warn_days),
        continues=source,
        inspection=letter_of(source),
    )
    set_listeners(deadline, [each.post for each in source.listeners.select_related("post")])
    standing = list(DeadlineEntry.objects.filter(deadline=source).standing().in_order())
    since = max([new.starts_on, *(e.effective_date for e in standing if e.state in _WHETHER)])
    if value.is_overridden:
        holds = in_force(standing, DeadlineState.OVERRIDDEN)
        if holds is not None:
            write_entry(
                deadline,
                DeadlineState.OVERRIDDEN,
                holds.day,
                holds.effective_date,
                at,
                by,
                holds.reason,
            )
    write_entry(source, DeadlineState.CARRIED, None, since, at, by, f"Carried into {new}")
    audit_deadline(source, f"carried into {new}", by, at)
    audit_deadline(deadline, f"carried from {source.plan}: {in_trail(deadline)}", by, at)
    return deadline


def check_somebody_is_told(left: Sequence[DeadlineValue]) -> None:
    """Raise Refused where a date would be left open on a closed plan with nobody to tell of it."""
    for each in left:
        if each.standing != DeadlineStanding.WAITING and not any(
            listener.has_address for listener in each.listeners
        ):
            raise Refused(
                f"Nobody would be told of “{each.title}” on the plan that is closed. Carry it on, say that it "
                "applies no longer, or choose first who is told of it.",
                field=f"date_{each.id}",
            )
