"""A plan's life from the inspection to sign-off, over years and plans: what happened, and what is to come.

Read as at a day: what happened after it is not told, what is due or expected after it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.urls import reverse

from actions import visited
from actions.choices import Framework, PlanEventKind, PlanStage, Verdict
from actions.clock.chain import plans_before, successor_of
from actions.clock.loading import deadlines_as_at
from actions.clock.values import DeadlineValue
from actions.inspecting import (
    ConsequenceValue,
    WeaknessValue,
    chain_of,
    consequence_as_at,
    weaknesses_as_at,
)
from actions.models import Inspection, Plan, PlanEvent
from actions.text import say_day
from wsoa.parts import Tag


class MomentKind(StrEnum):
    """What sort of moment it is, as the timeline calls it."""

    INSPECTION = "Inspection"
    LETTER = "Letter"
    STEP = "Step"
    DEADLINE = "Statutory date"
    VISIT = "Monitoring visit"
    REVISIT = "Revisit"
    CONSEQUENCE = "What followed"
    PLAN = "Plan"


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of a plan's life. `day` is None where nobody knows it yet; `is_to_come` where it lies after the
    day of reading. `url` is blank where there is no page."""

    day: date | None
    kind: MomentKind
    what: str
    says: str = ""
    tag: Tag | None = None
    url: str = ""
    is_to_come: bool = False


@dataclass(frozen=True, slots=True)
class Revisited:
    """A revisit, what it judged of each weakness by the day, and what had followed."""

    revisit: Inspection
    judged: tuple[tuple[WeaknessValue, Verdict], ...]
    consequence: ConsequenceValue | None

    def count(self, verdict: Verdict) -> int:
        """How many weaknesses it judged so."""
        return sum(each == verdict for _, each in self.judged)


@dataclass(frozen=True, slots=True)
class Life:
    """A plan's life as at a day. `moments` are in order, those without a day last."""

    as_at: date
    inspections: tuple[Inspection, ...]
    revisits: tuple[Revisited, ...]
    deadlines: tuple[DeadlineValue, ...]
    events: tuple[PlanEvent, ...]
    successor: Plan | None
    moments: tuple[Moment, ...]

    def first(self, event: PlanEventKind) -> date | None:
        """The first day of such a step; None where there was none."""
        return next((each.effective_date for each in self.events if each.event == event), None)


def life_as_at(plan: Plan, day: date) -> Life:
    """The plan's life as at the day. As many queries as there are inspections and revisits, not more with what
    they hold."""
    chain = (
        [each for each in chain_of(plan.inspection) if each.began_on <= day]
        if plan.inspection
        else []
    )
    revisits = _revisits(plan, chain, day)
    known = {each.pk: each for each in [*chain, *(each.revisit for each in revisits)]}
    inspections = tuple(sorted(known.values(), key=lambda each: (each.began_on, each.pk)))
    deadlines = deadlines_as_at(plan, day)
    events = tuple(PlanEvent.objects.filter(plan=plan).up_to(day))
    after = successor_of(plan)
    moments = [
        *_inspected(plan, inspections, day),
        *_judged(revisits),
        *_deadlines(deadlines, day),
        *(_step(each) for each in events),
        *_visits(plan, day),
        *_plans(plan, after, day),
    ]
    return Life(
        day,
        inspections,
        revisits,
        deadlines,
        events,
        after,
        tuple(sorted(moments, key=lambda each: (each.day is None, each.day or day))),
    )


def _revisits(plan: Plan, chain: Sequence[Inspection], day: date) -> tuple[Revisited, ...]:
    """The revisits of the plan's inspection, and of those that it follows up, the earliest first."""
    if not chain:
        return ()
    rows = Inspection.objects.filter(revisits__in=chain, began_on__lte=day)
    found = sorted(
        {each.pk: each for each in [*rows, *(each for each in chain if each.revisits_id)]}.values(),
        key=lambda each: each.began_on,
    )
    weaknesses = weaknesses_as_at(plan, day) if found else ()
    return tuple(
        Revisited(
            revisit,
            tuple(
                (weakness, judgement.verdict)
                for weakness in weaknesses
                for judgement in weakness.judgements
                if judgement.revisit_id == revisit.pk
            ),
            consequence_as_at(revisit, day),
        )
        for revisit in found
    )


