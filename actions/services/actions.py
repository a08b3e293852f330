"""Adding actions and changing what is said of them: each change is a new dated row with its reason."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

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
from actions.references import MAX_LENGTH, search_key, sort_key
from actions.services.writing import (
    audit,
    begin,
    check_effective_date,
    check_live,
    check_open,
    required_reason,
)
from actions.text import clean_text
from wsoa.capabilities import Capability
from wsoa.models import User


class _Keep:
    """Marks an argument that was left out, where None has a meaning."""


KEEP = _Keep()


@transaction.atomic
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
    now: datetime | None = None,
) -> Action:
    """Add an action to the plan from `effective_date`; `due` becomes its original due date.

    Raises Refused when the reference is empty or some action bears or bore it, or when something named
    belongs to another plan or area.
    """
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    check_open(plan)
    check_effective_date(plan, effective_date, at)
    action = Action(plan=plan, recorded_at=at, recorded_by=by)
    action.save()
    entry = {
        "action": action,
        "effective_date": effective_date,
        "recorded_at": at,
        "recorded_by": by,
    }
    ActionLife(state=LifeState.LIVE, **entry).save()
    ActionReference(**_reference_values(action, reference), **entry).save()
    ActionWording(**_wording_values(title, detail), **entry).save()
    ActionPlacement(**_placement_values(plan, theme, workstream, report_group), **entry).save()
    _save_ownership(lead_organisation, owners, entry)
    if due is not None:
        DateChange(**_due_values(due), **entry).save()
    audit(
        AuditEvent.ACTION_ADDED, reference, by=by, at=at, area=plan.area, plan=plan, action=action
    )
    return action


@transaction.atomic
def reword_action(
    *,
    action: Action,
    title: str,
    detail: str,
    effective_date: date,
    reason: str,
    by: User,
    now: datetime | None = None,
) -> None:
    """Give the action new wording from the date."""
    entry = _begin_change(action, effective_date, reason, by, now)
    ActionWording(**_wording_values(title, detail), **entry).save()
    _audit_change(entry, "wording")


@transaction.atomic
def renumber_action(
    *,
    action: Action,
    reference: str,
    effective_date: date,
    reason: str,
    by: User,
    now: datetime | None = None,
) -> None:
    """Give the action a new reference from the date; the old one still finds it."""
    entry = _begin_change(action, effective_date, reason, by, now)
    ActionReference(**_reference_values(action, reference), **entry).save()
    _audit_change(entry, "reference")


@transaction.atomic
def move_action(
    *,
    action: Action,
    effective_date: date,
    reason: str,
    by: User,
    theme: Theme | None = None,
    workstream: Workstream | _Keep | None = KEEP,
    report_group: ReportGroup | _Keep | None = KEEP,
    now: datetime | None = None,
) -> None:
    """Put the action elsewhere from the date; what is left out stays as it was on that date."""
    entry = _begin_change(action, effective_date, reason, by, now)
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


@transaction.atomic
def assign_action(
    *,
    action: Action,
    lead_organisation: Organisation | None,
    owners: Sequence[Post],
    effective_date: date,
    reason: str,
    by: User,
    now: datetime | None = None,
) -> None:
    """Give the action new owners and lead organisation from the date."""
    entry = _begin_change(action, effective_date, reason, by, now)
    _save_ownership(lead_organisation, owners, entry)
    _audit_change(entry, "owner")


@transaction.atomic
def change_due_date(
    *,
    action: Action,
    due: DueDate,
    effective_date: date,
    reason: str,
    by: User,
    agreed_by: str = "",
    now: datetime | None = None,
) -> DateChange:
    """Revise the due date from the date, saying who agreed it. The original stays on record."""
    entry = _begin_change(action, effective_date, reason, by, now)
    agreed_by = clean_text(agreed_by, field="agreed_by", label="Who agreed it", limit=200)
    change = DateChange(agreed_by=agreed_by, **_due_values(due), **entry)
    change.save()
    _audit_change(entry, "due date")
    return change


@transaction.atomic
def withdraw_action(
    *, action: Action, effective_date: date, reason: str, by: User, now: datetime | None = None
) -> None:
    """Take the action out of the plan from the date. Positions before it keep the action."""
    entry = _begin_change(action, effective_date, reason, by, now)
    ActionLife(state=LifeState.WITHDRAWN, **entry).save()
    _audit_change(entry, "withdrawn")


@transaction.atomic
def supersede_action(
    *,
    action: Action,
    replaced_by: Action,
    effective_date: date,
    reason: str,
    by: User,
    now: datetime | None = None,
) -> None:
    """Let another action of the plan take the action's place from the date."""
    if replaced_by.plan_id != action.plan_id or replaced_by.pk == action.pk:
        raise Refused("Choose another action of the same plan.", field="replaced_by")
    entry = _begin_change(action, effective_date, reason, by, now)
    check_live(replaced_by, effective_date)
    ActionLife(state=LifeState.SUPERSEDED, replaced_by=replaced_by, **entry).save()
    _audit_change(entry, "superseded")


def _begin_change(
    action: Action, effective_date: date, reason: str, by: User, now: datetime | None
) -> dict[str, Any]:
    """The checks and the common columns of a dated change."""
    at = begin(action.plan, now)
    permissions.check(by, action.plan.area, Capability.MANAGE_PLAN)
    check_open(action.plan)
    reason = required_reason(reason)
    check_effective_date(action.plan, effective_date, at)
    check_live(action, effective_date)
    return {
        "action": action,
        "effective_date": effective_date,
        "recorded_at": at,
        "recorded_by": by,
        "reason": reason,
    }


def _audit_change(entry: dict[str, Any], what: str) -> None:
    action: Action = entry["action"]
    audit(
        AuditEvent.ACTION_CHANGED,
        f"{what}: {entry['reason']}",
        by=entry["recorded_by"],
        at=entry["recorded_at"],
        area=action.plan.area,
        plan=action.plan,
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


def _due_values(due: DueDate) -> dict[str, Any]:
    return {"due_precision": due.precision, "due_end": due.end, "due_printed": due.printed}


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
