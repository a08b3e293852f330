"""What answers each weakness of a plan's inspection as at a day, what is missing, and what came of it."""

from actions.coverage.answers import Answered, answered_as_at
from actions.coverage.gaps import Gap, GapKind
from actions.coverage.loading import coverage_as_at
from actions.coverage.values import Coverage, CoverageRow, InspectionValue

__all__ = [
    "Answered",
    "Coverage",
    "CoverageRow",
    "Gap",
    "GapKind",
    "InspectionValue",
    "answered_as_at",
    "coverage_as_at",
]
