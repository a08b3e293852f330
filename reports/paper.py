"""What a committee paper says, ready to be laid out: frozen values, no models, no queries, no counting.

A report officer's draft and the figures of a day are turned into a PaperContent (reports/content.py); the templates in
`templates/reports/paper/` lay it out, the same for the browser and the PDF, and reports/word writes it as a Word
file. Every text here is plain text (templates escape it; line breaks are kept) and every date is already worded.
"""

from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias

from actions.position import Column, SummaryTable
from reports.text import Runs
from wsoa.parts import Part, TablePart

FEW_SECTIONS = 6
"""A paper whose body has more has a list of contents."""
HISTORY, PLAIN_ENGLISH = "report-history", "plain-english"
"""The anchors of the parts that a paper has once."""


@dataclass(frozen=True, slots=True)
class RatingTag:
    """A rating as printed beside an action: a letter, a word and the tone of its ground and edge."""

    code: str
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """One line of the block at the head of a document ("Member reporting")."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with its number ("2.1") where the council numbers it."""

    template: ClassVar[str] = "reports/paper/_paragraph.html"
    runs: Runs
    number: str = ""


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section ("Key achievements"). `level` is one below that of what it stands in, 0 in a cell of a table, where
    it is words in bold."""

    template: ClassVar[str] = "reports/paper/_subheading.html"
    runs: Runs
    level: int = 3


@dataclass(frozen=True, slots=True)
class Bullets:
    """A bulleted list. `levels` says how deep each item stands in lists inside the list, 0 for its own; empty where none does. Two lists
    never follow each other without a block between them."""

    template: ClassVar[str] = "reports/paper/_bullets.html"
    items: tuple[Runs, ...]
    levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """A list of points i), ii), such as what a committee is asked to do. `levels` as in Bullets: what stands below a point is bulleted."""

    template: ClassVar[str] = "reports/paper/_points.html"
    items: tuple[Runs, ...]
    levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PartBlock:
    """A table or a chart that data filled (wsoa/parts.py), or a table that somebody typed. `number` names it ("Table 2")."""

    template: ClassVar[str] = "reports/paper/_part.html"
    part: Part
    number: str = ""

    @property
    def shown(self) -> Part:
        """The part with its number in its caption."""
        if not self.number:
            return self.part
        if isinstance(self.part, TablePart):
            return replace(self.part, caption=f"{self.number}: {self.part.caption}")
        return replace(self.part, title=f"{self.number}: {self.part.title}")


@dataclass(frozen=True, slots=True)
class SummaryTableBlock:
    """Table 1. `stub` names the first column ("Theme"); `number` the table ("Table 1"), here and below."""

    template: ClassVar[str] = "reports/paper/_table1.html"
    caption: str
    stub: str
    table: SummaryTable
    number: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One outcome of Table 2 and what each band would look like; "" where a band does not apply."""

    outcome: str
    unmet: str
    met: str
    exceeded: str
    significantly_exceeded: str
    delivery: str


@dataclass(frozen=True, slots=True)
class OutcomeTable:
    """Table 2: outcomes against the bands Unmet, Met, Exceeded and Significantly exceeded."""

    template: ClassVar[str] = "reports/paper/_table2.html"
    caption: str
    rows: tuple[OutcomeRow, ...]
    number: str = ""


@dataclass(frozen=True, slots=True)
class IssueAction:
    """An action named under an issue, with its rating's tag where one is given."""

    reference: str
    title: str
    rating: RatingTag | None


@dataclass(frozen=True, slots=True)
class IssueRow:
    """Actions that share one explanation and one remedial action. `agreed` says by whom it was agreed and
    when, `promised` who answers for the remedial action and by when."""

    title: str
    explanation: str
    remedial_action: str
    agreed: str
    actions: tuple[IssueAction, ...]
    promised: str = ""


@dataclass(frozen=True, slots=True)
class IssueTable:
    """The red actions by issue."""

    template: ClassVar[str] = "reports/paper/_issues.html"
    caption: str
    rows: tuple[IssueRow, ...]
    number: str = ""


@dataclass(frozen=True, slots=True)
class ConsulteeRow:
    """Who was consulted. A post without a named holder has an empty `name`."""

    name: str
    post: str
    issued: str
    returned: str


@dataclass(frozen=True, slots=True)
class ConsulteeTable:
    """Consultees with the dates their comments were asked for and given."""

    template: ClassVar[str] = "reports/paper/_consultees.html"
    caption: str
    rows: tuple[ConsulteeRow, ...]

    @property
    def has_names(self) -> bool:
        """Whether the table needs a column of names."""
        return any(row.name for row in self.rows)


