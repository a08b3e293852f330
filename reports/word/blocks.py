"""The blocks of a section as Word has them: numbered paragraphs, lists, tables, the figures of a chart, the whole plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Protocol, assert_never

from reports import paper
from reports.paper import Appendix, Block, Section
from reports.paper_tables import entry_title, rating_key, table_of
from reports.text import Runs, plain
from reports.word.drawing import picture_of_chart
from reports.word.lists import BULLETS, DEEPEST, Lists
from reports.word.markup import (
    BOLD,
    KEEP,
    bold,
    inner_link,
    joined,
    list_place,
    outer_link,
    paragraph,
    picture,
    reading_side,
    run,
    tag_run,
)
from reports.word.pictures import Picture
from reports.word.style_names import StyleNames
from reports.word.tables import TableWriter
from wsoa.parts import ChartPart

_AFTER_TABLE, _AFTER_LIST, _IN_A_CELL = 200, 160, 80
"""Room, in twentieths of a point, beside what the styles give."""
UNITS = 635
"""Of 1/360,000 cm, in which pictures are measured, in a twentieth of a point."""
FIRST_PICTURE = 2
"""Number of the first picture in the text: the logo has the one before."""
_STEP = 397
"""How far a list in a cell is set in, in twentieths of a point."""


class Links(Protocol):
    """What the document leads to, by the ids of relationships."""

    def link(self, address: str) -> str:
        """Of one to an address; "" for one that Word would not take."""

    def embed(self, picture: Picture) -> str:
        """Of one to a picture in the file."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand: how wide it is in twentieths of a point, and the style of plain paragraphs there."""

    width: int
    style: str
    is_cell: bool = False


class BlockWriter:
    """Writes blocks. `links` are what the document leads to, `anchors` what links inside it may lead to."""

    def __init__(
        self, styles: StyleNames, lists: Lists, links: Links, anchors: frozenset[str]
    ) -> None:
        self.tables = TableWriter(styles)
        self._styles = styles
        self._lists = lists
        self._links = links
        self._pictures = count(FIRST_PICTURE)
        self._anchors = anchors

    def section(self, section: Section | Appendix, place: Place) -> str:
        """What the section says below its heading. An exempt one says on what ground."""
        said = []
        if section.is_exempt:
            ground = bold("Exempt.") + run(f" {section.ground}")
            said.append(paragraph(self._styles.notice, ground))
        for block in section.blocks:
            gap = _AFTER_TABLE if said and said[-1].endswith("</w:tbl>") else 0
            said.append(self._block(block, place, gap))
        return joined(said)

    def _block(self, block: Block, place: Place, gap: int) -> str:
        match block:
            case paper.Paragraph(runs, number):
                return self._paragraph(runs, number, place, gap)
            case paper.Subheading(runs):
                return paragraph(self._styles.heading_2, self.runs(runs))
            case paper.Bullets(items, levels):
                return self._list([*map(self.runs, items)], levels, BULLETS, place, gap)
            case paper.Points(items, levels):
                points = self._lists.new_points()
                return self._list([*map(self.runs, items)], levels, points, place, gap)
            case paper.AppendixList(entries):
                return self._list([*map(self._entry, entries)], (), BULLETS, place, gap)
            case paper.PlanAppendix():
                return joined(self._plan(block, place, gap))
            case paper.PartBlock() if isinstance(block.part, ChartPart):
                return self._chart(block, block.part, place)
            case (
                paper.PartBlock()
                | paper.SummaryTableBlock()
                | paper.OutcomeTable()
                | paper.IssueTable()
                | paper.ConsulteeTable()
            ):
                return self._table(block, place)
        assert_never(block)

    def _paragraph(self, runs: Runs, number: str, place: Place, gap: int) -> str:
        """One with a number is Word's to count. A lead-in, all of it heavy, stays with what it leads in."""
        keep = KEEP if all(each.bold for each in runs) else ""
        bidi = reading_side(plain(runs))
        style = self._styles.numbered if number and not place.is_cell else place.style
        room = _room(before=gap, after=_IN_A_CELL if place.is_cell else 0)
        return paragraph(style, self.runs(runs), f"{keep}{bidi}{room}")

    def _list(
        self, items: Sequence[str], levels: Sequence[int], number: int, place: Place, gap: int
    ) -> str:
        """A list. What stands below an item is bulleted; in the cell of a table a list takes less room."""
        said: list[str] = []
        last = _IN_A_CELL if place.is_cell else _AFTER_LIST
        for item, level in zip(items, levels or (0,) * len(items), strict=True):
            kind = BULLETS if level else number
            style = self._styles.bullet if kind == BULLETS else self._styles.point
            left = _STEP * (level + 1)
            indent = f'<w:ind w:left="{left}" w:hanging="{_STEP}"/>' if place.is_cell else ""
            is_last = len(said) == len(items) - 1
            room = _room(before=0 if said else gap, after=last if is_last or place.is_cell else 0)
            looks = f"{list_place(kind, min(level, DEEPEST))}{room}{indent}"
            said.append(paragraph(place.style if place.is_cell else style, item, looks))
        return joined(said)

    def _entry(self, entry: paper.AppendixEntry) -> str:
        said = entry_title(entry)
        return inner_link(entry.anchor, self._linked(said)) if entry.anchor else run(said)

    def _table(self, block: paper.Block | paper.PlanGroup, place: Place) -> str:
        table = table_of(block)
        assert table is not None, block
        return self.tables.table(table, place.width)

    def _chart(self, block: paper.PartBlock, part: ChartPart, place: Place) -> str:
        """The chart's title, its drawing, which says in words what it shows, and the table of its figures."""
        drawn = picture_of_chart(part)
        share = min(1.0, place.width * UNITS / drawn.width)
        shown = picture(
            number=next(self._pictures),
            relationship=self._links.embed(drawn),
            width=round(drawn.width * share),
            height=round(drawn.height * share),
            text=drawn.text,
        )
        note = run(f" {part.note}") if part.note else ""
        title = paragraph(place.style, bold(part.title) + note, KEEP)
        return title + paragraph(place.style, shown, KEEP) + self._table(block, place)

    def _plan(self, plan: paper.PlanAppendix, place: Place, gap: int) -> Iterator[str]:
        yield paragraph(place.style, run(plan.introduction), _room(before=gap))
        if plan.key:
            said = (tag_run(tag) + run(f" {meaning}") for tag, meaning in rating_key(plan.key))
            yield paragraph(place.style, run("; ").join(said))
        for group in plan.groups:
            yield paragraph(self._styles.heading_2, run(group.heading))
            yield self._table(group, place)
        if not plan.groups:
            yield paragraph(place.style, run("The plan has no actions."))

    def runs(self, runs: Runs) -> str:
        """Stretches of text in their styles."""
        return joined(self._run(each.text, each.href, BOLD if each.bold else "") for each in runs)

    def _run(self, text: str, href: str, looks: str) -> str:
        if href.startswith("#") and href[1:] in self._anchors:
            return inner_link(href[1:], self._linked(text, looks))
        if href and (relationship := self._links.link(href)):
            return outer_link(relationship, self._linked(text, looks))
        return run(text, looks)

    def _linked(self, text: str, looks: str = "") -> str:
        return run(text, f'<w:rStyle w:val="{self._styles.hyperlink}"/>{looks}')


def _room(*, before: int = 0, after: int = 0) -> str:
    """What keeps a paragraph apart, where it is not the style's."""
    asked = (("before", before), ("after", after))
    sides = joined(f' w:{side}="{length}"' for side, length in asked if length)
    return f"<w:spacing{sides}/>" if sides else ""
