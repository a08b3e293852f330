"""Adding actions and changing what is said of them: each change is a new dated row with its reason."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from actions import permissions
from actions.choices import AuditEvent, LifeState
from actions.due_dates import DueDate
from actions.errors import Refused
from actions.models import (
    Action,
    ActionLife,
    ActionOwner,
    ActionOwnership,
    ActionPlacement,
    ActionReference,
    ActionWording,
    DateChange,
    Organisation,
    Plan,
    Post,
    ReportGroup,
    Theme,
    Workstream,
)
from actions.models.entries import ActionEntry
from actions.references import MAX_LENGTH, search_key, sort_key
from actions.services.watching import tell_watchers
from actions.services.writing import (
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
from actions.text import clean_text, say_day, says_something
from wsoa.capabilities import Capability
from wsoa.models import User


class _Keep:
    """Marks an argument that was left out, where None has a meaning."""


KEEP = _Keep()


@service
def add_action(
    *,
    plan: Plan,
    reference: str,
    title: str,
    theme: Theme,
    effective_date: date,
    by: User,
    detail: str = "",
    workstream: Workstream | None = None,
    report_group: ReportGroup | None = None,
    lead_organisation: Organisation | None = None,
    owners: Sequence[Post] = (),
    due: DueDate | None = None,
    reason: str = "",
    now: datetime | None = None,
) -> Action:
    """Add an action to the plan from `effective_date`; `due` becomes its original due date.

    `reason` says why it is added, in its history and in the audit; it may be empty, as for a plan being
    written, whose actions need none.
    Raises Refused when the reference is empty or some action bears or bore it, or when something named
    belongs to another plan or area.
    """
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    check_open(plan)
    check_effective_date(plan, effective_date, at)
    reason = clean_text(reason, field="reason", label="The reason")
    action = Action(plan=plan, recorded_at=at, recorded_by=by)
    action.save()
    entry = {
        "action": action,
        "effective_date": effective_date,
        "recorded_at": at,
        "recorded_by": by,
    }
    ActionLife(state=LifeState.LIVE, reason=reason, **entry).save()
    bears = ActionReference(**_reference_values(action, reference), **entry)
    bears.save()
    ActionWording(**_wording_values(title, detail), **entry).save()
    ActionPlacement(**_placement_values(plan, theme, workstream, report_group), **entry).save()
    _save_ownership(lead_organisation, owners, entry)
    if due is not None:
        DateChange(**due_values(due), **entry).save()
    said = f"{bears.reference}: {reason}" if reason else bears.reference
    audit_action(AuditEvent.ACTION_ADDED, said, by=by, at=at, action=action)
    return action


@service
def reword_action(
    *,
    action: Action,
    title: str,
    detail: str,
    effective_date: date,
    reason: str,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> None:
    """Give the action new wording from the date."""
    entry = _begin_change(ActionWording, action, effective_date, reason, by, seen, now)
    ActionWording(**_wording_values(title, detail), **entry).save()
    _audit_change(entry, "wording")


@service
def renumber_action(
    *,
    action: Action,
    reference: str,
    effective_date: date,
    reason: str,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> None:
    """Give the action a new reference from the date; the old one still finds it."""
    entry = _begin_change(ActionReference, action, effective_date, reason, by, seen, now)
    ActionReference(**_reference_values(action, reference), **entry).save()
    _audit_change(entry, "reference")


@service
def move_action(
    *,
    action: Action,
    effective_date: date,
    reason: str,
    by: User,
    theme: Theme | None = None,
    workstream: Workstream | _Keep | None = KEEP,
    report_group: ReportGroup | _Keep | None = KEEP,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> None:
    """Put the action elsewhere from the date; what is left out stays as it was on that date."""
    entry = _begin_change(ActionPlacement, action, effective_date, reason, by, seen, now)
    standing = ActionPlacement.objects.filter(action=action).in_force(effective_date)
    assert standing is not None, "An action is placed when it is added."
    ActionPlacement(
        **_placement_values(
            action.plan,
            theme or standing.theme,
            standing.workstream if isinstance(workstream, _Keep) else workstream,
            standing.report_group if isinstance(report_group, _Keep) else report_group,
        ),
        **entry,
    ).save()
    _audit_change(entry, "placement")


@service
def assign_action(
    *,
    action: Action,
    lead_organisation: Organisation | None,
    owners: Sequence[Post],
    effective_date: date,
    reason: str,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> None:
    """Give the action new owners and lead organisation from the date."""
    entry = _begin_change(ActionOwnership, action, effective_date, reason, by, seen, now)
    _save_ownership(lead_organisation, owners, entry)
    _audit_change(entry, "owner")


@service
def change_due_date(
    *,
    action: Action,
    due: DueDate,
    effective_date: date,
    reason: str,
    by: User,
    agreed_by: str = "",
    seen: Seen | None = None,
    now: datetime | None = None,
) -> DateChange:
    """Revise the due date from the date, saying who agreed it. The original stays on record.

    Where the plan's dates need agreement, raises Refused unless `agreed_by` says who agreed it and the
    person may record that; what is still to be agreed is proposed (services/dates.py).
    """
    entry = _begin_change(DateChange, action, effective_date, reason, by, seen, now)
    agreed_by = clean_text(agreed_by, field="agreed_by", label="Who agreed it", limit=200)
    if action.plan.dates_need_agreement:
        permissions.check(by, action.plan.area, Capability.AGREE_DATES)
        if not says_something(agreed_by):
            raise Refused(
                "Say who agreed the new date: dates of this plan count only once they are agreed.",
                field="agreed_by",
            )
    change = DateChange(agreed_by=agreed_by, **due_values(due), **entry)
    change.save()
    _audit_change(entry, "due date")
    tell_watchers(action, f"The due date is now {due.printed}", by=by, at=entry["recorded_at"])
    return change


@service
def withdraw_action(
    *,
    action: Action,
    effective_date: date,
    reason: str,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> None:
    """Take the action out of the plan from the date. Positions before it keep the action."""
    entry = _begin_change(ActionLife, action, effective_date, reason, by, seen, now)
    ActionLife(state=LifeState.WITHDRAWN, **entry).save()
    _audit_change(entry, "withdrawn")


@service
def supersede_action(
    *,
    action: Action,
    replaced_by: Action,
    effective_date: date,
    reason: str,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> None:
    """Let another action of the plan take the action's place from the date."""
    if replaced_by.plan_id != action.plan_id or replaced_by.pk == action.pk:
        raise Refused("Choose another action of the same plan.", field="replaced_by")
    entry = _begin_change(ActionLife, action, effective_date, reason, by, seen, now)
    check_live(replaced_by, effective_date, field="replaced_by", whose="The other action")
    ActionLife(state=LifeState.SUPERSEDED, replaced_by=replaced_by, **entry).save()
    _audit_change(entry, "superseded")