@dataclass(frozen=True, slots=True)
class AppendixEntry:
    """A line of the list of appendices: its letter or number, its title and, where it is in this document,
    the anchor that it is found at."""

    letter: str
    title: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class AppendixList:
    """The list of appendices. The lead-in is a paragraph of its own before it."""

    template: ClassVar[str] = "reports/paper/_appendix_list.html"
    entries: tuple[AppendixEntry, ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """An action in the appendix, on one line of the plan as at the paper's date."""

    reference: str
    title: str
    detail: str
    lead: str
    owners: tuple[str, ...]
    due_original: str
    due_revised: str
    rating: RatingTag | None
    comment: str
    comment_date: str


@dataclass(frozen=True, slots=True)
class PlanGroup:
    """One theme of the plan. `caption` names its table ("Theme 1: 17 actions")."""

    heading: str
    caption: str
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True, slots=True)
class PlanAppendix:
    """The whole action plan, in landscape. `anchor` is unique in the document ("appendix-a"); it and `heading` are empty where
    it stands in an appendix that has them."""

    template: ClassVar[str] = "reports/paper/_plan.html"
    anchor: str
    heading: str
    introduction: str
    key: tuple[Column, ...]
    groups: tuple[PlanGroup, ...]


Block: TypeAlias = (
    Paragraph
    | Subheading
    | Bullets
    | Points
    | PartBlock
    | SummaryTableBlock
    | OutcomeTable
    | IssueTable
    | ConsulteeTable
    | AppendixList
    | PlanAppendix
)


@dataclass(frozen=True, slots=True)
class Section:
    """A section. `number` is "3" where the council numbers it, else empty; `anchor` is unique in the document. An exempt section is
    marked so, on the `ground` given."""

    anchor: str
    heading: str
    blocks: tuple[Block, ...]
    number: str = ""
    ground: str = ""

    @property
    def is_exempt(self) -> bool:
        """Whether it is left out of the public copy."""
        return bool(self.ground)

    @property
    def line(self) -> Runs:
        """Its text where that is one paragraph without a number; empty where it is more, or nothing."""
        match self.blocks:
            case (Paragraph(runs, ""),) if not self.ground:
                return runs
        return ()


@dataclass(frozen=True, slots=True)
class PlainEnglish:
    """The one-page summary for residents: questions with their answers, and one key message."""

    heading: str
    questions: tuple[Section, ...]
    key_message: Section | None


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix on pages of its own, in landscape where it holds the whole action plan."""

    anchor: str
    heading: str
    blocks: tuple[Block, ...]
    ground: str = ""

    @property
    def is_exempt(self) -> bool:
        """Whether it is left out of the public copy."""
        return bool(self.ground)

    @property
    def is_wide(self) -> bool:
        """Whether it is printed in landscape."""
        return any(isinstance(block, PlanAppendix) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the list of contents: what it says, its number if it has one, and the anchor that it leads to."""

    anchor: str
    heading: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How an area's papers look. `colour` is "#rrggbb", blank for the tracker's own; `logo` an address that the renderer may read
    (data:), blank for none. `word_styles` is the council's own Word document, whose styles Word files take; empty for none."""

    name: str
    colour: str = ""
    logo: str = ""
    logo_text: str = ""
    word_styles: bytes = b""


@dataclass(frozen=True, slots=True)
class PaperContent:
    """A whole paper. `meeting` is the committee and its day; `classification` is printed at the head of every page ("Part I: public"),
    `warning` on the first, "" where there is nothing to warn of.
    `header` are lines of the table at the head, `cover` rows of the cover table, `summary` sections before the
    body, `sections` the body with what closes it, `history` the columns of the report's history."""

    title: str
    look: Look
    meeting: str
    classification: str
    is_draft: bool
    header: tuple[Section, ...]
    cover: tuple[Section, ...]
    summary: tuple[Section, ...]
    sections: tuple[Section, ...]
    history: tuple[Section, ...]
    plain_english: PlainEnglish | None
    appendices: tuple[Appendix, ...]
    language: str = "en-GB"
    draft_note: str = ""
    warning: str = ""

    @property
    def contents(self) -> tuple[ContentsLine, ...]:
        """The list of contents; none where the body is short enough to be seen at a glance."""
        if len(self.sections) <= FEW_SECTIONS:
            return ()
        parts = (*self.summary, *self.sections)
        return (
            *(ContentsLine(part.anchor, part.heading, part.number) for part in parts),
            *([ContentsLine(HISTORY, "Report history")] if self.history else []),
            *(
                [ContentsLine(PLAIN_ENGLISH, self.plain_english.heading)]
                if self.plain_english
                else []
            ),
            *(ContentsLine(each.anchor, each.heading) for each in self.appendices),
        )
