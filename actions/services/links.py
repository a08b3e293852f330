"""Saying that an action depends on another, or repeats it, and that it no longer does."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent, LinkRelation, LinkState
from actions.errors import Refused
from actions.models import Action, ActionLink, ActionReference
from actions.policies import chain
from actions.services.writing import (
    audit_action,
    begin,
    check_effective_date,
    check_live,
    check_open,
    service,
)
from actions.text import clean_text
from wsoa.models import User


@service
def link_actions(
    *,
    action: Action,
    other: Action,
    relation: LinkRelation,
    effective_date: date,
    by: User,
    reason: str = "",
    now: datetime | None = None,
) -> ActionLink:
    """Say that the action depends on the other, or duplicates it, from the date.

    Whoever may update the action may say so. Raises Refused for an action of another plan, for what is
    said already, and for a dependency that would close a circle on some day from the date on.
    """
    at = begin(action.plan, now)
    permissions.check_can_update(by, action, on=timezone.localdate(at))
    check_open(action.plan)
    if other.plan_id != action.plan_id or other.pk == action.pk:
        raise Refused("Choose another action of the same plan.", field="other")
    check_effective_date(action.plan, effective_date, at)
    check_live(action, effective_date)
    check_live(other, effective_date, field="other")
    if _is_linked(action, other, relation, effective_date) or (
        relation == LinkRelation.DUPLICATES and _is_linked(other, action, relation, effective_date)
    ):
        raise Refused("The two actions are linked like that already.", field="other")
    if relation == LinkRelation.DEPENDS_ON:
        _check_no_circle(action, other, effective_date)
    return _write(action, other, relation, LinkState.LINKED, effective_date, reason, by, at)


@service
def unlink_actions(
    *,
    action: Action,
    other: Action,
    relation: LinkRelation,
    effective_date: date,
    by: User,
    reason: str = "",
    now: datetime | None = None,
) -> ActionLink:
    """Say that the link ends with the date. Raises Refused where there was none on it."""
    at = begin(action.plan, now)
    permissions.check_can_update(by, action, on=timezone.localdate(at))
    check_open(action.plan)
    check_effective_date(action.plan, effective_date, at)
    if not _is_linked(action, other, relation, effective_date):
        raise Refused("The two actions were not linked on that date.", field="effective_date")
    return _write(action, other, relation, LinkState.UNLINKED, effective_date, reason, by, at)


def _write(
    action: Action,
    other: Action,
    relation: LinkRelation,
    state: LinkState,
    effective_date: date,
    reason: str,
    by: User,
    at: datetime,
) -> ActionLink:
    link = ActionLink(
        action=action,
        other=other,
        relation=relation,
        state=state,
        effective_date=effective_date,
        recorded_at=at,
        recorded_by=by,
        reason=clean_text(reason, field="reason", label="The reason"),
    )
    link.save()
    ended = "no longer " if state == LinkState.UNLINKED else ""
    reference = _references([other.pk])[other.pk]
    audit_action(
        AuditEvent.LINK_CHANGED,
        f"{ended}{LinkRelation(relation).label.lower()} {reference}",
        by=by,
        at=at,
        action=action,
    )
    return link


def _is_linked(action: Action, other: Action, relation: LinkRelation, day: date) -> bool:
    standing = ActionLink.objects.filter(action=action, other=other, relation=relation)
    newest = standing.in_force(day)
    return newest is not None and newest.state == LinkState.LINKED


def _check_no_circle(action: Action, other: Action, day: date) -> None:
    found = chain(other.pk, action.pk, _dependencies_since(action, day))
    if not found:
        return
    references = _references(found)
    steps = [references[pk] for pk in found]
    told = f"{steps[0]} depends on {steps[1]}" + "".join(
        f", which depends on {step}" for step in steps[2:]
    )
    raise Refused(
        f"{told}. So {steps[-1]} cannot depend on {steps[0]}: each would wait for the other.",
        field="other",
    )


def _dependencies_since(action: Action, day: date) -> Mapping[int, set[int]]:
    """Action id -> what it depends on, on the day or on some day after it."""
    rows = ActionLink.objects.filter(
        action__plan=action.plan_id, relation=LinkRelation.DEPENDS_ON
    ).standing()
    states: dict[tuple[int, int], str] = {}
    found: dict[int, set[int]] = defaultdict(set)
    for waiting, awaited, state, effective in rows.in_order().values_list(
        "action_id", "other_id", "state", "effective_date"
    ):
        if effective <= day:
            states[waiting, awaited] = state
        elif state == LinkState.LINKED:
            found[waiting].add(awaited)
    for (waiting, awaited), state in states.items():
        if state == LinkState.LINKED:
            found[waiting].add(awaited)
    return found


def _references(ids: list[int]) -> dict[int, str]:
    """Action id -> its present reference."""
    rows = ActionReference.objects.filter(action__in=ids).standing().in_order()
    return dict(rows.values_list("action_id", "reference"))
