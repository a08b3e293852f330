"""Word says what the web page and the PDF say: the same tables, the same numbers, whatever the paper."""

from typing import Any

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import settings as examples

from reports.documents import paper_html
from reports.paper import PaperContent
from reports.paper_tables import tables_of
from reports.word import paper_docx
from tests.reports.made_up_papers import papers
from tests.reports.paper_samples import paper
from tests.reports.word_reading import WordFile, squeezed


def _page(content: PaperContent) -> Any:
    return BeautifulSoup(paper_html(content), "html.parser")


def _tables_of_page(page: Any) -> list[tuple[str, list[list[str]]]]:
    """Caption, and rows of cells, of each table; without white space."""
    return [
        (
            squeezed(table.find("caption").get_text()),
            [
                [squeezed(cell.get_text()) for cell in row.find_all(["th", "td"], recursive=False)]
                for row in table.find_all("tr")
                if row.find_parent("table") is table
            ],
        )
        for table in page.find_all("table")
    ]


def _tables_of_word(file: WordFile) -> list[tuple[str, list[list[str]]]]:
    return [
        (squeezed(table.caption), [[squeezed(cell) for cell in row] for row in table.rows])
        for table in file.tables
    ]


def _check(content: PaperContent) -> None:
    page, file = _page(content), WordFile(paper_docx(content))
    shown = _tables_of_word(file)
    assert shown == _tables_of_page(page)
    parts = [part for part in tables_of(content) if part.rows]
    for part, (caption, rows) in zip(parts, shown, strict=True):
        assert caption == squeezed(part.caption + part.note)
        if part.shows_heads and part.has_row_heads:  # the others hold what sections say, with lists
            cells = [[squeezed(cell.words) for cell in (row.head, *row.cells)] for row in part.rows]
            assert rows == [[squeezed(head.cell.words) for head in part.heads], *cells]
    counted = [line.number for line in file.headed("heading 1", "Numbered Paragraph")]
    numbers = [number.get_text() for number in page.select(".paper__number")]
    assert [number for number in counted if number] == numbers


@given(papers())
@examples(max_examples=20)
def test_tables_and_numbers_are_those_of_the_page(content: PaperContent) -> None:
    _check(content)


def test_tables_and_numbers_of_the_cabinet_paper_are_those_of_the_page() -> None:
    _check(paper())
