"""Steps within an action: adding them, changing them, marking them done, dropping them.

A milestone's entries never go back in time: each holds from the day it is written, or, where a milestone
is marked done, from the day it was done if that is later than what was last said of it.
"""

from datetime import date, datetime
from typing import Any

from django.db.models import Count
from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent
from actions.due_dates import DueDate
from actions.errors import Refused
from actions.models import Action, Milestone, MilestoneEntry
from actions.services.writing import (
    SENT_TWICE,
    Seen,
    audit_action,
    begin,
    check_effective_date,
    check_live,
    check_open,
    check_still_newest,
    due_values,
    required_reason,
    service,
)
from actions.text import clean_text
from wsoa.models import User

TITLE_LIMIT = 300


@service
def add_milestone(
    *, action: Action, title: str, due: DueDate, by: User, now: datetime | None = None
) -> Milestone:
    """Add a step to the action. Whoever may update the action may.

    A step with the same words and date that the person added to the action less than ten minutes ago, and of
    which nothing was said since, is that step: it is returned, and no second one is added.
    """
    at = begin(action.plan, now)
    permissions.check_can_update(by, action, on=timezone.localdate(at))
    check_open(action.plan)
    check_live(action, timezone.localdate(at))
    title = _checked_title(title)
    same = _same(action, title, due, by, at)
    if same is not None:
        return same
    milestone = Milestone(action=action, recorded_at=at, recorded_by=by)
    milestone.save()
    MilestoneEntry(
        milestone=milestone,
        effective_date=timezone.localdate(at),
        recorded_at=at,
        recorded_by=by,
        title=title,
        **due_values(due),
    ).save()
    _audit(milestone, f"added: {title}, due {due}", by, at)
    return milestone


@service
def change_milestone(
    *,
    milestone: Milestone,
    title: str,
    due: DueDate,
    by: User,
    reason: str = "",
    seen: Seen | None = None,
    now: datetime | None = None,
) -> MilestoneEntry:
    """Reword or re-date a step. Whether it is done stays as it was."""
    at, last = _begin(milestone, by, seen, now)
    title = _checked_title(title)
    if (title, due) == (last.title, last.due):
        raise Refused("Nothing is changed: the milestone says so already.", field="title")
    reason = clean_text(reason, field="reason", label="The reason")
    entry = _next(
        last, timezone.localdate(at), at, by, reason=reason, title=title, **due_values(due)
    )
    _audit(milestone, f"changed: {title}, due {due}", by, at)
    return entry


@service
def finish_milestone(
    *,
    milestone: Milestone,
    done_on: date,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> MilestoneEntry:
    """Say that a step was done on a day, today or before."""
    at, last = _begin(milestone, by, seen, now)
    check_effective_date(milestone.action.plan, done_on, at, field="done_on")
    if last.done_on == done_on:
        raise Refused("The milestone is done on that day already.", field="done_on")
    entry = _next(last, done_on, at, by, done_on=done_on)
    _audit(milestone, f"done on {done_on.isoformat()}: {last.title}", by, at)
    return entry


@service
def reopen_milestone(
    *,
    milestone: Milestone,
    reason: str,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> MilestoneEntry:
    """Say that a step marked as done is not done after all, and why."""
    at, last = _begin(milestone, by, seen, now)
    if last.done_on is None:
        raise Refused("The milestone is not marked as done.")
    entry = _next(
        last, timezone.localdate(at), at, by, reason=required_reason(reason), done_on=None
    )
    _audit(milestone, f"not done: {last.title}", by, at)
    return entry


@service
def drop_milestone(
    *,
    milestone: Milestone,
    reason: str,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> MilestoneEntry:
    """Take a step out of the action, and say why. It stays in the history."""
    at, last = _begin(milestone, by, seen, now)
    entry = _next(
        last, timezone.localdate(at), at, by, reason=required_reason(reason), is_dropped=True
    )
    _audit(milestone, f"dropped: {last.title}", by, at)
    return entry


def _same(action: Action, title: str, due: DueDate, by: User, at: datetime) -> Milestone | None:
    """The milestone that this one repeats, as a form does that is sent twice."""
    lately = Milestone.objects.filter(
        action=action, recorded_by=by, recorded_at__gt=at - SENT_TWICE, recorded_at__lte=at
    )
    for milestone in lately.annotate(said=Count("entries")).filter(said=1).order_by("-pk"):
        if milestone.entries.filter(title=title, **due_values(due)).exists():
            return milestone
    return None


def _begin(
    milestone: Milestone, by: User, seen: Seen | None, now: datetime | None
) -> tuple[datetime, MilestoneEntry]:
    """The time of writing and the last that was said of the milestone, after every check they share."""
    action = milestone.action
    at = begin(action.plan, now)
    permissions.check_can_update(by, action, on=timezone.localdate(at))
    check_open(action.plan)
    entries = MilestoneEntry.objects.filter(milestone=milestone)
    check_still_newest(entries, seen)
    check_live(action, timezone.localdate(at))
    last = entries.standing().in_order().last()
    assert last is not None, "A milestone has an entry from the time it is added."
    if last.is_dropped:
        raise Refused("The milestone was dropped. Add it again if it is needed after all.")
    return at, last


def _next(
    last: MilestoneEntry, day: date, at: datetime, by: User, **changes: Any
) -> MilestoneEntry:
    """Write what now holds of the milestone: what was last said of it, but for the changes."""
    values: dict[str, Any] = {
        "title": last.title,
        "done_on": last.done_on,
        **due_values(last.due),
        **changes,
    }
    entry = MilestoneEntry(
        milestone_id=last.milestone_id,
        effective_date=max(day, last.effective_date),
        recorded_at=at,
        recorded_by=by,
        **values,
    )
    entry.save()
    return entry


def _checked_title(title: str) -> str:
    title = clean_text(
        " ".join(title.split()), field="title", label="The milestone", limit=TITLE_LIMIT
    )
    if not title:
        raise Refused("Say what is to be done.", field="title")
    return title


def _audit(milestone: Milestone, said: str, by: User, at: datetime) -> None:
    audit_action(AuditEvent.MILESTONE_CHANGED, said, by=by, at=at, action=milestone.action)
