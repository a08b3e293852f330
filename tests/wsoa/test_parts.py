"""A part is printed from one value on a page and on paper."""

import re
from dataclasses import replace

from django.template import Context, Template

from wsoa.parts import Cell, Head, Part, Row, TablePart, Tag

TABLE = TablePart(
    caption="Risks",
    heads=(Head("Risk"), Head("Score", width=10), Head("Open", is_number=True)),
    rows=(
        Row(
            Cell("R1 Staff leave", href="/riverton/wsoa/risks/R1/"),
            (Cell(tag=Tag("D3", "Medium", "amber"), note="was C3"), Cell("4")),
        ),
    ),
    empty="No risk is recorded.",
    note="By the area’s own matrix.",
)


def printed(part: Part, *, paper: bool = False) -> str:
    tag = "{% part each paper=True %}" if paper else "{% part each %}"
    return Template("{% load parts %}" + tag).render(Context({"each": part}))


def texts(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def test_table_says_the_same_on_a_page_and_on_paper() -> None:
    page, paper = printed(TABLE), printed(TABLE, paper=True)
    assert texts(page) == texts(paper)
    for said in ("Risks", "By the area’s own matrix.", "D3 Medium", "was C3", "4"):
        assert said in texts(page)


def test_links_lead_somewhere_on_a_page_only() -> None:
    assert 'href="/riverton/wsoa/risks/R1/"' in printed(TABLE)
    assert "href" not in printed(TABLE, paper=True)


def test_cells_carry_their_headings_for_phones() -> None:
    assert 'data-label="Score"' in printed(TABLE)
    assert 'data-label="Score"' in printed(TABLE, paper=True), "A paper is read on phones, too."


def test_table_without_rows_is_its_sentence() -> None:
    empty = TablePart("Risks", TABLE.heads, (), "No risk is recorded.")
    assert texts(printed(empty)) == "No risk is recorded."
    assert "<table" not in printed(empty, paper=True)


def test_texts_are_escaped() -> None:
    row = Row(Cell("<b>R1</b>"), (Cell("<script>"), Cell("1")))
    assert "<script>" not in printed(TablePart("Risks", TABLE.heads, (row,), ""))


TOTALLED = TablePart(
    caption="Progress",
    heads=(Head("Theme"), Head("Red", is_number=True, tag=Tag("R", "Red", "red"), note="serious")),
    rows=(
        Row(Cell("Leading", lead="1", more=(Cell("Agreed", note="in May"),)), (Cell("2"),)),
        Row(Cell("Total"), (Cell("2"),), is_total=True),
    ),
    empty="",
)


def test_column_is_headed_by_its_rating_and_cells_hold_more_than_one_value() -> None:
    page, paper = printed(TOTALLED), printed(TOTALLED, paper=True)
    assert (
        texts(page)
        == texts(paper)
        == "Progress Theme R Red serious 1 Leading Agreed in May 2 Total 2"
    )
    assert page.count("wsoa-table__total") == 1
    assert paper.count("paper__total") == 1
    assert [cell.words for cell in (TOTALLED.heads[1].cell, TOTALLED.rows[0].head)] == [
        "R Red\nserious",
        "1 Leading\nAgreed\nin May",
    ]


def test_headings_of_columns_and_of_rows_can_be_left_out() -> None:
    assert "<thead" not in printed(replace(TOTALLED, shows_heads=False))
    assert 'scope="row"' not in printed(replace(TOTALLED, has_row_heads=False), paper=True)
