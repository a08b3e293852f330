"""What the services that record something of a deadline share: taking its turn, its entries, the audit trail."""

from datetime import date, datetime

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent, DeadlineState, EntryKind
from actions.errors import Refused
from actions.models import Deadline, DeadlineEntry, Plan
from actions.services.rows import take
from actions.services.writing import Seen, audit, begin, check_still_newest
from actions.text import say_day
from actions.working_days import FIRST_DAY
from wsoa.capabilities import Capability
from wsoa.models import User


def begin_dates(plan: Plan, by: User, now: datetime | None) -> datetime:
    """Take the plan's turn, and read again which inspection it answers."""
    at = begin(plan, now)
    plan.refresh_from_db(fields=["inspection"])
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    return at


def begin_entry(
    deadline: Deadline, by: User, seen: Seen | None, now: datetime | None
) -> tuple[datetime, list[DeadlineEntry]]:
    """The time of writing, and every entry of the deadline that stands, oldest first."""
    at = begin_dates(deadline.plan, by, now)
    take(deadline, None)
    entries = DeadlineEntry.objects.filter(deadline=deadline)
    check_still_newest(entries, seen)
    return at, list(entries.standing().in_order())


def in_force(entries: list[DeadlineEntry], *states: DeadlineState) -> DeadlineEntry | None:
    """The last entry that says one of these."""
    return next((each for each in reversed(entries) if each.state in states), None)


def since_when(deadline: Deadline, effective_date: date | None, at: datetime) -> date:
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


def write_entry(
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
    """Add an entry; one that supersedes another corrects it."""
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


def audit_deadline(deadline: Deadline, said: str, by: User, at: datetime) -> None:
    """Tell the audit trail what became of the deadline."""
    plan = deadline.plan
    audit(
        AuditEvent.DEADLINE_CHANGED,
        f"{deadline}: {said}",
        by=by,
        at=at,
        area=plan.area,
        plan=plan,
    )
