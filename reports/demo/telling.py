"""Tells a plan's history to the services in the order in which it happened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TypeAlias

from actions.due_dates import DueDate
from actions.models import Action
from actions.services import actions, completions, issues, updates
from reports.demo.clock import Clock
from reports.demo.setting_up import Built, BuiltPlan
from reports.demo.specification import (
    ActionRow,
    CompletionRow,
    DateChangeRow,
    EndRow,
    History,
    IssueSpecification,
    UpdateRow,
)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened on a day besides what befell an action. `tell` writes it down; it is given what
    to ask for the time of each write."""

    effective: date
    tell: Callable[[Callable[[], datetime]], None]


Event: TypeAlias = (
    UpdateRow | DateChangeRow | CompletionRow | EndRow | IssueSpecification | Happening
)


class Teller:
    """Adds a plan's actions and then their histories, each at its own time."""

    def __init__(self, built: Built, plan: BuiltPlan, clock: Clock) -> None:
        self._built = built
        self._plan = plan
        self._clock = clock
        self._rows: dict[str, ActionRow] = {}
        self._actions: dict[str, Action] = {}

    def tell(
        self,
        history: History,
        concerns: tuple[IssueSpecification, ...],
        happenings: Sequence[Happening] = (),
    ) -> None:
        """Add the actions on the plan's first day, then every event by its effective date.

        On one day: updates, then revised dates, completions, issues, endings and other happenings, so that a
        meeting is shown all that was reported up to its day.
        """
        for row in history.actions:
            self._add(row)
        events: list[Event] = [
            *history.updates,
            *history.date_changes,
            *history.completions,
            *concerns,
            *history.ends,
            *happenings,
        ]
        for event in sorted(events, key=lambda each: each.effective):
            self._record(event)

    def _add(self, row: ActionRow) -> None:
        plan = self._plan
        starts_on = plan.plan.starts_on
        self._rows[row.reference] = row
        self._actions[row.reference] = actions.add_action(
            plan=plan.plan,
            reference=row.reference,
            title=row.title,
            theme=plan.themes[row.theme],
            workstream=plan.workstreams[row.workstream] if row.workstream else None,
            report_group=plan.report_groups[row.report_group] if row.report_group else None,
            lead_organisation=self._built.organisations[row.lead],
            owners=tuple(self._built.posts[key] for key in row.owners),
            due=DueDate.parse(row.due),
            effective_date=starts_on,
            by=self._built.manager,
            now=self._clock.after(starts_on),
        )

    def _record(self, event: Event) -> None:
        if isinstance(event, Happening):
            event.tell(partial(self._clock.after, event.effective))
            return
        at = self._clock.after(event.effective)
        match event:
            case UpdateRow():
                self._update(event, at)
            case DateChangeRow():
                actions.change_due_date(
                    action=self._actions[event.reference],
                    due=DueDate.parse(event.due),
                    effective_date=event.effective,
                    reason=event.reason,
                    agreed_by=event.agreed_by,
                    by=self._built.manager,
                    now=at,
                )
            case CompletionRow():
                completions.record_completion(
                    action=self._actions[event.reference],
                    completed_on=event.effective,
                    evidence=event.evidence,
                    by=self._built.manager,
                    now=at,
                )
            case IssueSpecification():
                self._raise(event, at)
            case EndRow():
                self._end(event, at)

    def _update(self, row: UpdateRow, at: datetime) -> None:
        updates.record_update(
            action=self._actions[row.reference],
            rating=self._plan.ratings[row.rating] if row.rating else None,
            effective_date=row.effective,
            commentary=row.commentary,
            remedial_action=row.remedial_action,
            by=self._built.updater(self._rows[row.reference].owners),
            now=at,
        )

    def _raise(self, issue: IssueSpecification, at: datetime) -> None:
        manager = self._built.manager
        group = issues.raise_issue_group(
            plan=self._plan.plan,
            title=issue.title,
            explanation=issue.explanation,
            remedial_action=issue.remedial_action,
            agreed_by=issue.agreed_by,
            agreed_on=issue.agreed_on,
            owner=self._built.posts[issue.owner] if issue.owner else None,
            due=DueDate.parse(issue.due) if issue.due else None,
            effective_date=issue.effective,
            by=manager,
            now=at,
        )
        for reference in issue.actions:
            issues.put_in_issue_group(
                action=self._actions[reference],
                issue_group=group,
                effective_date=issue.effective,
                by=manager,
                now=at,
            )

    def _end(self, row: EndRow, at: datetime) -> None:
        action = self._actions[row.reference]
        if row.replaced_by:
            actions.supersede_action(
                action=action,
                replaced_by=self._actions[row.replaced_by],
                effective_date=row.effective,
                reason=row.reason,
                by=self._built.manager,
                now=at,
            )
        else:
            actions.withdraw_action(
                action=action,
                effective_date=row.effective,
                reason=row.reason,
                by=self._built.manager,
                now=at,
            )
