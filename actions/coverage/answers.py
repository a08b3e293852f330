"""What answers each weakness that a plan has to answer, by id, on a day."""

from dataclasses import dataclass
from datetime import date

from actions.inspecting import (
    Answers,
    WeaknessValue,
    answers_as_at,
    weaknesses_as_at,
    weaknesses_of,
)
from actions.models import Plan
from actions.position import Position, ThemeValue


@dataclass(frozen=True, slots=True)
class Answered:
    """A weakness, and the ids of what answers it by itself; some may be of another plan of the area."""

    weakness: WeaknessValue
    by: Answers

    def themes_of(self, position: Position) -> tuple[ThemeValue, ...]:
        """The themes of the Position's plan that answer it."""
        return tuple(theme for theme in position.themes if theme.id in self.by.themes)

    def lines_of(self, position: Position) -> frozenset[int]:
        """The ids of the Position's actions that answer it, by a theme of theirs or by themselves."""
        return frozenset(
            line.action_id
            for line in position.lines
            if line.action_id in self.by.actions
            or line.theme.id in self.by.themes
            or line.top_theme.id in self.by.themes
        )

    def alone_of(self, position: Position) -> frozenset[int]:
        """Those of them that no theme brings."""
        return frozenset(
            line.action_id
            for line in position.lines
            if line.action_id in self.by.actions
            and line.theme.id not in self.by.themes
            and line.top_theme.id not in self.by.themes
        )


def answered_as_at(plan: Plan, day: date) -> tuple[Answered, ...]:
    """The weaknesses that the plan has to answer, by number, each with what answers it on the day.

    None where the plan answers no inspection. A number of queries that grows with the chain of revisits alone.
    """
    found = weaknesses_of(plan)
    if not found:
        return ()
    by = answers_as_at(found, day)
    return tuple(Answered(each, by[each.id]) for each in weaknesses_as_at(found, day))
