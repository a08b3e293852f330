"""A paper being written, as frozen values: what the officer wrote, before any figure is filled in.

Rows (reports/models) and the standard skeleton (reports/skeleton.py) both come as a PaperDraft;
reports/content.py turns one, with a Position, into what is laid out.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices


class BlockKind(TextChoices):
    """What a block of a section is. The last five fill from data."""

    PARAGRAPH = "paragraph", "Paragraph"
    SUBHEADING = "subheading", "Subheading"
    BULLETS = "bullets", "Bullets, one a line"
    RECOMMENDATIONS = "recommendations", "Recommendations: a lead-in, then one a line"
    TABLE_ONE = "table-1", "Table 1: themes by rating"
    TABLE_TWO = "table-2", "Table 2: monitoring visits by outcome band"
    ISSUES = "issues", "Actions of significant concern by issue"
    CONSULTEES = "consultees", "Consultees"
    APPENDICES = "appendices", "List of appendices"


class SectionKind(TextChoices):
    """Where a section stands in the paper."""

    SUMMARY = "summary", "Report summary"
    NUMBERED = "numbered", "Numbered section"
    QUESTION = "question", "Question of the plain-English summary"
    KEY_MESSAGE = "key-message", "Key message of the plain-English summary"


class AppendixKind(TextChoices):
    """What an appendix holds."""

    ACTION_PLAN = "action-plan", "The action plan as at the paper's date"
    DOCUMENT = "document", "A separate document"


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """A block; `text` may name figures ({complete}), and is the caption of a table."""

    kind: BlockKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A section with its blocks in order. Numbered sections are numbered in the order they come."""

    kind: SectionKind
    heading: str
    blocks: tuple[BlockDraft, ...]


@dataclass(frozen=True, slots=True)
class ConsulteeDraft:
    """A post consulted, when the paper was issued to it and returned by it."""

    post: str
    issued_on: date | None = None
    returned_on: date | None = None


@dataclass(frozen=True, slots=True)
class AppendixDraft:
    """An appendix; they are lettered A, B, ... in order."""

    kind: AppendixKind
    title: str


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A whole paper. `council` is the body whose paper it is; `exempt` is Part II.

    `worded_for` is the as-at date its words were written for, where that is not `as_at`.
    """

    title: str
    council: str
    meeting: str
    meeting_on: date | None
    as_at: date
    exempt: bool
    member_reporting: str
    responsible_officer: str
    wards: str
    decision_type: str
    urgent: bool
    to_follow: bool
    author: str
    sections: tuple[SectionDraft, ...]
    consultees: tuple[ConsulteeDraft, ...] = ()
    appendices: tuple[AppendixDraft, ...] = ()
    worded_for: date | None = None
