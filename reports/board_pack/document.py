"""What a board pack says, ready to be laid out: frozen values, no models, no queries, no counting.

boards.pack_values.PackContent holds what the board is shown; reports/board_pack/arrange.py words it and puts
it in this order; the templates in `templates/reports/board_pack/` lay it out, the same for the web page and
the PDF. Every text is plain text (templates escape it; line breaks are kept) and every date is worded.
"""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from actions.position import SummaryTable
from reports.paper import HeaderRow, PlanAppendix, RatingTag
from wsoa import parts
from wsoa.charts import LineChart, StackedChart


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An item. `anchor` and `leads_to` name the part that stands behind it, "" where there is none."""

    number: str
    title: str
    detail: str
    presenter: str
    anchor: str
    leads_to: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """The items in order."""

    template: ClassVar[str] = "reports/board_pack/_agenda.html"
    rows: tuple[AgendaRow, ...]

    @property
    def has_presenters(self) -> bool:
        """Whether the table needs a column of who presents."""
        return any(row.presenter for row in self.rows)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value under its column's heading; an empty one says so in the column's own words."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """What the row is about, which heads it, and its values."""

    head: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading and its width as a class of pack.css; "" shares what the others leave."""

    label: str
    width: str = ""


@dataclass(frozen=True, slots=True)
class PlainTable:
    """Rows of texts under a caption. Without rows it is the sentence `empty`. `heading` may be ""."""

    template: ClassVar[str] = "reports/board_pack/_table.html"
    heading: str
    caption: str
    heads: tuple[Head, ...]
    rows: tuple[TableRow, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A text under a heading of its own, paragraph by paragraph. `note` says where it stands."""

    heading: str
    note: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passages:
    """Texts one after another, such as minutes. Without any it is the sentence `empty`."""

    template: ClassVar[str] = "reports/board_pack/_passages.html"
    passages: tuple[Passage, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A paragraph that stands out, such as the headline of a plan, and one that does not; each may be ""."""

    template: ClassVar[str] = "reports/board_pack/_sentence.html"
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class TableOne:
    """Table 1; each cell may say how it differs from the last meeting's. A block of the papers' own."""

    template: ClassVar[str] = "reports/paper/_table1.html"
    caption: str
    stub: str
    table: SummaryTable
    number: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A table or a chart that other pages print too."""

    template: ClassVar[str] = "reports/board_pack/_printed.html"
    part: parts.Part


@dataclass(frozen=True, slots=True)
class TrendChart:
    """How many actions bore each rating at each meeting, as stacked columns."""

    template: ClassVar[str] = "reports/board_pack/_trend.html"
    chart: StackedChart
    title: str


@dataclass(frozen=True, slots=True)
class BurnUpChart:
    """What is complete against what was to be; `note` says what the planned lines leave out."""

    template: ClassVar[str] = "reports/board_pack/_burn_up.html"
    chart: LineChart
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, and what it was when the board was last shown the plan; "" where it was not."""

    label: str
    now: str
    before: str
    change: str


@dataclass(frozen=True, slots=True)
class Figures:
    """How many actions are complete, overdue, and so on. `since` is "" where nothing was shown before."""

    template: ClassVar[str] = "reports/board_pack/_figures.html"
    caption: str
    since: str
    rows: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class NamedAction:
    """An action by reference and title."""

    reference: str
    title: str


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """One explanation and the actions that it covers. `why` says by which rules they are there."""

    actions: tuple[NamedAction, ...]
    why: str
    comment: str
    owner: str
    due: str


@dataclass(frozen=True, slots=True)
class ExceptionSection:
    """The exceptions of a report group, or the actions behind which one issue stands."""

    heading: str
    rows: tuple[ExceptionRow, ...]


@dataclass(frozen=True, slots=True)
class Exceptions:
    """The exception report, group by group, after what introduces it. Without groups it is the sentence
    `empty`."""

    template: ClassVar[str] = "reports/board_pack/_exceptions.html"
    introductions: tuple[str, ...]
    groups: tuple[ExceptionSection, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class RatingChange:
    """An action whose rating is another; None means not rated."""

    reference: str
    title: str
    before: RatingTag | None
    after: RatingTag | None


@dataclass(frozen=True, slots=True)
class RatingChanges:
    """The actions with another rating."""

    template: ClassVar[str] = "reports/board_pack/_rating_changes.html"
    caption: str
    rows: tuple[RatingChange, ...]


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """The whole action plan, in landscape: the appendix of a committee paper."""

    template: ClassVar[str] = "reports/board_pack/_action_plan.html"
    appendix: PlanAppendix


Block: TypeAlias = (
    Agenda
    | PlainTable
    | Passages
    | Sentence
    | TableOne
    | Printed
    | TrendChart
    | BurnUpChart
    | Figures
    | Exceptions
    | RatingChanges
    | ActionPlan
)


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part. `starts_page` says whether it begins on a page of its own, `is_wide` whether its pages
    are in landscape."""

    number: int
    anchor: str
    heading: str
    blocks: tuple[Block, ...]
    starts_page: bool = False
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class BoardPack:
    """A whole pack. `standing` says whether it is a draft or when it was closed, `mark` the same in two or
    three words for the head of every page."""

    title: str
    area: str
    board: str
    meeting: str
    standing: str
    standing_note: str
    mark: str
    is_closed: bool
    cover: tuple[HeaderRow, ...]
    parts: tuple[Part, ...]
    language: str = "en-GB"
