"""What is on record about due dates beside the Position: why and by whom each was revised, and what is
proposed. A proposal counts nowhere: what is in force is the Position's to say."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from actions.due_dates import DueDate
from actions.models import Action, DateChange, DateProposal, Plan
from actions.position import Line, Position
from actions.slippage import Slippage, slippage


@dataclass(frozen=True, slots=True)
class DateStep:
    """One revision of a due date."""

    before: DueDate
    after: DueDate
    effective_date: date
    reason: str
    agreed_by: str


@dataclass(frozen=True, slots=True)
class ProposedDate:
    """A due date that waits for agreement. `line` is its action's today, None where it left the plan."""

    id: int
    due: DueDate
    reason: str
    proposed_at: datetime
    proposed_by: str
    line: Line | None

    @property
    def move(self) -> Slippage | None:
        """How far it would move the date now in force."""
        return slippage(self.line.due, self.due) if self.line else None


def date_steps(plan: Plan, day: date) -> dict[int, tuple[DateStep, ...]]:
    """Action id -> its revisions effective on or before the day, in order. One query."""
    changes: dict[int, list[DateChange]] = defaultdict(list)
    for change in DateChange.objects.filter(action__plan=plan).up_to(day):
        changes[change.action_id].append(change)
    return {
        action_id: tuple(
            DateStep(before.due, after.due, after.effective_date, after.reason, after.agreed_by)
            for before, after in pairwise(rows)
        )
        for action_id, rows in changes.items()
    }


def dates_waiting(plan: Plan, position: Position) -> tuple[ProposedDate, ...]:
    """The plan's proposed dates without a decision, oldest first. One query beside the Position."""
    lines = {line.action_id: line for line in position.lines}
    return tuple(
        _value(proposal, lines.get(proposal.action_id))
        for proposal in DateProposal.objects.waiting(plan)
    )


def date_waiting(action: Action, line: Line | None) -> ProposedDate | None:
    """The action's proposed date that waits for agreement, if there is one."""
    proposal = DateProposal.objects.waiting(action.plan).filter(action=action).first()
    return _value(proposal, line) if proposal else None


def _value(proposal: DateProposal, line: Line | None) -> ProposedDate:
    return ProposedDate(
        proposal.pk,
        proposal.due,
        proposal.reason,
        proposal.proposed_at,
        proposal.proposed_by.name,
        line,
    )