@service
def restore_action(
    *,
    action: Action,
    effective_date: date,
    reason: str,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> None:
    """Put an action that was withdrawn or superseded back in the plan from the date.

    It comes back as it stood: its reference, wording and history are its own still. Raises Refused
    where it was in the plan on the date, or not added yet.
    """
    entry = _begin_entry(ActionLife, action, effective_date, reason, by, seen, now)
    life = ActionLife.objects.filter(action=action).in_force(effective_date)
    if life is None or life.state == LifeState.LIVE:
        was = "in the plan" if life else "not in the plan yet"
        raise Refused(
            f"The action was {was} on {say_day(effective_date)}. Give a day on or after it left.",
            field="effective_date",
        )
    ActionLife(state=LifeState.LIVE, **entry).save()
    _audit_change(entry, "put back")


def _begin_change(
    history: type[ActionEntry],
    action: Action,
    effective_date: date,
    reason: str,
    by: User,
    seen: Seen | None,
    now: datetime | None,
) -> dict[str, Any]:
    """The checks and the common columns of a dated change of an action in the plan."""
    entry = _begin_entry(history, action, effective_date, reason, by, seen, now)
    check_live(action, effective_date)
    return entry


def _begin_entry(
    history: type[ActionEntry],
    action: Action,
    effective_date: date,
    reason: str,
    by: User,
    seen: Seen | None,
    now: datetime | None,
) -> dict[str, Any]:
    """The same for an action in the plan or out of it."""
    at = begin(action.plan, now)
    permissions.check(by, action.plan.area, Capability.MANAGE_PLAN)
    check_open(action.plan)
    check_still_newest(history._default_manager.filter(action=action), seen)
    reason = required_reason(reason)
    check_effective_date(action.plan, effective_date, at)
    return {
        "action": action,
        "effective_date": effective_date,
        "recorded_at": at,
        "recorded_by": by,
        "reason": reason,
    }


def _audit_change(entry: dict[str, Any], what: str) -> None:
    action: Action = entry["action"]
    audit_action(
        AuditEvent.ACTION_CHANGED,
        f"{what}: {entry['reason']}",
        by=entry["recorded_by"],
        at=entry["recorded_at"],
        action=action,
    )


def _reference_values(action: Action, reference: str) -> dict[str, str]:
    reference = clean_text(
        " ".join(reference.split()), field="reference", label="The reference", limit=MAX_LENGTH
    )
    key = search_key(reference)
    if not key:
        raise Refused("Give a reference with a letter or a digit in it.", field="reference")
    taken = (
        ActionReference.objects.standing()
        .filter(action__plan=action.plan, search_key=key)
        .exclude(action=action)
    )
    if taken.exists():
        raise Refused(
            f"{reference} is, or was, the reference of another action of this plan.",
            field="reference",
        )
    return {"reference": reference, "sort_key": sort_key(reference), "search_key": key}


def _wording_values(title: str, detail: str) -> dict[str, str]:
    title = clean_text(title, field="title", label="The title", limit=1000)
    if not title:
        raise Refused("Say what the action is.", field="title")
    return {"title": title, "detail": clean_text(detail, field="detail", label="The detail")}


def _placement_values(
    plan: Plan, theme: Theme, workstream: Workstream | None, report_group: ReportGroup | None
) -> dict[str, Any]:
    for field, part in (
        ("theme", theme),
        ("workstream", workstream),
        ("report_group", report_group),
    ):
        if part is not None and part.plan_id != plan.pk:
            raise Refused(f"“{part}” belongs to another plan.", field=field)
    return {"theme": theme, "workstream": workstream, "report_group": report_group}


def _save_ownership(
    lead_organisation: Organisation | None, owners: Sequence[Post], entry: dict[str, Any]
) -> None:
    action: Action = entry["action"]
    area_id = action.plan.area_id
    if lead_organisation is not None and lead_organisation.area_id != area_id:
        raise Refused("The lead organisation must be a partner in this area.", field="lead")
    if any(post.organisation.area_id != area_id for post in owners):
        raise Refused("Owners must be posts in this area.", field="owners")
    if len({post.pk for post in owners}) < len(owners):
        raise Refused("An owner is named twice.", field="owners")
    ownership = ActionOwnership(lead_organisation=lead_organisation, **entry)
    ownership.save()
    for order, post in enumerate(owners, start=1):
        ActionOwner(ownership=ownership, post=post, order=order).save()
