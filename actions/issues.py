"""A plan's issues as at a day: what each says, and the actions behind which it stands."""

from dataclasses import dataclass
from datetime import date

from actions.models import Plan
from actions.position import IssueValue, Line, Position
from actions.position.issues import issue_value, wordings_on


@dataclass(frozen=True, slots=True)
class IssueOnDay:
    """An issue as it was worded on the day, in these words `since` then, with the lines behind which it
    stood. `owner_id` is the post that answers for the remedial action."""

    value: IssueValue
    owner_id: int | None
    since: date
    lines: tuple[Line, ...]

    @property
    def id(self) -> int:
        """The issue's."""
        return self.value.id

    @property
    def title(self) -> str:
        """What it is called."""
        return self.value.title


def issues_on(plan: Plan, position: Position) -> tuple[IssueOnDay, ...]:
    """The plan's issues on the Position's day, those with most actions first. One query beside it."""
    newest = wordings_on(plan, position.as_at)
    lines: dict[int, list[Line]] = {pk: [] for pk in newest}
    for line in position.lines:
        if line.issue is not None:
            lines[line.issue.id].append(line)
    found = [
        IssueOnDay(issue_value(wording), wording.owner_id, wording.effective_date, tuple(lines[pk]))
        for pk, wording in newest.items()
    ]
    return tuple(sorted(found, key=lambda issue: (-len(issue.lines), issue.id)))
