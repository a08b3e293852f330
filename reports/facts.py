"""What a paper's figures and blocks are read from: the plan as at the paper's day, each part read when first asked for."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from actions.clock import deadlines_as_at
from actions.clock.values import DeadlineValue
from actions.coverage import Coverage, coverage_as_at
from actions.measuring.loading import measures_as_at
from actions.measuring.values import MeasureValue
from actions.models import Plan
from actions.position import Position, position_as_at
from actions.risking import RiskRegister, risks_as_at
from actions.voices import VoiceValue, voices_as_at
from boards.agreed_issues import AgreedIssue, agreements
from boards.models import MonitoringVisit


class Facts:
    """A plan as at a day, with what stands beside its actions. Give the `position` where it is frozen or at hand."""

    def __init__(self, plan: Plan, day: date, position: Position | None = None) -> None:
        self.plan = plan
        self.day = day
        self._position = position

    @cached_property
    def position(self) -> Position:
        """The actions' Position."""
        return self._position or position_as_at(self.plan, self.day)

    @cached_property
    def measures(self) -> tuple[MeasureValue, ...]:
        """The plan's measures."""
        return measures_as_at(self.plan, self.day)

    @cached_property
    def risks(self) -> RiskRegister:
        """The plan's risks."""
        return risks_as_at(self.plan, self.day)

    @cached_property
    def deadlines(self) -> tuple[DeadlineValue, ...]:
        """The statutory dates."""
        return deadlines_as_at(self.plan, self.day)

    @cached_property
    def coverage(self) -> Coverage:
        """What answers each weakness."""
        return coverage_as_at(self.plan, self.day, self.position, self.risks)

    @cached_property
    def voices(self) -> tuple[VoiceValue, ...]:
        """What families and young people said."""
        return voices_as_at(self.plan.area, self.day)

    @cached_property
    def visits(self) -> tuple[MonitoringVisit, ...]:
        """The monitoring visits that the plan expects or had."""
        return tuple(MonitoringVisit.objects.filter(plan=self.plan))

    @cached_property
    def agreed(self) -> Mapping[int, tuple[AgreedIssue, ...]]:
        """Issue's id -> the meetings that agreed it."""
        return agreements(self.plan, self.day)
