"""What the story of a weakness holds beyond its row: evidence of its actions, and how their impact was assessed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import localdate, make_aware

from actions.coverage.loading import coverage_as_at
from actions.coverage.values import CoverageRow
from actions.evidence_words import host_of, say_kind
from actions.models import Evidence, ImpactAssessment, Plan
from actions.position import ImpactValue, Line
from actions.text import say_count, say_day


@dataclass(frozen=True, slots=True)
class EvidenceValue:
    """A link or a file that shows that something was done. `what` is its kind in words, `host` where a link
    leads; `is_removed` says that it held personal data and is gone."""

    id: int
    line: Line
    title: str
    what: str
    url: str
    host: str
    size: int
    is_removed: bool
    added_on: date
    added_by: str


@dataclass(frozen=True, slots=True)
class ImpactNote:
    """How an action's impact was assessed, from when, and what shows it."""

    line: Line
    impact: ImpactValue
    commentary: str
    since: date


@dataclass(frozen=True, slots=True)
class Before:
    """What the plan before did about a weakness, as it stood on `day`, the day on which this plan took its place."""

    plan: Plan
    day: date
    number: int
    complete: int

    @property
    def says(self) -> str:
        """In one sentence."""
        what = say_count(self.number, "action")
        return (
            f"Before this plan, “{self.plan}” answered it with {what}, of which "
            f"{self.complete} {'was' if self.complete == 1 else 'were'} complete on {say_day(self.day)}."
        )


@dataclass(frozen=True, slots=True)
class Story:
    """A row, with what shows that its actions were done and what difference they made, and what the plan before did."""

    row: CoverageRow
    evidence: tuple[EvidenceValue, ...]
    impacts: tuple[ImpactNote, ...]
    before: Before | None = None


def stories(plan: Plan, day: date, rows: Iterable[CoverageRow]) -> tuple[Story, ...]:
    """The story of each of the rows, in order. Two queries, whatever their number; and those of the coverage of the plan before,
    where there was one."""
    evidence, assessed = _evidence(plan, day), _assessed(plan, day)
    before = _before(plan)
    return tuple(
        Story(
            row,
            tuple(
                _evidence_value(each, line)
                for line in row.lines
                for each in evidence.get(line.action_id, ())
            ),
            tuple(
                ImpactNote(line, line.impact, *assessed[line.action_id])
                for line in row.lines
                if line.impact is not None and line.action_id in assessed
            ),
            before.get(row.weakness.id) if row.weakness else None,
        )
        for row in rows
    )


def _before(plan: Plan) -> Mapping[int, Before]:
    """Weakness's id -> what the plan before did about it, where it did something."""
    if plan.succeeds is None:
        return {}
    day = plan.starts_on
    return {
        row.weakness.id: Before(plan.succeeds, day, len(row.lines), len(row.position.complete))
        for row in coverage_as_at(plan.succeeds, day).rows
        if row.weakness and row.lines
    }


def _evidence(plan: Plan, day: date) -> Mapping[int, list[Evidence]]:
    """Action's id -> what stood beside it at the end of the day, the newest first."""
    found: dict[int, list[Evidence]] = defaultdict(list)
    after = make_aware(datetime.combine(day + timedelta(days=1), time.min))
    for each in Evidence.objects.of_plan(plan, before=after):
        found[each.action_id].append(each)
    return found


def _assessed(plan: Plan, day: date) -> Mapping[int, tuple[str, date]]:
    """Action's id -> what its impact assessment in force says, and from when."""
    rows = ImpactAssessment.objects.filter(action__plan=plan).up_to(day)
    return {
        action_id: (commentary, since)
        for action_id, commentary, since in rows.values_list(
            "action_id", "commentary", "effective_date"
        )
    }


def _evidence_value(row: Evidence, line: Line) -> EvidenceValue:
    return EvidenceValue(
        id=row.pk,
        line=line,
        title=row.title,
        what=say_kind(row.kind, row.content_type),
        url=row.url,
        host=host_of(row.url),
        size=row.size,
        is_removed=row.is_removed,
        added_on=localdate(row.recorded_at),
        added_by=row.recorded_by.name,
    )
