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
from actions.models.confirmations import Confirmation
from actions.models.cycles import Reminder, UpdateCycle, UpdateRequest
from actions.models.desk import ImportDraft, RegisterColumns, SavedView
from actions.models.evidence import Evidence, EvidenceWithdrawal
from actions.models.impact import ImpactAssessment, ImpactRating
from actions.models.issues import IssueAction, IssueGroup, IssueWording
from actions.models.milestones import Milestone, MilestoneEntry
from actions.models.notes import ActionLink, Note, NoteMention, NoteWithdrawal, Watch
from actions.models.plans import Plan, ReportGroup, Theme, Workstream
from actions.models.privacy import Anonymisation, Redaction
from actions.models.proposals import DateDecision, DateProposal, ProposalDecision, UpdateProposal
from actions.models.ratings import Rating, RatingScheme
from actions.models.updates import Completion, StatusUpdate

__all__ = [
    "Action",
    "ActionLife",
    "ActionLink",
    "ActionOwner",
    "ActionOwnership",
    "ActionPlacement",
    "ActionReference",
    "ActionWording",
    "Anonymisation",
    "Area",
    "AuditEntry",
    "Completion",
    "Confirmation",
    "DateChange",
    "DateDecision",
    "DateProposal",
    "Evidence",
    "EvidenceWithdrawal",
    "ImpactAssessment",
    "ImpactRating",
    "ImportDraft",
    "IssueAction",
    "IssueGroup",
    "IssueWording",
    "Membership",
    "Milestone",
    "MilestoneEntry",
    "Note",
    "NoteMention",
    "NoteWithdrawal",
    "Organisation",
    "Plan",
    "Post",
    "ProposalDecision",
    "Rating",
    "RatingScheme",
    "Redaction",
    "RegisterColumns",
    "Reminder",
    "ReportGroup",
    "SavedView",
    "StatusUpdate",
    "Theme",
    "UpdateCycle",
    "UpdateProposal",
    "UpdateRequest",
    "Watch",
    "Workstream",
]
