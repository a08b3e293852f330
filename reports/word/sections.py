"""The body of a Word paper, from its title to its last appendix, in the order of the web page and the PDF."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from reports import paper
from reports.paper import Appendix, PaperContent, Section
from reports.paper_tables import cover_table, header_table, history_table
from reports.word.blocks import BlockWriter, Links, Place
from reports.word.lists import Lists
from reports.word.markup import bold, bookmark, inner_link, joined, list_place, paragraph, run
from reports.word.page import Page
from reports.word.style_names import StyleNames
from reports.word.tables import column_widths
from wsoa.parts import TablePart

LONG = 10
"""A paper with more headings than this begins with its contents."""

_HISTORY, _PLAIN_ENGLISH = "report-history", "plain-english"
_NEW_PAGE = "<w:pageBreakBefore/>"
_FLUSH = '<w:ind w:left="0" w:firstLine="0"/>'


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first level."""

    anchor: str
    text: str
    number: str = ""


def headings(content: PaperContent) -> Iterator[Heading]:
    """Those of the paper, in order."""
    for section in (*content.summary, *content.sections):
        yield Heading(section.anchor, section.heading, section.number)
    if content.history:
        yield Heading(_HISTORY, "Report history")
    if content.plain_english:
        yield Heading(_PLAIN_ENGLISH, content.plain_english.heading)
    for appendix in content.appendices:
        yield Heading(appendix.anchor, appendix.heading)


class SectionWriter:
    """Writes what a document says; `links` are what it leads to."""

    def __init__(
        self, content: PaperContent, styles: StyleNames, lists: Lists, links: Links
    ) -> None:
        self._content = content
        self._styles = styles
        self._lists = lists
        self._headings = {heading.anchor: heading for heading in headings(content)}
        self._blocks = BlockWriter(styles, lists, links, frozenset(self._headings))
        self._places = count(1)

    def body(self, upright: Page, wide: Page) -> str:
        """All of it, with the ends of its sections."""
        said = [*self._opening(upright.width), *self._sections(self._place(upright))]
        page = upright
        for appendix in self._content.appendices:
            needed = wide if appendix.is_wide else upright
            if needed is not page:
                said.append(paragraph(self._styles.ending, "", page.markup))
            said.append(self._appendix(appendix, needed, "" if needed is not page else _NEW_PAGE))
            page = needed
        if said[-1].endswith("</w:tbl>"):
            said.append(paragraph(self._styles.ending, ""))
        return joined((*said, page.markup))

    def _place(self, page: Page) -> Place:
        return Place(page.width, self._styles.normal)

    def _opening(self, width: int) -> Iterator[str]:
        content = self._content
        yield paragraph(self._styles.council, run(content.look.name))
        yield paragraph(self._styles.title, run(content.title))
        if content.warning:
            yield paragraph(self._styles.notice, bold(content.warning))
        if content.is_draft:
            said = " Not cleared for publication. Figures and wording may change."
            note = f" {content.draft_note}" if content.draft_note else ""
            yield paragraph(self._styles.notice, bold("Draft.") + run(said + note))
        if content.header:
            # its first row is the paper's title
            places = {(row, 1): section for row, section in enumerate(content.header, start=1)}
            yield self._table(header_table(content), places, width)
        if content.cover:
            places = {(row, 1): section for row, section in enumerate(content.cover)}
            yield self._table(cover_table(content), places, width)
        if len(self._headings) > LONG:
            yield self._contents()

    def _contents(self) -> str:
        """The list of contents: a field that Word can work out anew. It names no pages, which only Word knows."""
        lines = [
            inner_link(
                each.anchor, run(f"{each.number}\t{each.text}" if each.number else each.text)
            )
            for each in self._headings.values()
        ]
        lines[0] = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
            ' TOC \\o "1-1" \\n \\h \\z </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{lines[0]}'
        )
        lines[-1] += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        entries = joined(paragraph(self._styles.contents_1, line) for line in lines)
        heading = paragraph(self._styles.contents_heading, run("Contents"))
        return (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
            f"<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>{heading}{entries}"
            "</w:sdtContent></w:sdt>"
        )

    def _sections(self, place: Place) -> Iterator[str]:
        content = self._content
        for section in (*content.summary, *content.sections):
            yield self._heading(section.anchor)
            yield self._blocks.section(section, place)
        if content.history:
            yield self._heading(_HISTORY)
            places = {(0, column): section for column, section in enumerate(content.history)}
            yield self._table(history_table(content), places, place.width)
        if content.plain_english:
            yield from self._plain_english(content.plain_english, place)

    def _plain_english(self, plain: paper.PlainEnglish, place: Place) -> Iterator[str]:
        yield self._heading(_PLAIN_ENGLISH, _NEW_PAGE)
        for section in plain.questions:
            yield paragraph(self._styles.heading_2, run(section.heading))
            yield self._blocks.section(section, place)
        if plain.key_message:
            yield paragraph(self._styles.heading_2, run(plain.key_message.heading))
            heavy = Place(place.width, self._styles.key_message)
            yield self._blocks.section(plain.key_message, heavy)

    def _appendix(self, appendix: Appendix, page: Page, properties: str) -> str:
        heading = self._heading(appendix.anchor, properties)
        return heading + self._blocks.section(appendix, self._place(page))

    def _heading(self, anchor: str, properties: str = "") -> str:
        """A heading of the first level. Word writes the numbers; one that has none is taken out of the count."""
        heading = self._headings[anchor]
        is_out = self._lists.has_numbers and not heading.number
        looks = f"{properties}{list_place(0)}{_FLUSH}" if is_out else properties
        said = bookmark(next(self._places), anchor, run(heading.text))
        return paragraph(self._styles.heading_1, said, looks)

    def _table(
        self, table: TablePart, sections: Mapping[tuple[int, int], Section], width: int
    ) -> str:
        """A table that has what sections say in its cells, by row and column."""
        widths = column_widths(table.heads, width)
        filled = {
            (row, column): self._in_cell(section, widths[column])
            for (row, column), section in sections.items()
        }
        return self._blocks.tables.table(table, width, filled)

    def _in_cell(self, section: Section, width: int) -> str:
        """The section's blocks as a cell holds them, which ends with a paragraph."""
        style = self._styles.table_text
        said = self._blocks.section(section, Place(width - 200, style, is_cell=True))
        is_open = not said or said.endswith("</w:tbl>")
        return said + paragraph(style, "") if is_open else said
