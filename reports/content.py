"""From a draft, a Position and the monitoring visits to a PaperContent: figures filled, blocks numbered.

The one context of every renderer. It words and arranges; it counts nothing that the Position does
not count.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from actions.choices import Concern
from actions.position import Position, group_by_issue
from boards.agreed_issues import AgreedIssue, in_words
from boards.models import MonitoringVisit
from reports import paper
from reports.action_plan import action_plan, rating_tag
from reports.drafts import (
    AppendixKind,
    BlockDraft,
    BlockKind,
    PaperDraft,
    SectionDraft,
    SectionKind,
)
from reports.figures import fill

Agreed = Mapping[int, Sequence[AgreedIssue]]
"""Issue's id -> the meetings that agreed it."""

NOBODY: Agreed = {}

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def paper_content(
    draft: PaperDraft,
    position: Position,
    visits: Sequence[MonitoringVisit],
    agreed: Agreed = NOBODY,
) -> paper.PaperContent:
    """The paper ready to be laid out; `agreed` says which meetings agreed its issues. Raises
    figures.UnknownFigure for a figure there is not."""
    blocks = _Blocks(draft, position, visits, agreed)
    numbered = [s for s in draft.sections if s.kind == SectionKind.NUMBERED]
    return paper.PaperContent(
        title=draft.title,
        council=draft.council,
        meeting=_meeting(draft),
        classification="Part II: exempt" if draft.exempt else "Part I: public",
        is_draft=True,
        draft_note=_draft_note(draft),
        header=(
            paper.HeaderRow("Report title", draft.title),
            paper.HeaderRow(
                "Contains confidential or exempt information",
                "Yes – Part II" if draft.exempt else "No – Part I",
            ),
            paper.HeaderRow("Member reporting", draft.member_reporting),
            paper.HeaderRow("Meeting and date", _meeting(draft)),
            paper.HeaderRow("Responsible officer(s)", draft.responsible_officer),
            paper.HeaderRow("Wards affected", draft.wards),
        ),
        summary=tuple(
            block
            for section in draft.sections
            if section.kind == SectionKind.SUMMARY
            for block in blocks.of(section, None)
        ),
        sections=tuple(
            paper.Section(number, section.heading, tuple(blocks.of(section, number)))
            for number, section in enumerate(numbered, start=1)
        ),
        history=paper.ReportHistory(
            decision_type=draft.decision_type,
            urgency="Yes" if draft.urgent else "No",
            to_follow="Yes" if draft.to_follow else "No",
            author=draft.author,
        ),
        plain_english=_plain_english(draft, position),
        appendices=tuple(
            action_plan(_anchor(order), f"Appendix {_LETTERS[order]}: {appendix.title}", position)
            for order, appendix in enumerate(draft.appendices)
            if appendix.kind == AppendixKind.ACTION_PLAN
        ),
    )


