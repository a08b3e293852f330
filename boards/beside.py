"""What stands beside a plan's actions on a day: coverage, statutory dates, measures and risks, for dashboards and
exception reports. Read from the plans' own readings, and worded as packs word it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from actions.clock import DeadlineStanding, DeadlineValue, deadlines_as_at
from actions.coverage import Coverage, coverage_as_at
from actions.coverage.values import StandingCount, count_standings
from actions.models import Plan
from actions.position import Position
from actions.risking import RiskLine, RiskRegister, risks_as_at
from boards.choices import PackPart
from boards.escalation import Threshold, coming_to, thresholds_on
from boards.models import Pack, PackEntry
from boards.pack_values import EntryValue
from boards.packing import clock, coverage, measures, risks

Exceptional = tuple[PackPart, EntryValue]
"""A part, and an entry of it that says why it is an exception."""

GOES = "Goes to a board"
PARTS = (PackPart.COVERAGE, PackPart.CLOCK, PackPart.MEASURE, PackPart.RISK)


@dataclass(frozen=True)
class Beside:
    """What stands beside the actions of a plan on a day. `thresholds` are those of the boards that watch it."""

    coverage: Coverage
    deadlines: tuple[DeadlineValue, ...]
    risks: RiskRegister
    thresholds: tuple[Threshold, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it is set up."""
        return (
            self.coverage.is_by_theme
            and not self.coverage.measures
            and not self.deadlines
            and not self.risks.lines
        )

    @property
    def next_deadline(self) -> DeadlineValue | None:
        """The deadline that comes first of those not met, be it past; None where none is left. One that only opens
        a time in which something may happen, once it has begun, stands behind all others."""
        waiting = (
            each for each in self.deadlines if each.day is not None and not each.standing.is_settled
        )
        return min(
            waiting,
            key=lambda each: (each.standing == DeadlineStanding.OPEN, each.day or date.max),
            default=None,
        )

    @property
    def are_all_met(self) -> bool:
        """Whether every date was met; a date may also apply no longer, not yet, or have no day."""
        return all(each.met_on is not None for each in self.deadlines)

    @property
    def standings(self) -> tuple[StandingCount, ...]:
        """The measures by how they stand."""
        return count_standings(self.coverage.measures)

    @property
    def coming(self) -> tuple[RiskLine, ...]:
        """The open risks that go to one of the boards, the gravest first."""
        return coming_to(self.risks, self.thresholds)

    @property
    def exceptions(self) -> tuple[Exceptional, ...]:
        """What of it is an exception, and why, in the order of the parts."""
        return tuple(self._exceptions())

    def _exceptions(self) -> Iterator[Exceptional]:
        escalated = {line.id for line in self.coming}
        found = [
            *((PackPart.COVERAGE, each) for each in coverage.of_coverage(self.coverage)),
            *((PackPart.CLOCK, clock.entry(each)) for each in self.deadlines),
            *((PackPart.MEASURE, measures.entry(each)) for each in self.coverage.measures),
            *(
                (PackPart.RISK, risks.entry(line, None, GOES if line.id in escalated else ""))
                for line in self.risks.by_gravity
                if line.is_open
            ),
        ]
        return (each for each in found if each[1].group)


def beside(plan: Plan, day: date, position: Position) -> Beside:
    """What stands beside the actions, whose Position of the day is given. In a fixed number of queries."""
    register = risks_as_at(plan, day)
    return Beside(
        coverage_as_at(plan, day, position, register),
        deadlines_as_at(plan, day),
        register,
        thresholds_on(plan, day),
    )


def exceptions_in(pack: Pack) -> tuple[Exceptional, ...]:
    """What a closed pack showed of it as an exception. One query."""
    rows = PackEntry.objects.filter(pack=pack, part__in=PARTS).exclude(group="").order_by("order")
    found = [
        (
            PackPart(row.part),
            EntryValue(
                reference=row.reference,
                title=row.title,
                text=row.text,
                group=row.group,
                owner=row.owner,
                due=row.due,
                status=row.status,
            ),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: PARTS.index(each[0])))
