"""What the pages of a template show: its sections by where they stand, its clearance by turns, a paper of it in one of the area's plans."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from actions.models import Area, Plan
from actions.text import say_count, say_day
from actions.working_days import papers_due
from reports.choices import SectionKind
from reports.drafting.overview import PLACES
from reports.drafting.showing import PRINT_ORDER
from reports.drafts import PaperDraft
from reports.models import PaperTemplate, TemplateSection, TemplateStep
from reports.papers import look_of, template_draft

AHEAD = timedelta(weeks=8)
"""How far ahead the meeting is by which a clearance is explained."""


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section in its list."""

    section: TemplateSection
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """The sections of one kind: what they are called together, and what they are."""

    kind: SectionKind
    title: str
    hint: str
    lines: tuple[SectionLine, ...]


@dataclass(frozen=True, slots=True)
class StepLine:
    """Somebody who is asked. `says` is when the answer is due, in words, with the day of the example."""

    step: TemplateStep
    says: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """Those who are asked at once."""

    order: int
    lines: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class ClearanceSaid:
    """A template's clearance. `despatch` says when its papers have to be out, by the example of a meeting."""

    despatch: str
    turns: tuple[Turn, ...]


def parts_of_template(template: PaperTemplate) -> tuple[TemplatePart, ...]:
    """The sections by where they stand, in the order of print; of the body also where it has none. In one query."""
    rows = list(template.sections.all())
    parts = []
    for kind in PRINT_ORDER:
        same = [row for row in rows if row.kind == kind]
        if same or kind == SectionKind.BODY:
            lines = tuple(SectionLine(row, row is same[0], row is same[-1]) for row in same)
            parts.append(TemplatePart(kind, *PLACES[kind], lines))
    return tuple(parts)


def clearance_said(template: PaperTemplate, today: date) -> ClearanceSaid:
    """The clearance in turns, with the days that it would have for a meeting eight weeks ahead. In one query."""
    meeting = _example(today)
    despatch = papers_due(meeting, template.despatch_days)
    steps = list(template.steps.select_related("post__organisation"))
    orders = list(dict.fromkeys(step.order for step in steps))
    turns = tuple(
        Turn(order, _lines([step for step in steps if step.order == order], orders, despatch))
        for order in orders
    )
    return ClearanceSaid(
        f"{_before(template.despatch_days, 'the meeting')}. For a meeting on {say_day(meeting)} that is "
        f"{say_day(despatch)}.",
        turns,
    )


def _example(today: date) -> date:
    """A working day on which a meeting may be."""
    return papers_due(today + AHEAD, 1)


def _lines(
    steps: Sequence[TemplateStep], orders: Sequence[int], despatch: date
) -> tuple[StepLine, ...]:
    """Of one turn. Who is alone in the first turn cannot be asked earlier, nor who is alone in the last one later."""
    is_alone = len(steps) == 1
    return tuple(
        StepLine(
            step,
            f"{_before(step.days, 'despatch')}: {say_day(papers_due(despatch, step.days))}",
            is_first=is_alone and step.order == orders[0],
            is_last=is_alone and step.order == orders[-1],
        )
        for step in steps
    )


def _before(days: int, what: str) -> str:
    if days == 0:
        return f"On the day of {what}"
    return f"{say_count(days, 'working day')} before {what}"


def plans_to_show(area: Area) -> tuple[Plan, ...]:
    """The plans for which a template may be filled, the newest first."""
    plans = Plan.objects.filter(area=area).select_related("area", "rating_scheme")
    return tuple(plans.order_by("-starts_on", "-pk"))


def sample_of(template: PaperTemplate, plan: Plan, today: date) -> PaperDraft:
    """A paper of the template as it would begin today, for a meeting eight weeks ahead."""
    meeting = _example(today)
    draft = template_draft(
        template,
        title=f"{plan.title}: progress",
        council=look_of(plan).name,
        as_at=max(today, plan.starts_on),
    )
    return replace(
        draft, meeting_on=meeting, despatch_on=papers_due(meeting, template.despatch_days)
    )
