"""Papers of every shape that content can have, made up: every block, any text, numbered or not."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from actions.position import Column, CountCell, SummaryRow, SummaryTable
from reports import paper
from reports.text import Run
from wsoa.charts import Column as ChartColumn
from wsoa.charts import stacked
from wsoa.parts import Cell, ChartPart, Head, Row, TablePart, Tag
from wsoa.tones import TONES

texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")) | st.sampled_from("<>&\"'=+@\n"),
    max_size=30,
)
names = texts.filter(lambda text: text.strip())
numbers = st.integers(0, 200)
tones = st.sampled_from(sorted(TONES))

runs = st.lists(
    st.builds(
        Run,
        texts,
        bold=st.booleans(),
        href=st.sampled_from(("", "", "https://example.org/a?b=1&c=2", "#section-1", "#nowhere")),
    ),
    min_size=1,
    max_size=3,
).map(tuple)


@st.composite
def lists(draw: st.DrawFn) -> paper.Bullets | paper.Points:
    """Lists, at times with lists inside them."""
    items = draw(st.lists(runs, min_size=1, max_size=4).map(tuple))
    kinds: list[type[paper.Bullets | paper.Points]] = [paper.Bullets, paper.Points]
    kind = draw(st.sampled_from(kinds))
    levels = [0]
    while len(levels) < len(items):
        levels.append(draw(st.integers(0, levels[-1] + 1)))
    return kind(items, tuple(levels) if any(levels) else ())


rating_tags = st.builds(paper.RatingTag, st.sampled_from("GARBW"), names, tones)
tags = st.builds(Tag, st.sampled_from(("G", "D3", "")), names, tones)
cells = st.builds(Cell, texts, tag=st.none() | tags, note=texts)
table_numbers = st.sampled_from(("", "Table 1", "Table 2", "Table 7"))


@st.composite
def table_parts(draw: st.DrawFn) -> TablePart:
    """Tables of any width, some without rows."""
    width = draw(st.integers(1, 4))
    heads = st.builds(Head, names, is_number=st.booleans(), width=st.sampled_from((0, 10, 30)))
    row = st.lists(cells, min_size=width, max_size=width)
    rows = draw(st.lists(row, max_size=3))
    return TablePart(
        caption=draw(names),
        heads=tuple(draw(st.lists(heads, min_size=width, max_size=width))),
        rows=tuple(Row(first, tuple(rest)) for first, *rest in rows),
        empty=draw(names),
        note=draw(texts),
    )


@st.composite
def chart_parts(draw: st.DrawFn) -> ChartPart:
    """Charts of stacked columns."""
    days = draw(st.lists(st.dates(), min_size=1, max_size=3, unique=True))
    columns = [
        ChartColumn(
            day,
            draw(names),
            "x",
            (
                CountCell("G", "Green", "green", draw(numbers)),
                CountCell("R", "Red", "red", draw(numbers)),
            ),
        )
        for day in days
    ]
    return ChartPart(draw(names), draw(names), stacked(columns))


@st.composite
def summary_tables(draw: st.DrawFn) -> paper.SummaryTableBlock:
    """Table 1 with any counts and, at times, their changes."""
    columns = (
        Column("G", "Green", draw(texts), "green"),
        Column("R", "Red", "", "red"),
        Column("unrated", "Unrated", "no rating recorded", "grey"),
    )

    def row(reference: str, title: str) -> SummaryRow:
        counted = tuple(
            CountCell(c.code, c.label, c.tone, draw(numbers), draw(st.none() | st.integers(-9, 9)))
            for c in columns
        )
        return SummaryRow(reference, reference, title, counted, sum(c.value for c in counted))

    rows = tuple(row(str(n), draw(names)) for n in range(draw(st.integers(0, 3))))
    table = SummaryTable(columns, rows, row("", "Total"))
    return paper.SummaryTableBlock(draw(names), draw(names), table, draw(table_numbers))


plan_rows = st.builds(
    paper.PlanRow,
    reference=names,
    title=names,
    detail=texts,
    lead=texts,
    owners=st.lists(texts, max_size=2).map(tuple),
    due_original=texts,
    due_revised=texts,
    rating=st.none() | rating_tags,
    comment=texts,
    comment_date=texts,
)
plans = st.builds(
    paper.PlanAppendix,
    anchor=st.just(""),
    heading=st.just(""),
    introduction=texts,
    key=st.lists(st.builds(Column, st.sampled_from("GR"), names, texts, tones), max_size=2).map(
        tuple
    ),
    groups=st.lists(
        st.builds(
            paper.PlanGroup,
            names,
            names,
            st.lists(plan_rows, min_size=1, max_size=3).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
)
outcomes = st.builds(
    paper.OutcomeTable,
    names,
    st.lists(st.builds(paper.OutcomeRow, *[texts] * 6), max_size=2).map(tuple),
    table_numbers,
)
issues = st.builds(
    paper.IssueTable,
    names,
    st.lists(
        st.builds(
            paper.IssueRow,
            *[texts] * 4,
            st.lists(
                st.builds(paper.IssueAction, names, texts, st.none() | rating_tags), max_size=3
            ).map(tuple),
            texts,
        ),
        max_size=2,
    ).map(tuple),
    table_numbers,
)
consultees = st.builds(
    paper.ConsulteeTable,
    names,
    st.lists(st.builds(paper.ConsulteeRow, *[texts] * 4), max_size=3).map(tuple),
)
in_cells: st.SearchStrategy[Any] = st.one_of(
    st.builds(paper.Paragraph, runs),
    lists(),
    st.builds(paper.PartBlock, table_parts(), table_numbers),
    consultees,
)
blocks: st.SearchStrategy[Any] = st.one_of(
    in_cells,
    st.builds(paper.Subheading, runs),
    st.builds(paper.PartBlock, chart_parts(), table_numbers),
    summary_tables(),
    outcomes,
    issues,
)


@st.composite
def sections(
    draw: st.DrawFn, kind: str, inside: st.SearchStrategy[Any] = blocks, most: int = 2
) -> tuple[paper.Section, ...]:
    """Sections without numbers, some of them exempt."""
    many = draw(st.lists(st.lists(inside, max_size=3), max_size=most))
    return tuple(
        paper.Section(f"{kind}-{place}", draw(names), tuple(each), ground=draw(st.just("") | texts))
        for place, each in enumerate(many, start=1)
    )


def numbered(found: tuple[paper.Section, ...]) -> tuple[paper.Section, ...]:
    """The sections with the numbers that content gives them: 1, and 1.1 for its paragraphs."""
    done = []
    for number, section in enumerate(found, start=1):
        inside: list[paper.Block] = []
        paragraph = 0
        for block in section.blocks:
            if isinstance(block, paper.Paragraph):
                paragraph += 1
                inside.append(replace(block, number=f"{number}.{paragraph}"))
            else:
                inside.append(block)
        done.append(replace(section, number=str(number), blocks=tuple(inside)))
    return tuple(done)


@st.composite
def papers(draw: st.DrawFn) -> paper.PaperContent:
    """Whole papers."""
    body = draw(sections("section"))
    questions = draw(sections("question", in_cells, 1))
    appendices = draw(st.lists(st.one_of(plans, in_cells), max_size=2))
    return paper.PaperContent(
        title=draw(names),
        look=paper.Look(draw(names)),
        meeting=draw(names),
        classification="Part I: public",
        is_draft=draw(st.booleans()),
        header=draw(sections("header", in_cells, 1)),
        cover=draw(sections("cover", in_cells)),
        summary=draw(sections("summary", most=1)),
        sections=numbered(body) if draw(st.booleans()) else body,
        history=draw(sections("history", in_cells)),
        plain_english=paper.PlainEnglish(draw(names), questions, None) if questions else None,
        appendices=tuple(
            paper.Appendix(f"appendix-{place}", draw(names), (block,))
            for place, block in enumerate(appendices)
        ),
        draft_note=draw(texts),
        warning=draw(texts),
    )
