"""The Position, what is counted from it, and how it is read from history."""

from actions.position.loading import position_as_at
from actions.position.movement import DateMove, Movement, RatingMove, movement
from actions.position.position import IssueLines, Position, group_by_issue
from actions.position.tables import UNRATED, Column, CountCell, SummaryRow, SummaryTable
from actions.position.values import (
    IssueValue,
    Line,
    PlanValue,
    PostValue,
    RatingValue,
    ThemeValue,
    WorkstreamValue,
)

__all__ = [
    "UNRATED",
    "Column",
    "CountCell",
    "DateMove",
    "IssueLines",
    "IssueValue",
    "Line",
    "Movement",
    "PlanValue",
    "Position",
    "PostValue",
    "RatingMove",
    "RatingValue",
    "SummaryRow",
    "SummaryTable",
    "ThemeValue",
    "WorkstreamValue",
    "group_by_issue",
    "movement",
    "position_as_at",
]
