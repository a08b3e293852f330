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
from actions.models.clock import (
    CarriedAction,
    Deadline,
    DeadlineEntry,
    DeadlineListener,
    DeadlineNotice,
    PlanEvent,
)
from actions.models.confirmations import Confirmation
from actions.models.coverage import WeaknessAnswer
from actions.models.cycles import Reminder, UpdateCycle, UpdateRequest
from actions.models.desk import ImportDraft, RegisterColumns, SavedView
from actions.models.evidence import Evidence, EvidenceWithdrawal
from actions.models.impact import ImpactAssessment, ImpactRating
from actions.models.inspections import (
    AccountableBody,
    DocumentWithdrawal,
    Inspection,
    InspectionDocument,
    RevisitConsequence,
    RevisitJudgement,
    Strength,
    Weakness,
)
from actions.models.issues import IssueAction, IssueGroup, IssueWording
from actions.models.measures import Measure, MeasureMark, PlanMeasure, Reading
from actions.models.milestones import Milestone, MilestoneEntry
from actions.models.notes import ActionLink, Note, NoteMention, NoteWithdrawal, Watch
from actions.models.plans import Plan, ReportGroup, Theme, Workstream
from actions.models.privacy import Anonymisation, Redaction
from actions.models.proposals import DateDecision, DateProposal, ProposalDecision, UpdateProposal
from actions.models.ratings import Rating, RatingScheme
from actions.models.risks import (
    Mitigation,
    MitigationEntry,
    PlanRisk,
    Risk,
    RiskBand,
    RiskCell,
    RiskLevel,
    RiskMatrix,
    RiskReview,
)
from actions.models.strategies import Objective, ObjectiveTheme, Strategy
from actions.models.updates import Completion, StatusUpdate
from actions.models.voices import Voice, VoiceEntry

__all__ = [
    "AccountableBody",
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
    "CarriedAction",
    "Completion",
    "Confirmation",
    "DateChange",
    "DateDecision",
    "DateProposal",
    "Deadline",
    "DeadlineEntry",
    "DeadlineListener",
    "DeadlineNotice",
    "DocumentWithdrawal",
    "Evidence",
    "EvidenceWithdrawal",
    "ImpactAssessment",
    "ImpactRating",
    "ImportDraft",
    "Inspection",
    "InspectionDocument",
    "IssueAction",
    "IssueGroup",
    "IssueWording",
    "Measure",
    "MeasureMark",
    "Membership",
    "Milestone",
    "MilestoneEntry",
    "Mitigation",
    "MitigationEntry",
    "Note",
    "NoteMention",
    "NoteWithdrawal",
    "Objective",
    "ObjectiveTheme",
    "Organisation",
    "Plan",
    "PlanEvent",
    "PlanMeasure",
    "PlanRisk",
    "Post",
    "ProposalDecision",
    "Rating",
    "RatingScheme",
    "Reading",
    "Redaction",
    "RegisterColumns",
    "Reminder",
    "ReportGroup",
    "RevisitConsequence",
    "RevisitJudgement",
    "Risk",
    "RiskBand",
    "RiskCell",
    "RiskLevel",
    "RiskMatrix",
    "RiskReview",
    "SavedView",
    "StatusUpdate",
    "Strategy",
    "Strength",
    "Theme",
    "UpdateCycle",
    "UpdateProposal",
    "UpdateRequest",
    "Voice",
    "VoiceEntry",
    "Watch",
    "Weakness",
    "WeaknessAnswer",
    "Workstream",
]
