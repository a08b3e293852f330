"""The tables of a paper as parts (wsoa/parts.py), so that Word and the spreadsheet write every table in one way.

They say what the templates in `templates/reports/paper/` say: a test holds the two alike. Nothing is counted here.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, repeat
from typing import TypeAlias

from actions.position import Column
from reports import paper
from reports.paper import Block, PaperContent, PlanGroup, Section
from reports.text import Runs, plain
from wsoa.charts import DataTable
from wsoa.parts import Cell, ChartPart, Head, Row, TablePart, Tag
from wsoa.templatetags.components import signed

_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "m cm d cd c xc l xl x ix v iv i".split(),
        strict=True,
    )
)

Printed: TypeAlias = Block | PlanGroup


def table_of(block: Printed) -> TablePart | None:
    """The table that the block is, or the figures behind the chart that it is; None where it is neither. The whole plan is a table
    for each of its groups."""
    match block:
        case paper.PartBlock():
            part = block.shown
            return figures_of(part) if isinstance(part, ChartPart) else part
        case paper.SummaryTableBlock():
            return _summary_table(block)
        case paper.OutcomeTable():
            return _outcomes(block)
        case paper.IssueTable():
            return _issues(block)
        case paper.ConsulteeTable():
            return _consultees(block)
        case paper.PlanGroup():
            return _plan_group(block)
    return None


def header_table(content: PaperContent) -> TablePart:
    """The table at the head of the paper."""
    title = Row(Cell("Report title"), (Cell(content.title),))
    return _sections_table(f"Report to {content.meeting}", 34, content.header, (title,))


def cover_table(content: PaperContent) -> TablePart:
    """The cover table."""
    return _sections_table("The report in short", 22, content.cover)


def history_table(content: PaperContent) -> TablePart:
    """The report's history: a column for each of its sections."""
    cells = tuple(Cell(text_of(section)) for section in content.history)
    return TablePart(
        caption="Decision and authorship",
        heads=tuple(Head(section.heading) for section in content.history),
        rows=(Row(cells[0], cells[1:]),) if cells else (),
        empty="",
        has_row_heads=False,
    )


def tables_of(content: PaperContent) -> Iterator[TablePart]:
    """Every table of the paper, in its order, those within cells after the table that holds them."""
    if content.header:
        yield header_table(content)
        yield from _within(content.header)
    if content.cover:
        yield cover_table(content)
        yield from _within(content.cover)
    yield from _within((*content.summary, *content.sections))
    if content.history:
        yield history_table(content)
        yield from _within(content.history)
    if content.plain_english:
        key_message = content.plain_english.key_message
        yield from _within(content.plain_english.questions)
        yield from _within((key_message,) if key_message else ())
    yield from _within(content.appendices)


def _within(sections: Iterable[Section | paper.Appendix]) -> Iterator[TablePart]:
    for section in sections:
        for block in section.blocks:
            groups = block.groups if isinstance(block, paper.PlanAppendix) else (block,)
            for each in groups:
                if table := table_of(each):
                    yield table


def text_of(section: Section) -> str:
    """All that the section says below its heading, as plain lines."""
    exempt = (f"Exempt. {section.ground}",) if section.is_exempt else ()
    return "\n".join((*exempt, *(line for block in section.blocks for line in _lines(block))))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case paper.Paragraph(runs, number):
            yield f"{number} {plain(runs)}".lstrip()
        case paper.Subheading(runs):
            yield plain(runs)
        case paper.Bullets(items, levels):
            yield from _items(items, levels, repeat("•"))
        case paper.Points(items, levels):
            yield from _items(items, levels, (f"{roman(place)})" for place in count(1)))
        case paper.AppendixList(entries):
            yield from (f"• {entry_title(entry)}" for entry in entries)
        case paper.PlanAppendix():
            yield block.introduction
            yield from (group.caption for group in block.groups)
        case _:
            table = table_of(block)
            assert table is not None, block
            yield table.caption if table.rows else table.empty


def _items(items: Iterable[Runs], levels: Sequence[int], marks: Iterator[str]) -> Iterator[str]:
    """The items of a list, each below the one that it belongs to."""
    for item, level in zip(items, levels or repeat(0), strict=False):
        mark = "•" if level else next(marks)
        yield f"{'  ' * level}{mark} {plain(item)}"


def entry_title(entry: paper.AppendixEntry) -> str:
    """A line of the list of appendices."""
    return f"Appendix {entry.letter}: {entry.title}"


def roman(number: int) -> str:
    """The number, from 1 on, in small roman numerals."""
    said = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        said += letters * times
    return said


def rating_key(columns: Iterable[Column]) -> Iterator[tuple[Tag, str]]:
    """Each rating's tag with its meaning."""
    return ((_tag(column), column.meaning) for column in columns)


def figures_of(part: ChartPart) -> TablePart:
    """The figures that a chart draws."""
    table: DataTable = part.chart.frame.table
    return TablePart(
        caption=f"{part.title}: the figures",
        heads=(Head(part.heading), *(Head(name, is_number=True) for name in table.headings)),
        rows=tuple(
            Row(Cell(heading), tuple(Cell(cell.text) for cell in cells))
            for heading, cells in table.rows
        ),
        empty="",
    )


