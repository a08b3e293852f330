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
    for nowhere. With a tag, the tag stands first; a line as small as a word stands last."""

    text: str = ""
    tag: Tag | None = None
    note: str = ""
    href: str = ""
    spark: Spark | None = None

    @property
    def is_long(self) -> bool:
        """Whether it reads better below its label than beside it, where a phone shows both."""
        is_long = len(self.text) > LONG or "\n" in self.text
        return is_long or bool(self.note) or self.spark is not None


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading. Numbers stand at the right. `width` is its share of the paper's width in per cent, 0
    for a share of what the others leave."""

    label: str
    is_number: bool = False
    width: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """What the row is about, and its values, one a heading after the first."""

    head: Cell
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TablePart:
    """Rows under a caption. Without rows it is the sentence `empty`. `note` explains, below the caption."""

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    empty: str
    note: str = ""

    @property
    def paired_rows(self) -> Iterator[tuple[Cell, tuple[tuple[Head, Cell], ...]]]:
        """Each row's head, and its cells with their headings."""
        for row in self.rows:
            yield row.head, tuple(zip(self.heads[1:], row.cells, strict=True))


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A chart with its title. `heading` says what its points are, at the head of its table of figures."""

    title: str
    heading: str
    chart: LineChart | StackedChart | PlotChart
    note: str = ""


Part: TypeAlias = TablePart | ChartPart
