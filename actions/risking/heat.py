"""The heat map of a register: which open risks are in which cell of their matrix."""

from dataclasses import dataclass

from actions.risking.values import LevelValue, MatrixValue, RiskLine, RiskRegister, ScoreValue


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A score, and the open risks that have it."""

    score: ScoreValue
    lines: tuple[RiskLine, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A matrix's cells: a row a likelihood from the most, and in it a cell an impact from the least."""

    matrix: MatrixValue
    rows: tuple[tuple[LevelValue, tuple[HeatCell, ...]], ...]


def heat_maps(register: RiskRegister) -> tuple[HeatMap, ...]:
    """A heat map of each matrix that an open risk is scored on."""
    return tuple(
        heat_map(register, matrix) for matrix in register.matrices if register.open_on(matrix)
    )


def heat_map(register: RiskRegister, matrix: MatrixValue) -> HeatMap:
    """The heat map of one matrix; also of one that no risk is scored on."""
    found = register.open_on(matrix)
    return HeatMap(
        matrix,
        tuple(
            (
                likelihood,
                tuple(
                    HeatCell(score, tuple(line for line in found if line.current == score))
                    for score in scores
                ),
            )
            for likelihood, scores in matrix.rows
        ),
    )
