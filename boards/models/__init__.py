"""One file a concept."""

from boards.models.boards import (
    Board,
    BoardMember,
    BoardPlan,
    StandingItem,
)
from boards.models.exceptions import (
    ExceptionAgreement,
    ExceptionChoice,
    ExceptionComment,
    ExceptionReport,
    ExceptionRules,
)
from boards.models.meetings import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingChange,
)
from boards.models.packs import (
    Pack,
    PackEntry,
    PackPoint,
    PackReopening,
)
from boards.models.records import (
    BoardAction,
    BoardActionEntry,
    CommentAnswer,
    CommentWithdrawal,
    Decision,
    IssueAgreement,
    MeetingComment,
    Minutes,
    MinutesAgreement,
)
from boards.models.requests import (
    Request,
    RequestEntry,
)
from boards.models.risks import (
    RiskThreshold,
)
from boards.models.snapshots import (
    Snapshot,
    SnapshotImpact,
    SnapshotIssue,
    SnapshotLine,
    SnapshotOwner,
    SnapshotRating,
    SnapshotTheme,
    SnapshotWorkstream,
)
from boards.models.visits import (
    MonitoringVisit,
    VisitOutcome,
)

__all__ = [
    "AgendaItem",
    "Attendance",
    "Board",
    "BoardAction",
    "BoardActionEntry",
    "BoardMember",
    "BoardPlan",
    "CommentAnswer",
    "CommentWithdrawal",
    "Decision",
    "ExceptionAgreement",
    "ExceptionChoice",
    "ExceptionComment",
    "ExceptionReport",
    "ExceptionRules",
    "IssueAgreement",
    "Meeting",
    "MeetingChange",
    "MeetingComment",
    "Minutes",
    "MinutesAgreement",
    "MonitoringVisit",
    "Pack",
    "PackEntry",
    "PackPoint",
    "PackReopening",
    "Request",
    "RequestEntry",
    "RiskThreshold",
    "Snapshot",
    "SnapshotImpact",
    "SnapshotIssue",
    "SnapshotLine",
    "SnapshotOwner",
    "SnapshotRating",
    "SnapshotTheme",
    "SnapshotWorkstream",
    "StandingItem",
    "VisitOutcome",
]
