"""The block filled from the area's strategies: which objectives the plan serves."""

from collections.abc import Iterable

from actions.strategies import StrategyValue
from reports import paper
from reports.blocks.setting import BlockKind, Setting, sentence
from wsoa.parts import Cell, Head, Row, TablePart, Tag

NO_STRATEGY = "No strategy of the area is recorded."
SERVED = Tag("✓", "Yes", "green")


def _ticks(setting: Setting) -> Iterable[paper.Block]:
    """A table a strategy, each objective ticked or not."""
    strategies = setting.facts.strategies
    for strategy in strategies:
        several = f": {strategy.title}" if len(strategies) > 1 else ""
        yield paper.PartBlock(_table(strategy, f"{setting.caption or strategy.title}{several}"))
    if not strategies:
        yield sentence(NO_STRATEGY)


def _table(strategy: StrategyValue, caption: str) -> TablePart:
    return TablePart(
        caption=caption,
        heads=(Head("Objective", width=60), Head("Served", width=14), Head("By")),
        rows=tuple(
            Row(
                Cell(objective.text),
                (
                    Cell(tag=SERVED) if objective.is_served else Cell("No"),
                    Cell(", ".join(theme.reference for theme in objective.themes) or "–"),
                ),
            )
            for objective in strategy.objectives
        ),
        empty="The strategy has no objectives.",
    )


KINDS = (BlockKind("strategies", "Links to the area's strategies, ticked", "", _ticks),)
