"""A plan's life from the inspection to sign-off, over years and plans: what happened, and what is to come.

Read as at a day: what happened after it is not told, what is due or expected after it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.urls import reverse

from actions import visited
from actions.choices import Framework, PlanEventKind, PlanStage, Verdict
from actions.clock.chain import plans_before, successor_of
from actions.clock.loading import deadlines_of
from actions.inspecting import (
    ConsequenceValue,
    WeaknessValue,
    consequences_as_at,
    weaknesses_as_at,
)
from actions.models import Inspection, Plan, PlanEvent, Weakness
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
    day of reading. `url` is blank where there is no page. `of` is the plan that it is of, where it took another's
    place; blank for what is of no single plan."""

    day: date | None
    kind: MomentKind
    what: str
    says: str = ""
    tag: Tag | None = None
    url: str = ""
    is_to_come: bool = False
    of: str = ""


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
    """A plan's life as at a day. `moments` are in order, those without a day last, of the plans before it too;
    `events` are the plan's own."""

    as_at: date
    inspections: tuple[Inspection, ...]
    revisits: tuple[Revisited, ...]
    events: tuple[PlanEvent, ...]
    successor: Plan | None
    moments: tuple[Moment, ...]

    def first(self, event: PlanEventKind) -> date | None:
        """The first day of such a step; None where there was none."""
        return next((each.effective_date for each in self.events if each.event == event), None)


def life_as_at(plan: Plan, day: date) -> Life:
    """The plan's life as at the day, with that of the plans whose place it took. As many queries for many plans,
    inspections and revisits as for a few."""
    before = plans_before(plan)
    plans = [plan, *before]
    titles = {each.pk: each.title for each in plans} if before else {}
    inspections = _inspections(plans, day)
    revisits = _revisits(inspections, day)
    steps: dict[int, list[PlanEvent]] = {each.pk: [] for each in plans}
    for row in PlanEvent.objects.filter(plan__in=plans).up_to(day):
        steps[row.plan_id].append(row)
    after = successor_of(plan)
    moments = [
        *_inspected(plan, inspections, day),
        *_judged(revisits),
        *_deadlines(plans, day, titles),
        *(_step(row, titles.get(of, "")) for of, rows in steps.items() for row in rows),
        *_visits(plans, day, titles),
        *_plans(plan, before, after, day),
    ]
    return Life(
        day,
        inspections,
        revisits,
        tuple(steps[plan.pk]),
        after,
        tuple(sorted(moments, key=lambda each: (each.day is None, each.day or day))),
    )


def _inspections(plans: Sequence[Plan], day: date) -> tuple[Inspection, ...]:
    """What the plans answer, what that follows up and what followed it up, begun by the day; the earliest first.
    One query, or none."""
    wanted = {each.inspection_id for each in plans if each.inspection_id is not None}
    if not wanted:
        return ()
    known = {each.pk: each for each in Inspection.objects.filter(area=plans[0].area_id)}
    found: set[int] = set()
    while new := wanted - found:
        found |= new
        wanted = found | {
            other
            for each in known.values()
            for one, other in ((each.pk, each.revisits_id), (each.revisits_id, each.pk))
            if one in found and other is not None
        }
    rows = (known[pk] for pk in found if known[pk].began_on <= day)
    return tuple(sorted(rows, key=lambda each: (each.began_on, each.pk)))


def _revisits(inspections: Sequence[Inspection], day: date) -> tuple[Revisited, ...]:
    """Those of them that follow another up, the earliest first. Three queries, or none."""
    found = [each for each in inspections if each.revisits_id is not None]
    if not found:
        return ()
    rows = Weakness.objects.filter(inspection__in=inspections)
    weaknesses = weaknesses_as_at(list(rows.select_related("lead__organisation")), day)
    followed = consequences_as_at(found, day)
    return tuple(
        Revisited(
            revisit,
            tuple(
                (weakness, judgement.verdict)
                for weakness in weaknesses
                for judgement in weakness.judgements
                if judgement.revisit_id == revisit.pk
            ),
            followed.get(revisit.pk),
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


def _deadlines(plans: Sequence[Plan], day: date, titles: Mapping[int, str]) -> Iterator[Moment]:
    """The dates of all the plans; one that was carried stands once, in the plan that is bound by it now."""
    found = [each for values in deadlines_of(plans, day).values() for each in values]
    carried = {each.continues for each in found}
    for each in found:
        if each.id not in carried:
            whose = titles.get(each.plan.id, "")
            source = f", carried from {each.carried_from.title}" if each.carried_from else ""
            yield Moment(
                each.day,
                MomentKind.DEADLINE,
                each.title,
                (each.missing if each.day is None else "") or each.says,
                each.standing.tag,
                is_to_come=each.day is not None and each.day > day,
                of=f"{whose}{source}",
            )


def _step(each: PlanEvent, whose: str) -> Moment:
    is_other = each.event == PlanEventKind.OTHER
    return Moment(
        each.effective_date,
        MomentKind.STEP,
        each.note if is_other else str(each.get_event_display()),
        "" if is_other else each.note,
        of=whose,
    )


def _visits(plans: Sequence[Plan], day: date, titles: Mapping[int, str]) -> Iterator[Moment]:
    for each in visited.visits(plans, day):
        yield Moment(
            each.day,
            MomentKind.VISIT,
            each.title,
            each.says,
            url=each.url,
            is_to_come=not each.has_happened and each.day is not None and each.day > day,
            of=titles.get(each.plan_id, ""),
        )


def _plans(plan: Plan, before: Sequence[Plan], after: Plan | None, day: date) -> Iterator[Moment]:
    """That each plan began, the earliest of them by itself, and the plan after them."""
    line = [plan, *before]
    for each, earlier in zip(line, [*before, None], strict=True):
        if each is plan or each.starts_on <= day:
            led = earlier if each is plan else each
            yield Moment(
                each.starts_on,
                MomentKind.PLAN,
                f"{each} takes the place of {earlier}" if earlier else f"{each} begins",
                url=_page(plan, led) if led else "",
                is_to_come=each.starts_on > day,
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
