"""Reading the issues behind a plan's actions."""

from datetime import date

from actions.models import IssueAction, IssueWording, Plan
from actions.position.values import IssueValue
from actions.text import say_post


def issue_value(wording: IssueWording) -> IssueValue:
    """What a wording says of its issue. It should come with its owner and the owner's organisation."""
    owner = wording.owner
    return IssueValue(
        id=wording.issue_group_id,
        title=wording.title,
        explanation=wording.explanation,
        remedial_action=wording.remedial_action,
        agreed_by=wording.agreed_by,
        agreed_on=wording.agreed_on,
        owner=say_post(owner.title, owner.organisation.short_name) if owner else "",
        due=wording.due,
    )


def wordings_on(plan: Plan, day: date) -> dict[int, IssueWording]:
    """Issue's id -> how it was worded on the day. One query."""
    return {
        wording.issue_group_id: wording
        for wording in IssueWording.objects.filter(issue_group__plan=plan)
        .up_to(day)
        .select_related("owner__organisation")
    }


def issues_behind(plan: Plan, day: date) -> dict[int, IssueValue]:
    """Action's id -> the issue behind it on the day, for those that have one. Two queries."""
    values = {pk: issue_value(wording) for pk, wording in wordings_on(plan, day).items()}
    issue_ids = dict(
        IssueAction.objects.filter(action__plan=plan)
        .up_to(day)
        .values_list("action_id", "issue_group_id")
    )
    return {
        action_id: values[issue_id]
        for action_id, issue_id in issue_ids.items()
        if issue_id in values
    }