class _Blocks:
    """Turns the blocks of one draft into blocks of the paper, counting its tables as it goes."""

    def __init__(
        self,
        draft: PaperDraft,
        position: Position,
        visits: Sequence[MonitoringVisit],
        agreed: Agreed,
    ) -> None:
        self.draft = draft
        self.position = position
        self.visits = visits
        self.agreed = agreed
        self.tables = 0

    def of(self, section: SectionDraft, number: int | None) -> Iterable[paper.Block]:
        """The section's blocks; its paragraphs are numbered where the section is."""
        paragraph = 0
        for block in section.blocks:
            if block.kind == BlockKind.PARAGRAPH and number is not None:
                paragraph += 1
                yield paper.Paragraph(self._text(block), f"{number}.{paragraph}")
            else:
                yield self._block(block)

    def _text(self, block: BlockDraft) -> str:
        return fill(block.text, self.position)

    def _lines(self, block: BlockDraft) -> list[str]:
        return [line.strip() for line in self._text(block).splitlines() if line.strip()]

    def _next_table(self) -> str:
        self.tables += 1
        return f"Table {self.tables}"

    def _block(self, block: BlockDraft) -> paper.Block:
        match block.kind:
            case BlockKind.SUBHEADING:
                return paper.Subheading(self._text(block))
            case BlockKind.BULLETS:
                return paper.Bullets(tuple(self._lines(block)))
            case BlockKind.RECOMMENDATIONS:
                lead_in, *items = self._lines(block)
                return paper.Recommendations(lead_in, tuple(items))
            case BlockKind.TABLE_ONE:
                return paper.SummaryTableBlock(
                    caption=self._text(block),
                    stub=self.position.plan.theme_word.capitalize(),
                    table=self.position.by_theme(),
                    number=self._next_table(),
                )
            case BlockKind.TABLE_TWO:
                return paper.OutcomeTable(
                    caption=self._text(block),
                    rows=tuple(_outcome(visit) for visit in self.visits),
                    number=self._next_table(),
                )
            case BlockKind.ISSUES:
                return paper.IssueTable(
                    caption=self._text(block),
                    rows=tuple(_issues(self.position, self.agreed)),
                )
            case BlockKind.CONSULTEES:
                return paper.ConsulteeTable(
                    caption=self._text(block),
                    rows=tuple(
                        paper.ConsulteeRow(
                            "", row.post, _short(row.issued_on), _short(row.returned_on)
                        )
                        for row in self.draft.consultees
                    ),
                )
            case BlockKind.APPENDICES:
                return paper.AppendixList(
                    tuple(
                        paper.AppendixEntry(
                            _LETTERS[order],
                            appendix.title,
                            _anchor(order) if appendix.kind == AppendixKind.ACTION_PLAN else "",
                        )
                        for order, appendix in enumerate(self.draft.appendices)
                    )
                )
            case _:
                return paper.Paragraph(self._text(block))


def _plain_english(draft: PaperDraft, position: Position) -> paper.PlainEnglish | None:
    questions = [s for s in draft.sections if s.kind == SectionKind.QUESTION]
    if not questions:
        return None
    key_message = " ".join(
        fill(block.text, position)
        for section in draft.sections
        if section.kind == SectionKind.KEY_MESSAGE
        for block in section.blocks
    )
    return paper.PlainEnglish(
        heading="Plain-English summary",
        questions=tuple(
            paper.Question(
                section.heading,
                "\n\n".join(
                    fill(block.text, position)
                    for block in section.blocks
                    if block.kind == BlockKind.PARAGRAPH
                ),
                tuple(
                    item.strip()
                    for block in section.blocks
                    if block.kind == BlockKind.BULLETS
                    for item in fill(block.text, position).splitlines()
                    if item.strip()
                ),
            )
            for section in questions
        ),
        key_message=key_message,
    )


def _outcome(visit: MonitoringVisit) -> paper.OutcomeRow:
    return paper.OutcomeRow(
        outcome=visit.title,
        unmet=visit.unmet,
        met=visit.met,
        exceeded=visit.exceeded,
        significantly_exceeded=visit.significantly_exceeded,
        delivery=str(visit.delivery),
    )


def _issues(position: Position, agreed: Agreed) -> Iterable[paper.IssueRow]:
    """The actions of significant concern by the issue behind them."""
    for group in group_by_issue(position.with_concern(Concern.SIGNIFICANT)):
        actions = tuple(
            paper.IssueAction(line.reference, line.title, rating_tag(line.rating))
            for line in group.lines
        )
        if group.issue is None:
            for line, action in zip(group.lines, actions, strict=True):
                yield paper.IssueRow(
                    line.title, line.commentary, line.remedial_action, "", (action,)
                )
        else:
            yield paper.IssueRow(
                group.issue.title,
                group.issue.explanation,
                group.issue.remedial_action,
                in_words(group.issue, agreed.get(group.issue.id, ())),
                actions,
                group.issue.promised,
            )


def _draft_note(draft: PaperDraft) -> str:
    if draft.worded_for is None:
        return ""
    return (
        f"The figures are as at {_long(draft.as_at)}; the words around them were written for "
        f"{_long(draft.worded_for)} and have to be read anew."
    )


def _meeting(draft: PaperDraft) -> str:
    return f"{draft.meeting}, {_long(draft.meeting_on)}" if draft.meeting_on else draft.meeting


def _anchor(order: int) -> str:
    return f"appendix-{_LETTERS[order].lower()}"


def _long(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def _short(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else ""
