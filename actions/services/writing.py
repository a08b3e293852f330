"""What every service does around its own write: lock, clock, audit, and the checks they share."""

from datetime import date, datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils import timezone

from actions.choices import AuditEvent, LifeState, PlanStage
from actions.errors import Refused
from actions.models import Action, ActionLife, Area, AuditEntry, Plan
from actions.text import clean_text, says_something
from wsoa.models import User

SLUG_LIMIT = 50


def begin(plan: Plan, now: datetime | None) -> datetime:
    """Take the plan's turn, give it a new revision, and return the time of writing.

    Writers of one plan wait for each other (the row's lock on PostgreSQL, the single writer on
    SQLite), so the time, read after the wait, gives their rows one order.
    """
    Plan.objects.filter(pk=plan.pk).update(revision=uuid4())
    return now or timezone.now()


def audit(
    event: AuditEvent,
    summary: str,
    *,
    by: User,
    at: datetime,
    area: Area,
    plan: Plan | None = None,
    action: Action | None = None,
) -> None:
    """Add to the trail, in the transaction of the change itself."""
    AuditEntry(
        area=area, plan=plan, action=action, event=event, summary=summary, at=at, by=by
    ).save()


def check_open(plan: Plan) -> None:
    """Raise Refused when the plan is closed. What was recorded may still be corrected."""
    if plan.stage == PlanStage.CLOSED:
        raise Refused("The plan is closed: nothing new can be recorded, only mistakes corrected.")


def check_effective_date(
    plan: Plan, effective_date: date, at: datetime, *, field: str = "effective_date"
) -> None:
    """Raise Refused when the date is after the day of writing or before the plan began."""
    today = timezone.localdate(at)
    if effective_date > today:
        raise Refused(
            f"The effective date must be today or in the past; {_say(effective_date)} is in the future.",
            field=field,
        )
    if effective_date < plan.starts_on:
        raise Refused(
            f"The effective date must be on or after {_say(plan.starts_on)}, when the plan began.",
            field=field,
        )


def check_live(action: Action, effective_date: date, *, field: str = "effective_date") -> None:
    """Raise Refused when the action is not part of the plan on the day."""
    life = ActionLife.objects.filter(action=action).in_force(effective_date)
    if life is None:
        added = ActionLife.objects.filter(action=action).standing().in_order().first()
        began = f": it was added on {_say(added.effective_date)}" if added else ""
        raise Refused(
            f"The action was not in the plan on {_say(effective_date)}{began}.", field=field
        )
    if life.state != LifeState.LIVE:
        raise Refused(
            f"The action was {life.get_state_display().lower()} on {_say(life.effective_date)}, "
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


def _say(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
