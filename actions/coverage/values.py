"""The frozen values of coverage: what answers each weakness, what is missing, and delivery beside impact.

They hold no model instance, so a closed pack can hold them too.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from actions.coverage.gaps import Gap
from actions.inspecting import WeaknessValue
from actions.measuring.values import MeasureValue, Standing
from actions.position import Column, CountCell, Line, Position, PostValue, ThemeValue
from actions.risking.values import RiskLine
from actions.voices import VoiceValue

Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class InspectionValue:
    """The inspection that found the weaknesses. `name` is its framework's, and when it was; `letter_on` the day of its letter."""

    id: int
    name: str
    began_on: date
    ended_on: date
    letter_on: date | None
    published_on: date | None
    summary: str


@dataclass(frozen=True, slots=True)
class StandingCount:
    """How many measures stand so."""

    standing: Standing
    value: int


@dataclass(frozen=True)
class CoverageRow:
    """One weakness (or, in a plan without any, one top-level theme) and what answers it.

    `position` is the plan's Position with its lines alone; `counts` those by rating, a cell for each column of
    the coverage. `alone` are the ids of actions chosen one by one, which no theme of it brings. `key` names the
    row in addresses: the weakness's number, or the theme's reference.
    """

    key: str
    title: str
    weakness: WeaknessValue | None
    themes: tuple[ThemeValue, ...]
    position: Position
    counts: tuple[CountCell, ...]
    alone: frozenset[int]
    measures: tuple[MeasureValue, ...]
    risks: tuple[RiskLine, ...]
    voices: tuple[VoiceValue, ...]
    found: tuple[Gap, ...]

    @property
    def lines(self) -> Lines:
        """The actions that answer it."""
        return self.position.lines

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing."""
        return tuple(gap for gap in self.found if not gap.is_note)

    @property
    def notes(self) -> tuple[Gap, ...]:
        """What is missing and may be meant so."""
        return tuple(gap for gap in self.found if gap.is_note)

    @cached_property
    def complete(self) -> int:
        """How many of its actions are complete."""
        return len(self.position.complete)

    @cached_property
    def overdue(self) -> int:
        """How many of its actions are overdue."""
        return len(self.position.overdue)

    @cached_property
    def owners(self) -> tuple[PostValue, ...]:
        """The posts that own its actions, those with the most first."""
        posts = Counter(owner for line in self.lines for owner in line.owners)
        return tuple(post for post, _ in posts.most_common())

    @property
    def leads(self) -> tuple[str, ...]:
        """Who answers for all of it: its own lead, else those of its themes."""
        if self.weakness and self.weakness.lead:
            return (self.weakness.lead,)
        return tuple(dict.fromkeys(theme.lead for theme in self.themes if theme.lead))

    @property
    def standings(self) -> tuple[StandingCount, ...]:
        """Its measures by how they stand, in the order in which they appear."""
        return count_standings(self.measures)


@dataclass(frozen=True)
class Coverage:
    """What answers what in a plan, as at a day.

    `rows` are the weaknesses that the plan has to answer, which `inspection` found; `revisit` is the one that the
    plan answers, where that judged weaknesses found before. Where the plan has no inspection, `rows` are its
    top-level themes. Before the inspectors' letter, or the plan, there are no rows: `not_yet` says so. `columns` are those of each row's counts, an action's rating being in one of them. `stray_lines`, `stray_measures` and `stray_risks` answer nothing; they are empty in a plan without
    an inspection, where measures and risks are tied to no row.
    """

    position: Position
    inspection: InspectionValue | None
    revisit: InspectionValue | None
    rows: tuple[CoverageRow, ...]
    columns: tuple[Column, ...]
    measures: tuple[MeasureValue, ...]
    risks: tuple[RiskLine, ...]
    stray_lines: Lines
    stray_measures: tuple[MeasureValue, ...]
    stray_risks: tuple[RiskLine, ...]
    not_yet: str = ""

    @property
    def as_at(self) -> date:
        """The day."""
        return self.position.as_at

    @property
    def is_by_theme(self) -> bool:
        """Whether the rows are themes, because the plan answers no inspection."""
        return self.inspection is None

    @property
    def row_word(self) -> str:
        """What a row is called: a weakness, or the area's word for a theme."""
        return self.position.plan.theme_word if self.is_by_theme else "weakness"

    @property
    def with_gaps(self) -> tuple[CoverageRow, ...]:
        """The rows where something is missing."""
        return tuple(row for row in self.rows if row.gaps)

    @property
    def gaps_first(self) -> tuple[CoverageRow, ...]:
        """The rows, those with gaps before those without, each in order."""
        return tuple(sorted(self.rows, key=lambda row: not row.gaps))

    @property
    def answering(self) -> Position:
        """The Position of the actions that answer a row, each counted once."""
        stray = {line.action_id for line in self.stray_lines}
        lines = tuple(line for line in self.position.lines if line.action_id not in stray)
        return replace(self.position, lines=lines)

    @property
    def answering_measures(self) -> tuple[MeasureValue, ...]:
        """The measures that show whether it gets better: those tied to a weakness, or else all of the plan's."""
        stray = {measure.id for measure in self.stray_measures}
        return tuple(measure for measure in self.measures if measure.id not in stray)

    def row(self, key: str) -> CoverageRow | None:
        """The row with the key."""
        return next((row for row in self.rows if row.key == key), None)


def count_standings(measures: Iterable[MeasureValue]) -> tuple[StandingCount, ...]:
    """The measures by how they stand, in the order in which they appear."""
    counted: dict[str, StandingCount] = {}
    for measure in measures:
        standing = measure.standing
        before = counted.get(standing.code)
        counted[standing.code] = StandingCount(standing, (before.value if before else 0) + 1)
    return tuple(counted.values())
