"""What a paper's figures and blocks are read from: the plan as at the paper's day, each part read when first asked for."""

from collections.abc import Mapping
from copy import copy
from datetime import date
from functools import cached_property
from typing import Self

from actions.clock import deadlines_as_at
from actions.clock.life import Life, life_as_at
from actions.clock.values import DeadlineValue
from actions.coverage import Coverage, coverage_as_at
from actions.inspecting import inspection_of
from actions.measuring.loading import ever_recorded, measures_as_at
from actions.measuring.public import for_public
from actions.measuring.values import MeasureValue
from actions.models import Plan
from actions.position import Position, position_as_at
from actions.risking import RiskRegister, risks_as_at
from actions.strategies import StrategyValue, strategies_of
from actions.voices import VoiceValue, voices_as_at
from boards.agreed_issues import AgreedIssue, agreements
from boards.exception_reading import of_concern
from boards.exceptions import Exceptions
from boards.models import Board, BoardMember, MonitoringVisit
from boards.seats import held_on, seats
from boards.shown import meetings_of, shown
from reports.earlier_papers import EarlierPaper, earlier_papers


class Facts:
    """A plan as at a day, with what stands beside its actions. Give the `position` where it is frozen or at hand.

    `is_public` facts are those that a public copy is made of: see for_public.
    """

    is_public = False

    def __init__(self, plan: Plan, day: date, position: Position | None = None) -> None:
        self.plan = plan
        self.day = day
        self._position = position
        self._members: dict[int, tuple[BoardMember, ...]] = {}
        self._earlier: dict[str, Position | None] = {}

    @cached_property
    def position(self) -> Position:
        """The actions' Position."""
        return self._position or position_as_at(self.plan, self.day)

    def for_public(self) -> Self:
        """The same as the public may be told it: of measures those alone that are public, each without values that rest on few
        children. What is read of these facts already is not read again."""
        public = copy(self)
        public.is_public = True
        public.__dict__.pop("measures", None)
        return public

    @cached_property
    def every_measure(self) -> tuple[MeasureValue, ...]:
        """The plan's measures with all that is recorded of them. Nothing but their number may reach a public copy."""
        return measures_as_at(self.plan, self.day)

    @cached_property
    def measures(self) -> tuple[MeasureValue, ...]:
        """The plan's measures that may be told."""
        found = self.every_measure
        if not self.is_public:
            return found
        return for_public(found, ever_recorded(each for each in found if each.is_public))

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
    def of_concern(self) -> Exceptions:
        """The actions that give cause for concern, laid out as an exception report."""
        return of_concern(self.plan, self.position)

    @cached_property
    def strategies(self) -> tuple[StrategyValue, ...]:
        """The area's strategies, with what of the plan serves each objective."""
        return strategies_of(self.plan.area, self.plan)

    @cached_property
    def strengths(self) -> tuple[str, ...]:
        """What the inspection that the plan answers found to be good."""
        inspection = inspection_of(self.plan)
        return tuple(str(each) for each in inspection.strengths.all()) if inspection else ()

    @cached_property
    def life(self) -> Life:
        """The plan's life from the inspection to sign-off."""
        return life_as_at(self.plan, self.day)

    @cached_property
    def boards(self) -> tuple[Board, ...]:
        """The area's boards, by title."""
        return tuple(Board.objects.filter(area=self.plan.area_id))

    def board(self, told: str) -> Board | None:
        """The board of that address or title."""
        return next((each for each in self.boards if told in (each.slug, each.title)), None)

    def members(self, board: Board) -> tuple[BoardMember, ...]:
        """Who sits on the board on the day, its chair first."""
        if board.pk not in self._members:
            self._members[board.pk] = tuple(held_on(seats(board), self.day))
        return self._members[board.pk]

    def measure(self, told: str) -> MeasureValue | None:
        """The measure told by its place from 1 in the plan's order, or by the beginning of its name; None where there is none, and
        where it may not be told."""
        named = self.named_measure(told)
        if named is None:
            return None
        return next((each for each in self.measures if each.id == named.id), None)

    def named_measure(self, told: str) -> MeasureValue | None:
        """The same with all that is recorded of it, so that a place means one measure in every copy."""
        every = self.every_measure
        if told.isdecimal() and len(told) < 4:
            place = int(told)
            return every[place - 1] if 0 < place <= len(every) else None
        found = (each for each in every if each.name.casefold().startswith(told.casefold()))
        return next(found, None) if told else None

    def earlier(self, body: str) -> Position | None:
        """What the last meeting before the day was shown of the plan: a meeting of the board of that title, where it
        watches the plan, else of any that does. None where there was none."""
        if body not in self._earlier:
            meetings = [each for each in meetings_of(self.plan) if each.as_at < self.day]
            own = [each for each in meetings if each.board.title == body]
            found = next(reversed(own or meetings), None)
            self._earlier[body] = shown(found, self.plan) if found else None
        return self._earlier[body]

    def papers_before(self, day: date) -> tuple[EarlierPaper, ...]:
        """The plan's published papers for meetings before the day."""
        return earlier_papers(self.plan, day)

    def position_on(self, day: str) -> Position | None:
        """The Position of an earlier day, typed as 2018-01-31; None where it is none, or the plan had not begun."""
        try:
            found = date.fromisoformat(day)
        except ValueError:
            return None
        if not self.plan.starts_on <= found < self.day:
            return None
        return position_as_at(self.plan, found)

    @cached_property
    def agreed(self) -> Mapping[int, tuple[AgreedIssue, ...]]:
        """Issue's id -> the meetings that agreed it."""
        return agreements(self.plan, self.day)
