"""The Position, what is counted from it, and how it is read from history."""

from actions.position.loading import plan_value, position_as_at
from actions.position.movement import DateMove, Movement, RatingMove, movement
from actions.position.position import SOON_DAYS, IssueLines, Position, group_by_issue
from actions.position.slipping import SlippageFigures
from actions.position.tables import (
    UNRATED,
    UNRATED_COLUMN,
    Column,
    CountCell,
    SummaryRow,
    SummaryTable,
)
from actions.position.values import (
    ImpactValue,
    IssueValue,
    Line,
    PlanValue,
    PostValue,
    RatingValue,
    ThemeValue,
    WaitsOn,
    WorkstreamValue,
    is_overdue_on,
    progress_of,
)

__all__ = [
    "SOON_DAYS",
    "UNRATED",
    "UNRATED_COLUMN",
    "Column",
    "CountCell",
    "DateMove",
    "ImpactValue",
    "IssueLines",
    "IssueValue",
    "Line",
    "Movement",
    "PlanValue",
    "Position",
    "PostValue",
    "RatingMove",
    "RatingValue",
    "SlippageFigures",
    "SummaryRow",
    "SummaryTable",
    "ThemeValue",
    "WaitsOn",
    "WorkstreamValue",
    "group_by_issue",
    "is_overdue_on",
    "movement",
    "plan_value",
    "position_as_at",
    "progress_of",
]