def _sections_table(
    caption: str, width: int, sections: Iterable[Section], first: tuple[Row, ...] = ()
) -> TablePart:
    rows = (Row(Cell(section.heading), (Cell(text_of(section)),)) for section in sections)
    return TablePart(
        caption=caption,
        heads=(Head("Item", width=width), Head("Detail")),
        rows=(*first, *rows),
        empty="",
        shows_heads=False,
    )


def _numbered(number: str, caption: str) -> str:
    return f"{number}: {caption}" if number else caption


def _tag(tag: paper.RatingTag | Column) -> Tag:
    """Actions without a rating have a code for programs only, no letter."""
    return Tag("" if tag.code == "unrated" else tag.code, tag.label, tag.tone)


def _summary_table(block: paper.SummaryTableBlock) -> TablePart:
    table = block.table
    columns = (
        Head(column.label, is_number=True, width=12, tag=_tag(column), note=column.meaning)
        for column in table.columns
    )
    rows = [(row, Cell(row.title, lead=row.reference)) for row in table.rows]
    return TablePart(
        caption=_numbered(block.number, block.caption),
        heads=(Head(block.stub), *columns, Head("Total", is_number=True, width=11)),
        rows=tuple(
            Row(
                head,
                (
                    *(
                        Cell(str(cell.value), note=signed(cell.change) if cell.change else "")
                        for cell in row.cells
                    ),
                    Cell(str(row.total)),
                ),
                is_total=row is table.total,
            )
            for row, head in (*rows, (table.total, Cell("Total")))
        ),
        empty="",
    )


def _outcomes(block: paper.OutcomeTable) -> TablePart:
    heads = ("Unmet", "Met", "Exceeded", "Significantly exceeded")
    return TablePart(
        caption=_numbered(block.number, block.caption),
        heads=(Head("Outcome", width=20), *map(Head, heads), Head("Date of delivery")),
        rows=tuple(
            Row(
                Cell(row.outcome),
                (
                    *(
                        Cell(band or "n/a")
                        for band in (row.unmet, row.met, row.exceeded, row.significantly_exceeded)
                    ),
                    Cell(row.delivery),
                ),
            )
            for row in block.rows
        ),
        empty=f"{block.caption}: none.",
    )


def _issues(block: paper.IssueTable) -> TablePart:
    return TablePart(
        caption=_numbered(block.number, block.caption),
        heads=(
            Head("Issue", width=18),
            Head("What is in the way"),
            Head("What is being done"),
            Head("Actions", width=27),
        ),
        rows=tuple(
            Row(
                Cell(row.title),
                (
                    Cell(row.explanation),
                    Cell(
                        row.remedial_action,
                        more=tuple(Cell(note=each) for each in (row.promised, row.agreed) if each),
                    ),
                    _stacked(map(_issue_action, row.actions)),
                ),
            )
            for row in block.rows
        ),
        empty=f"{block.caption}: none.",
    )


def _issue_action(action: paper.IssueAction) -> Cell:
    tag = _tag(action.rating) if action.rating else None
    return Cell(action.title, tag=tag, lead=action.reference)


def _stacked(cells: Iterable[Cell]) -> Cell:
    """The first with the others below it."""
    first, *others = (*cells,) or (Cell(),)
    return Cell(first.text, tag=first.tag, lead=first.lead, more=tuple(others))


def _consultees(block: paper.ConsulteeTable) -> TablePart:
    has_names = block.has_names
    post = (Head("Post held"),)
    return TablePart(
        caption=block.caption,
        heads=(
            *((Head("Name of consultee"), *post) if has_names else post),
            Head("Issued for comment", width=22),
            Head("Returned with comments", width=22),
        ),
        rows=tuple(
            Row(
                Cell(row.name or "Not named") if has_names else Cell(row.post),
                (
                    *((Cell(row.post),) if has_names else ()),
                    Cell(row.issued or "Not issued"),
                    Cell(row.returned or "Not returned"),
                ),
            )
            for row in block.rows
        ),
        empty=f"{block.caption}: none.",
    )


def _plan_group(group: PlanGroup) -> TablePart:
    return TablePart(
        caption=group.caption,
        heads=(
            Head("Ref", width=6),
            Head("Action", width=24),
            Head("Lead and owners", width=20),
            Head("Due", width=11),
            Head("Rating", width=10),
            Head("Latest comment"),
        ),
        rows=tuple(
            Row(
                Cell(row.reference),
                (
                    Cell("\n".join(each for each in (row.title, row.detail) if each)),
                    Cell("\n".join((row.lead, *row.owners))),
                    Cell(_due(row)),
                    Cell(tag=_tag(row.rating)) if row.rating else Cell("Not rated"),
                    Cell(_comment(row)),
                ),
            )
            for row in group.rows
        ),
        empty="",
    )


def _due(row: paper.PlanRow) -> str:
    if row.due_revised:
        return f"{row.due_revised}\nwas {row.due_original or 'no date'}"
    return row.due_original or "No date set"


def _comment(row: paper.PlanRow) -> str:
    if not row.comment:
        return "No comment yet"
    return f"{row.comment_date}: {row.comment}" if row.comment_date else row.comment