def _inspected(plan: Plan, inspections: Sequence[Inspection], day: date) -> Iterator[Moment]:
    for each in inspections:
        is_revisit = each.framework in {Framework.REVISIT, Framework.MONITORING_2023}
        kind = MomentKind.REVISIT if is_revisit else MomentKind.INSPECTION
        ended = f"To {say_day(each.ended_on)}" if each.ended_on != each.began_on else ""
        yield Moment(
            each.began_on,
            kind,
            f"{each.get_framework_display()}: inspectors in the area",
            ended,
            url=reverse("inspection", args=[plan.area.slug, each.pk]),
        )
        for when, what in (
            (each.letter_on, "The letter is dated"),
            (each.received_on, "The letter was received"),
            (each.published_on, "The letter was published"),
        ):
            if when is not None and when <= day:
                yield Moment(when, MomentKind.LETTER, what)


def _judged(revisits: Sequence[Revisited]) -> Iterator[Moment]:
    for each in revisits:
        if each.judged:
            enough, number = each.count(Verdict.SUFFICIENT), len(each.judged)
            revisit = each.revisit
            yield Moment(
                revisit.published_on or revisit.letter_on or revisit.ended_on,
                MomentKind.REVISIT,
                f"{Verdict.SUFFICIENT.label} on {enough} of {number} judged",
                _not_enough(each),
            )
        if each.consequence is not None:
            yield Moment(
                each.consequence.effective_date,
                MomentKind.CONSEQUENCE,
                each.consequence.label,
                each.consequence.words,
            )


def _not_enough(each: Revisited) -> str:
    numbers = [str(w.number) for w, verdict in each.judged if verdict == Verdict.INSUFFICIENT]
    return f"{Verdict.INSUFFICIENT.label}: {', '.join(numbers)}" if numbers else ""


def _deadlines(deadlines: Sequence[DeadlineValue], day: date) -> Iterator[Moment]:
    for each in deadlines:
        yield Moment(
            each.day,
            MomentKind.DEADLINE,
            each.title,
            each.missing if each.day is None else each.says,
            each.standing.tag,
            is_to_come=each.day is not None and each.day > day,
        )


def _step(each: PlanEvent, whose: str = "") -> Moment:
    """A step of the plan, or of another one before it, which is then named."""
    is_other = each.event == PlanEventKind.OTHER
    note = "" if is_other else each.note
    return Moment(
        each.effective_date,
        MomentKind.STEP,
        each.note if is_other else str(each.get_event_display()),
        ": ".join(filter(None, [whose, note])),
    )


def _visits(plan: Plan, day: date) -> Iterator[Moment]:
    for each in visited.visits(plan, day):
        yield Moment(
            each.day,
            MomentKind.VISIT,
            each.title,
            each.says,
            url=each.url,
            is_to_come=not each.has_happened and each.day is not None and each.day > day,
        )


def _plans(plan: Plan, after: Plan | None, day: date) -> Iterator[Moment]:
    """The plans before it with the steps of their lives, its own beginning, and the plan after it."""
    before = plans_before(plan)
    for each in before:
        if each.starts_on <= day:
            yield Moment(each.starts_on, MomentKind.PLAN, f"{each} begins", url=_page(plan, each))
    steps = PlanEvent.objects.filter(plan__in=before).up_to(day) if before else ()
    titles = {each.pk: str(each) for each in before}
    for row in steps:
        yield _step(row, titles[row.plan_id])
    yield Moment(
        plan.starts_on,
        MomentKind.PLAN,
        f"{plan} takes the place of {before[0]}" if before else f"{plan} begins",
        url=_page(plan, before[0]) if before else "",
        is_to_come=plan.starts_on > day,
    )
    if after is not None and after.starts_on <= day:
        yield Moment(
            after.starts_on,
            MomentKind.PLAN,
            f"Succeeded by {after}",
            str(PlanStage(after.stage).label),
            url=_page(plan, after),
        )


def _page(plan: Plan, other: Plan) -> str:
    """The timeline of another plan of the same area."""
    return reverse("timeline", args=[plan.area.slug, other.slug])
