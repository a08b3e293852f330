"""What every service does around its own write: transaction, lock, clock, audit, and the checks they share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from actions.choices import AuditEvent, LifeState, PlanStage
from actions.due_dates import DueDate
from actions.errors import Refused, Stale
from actions.models import Action, ActionLife, Area, AuditEntry, Plan
from actions.models.entries import ActionEntry
from actions.text import clean_text, say_day, says_something
from wsoa.models import User
from wsoa.writers import writing_as

P = ParamSpec("P")
R = TypeVar("R")

SLUG_LIMIT = 50

SENT_TWICE = timedelta(minutes=10)
"""What somebody adds again within this time, word for word, is taken for the same form sent twice."""

RULES_OF_A_PLAN = (
    "stage",
    "starts_on",
    "ends_on",
    "updates_need_acceptance",
    "completions_need_acceptance",
    "completions_need_evidence",
    "dates_need_agreement",
)
"""The settings by which services refuse something, or let it wait."""


def service(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function that writes a service: one transaction, in the name of its `by`, at its `now`."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        by, now = kwargs.get("by"), kwargs.get("now")
        assert by is None or isinstance(by, User)
        assert now is None or isinstance(now, datetime)
        with transaction.atomic(), writing_as(by, now):
            return function(*args, **kwargs)

    return run


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person had before them when they began: the newest row of the history they change."""

    newest_id: int | None


def newest_id(history: QuerySet[Any]) -> int | None:
    """The id of the row that was added last, None where there is none."""
    newest: int | None = history.order_by("-pk").values_list("pk", flat=True).first()
    return newest


def newest_ids(history: type[ActionEntry], actions: Sequence[Action]) -> dict[int, int]:
    """Action's id -> the id of the row that was added last, for those that have one. One query."""
    rows = history._default_manager.filter(action__in=[action.pk for action in actions])
    return dict(
        rows.order_by().values("action_id").annotate(Max("pk")).values_list("action_id", "pk__max")
    )


def check_still_newest(history: QuerySet[Any], seen: Seen | None) -> None:
    """Raise Stale when the history has a row that the person did not see.

    Without `seen` nothing is checked: commands and imports do not begin from a page.
    """
    if seen is not None and newest_id(history) != seen.newest_id:
        raise Stale(
            "Somebody else changed this after you opened the form. "
            "Check what they recorded, then save again if yours still holds."
        )


def begin(plan: Plan, now: datetime | None) -> datetime:
    """Take the plan's turn, give it a new revision, and return the time of writing.

    Writers of one plan wait for each other (the row's lock on PostgreSQL, the single writer on
    SQLite), so the time, read after the wait, gives their rows one order. What the plan asks of its
    writers is read again too: somebody may have closed it while we waited.
    """
    Plan.objects.filter(pk=plan.pk).update(revision=uuid4())
    plan.refresh_from_db(fields=RULES_OF_A_PLAN)
    return now or timezone.now()


def audit(
    event: AuditEvent,
    summary: str,
    *,
    by: User | None,
    at: datetime,
    area: Area,
    plan: Plan | None = None,
    action: Action | None = None,
) -> None:
    """Add to the trail, in the transaction of the change itself. `by` is None where nobody is signed in."""
    AuditEntry(
        area=area, plan=plan, action=action, event=event, summary=summary, at=at, by=by
    ).save()


def audit_action(
    event: AuditEvent, summary: str, *, by: User | None, at: datetime, action: Action
) -> None:
    """Add to the trail what is about one action."""
    plan = action.plan
    audit(event, summary, by=by, at=at, area=plan.area, plan=plan, action=action)


def check_open(plan: Plan) -> None:
    """Raise Refused when the plan is closed. What was recorded may still be corrected."""
    if plan.stage == PlanStage.CLOSED:
        raise Refused("The plan is closed: nothing new can be recorded, only mistakes corrected.")


def check_effective_date(
    plan: Plan,
    effective_date: date,
    at: datetime,
    *,
    field: str = "effective_date",
    what: str = "The effective date",
) -> None:
    """Raise Refused when the date is after the day of writing or before the plan began; `what` begins the
    message."""
    today = timezone.localdate(at)
    if effective_date > today:
        raise Refused(
            f"{what} must be today or in the past; {say_day(effective_date)} is in the future.",
            field=field,
        )
    if effective_date < plan.starts_on:
        raise Refused(
            f"{what} must be on or after {say_day(plan.starts_on)}, when the plan began.",
            field=field,
        )


def check_not_far_off(day: date, since: date, years: int, *, field: str, what: str) -> None:
    """Raise Refused when the day lies more than so many years before or after `since`: one so far off is a
    slip of the hand. `what` begins the message."""
    if abs(day - since) > timedelta(days=years * 366):
        number = f"{years} years" if years > 1 else "a year"
        raise Refused(
            f"{what} must be within {number} of {say_day(since)}, and {say_day(day)} is not. "
            "Check the year.",
            field=field,
        )


def check_live(
    action: Action,
    effective_date: date,
    *,
    field: str = "effective_date",
    whose: str = "The action",
) -> None:
    """Raise Refused when the action is not part of the plan on the day; `whose` begins the message."""
    life = ActionLife.objects.filter(action=action).in_force(effective_date)
    if life is None:
        added = ActionLife.objects.filter(action=action).standing().in_order().first()
        began = f": it was added on {say_day(added.effective_date)}" if added else ""
        raise Refused(
            f"{whose} was not in the plan on {say_day(effective_date)}{began}.", field=field
        )
    if life.state != LifeState.LIVE:
        raise Refused(
            f"{whose} was {life.get_state_display().lower()} on {say_day(life.effective_date)}, "
            f"so nothing can be recorded on it from that day.",
            field=field,
        )


def checked_slug(slug: str) -> str:
    """The slug; raises Refused unless it can stand in an address."""
    try:
        validate_slug(slug)
    except ValidationError as error:
        raise Refused(
            "The short name may hold letters, digits and hyphens only.", field="slug"
        ) from error
    if len(slug) > SLUG_LIMIT:
        raise Refused(f"The short name must be {SLUG_LIMIT} characters or fewer.", field="slug")
    return slug


def required_text(text: str, *, field: str, limit: int) -> str:
    """The cleaned text of a name, title or reference; raises Refused when there is none."""
    name = field.replace("_", " ")
    text = clean_text(text, field=field, label=f"The {name}", limit=limit)
    if not text:
        raise Refused(f"Give the {name}.", field=field)
    return text


def required_reason(reason: str) -> str:
    """The cleaned reason; raises Refused when there is none."""
    reason = clean_text(reason, field="reason", label="The reason")
    if not says_something(reason):
        raise Refused("Give a reason.", field="reason")
    return reason


def due_values(due: DueDate) -> dict[str, Any]:
    """The columns that hold a due date, of a date change, a proposal or a milestone."""
    return {"due_precision": due.precision, "due_end": due.end, "due_printed": due.printed}
