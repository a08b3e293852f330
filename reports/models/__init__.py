"""Papers and the files of packs, as rows, one file a concept."""

from reports.models.branding import Branding
from reports.models.clearance import ClearanceEvent, ClearanceLink, ClearanceStep
from reports.models.files import PackFile
from reports.models.papers import (
    ClaimReason,
    CommentSettling,
    MarginComment,
    Paper,
    PaperSection,
    Presence,
    SectionVersion,
)
from reports.models.publication import (
    PaperOutcome,
    Publication,
    PublicationWithdrawal,
    PublishedFile,
)
from reports.models.templates import PaperTemplate, TemplateSection, TemplateStep

__all__ = [
    "Branding",
    "ClaimReason",
    "ClearanceEvent",
    "ClearanceLink",
    "ClearanceStep",
    "CommentSettling",
    "MarginComment",
    "PackFile",
    "Paper",
    "PaperOutcome",
    "PaperSection",
    "PaperTemplate",
    "Presence",
    "Publication",
    "PublicationWithdrawal",
    "PublishedFile",
    "SectionVersion",
    "TemplateSection",
    "TemplateStep",
]
