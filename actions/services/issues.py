"""Raising issues and saying which actions they stand behind."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from actions import permissions
from actions.choices import AuditEvent
from actions.due_dates import DueDate
from actions.errors import Refused
from actions.models import Action, IssueAction, IssueGroup, IssueWording, Plan, Post
from actions.services.writing import (
    Seen,
    audit,
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
from actions.text import clean_text, say_day
from wsoa.capabilities import Capability
from wsoa.models import User


@service
def raise_issue_group(
    *,
    plan: Plan,
    title: str,
    explanation: str,
    remedial_action: str,
    effective_date: date,
    by: User,
    agreed_by: str = "",
    agreed_on: date | None = None,
    owner: Post | None = None,
    due: DueDate | None = None,
    now: datetime | None = None,
) -> IssueGroup:
    """Raise an issue: one explanation and one remedial action for several actions.

    `owner` answers for the remedial action, which is to be done by `due`.
    """
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    check_open(plan)
    check_effective_date(plan, effective_date, at)
    values = _wording_values(title, explanation, remedial_action, agreed_by, agreed_on)
    values |= _who_and_when(plan, owner, due)
    group = IssueGroup(plan=plan, recorded_at=at, recorded_by=by)
    group.save()
    IssueWording(
        issue_group=group,
        effective_date=effective_date,
        recorded_at=at,
        recorded_by=by,
        **values,
    ).save()
    audit(AuditEvent.ISSUE_RAISED, values["title"], by=by, at=at, area=plan.area, plan=plan)
    return group


@service
def reword_issue_group(
    *,
    issue_group: IssueGroup,
    title: str,
    explanation: str,
    remedial_action: str,
    effective_date: date,
    reason: str,
    by: User,
    agreed_by: str = "",
    agreed_on: date | None = None,
    owner: Post | None = None,
    due: DueDate | None = None,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> None:
    """Say anew what the issue is and what is being done, from the date."""
    plan = issue_group.plan
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    check_open(plan)
    wordings = IssueWording.objects.filter(issue_group=issue_group)
    check_still_newest(wordings, seen)
    reason = required_reason(reason)
    check_effective_date(plan, effective_date, at)
    if wordings.in_force(effective_date) is None:
        raise Refused(
            f"The issue was not raised yet on {say_day(effective_date)}.", field="effective_date"
        )
    values = _wording_values(title, explanation, remedial_action, agreed_by, agreed_on)
    values |= _who_and_when(plan, owner, due)
    IssueWording(
        issue_group=issue_group,
        effective_date=effective_date,
        recorded_at=at,
        recorded_by=by,
        reason=reason,
        **values,
    ).save()
    audit(
        AuditEvent.ISSUE_CHANGED,
        f"{values['title']}: {reason}",
        by=by,
        at=at,
        area=plan.area,
        plan=plan,
    )


@service
def arrange_issue_group(
    *,
    issue_group: IssueGroup,
    put_in: Sequence[Action],
    take_out: Sequence[Action],
    effective_date: date,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> None:
    """Put some actions in the issue and take others out of it, all from the date, or none of them.

    An action that stood under another issue leaves it. Taking out one that is not in the issue on the
    date changes nothing. `seen` is of the plan's rows that put actions in issues or take them out.
    """
    at = begin(issue_group.plan, now)
    permissions.check(by, issue_group.plan.area, Capability.MANAGE_PLAN)
    check_open(issue_group.plan)
    check_still_newest(IssueAction.objects.filter(action__plan=issue_group.plan_id), seen)
    for action in put_in:
        put_in_issue_group(
            action=action, issue_group=issue_group, effective_date=effective_date, by=by, now=at
        )
    for action in take_out:
        standing = IssueAction.objects.filter(action=action).in_force(effective_date)
        if standing is not None and standing.issue_group_id == issue_group.pk:
            put_in_issue_group(
                action=action, issue_group=None, effective_date=effective_date, by=by, now=at
            )


@service
def put_in_issue_group(
    *,
    action: Action,
    issue_group: IssueGroup | None,
    effective_date: date,
    by: User,
    now: datetime | None = None,
) -> None:
    """Say that the issue stands behind the action from the date; None takes the action out."""
    plan = action.plan
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    check_open(plan)
    check_effective_date(plan, effective_date, at)
    check_live(action, effective_date)
    if issue_group is not None and issue_group.plan_id != plan.pk:
        raise Refused("The issue belongs to another plan.", field="issue_group")
    IssueAction(
        action=action,
        issue_group=issue_group,
        effective_date=effective_date,
        recorded_at=at,
        recorded_by=by,
    ).save()
    summary = f"issue {issue_group.pk}" if issue_group else "no issue"
    audit_action(AuditEvent.ISSUE_ACTION_CHANGED, summary, by=by, at=at, action=action)


def _wording_values(
    title: str, explanation: str, remedial_action: str, agreed_by: str, agreed_on: date | None
) -> dict[str, Any]:
    title = clean_text(title, field="title", label="The title", limit=200)
    explanation = clean_text(explanation, field="explanation", label="The explanation")
    if not title:
        raise Refused("Name the issue and explain it.", field="title")
    if not explanation:
        raise Refused("Explain the issue: why are the actions in trouble?", field="explanation")
    return {
        "title": title,
        "explanation": explanation,
        "remedial_action": clean_text(
            remedial_action, field="remedial_action", label="The remedial action"
        ),
        "agreed_by": clean_text(agreed_by, field="agreed_by", label="Who agreed it", limit=200),
        "agreed_on": agreed_on,
    }


def _who_and_when(plan: Plan, owner: Post | None, due: DueDate | None) -> dict[str, Any]:
    if owner is not None and owner.organisation.area_id != plan.area_id:
        raise Refused("The owner must be a post in this area.", field="owner")
    dated = due_values(due) if due else {}
    return {"owner": owner, **dated}
