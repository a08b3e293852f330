"""How a paper's clearance stands on a day: whose turn it is, who is late, what counts, what comes next. Pure: no rows, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from actions.text import say_day, say_list
from reports.choices import StepEvent, StepKind
from reports.clearance.days import say_ago, say_despatch, say_due
from reports.clearance.values import Stage, StepValue


@dataclass(frozen=True, slots=True)
class StepState:
    """A step as it stands. `waits_for` are those that are asked before it and have not answered; `changed_since_issue` says that it has
    the paper before it, which reads differently by now than when it was issued."""

    step: StepValue
    stage: Stage
    says: str
    today: date
    waits_for: tuple[str, ...] = ()
    changed_since_issue: bool = False

    @property
    def has_answered(self) -> bool:
        """Whether it has done what was asked of it: a sign-off confirmed the text as it is, a consultee answered at all."""
        if self.stage == Stage.CONFIRMED:
            return True
        return self.stage == Stage.RETURNED and self.step.kind == StepKind.CONSULTEE

    @property
    def is_out(self) -> bool:
        """Whether its answer is awaited."""
        return self.stage in (Stage.ISSUED, Stage.LATE)

    @property
    def may_be_issued(self) -> bool:
        """Whether the paper may go to it now, be it again."""
        return self.stage in (Stage.TO_ISSUE, Stage.CHANGED) or (
            self.stage == Stage.RETURNED and self.step.kind == StepKind.SIGN_OFF
        )

    @property
    def adds(self) -> str:
        """What the words say beyond the tag's."""
        if self.stage == Stage.TO_ISSUE:
            return ""
        return f"After {say_list(self.waits_for)}" if self.stage == Stage.WAITING else self.says

    @property
    def due(self) -> str:
        """When its answer is due, where that is still to come."""
        return "" if self.has_answered else say_due(self.step.due_on, self.today)

    @property
    def holds_up(self) -> bool:
        """Whether those who are asked after it wait for it. One that need not answer holds up nobody after its day."""
        if self.has_answered:
            return False
        if self.step.is_mandatory:
            return True
        return self.step.due_on is not None and self.step.due_on >= self.today


@dataclass(frozen=True, slots=True)
class Clearance:
    """The steps in order, and the countdown."""

    steps: tuple[StepState, ...]
    today: date
    despatch_on: date | None
    digest: str

    def step(self, pk: int) -> StepState:
        """The step with the id. Raises KeyError where there is none."""
        for each in self.steps:
            if each.step.id == pk:
                return each
        raise KeyError(pk)

    @property
    def turns(self) -> tuple[tuple[int, tuple[StepState, ...]], ...]:
        """The steps by the order in which they are asked."""
        orders = sorted({each.step.order for each in self.steps})
        return tuple((order, self.of_order(order)) for order in orders)

    def of_order(self, order: int) -> tuple[StepState, ...]:
        """The steps that are asked at once."""
        return tuple(each for each in self.steps if each.step.order == order)

    @property
    def to_issue(self) -> tuple[StepState, ...]:
        """Those of the first order to whom the paper may go now."""
        ready = [each for each in self.steps if each.may_be_issued]
        first = min((each.step.order for each in ready), default=None)
        return tuple(each for each in ready if each.step.order == first)

    @property
    def missing(self) -> tuple[StepState, ...]:
        """Those that must have answered, and have not."""
        return tuple(
            each for each in self.steps if each.step.is_mandatory and not each.has_answered
        )

    @property
    def is_clear(self) -> bool:
        """Whether all that must have answered have."""
        return not self.missing

    @property
    def countdown(self) -> str:
        """How long until the paper goes out."""
        return say_despatch(self.despatch_on, self.today)

    @property
    def next(self) -> str:
        """What comes next, in a sentence."""
        if not self.steps:
            return "Nobody is asked yet. Add who must see the paper before it is out."
        again = [each for each in self.to_issue if each.stage != Stage.TO_ISSUE]
        if again:
            return f"Issue it again to {_names(again)}{_why(again)}."
        if self.to_issue:
            return f"Issue it to {_names(self.to_issue)}."
        out = [each for each in self.steps if each.is_out]
        late = [each for each in out if each.stage == Stage.LATE]
        if late:
            return f"Ask {_names(late)}: the answer is late."
        if out:
            return f"Wait for {_names(out)}."
        return "Everybody has answered." if self.is_clear else "Nobody is asked at present."


def clearance(
    steps: Iterable[StepValue], *, digest: str, today: date, despatch_on: date | None = None
) -> Clearance:
    """How the steps stand on the day, for a paper whose text has the digest."""
    ordered = sorted(steps, key=lambda each: (each.order, each.id))
    told: list[StepState] = []
    for step in ordered:
        before = [each for each in told if each.step.order < step.order and each.holds_up]
        told.append(_state(step, before, digest, today))
    return Clearance(tuple(told), today, despatch_on, digest)


def in_order(orders: Sequence[int]) -> tuple[int, ...]:
    """The orders as 1, 2, 3 without gaps: who was asked at once still is, and nobody before another."""
    places = {order: place for place, order in enumerate(sorted(set(orders)), start=1)}
    return tuple(places[order] for order in orders)


def _state(step: StepValue, before: Sequence[StepState], digest: str, today: date) -> StepState:
    waits_for = tuple(dict.fromkeys(each.step.role for each in before))
    stage = _stage(step, digest, today, is_turn=not waits_for)
    changed = (
        step.answer is None and step.issued is not None and step.issued.digest not in ("", digest)
    )
    return StepState(step, stage, _says(step, stage, waits_for, today), today, waits_for, changed)


def _stage(step: StepValue, digest: str, today: date, *, is_turn: bool) -> Stage:
    answer = step.answer
    if answer is not None:
        if answer.event == StepEvent.RETURNED:
            return Stage.RETURNED
        if step.kind == StepKind.SIGN_OFF and answer.digest != digest:
            return Stage.CHANGED
        return Stage.CONFIRMED
    if step.issued is None:
        return Stage.TO_ISSUE if is_turn else Stage.WAITING
    return Stage.LATE if step.due_on is not None and step.due_on < today else Stage.ISSUED


def _says(step: StepValue, stage: Stage, waits_for: Sequence[str], today: date) -> str:
    """The stage in words."""
    if stage == Stage.WAITING:
        return f"Waiting its turn, after {say_list(waits_for)}"
    if step.answer is not None:
        day = say_day(step.answer.happened_on)
        if stage == Stage.CHANGED:
            return f"Confirmed on {day}, but the text has changed since"
        if stage == Stage.CONFIRMED:
            return f"Confirmed on {day}"
        unconfirmed = ", not confirmed" if step.kind == StepKind.SIGN_OFF else ""
        return f"Returned with comments on {day}{unconfirmed}"
    due = say_due(step.due_on, today)
    if step.issued is None:
        return f"To be issued; {due}" if due else "To be issued"
    issued = f"Issued {say_ago(step.issued.happened_on, today)}"
    return f"{issued}; {due}" if due else issued


def _names(states: Sequence[StepState]) -> str:
    """The roles, with the posts where two bear the same."""
    roles = [each.step.role for each in states]
    alike = len(set(roles)) < len(roles)
    return say_list([each.step.called if alike else each.step.role for each in states])


def _why(states: Sequence[StepState]) -> str:
    changed = [each for each in states if each.stage == Stage.CHANGED]
    if len(changed) == len(states):
        return ", because the text has changed since it was confirmed"
    if not changed:
        return " once the comments are dealt with"
    return ""
