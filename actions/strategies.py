"""The area's strategies and which of their objectives a plan serves: reads only."""

from dataclasses import dataclass
from datetime import date

from actions.models import Area, Objective, ObjectiveTheme, Plan, Strategy
from actions.references import sort_key


@dataclass(frozen=True, slots=True)
class ServingTheme:
    """A theme of the plan that serves an objective."""

    id: int
    reference: str
    title: str


@dataclass(frozen=True, slots=True)
class ObjectiveValue:
    """An objective, with the plan's themes that serve it."""

    id: int
    text: str
    themes: tuple[ServingTheme, ...]

    @property
    def is_served(self) -> bool:
        """Whether the plan serves it: what a paper ticks."""
        return bool(self.themes)


@dataclass(frozen=True, slots=True)
class StrategyValue:
    """A strategy with its objectives in order."""

    id: int
    title: str
    starts_on: date | None
    ends_on: date | None
    objectives: tuple[ObjectiveValue, ...]

    @property
    def served(self) -> int:
        """How many of the objectives the plan serves."""
        return sum(objective.is_served for objective in self.objectives)


def strategies_of(area: Area, plan: Plan | None = None) -> tuple[StrategyValue, ...]:
    """The area's strategies, with what of the plan serves each objective. Two queries, three with a plan."""
    serving: dict[int, list[ServingTheme]] = {}
    if plan is not None:
        rows = ObjectiveTheme.objects.filter(theme__plan=plan).select_related("theme")
        for row in sorted(rows, key=lambda row: sort_key(row.theme.reference)):
            theme = ServingTheme(row.theme_id, row.theme.reference, row.theme.title)
            serving.setdefault(row.objective_id, []).append(theme)
    objectives: dict[int, list[ObjectiveValue]] = {}
    for objective in Objective.objects.filter(strategy__area=area):
        objectives.setdefault(objective.strategy_id, []).append(
            ObjectiveValue(objective.pk, objective.text, tuple(serving.get(objective.pk, ())))
        )
    return tuple(
        StrategyValue(
            strategy.pk,
            strategy.title,
            strategy.starts_on,
            strategy.ends_on,
            tuple(objectives.get(strategy.pk, ())),
        )
        for strategy in Strategy.objects.filter(area=area)
    )
