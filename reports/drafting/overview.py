"""What the page of a paper shows of each section: how far it is, who changed it when, what is open."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from reports.choices import SectionKind
from reports.drafting.pointing_out import Before, to_read_anew, what_was_before
from reports.drafting.showing import PRINT_ORDER
from reports.models import Paper, PaperSection, SectionVersion
from wsoa.models import User

PLACES: dict[SectionKind, tuple[str, str]] = {
    SectionKind.HEADER: ("At the head", "Lines of the table at the head."),
    SectionKind.COVER: ("Cover table", "Rows of the cover table."),
    SectionKind.SUMMARY: ("Before the body", "Sections without a number."),
    SectionKind.BODY: ("Body", "The sections, in order."),
    SectionKind.CLOSING: ("After the body", "Sections without a number."),
    SectionKind.HISTORY: ("Report history", "Columns of the table at the end."),
    SectionKind.QUESTION: ("Plain-English summary", "Its questions."),
    SectionKind.KEY_MESSAGE: ("Key message", "What residents should remember."),
    SectionKind.APPENDIX: ("Appendices", "Each on a page of its own."),
}
"""Kind -> what the page calls its sections together, and what they are."""


@dataclass(frozen=True, slots=True)
class SectionState:
    """A section as the overview lists it. `changed_by` is None until somebody writes in it. `old` says why copied words are to
    be read anew, "" where they are not."""

    section: PaperSection
    state: str
    tone: str
    changed_by: User | None
    changed_at: datetime | None
    comments: int
    old: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The sections of one kind, in order."""

    kind: SectionKind
    title: str
    hint: str
    sections: tuple[SectionState, ...]


def sections_of(paper: Paper) -> QuerySet[PaperSection]:
    """The paper's sections in order, each with the comments open on it, and whether a version of it is kept."""
    return (
        paper.sections.select_related("changed_by")
        .annotate(
            open_comments=Count(
                "comments",
                filter=Q(comments__answers__isnull=True, comments__settling__isnull=True),
            ),
            was_kept=Exists(SectionVersion.objects.filter(section=OuterRef("pk"))),
        )
        .order_by("order", "pk")
    )


def parts_of(paper: Paper) -> tuple[Part, ...]:
    """The paper's sections by where they stand, in the order of print. In a fixed number of queries."""
    rows, before = list(sections_of(paper)), what_was_before(paper)
    parts = []
    for kind in PRINT_ORDER:
        same = [row for row in rows if row.kind == kind]
        if same:
            states = tuple(
                _state(paper, row, before, is_first=row is same[0], is_last=row is same[-1])
                for row in same
            )
            parts.append(Part(kind, *PLACES[kind], states))
    return tuple(parts)


def _state(
    paper: Paper,
    section: PaperSection,
    before: Before,
    *,
    is_first: bool,
    is_last: bool,
) -> SectionState:
    given = vars(section)  # with what sections_of adds
    old = to_read_anew(paper, section, before, was_kept=given["was_kept"])
    is_touched = section.version > 1 or given["was_kept"]
    state, tone = _said(section, old, is_touched=is_touched)
    return SectionState(
        section=section,
        state=state,
        tone=tone,
        changed_by=section.changed_by if is_touched else None,
        changed_at=section.changed_at if is_touched else None,
        comments=given["open_comments"],
        old=old,
        is_first=is_first,
        is_last=is_last,
    )


def _said(section: PaperSection, old: str, *, is_touched: bool) -> tuple[str, str]:
    """How far a section is, in words, and the tone of its tag."""
    if not section.text.strip():
        return ("To be written", "red") if section.is_mandatory else ("Empty", "grey")
    if old:
        return "Read anew", "yellow"
    if is_touched:
        return "Written", "green"
    return ("Copied", "blue") if section.paper.previous_id else ("Standard wording", "blue")
