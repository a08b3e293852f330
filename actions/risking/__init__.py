"""The risk register as at a date, what is counted from it, and what moved between two."""

from actions.risking.loading import risks_as_at
from actions.risking.matrices import Matrices, matrices_of, read_matrices, say_score
from actions.risking.movement import MoveKind, RiskMove, RiskMovement, risk_movement
from actions.risking.values import (
    BandCount,
    BandValue,
    LevelValue,
    MatrixValue,
    MitigationValue,
    RiskLine,
    RiskRegister,
    ScoreValue,
    gravest_first,
)

__all__ = [
    "BandCount",
    "BandValue",
    "LevelValue",
    "Matrices",
    "MatrixValue",
    "MitigationValue",
    "MoveKind",
    "RiskLine",
    "RiskMove",
    "RiskMovement",
    "RiskRegister",
    "ScoreValue",
    "gravest_first",
    "matrices_of",
    "read_matrices",
    "risk_movement",
    "risks_as_at",
    "say_score",
]
