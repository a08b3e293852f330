"""What answers each weakness of a plan's inspection as at a day, what is missing, and what came of it."""

from actions.coverage.answers import Answers, answers_as_at
from actions.coverage.gaps import Gap, GapKind
from actions.coverage.loading import coverage_as_at
from actions.coverage.values import (
    Coverage,
    CoverageRow,
    InspectionValue,
    JudgementValue,
    WeaknessValue,
)

__all__ = [
    "Answers",
    "Coverage",
    "CoverageRow",
    "Gap",
    "GapKind",
    "InspectionValue",
    "JudgementValue",
    "WeaknessValue",
    "answers_as_at",
    "coverage_as_at",
]
