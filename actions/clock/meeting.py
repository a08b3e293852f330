"""What meets a deadline without anybody saying so of it: a step of the plan's life, or a revisit.

Somebody who says of the deadline itself when it was met, or that it was not, is believed instead.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from actions.choices import AWAITS_A_STEP, DeadlineKind, PlanEventKind
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

    def last(self, event: PlanEventKind | None) -> date | None:
        """The latest day of such a step, None where there was none."""
        return max((day for each, day in self.steps if each == event), default=None)

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


NOTHING = Done((), ())


def done_by(plans: Sequence[Plan], kinds: Collection[str], day: date) -> Mapping[int, Done]:
    """Plan's id -> what was done of it up to the day that may matter to deadlines of these kinds. At most two
    queries for all of them."""
    steps: dict[int, list[tuple[str, date]]] = defaultdict(list)
    revisits: dict[int, list[date]] = defaultdict(list)
    if any(kind in _STEPS or kind in AWAITS_A_STEP for kind in kinds):
        rows = PlanEvent.objects.filter(plan__in=plans).up_to(day)
        for plan, event, on in rows.values_list("plan_id", "event", "effective_date"):
            steps[plan].append((event, on))
    answered = {plan.inspection_id for plan in plans if plan.inspection_id is not None}
    if answered and any(kind in _REVISITS for kind in kinds):
        found = Inspection.objects.filter(revisits__in=answered, began_on__lte=day)
        for inspection, on in found.order_by("began_on").values_list("revisits_id", "began_on"):
            revisits[inspection].append(on)
    return {
        plan.pk: Done(tuple(steps[plan.pk]), tuple(revisits[plan.inspection_id or 0]))
        for plan in plans
    }
