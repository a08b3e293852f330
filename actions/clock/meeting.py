"""What meets a deadline without anybody saying so of it: a step of the plan's life, or a revisit.

Somebody who says of the deadline itself when it was met, or that it was not, is believed instead.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from actions.choices import DeadlineKind, PlanEventKind
from actions.models import Inspection, Plan, PlanEvent

_STEPS: Mapping[DeadlineKind, PlanEventKind] = {
    DeadlineKind.WSOA: PlanEventKind.SUBMITTED,
    DeadlineKind.RESUBMISSION: PlanEventKind.SUBMITTED,
    DeadlineKind.PAP: PlanEventKind.SUBMITTED,
    DeadlineKind.APP_REVIEW: PlanEventKind.REVIEWED,
}
"""Kind of deadline -> the step that meets it: the first one on or after the day that it is counted from."""
_REVISITS = frozenset({DeadlineKind.REVISIT_FROM, DeadlineKind.REVISIT_BY})


@dataclass(frozen=True, slots=True)
class Done:
    """What was done of a plan up to a day: its steps and its revisits, the earliest first."""

    steps: tuple[tuple[str, date], ...]
    revisits: tuple[date, ...]

    def met(self, kind: DeadlineKind, start: date | None) -> tuple[date | None, str]:
        """The day on which a deadline of the kind was met, and by what; None and blank where it was not."""
        if kind in _REVISITS:
            day = next((each for each in self.revisits if start is None or each > start), None)
            return day, "the revisit that is recorded" if day else ""
        step = _STEPS.get(kind)
        day = next(
            (day for event, day in self.steps if event == step and (not start or day >= start)),
            None,
        )
        return day, "a step on the timeline" if day else ""


def done_by(plan: Plan, kinds: Collection[str], day: date) -> Done:
    """What was done up to the day that may meet deadlines of these kinds. At most two queries."""
    steps: tuple[tuple[str, date], ...] = ()
    revisits: tuple[date, ...] = ()
    if any(kind in _STEPS for kind in kinds):
        rows = PlanEvent.objects.filter(plan=plan).up_to(day)
        steps = tuple(rows.values_list("event", "effective_date"))
    if plan.inspection_id is not None and any(kind in _REVISITS for kind in kinds):
        found = Inspection.objects.filter(revisits=plan.inspection_id, began_on__lte=day)
        revisits = tuple(found.order_by("began_on").values_list("began_on", flat=True))
    return Done(steps, revisits)
