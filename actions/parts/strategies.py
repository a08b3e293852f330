"""The strategy table of a paper: which objectives a plan serves, and by which themes."""

from collections.abc import Sequence

from actions.strategies import StrategyValue
from wsoa.parts import Cell, Head, Row, TablePart


def strategy_table(strategy: StrategyValue, theme_words: str) -> TablePart:
    """The strategy's objectives with whether the plan serves each, and the themes by which it does."""
    return TablePart(
        caption=strategy.title,
        heads=(
            Head("Objective", width=45),
            Head("Served", width=12),
            Head(f"By these {theme_words}"),
        ),
        rows=tuple(
            Row(
                Cell(objective.text),
                (
                    Cell("Yes" if objective.is_served else "No"),
                    Cell(
                        "\n".join(f"{theme.reference} {theme.title}" for theme in objective.themes)
                        or "None"
                    ),
                ),
            )
            for objective in strategy.objectives
        ),
        empty="The strategy has no objectives.",
        note=f"The plan serves {strategy.served} of {len(strategy.objectives)}.",
    )


def strategy_tables(strategies: Sequence[StrategyValue], theme_words: str) -> tuple[TablePart, ...]:
    """A table a strategy."""
    return tuple(strategy_table(strategy, theme_words) for strategy in strategies)
