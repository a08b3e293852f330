"""What a committee paper says, ready to be laid out: frozen values, no models, no queries, no counting.

A report officer's draft and a Position are turned into a PaperContent elsewhere; the templates in
`templates/reports/paper/` lay it out, the same for the browser's preview and the PDF. Every text
here is plain text (templates escape it; line breaks are kept) and every date is already worded.
"""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from actions.position import Column, SummaryTable


@dataclass(frozen=True, slots=True)
class RatingTag:
    """A rating as printed beside an action: a letter, a word and the tone of its ground and edge."""

    code: str
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """One line of the block at the head of the paper ("Member reporting")."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with its number ("2.1") where the council numbers it."""

    template: ClassVar[str] = "reports/paper/_paragraph.html"
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section ("Key achievements")."""

    template: ClassVar[str] = "reports/paper/_subheading.html"
    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A bulleted list. Two lists never follow each other without a block between them."""

    template: ClassVar[str] = "reports/paper/_bullets.html"
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recommendations:
    """What the committee is asked to do: a lead-in and roman-numbered points."""

    template: ClassVar[str] = "reports/paper/_recommendations.html"
    lead_in: str
    items: tuple[str, ...]


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
    """A line of the list of appendices: its letter, its title and, where it is in this document,
    the anchor that it is found at."""

    letter: str
    title: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class AppendixList:
    """The list of appendices. The lead-in is a paragraph of its own before it."""

    template: ClassVar[str] = "reports/paper/_appendix_list.html"
    entries: tuple[AppendixEntry, ...]


Block: TypeAlias = (
    Paragraph
    | Subheading
    | Bullets
    | Recommendations
    | SummaryTableBlock
    | OutcomeTable
    | IssueTable
    | ConsulteeTable
    | AppendixList
)


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section ("3 Key implications")."""

    number: int
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ReportHistory:
    """How the report came about: the last block of the paper proper."""

    decision_type: str
    urgency: str
    to_follow: str
    author: str


@dataclass(frozen=True, slots=True)
class Question:
    """A plain-English question and its answer; a list of points may follow the answer."""

    question: str
    answer: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlainEnglish:
    """The one-page summary for residents."""

    heading: str
    questions: tuple[Question, ...]
    key_message: str


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
    """The whole action plan, in landscape. `anchor` is unique in the document ("appendix-a")."""

    anchor: str
    heading: str
    introduction: str
    key: tuple[Column, ...]
    groups: tuple[PlanGroup, ...]


@dataclass(frozen=True, slots=True)
class PaperContent:
    """A whole paper. `classification` is printed at the head of every page ("Part I: public")."""

    title: str
    council: str
    meeting: str
    classification: str
    is_draft: bool
    header: tuple[HeaderRow, ...]
    summary: tuple[Block, ...]
    sections: tuple[Section, ...]
    history: ReportHistory | None
    plain_english: PlainEnglish | None
    appendices: tuple[PlanAppendix, ...]
    language: str = "en-GB"
    draft_note: str = ""
