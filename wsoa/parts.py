"""Tables and charts as values, ready to be printed: on a page, in a PDF, in Word. No markup, no queries, no counting.

Whoever knows the subject words the texts and builds these (`actions/parts/`); `templatetags/parts.py` prints
them on a page and on paper, from the same value, so that the two cannot disagree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from wsoa.charts import LineChart, PlotChart, Spark, StackedChart

LONG = 30
"""Characters of a cell that still fit beside its label on a phone."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A rating, a band or a status: letter and word on a tone of wsoa/tones.py."""

    code: str
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a table, as printed. `note` stands below it, smaller; `href` is where it leads on a page, ""
    for nowhere. What stands first is the `lead`, heavier, then the tag; a line as small as a word stands last.
    `more` are values below it in the same cell."""

    text: str = ""
    tag: Tag | None = None
    note: str = ""
    href: str = ""
    spark: Spark | None = None
    lead: str = ""
    more: tuple["Cell", ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether it reads better below its label than beside it, where a phone shows both."""
        is_long = len(self.text) > LONG or "\n" in self.text
        return is_long or bool(self.note or self.more) or self.spark is not None

    @property
    def words(self) -> str:
        """All that it says, a line each for what stands below another."""
        tag = (self.tag.code, self.tag.label) if self.tag else ()
        first = " ".join(each for each in (self.lead, *tag, self.text) if each)
        below = (self.note, *(cell.words for cell in self.more))
        return "\n".join(each for each in (first, *below) if each)


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading. Numbers stand at the right. `width` is its share of the paper's width in per cent, 0
    for a share of what the others leave. A rating's column is headed by its `tag`, whose word is the label;
    `note` says below what is meant."""

    label: str
    is_number: bool = False
    width: int = 0
    tag: Tag | None = None
    note: str = ""

    @property
    def cell(self) -> Cell:
        """The heading as a value."""
        return Cell("" if self.tag else self.label, tag=self.tag, note=self.note)


@dataclass(frozen=True, slots=True)
class Row:
    """What the row is about, and its values, one a heading after the first."""

    head: Cell
    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class TablePart:
    """Rows under a caption. Without rows it is the sentence `empty`. `note` explains, below the caption. Where the first column
    names what the second says, its headings need not be shown; where no value is what the row is about,
    rows have no heads."""

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    empty: str
    note: str = ""
    shows_heads: bool = True
    has_row_heads: bool = True

    @property
    def paired_rows(self) -> Iterator[tuple[Row, tuple[tuple[Head, Cell], ...]]]:
        """Each row, and its cells with their headings."""
        for row in self.rows:
            yield row, tuple(zip(self.heads[1:], row.cells, strict=True))


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A chart with its title. `heading` says what its points are, at the head of its table of figures."""

    title: str
    heading: str
    chart: LineChart | StackedChart | PlotChart
    note: str = ""


Part: TypeAlias = TablePart | ChartPart
