"""The risk register as at a date, what is counted from it, and what moved between two."""

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
    "MatrixValue",
    "MitigationValue",
    "RiskLine",
    "RiskRegister",
    "ScoreValue",
    "gravest_first",
]
