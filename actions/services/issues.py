"""Raising issues and saying which actions they stand behind."""

from datetime import date, datetime

from django.db import transaction

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused
from actions.models import Action, IssueAction, IssueGroup, IssueWording, Plan
from actions.services.writing import (
    audit,
    begin,
    check_effective_date,
    check_live,
    check_open,
)
from actions.text import clean_text
from wsoa.capabilities import Capability
from wsoa.models import User


@transaction.atomic
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
    now: datetime | None = None,
) -> IssueGroup:
    """Raise an issue: one explanation and one remedial action for several actions."""
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    check_open(plan)
    check_effective_date(plan, effective_date, at)
    title = clean_text(title, field="title", label="The title", limit=200)
    explanation = clean_text(explanation, field="explanation", label="The explanation")
    if not title or not explanation:
        raise Refused("Name the issue and explain it.", field="title")
    group = IssueGroup(plan=plan, recorded_at=at, recorded_by=by)
    group.save()
    IssueWording(
        issue_group=group,
        effective_date=effective_date,
        recorded_at=at,
        recorded_by=by,
        title=title,
        explanation=explanation,
        remedial_action=clean_text(
            remedial_action, field="remedial_action", label="The remedial action"
        ),
        agreed_by=clean_text(agreed_by, field="agreed_by", label="Who agreed it", limit=200),
        agreed_on=agreed_on,
    ).save()
    audit(AuditEvent.ISSUE_RAISED, title, by=by, at=at, area=plan.area, plan=plan)
    return group


@transaction.atomic
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
    audit(
        AuditEvent.ISSUE_ACTION_CHANGED,
        summary,
        by=by,
        at=at,
        area=plan.area,
        plan=plan,
        action=action,
    )
