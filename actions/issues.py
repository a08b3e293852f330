"""A plan's issues as at a day: what each says, and the actions behind which it stands."""

from dataclasses import dataclass
from datetime import date

from actions.models import IssueWording, Plan
from actions.position import Line, Position


@dataclass(frozen=True, slots=True)
class IssueOnDay:
    """An issue as it was worded on the day, with the lines behind which it stood."""

    id: int
    title: str
    explanation: str
    remedial_action: str
    agreed_by: str
    agreed_on: date | None
    since: date
    lines: tuple[Line, ...]


def issues_on(plan: Plan, position: Position) -> tuple[IssueOnDay, ...]:
    """The plan's issues on the Position's day, those with most actions first. One query beside it."""
    newest = {
        wording.issue_group_id: wording
        for wording in IssueWording.objects.filter(issue_group__plan=plan).up_to(position.as_at)
    }
    lines: dict[int, list[Line]] = {pk: [] for pk in newest}
    for line in position.lines:
        if line.issue is not None:
            lines[line.issue.id].append(line)
    found = [
        IssueOnDay(
            pk,
            wording.title,
            wording.explanation,
            wording.remedial_action,
            wording.agreed_by,
            wording.agreed_on,
            wording.effective_date,
            tuple(lines[pk]),
        )
        for pk, wording in newest.items()
    ]
    return tuple(sorted(found, key=lambda issue: (-len(issue.lines), issue.id)))
