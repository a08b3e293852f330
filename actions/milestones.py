"""An action's milestones as at a day: read in one query, as values that know whether they are overdue."""

from dataclasses import dataclass
from datetime import date

from actions.due_dates import DueDate
from actions.models import Action, MilestoneEntry


@dataclass(frozen=True, slots=True)
class MilestoneValue:
    """A step within an action as at the date. `done_on` is None while it is not done on that date.

    `newest_id` is the newest entry of its history, by which a form says what its reader had seen.
    """

    as_at: date
    id: int
    title: str
    due: DueDate
    done_on: date | None
    newest_id: int

    @property
    def is_done(self) -> bool:
        """Whether it is done by the as-at date."""
        return self.done_on is not None

    @property
    def is_overdue(self) -> bool:
        """Whether the period it was due in has ended, and it is not done."""
        return not self.is_done and self.due.has_passed(self.as_at)

    @property
    def days_overdue(self) -> int:
        """Days since the due period ended; 0 unless overdue."""
        if not self.is_overdue or self.due.end is None:
            return 0
        return (self.as_at - self.due.end).days

    @property
    def days_late(self) -> int:
        """Days between the end of the due period and the day it was done; 0 unless done late."""
        if self.done_on is None or self.due.end is None:
            return 0
        return max((self.done_on - self.due.end).days, 0)


def milestones_as_at(action: Action, day: date) -> tuple[MilestoneValue, ...]:
    """The action's milestones that stood on the day, by due date, dropped ones left out. One query."""
    newest = {
        entry.milestone_id: entry
        for entry in MilestoneEntry.objects.filter(milestone__action=action).up_to(day)
    }
    found = [
        MilestoneValue(
            as_at=day,
            id=pk,
            title=entry.title,
            due=entry.due,
            done_on=entry.done_on if entry.done_on and entry.done_on <= day else None,
            newest_id=entry.pk,
        )
        for pk, entry in newest.items()
        if not entry.is_dropped
    ]
    return tuple(sorted(found, key=lambda milestone: (milestone.due.sort_key, milestone.id)))
