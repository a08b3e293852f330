"""One file a concept."""

from actions.models.actions import (
    Action,
    ActionLife,
    ActionOwner,
    ActionOwnership,
    ActionPlacement,
    ActionReference,
    ActionWording,
    DateChange,
)
from actions.models.areas import Area, Membership, Organisation, Post
from actions.models.audit import AuditEntry
from actions.models.issues import IssueAction, IssueGroup, IssueWording
from actions.models.plans import Plan, ReportGroup, Theme, Workstream
from actions.models.ratings import Rating, RatingScheme
from actions.models.updates import Completion, StatusUpdate

__all__ = [
    "Action",
    "ActionLife",
    "ActionOwner",
    "ActionOwnership",
    "ActionPlacement",
    "ActionReference",
    "ActionWording",
    "Area",
    "AuditEntry",
    "Completion",
    "DateChange",
    "IssueAction",
    "IssueGroup",
    "IssueWording",
    "Membership",
    "Organisation",
    "Plan",
    "Post",
    "Rating",
    "RatingScheme",
    "ReportGroup",
    "StatusUpdate",
    "Theme",
    "Workstream",
]
