"""The tables of a paper as a workbook, and the files that the command writes."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import settings as examples
from openpyxl import Workbook, load_workbook

from reports.paper import ConsulteeTable, Look, PaperContent, PartBlock, Section
from reports.paper_tables import roman, tables_of
from reports.spreadsheet import paper_xlsx
from tests.factories import Scene, make_actions
from tests.reports.made_up_papers import papers
from tests.reports.paper_samples import paper, words
from tests.reports.word_reading import WordFile, squeezed
from wsoa.parts import Cell, Head, Row, TablePart


def read(content: PaperContent) -> Workbook:
    return load_workbook(BytesIO(paper_xlsx(content)))


def holding(*rows: Row, heads: tuple[Head, ...] = (Head("What"), Head("Value"))) -> PaperContent:
    part = TablePart("Values", heads, rows, "No value.")
    alone = Section("section-1", "Findings", (PartBlock(part),), "1")
    return replace(
        paper(),
        header=(),
        summary=(),
        sections=(alone,),
        history=(),
        plain_english=None,
        appendices=(),
    )


def values(book: Workbook, sheet: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def test_each_table_has_a_sheet_that_the_cover_names() -> None:
    book = read(paper())
    assert book.sheetnames[:4] == ["Cover", "Report to Cabinet, 24 May 2018", "Table 1", "Table 2"]
    assert len(book.sheetnames) == 15
    cover = values(book, "Cover")
    assert ["Classification", "Part I: public"] in cover
    assert [
        "Table 1",
        "Table 1: Written Statement of Action, progress as at 30 April 2018",
    ] in cover


def test_headings_and_the_first_column_stay_in_view() -> None:
    book = read(paper())
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.print_title_rows == "$1:$1"
        assert all(cell.font.b for cell in sheet[1])


def test_counts_are_numbers_and_the_total_row_is_heavier() -> None:
    sheet = read(paper())["Table 1"]
    assert [cell.value for cell in sheet[10]] == ["Total", 49, 30, 6, 17, 5, 107]
    assert all(cell.font.b for cell in sheet[10])
    assert sheet["B1"].value == "G Green: on track"


@given(papers())
@examples(max_examples=15)
def test_cells_say_what_the_paper_says(content: PaperContent) -> None:
    book = read(content)
    tables = [table for table in tables_of(content) if table.rows]
    for sheet, table in zip(book.worksheets[1:], tables, strict=True):
        for row, printed in zip(table.rows, sheet.iter_rows(min_row=2), strict=True):
            for cell, written in zip((row.head, *row.cells), printed, strict=True):
                if isinstance(written.value, str) or written.value is None:
                    assert squeezed(written.value or "") == squeezed(cell.words)
                elif isinstance(written.value, int):
                    assert written.value == int(cell.text.replace(",", ""))


@pytest.mark.parametrize(
    ("text", "value", "shown_as"),
    [
        ("0", 0, "0"),
        ("1,234", 1234, "#,##0"),
        ("\u22123", -3, "0"),
        ("45.50", 45.5, "0.00"),
        ("87.5%", 0.875, "0.0%"),
        ("40 %", 0.4, "0%"),
        ("30 April 2018", datetime(2018, 4, 30), "d mmmm yyyy"),  # noqa: DTZ001 - a day
        ("9 Apr 2018", datetime(2018, 4, 9), "d mmmm yyyy"),  # noqa: DTZ001 - a day
        ("31 February 2018", "31 February 2018", "General"),
        ("1 Maytember 2018", "1 Maytember 2018", "General"),
        ("September 2018", "September 2018", "General"),
        ("007", "007", "General"),
        ("17 of 46", "17 of 46", "General"),
    ],
)
def test_numbers_and_days_are_such(text: str, value: object, shown_as: str) -> None:
    heads = (Head("What"), Head("Value", is_number=True))
    cell = read(holding(Row(Cell("1.10"), (Cell(text),)), heads=heads))["Values"]["B2"]
    assert (cell.value, cell.number_format) == (value, shown_as)


def test_reference_is_no_number() -> None:
    sheet = read(holding(Row(Cell("1.10"), (Cell("1.10"),)), Row(Cell("7"), (Cell("7"),))))[
        "Values"
    ]
    assert [[cell.value for cell in row] for row in sheet["A2:B3"]] == [["1.10", "1.10"], ["7", 7]]


def test_change_stands_beside_its_number() -> None:
    heads = (Head("What"), Head("Value", is_number=True))
    sheet = read(holding(Row(Cell("A"), (Cell("17", note='+3" '),)), heads=heads))["Values"]
    assert (sheet["B2"].value, sheet["B2"].number_format) == (17, '0 "(+3 )"')


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+44", "-x", "\t=1", '=HYPERLINK("x")'])
def test_text_never_becomes_a_formula(text: str) -> None:
    content = holding(Row(Cell(text), (Cell(text),)), heads=(Head(text), Head(text)))
    for row in read(replace(content, title=text, look=Look(text)))["Values"]:
        for cell in row:
            assert cell.data_type == "s"
            assert cell.quotePrefix


def test_any_text_makes_a_file_that_opens() -> None:
    text = "a\x00\x0b\ud800[]:*?/\\'& <b>" + "x" * 50_000
    content = holding(Row(Cell(text), (Cell(text),)), heads=(Head(text), Head(text)))
    part = replace(content.sections[0].blocks[0].part, caption=text)  # type: ignore[union-attr]
    twice = Section("section-1", text, (PartBlock(part), PartBlock(part)))
    book = read(replace(content, sections=(twice,), title=text, meeting=text, look=Look(text)))
    assert len(set(book.sheetnames)) == 3
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert str(book.worksheets[1]["A2"].value).endswith("than a cell can hold.)")


def test_table_without_rows_is_said_on_the_cover() -> None:
    book = read(holding())
    assert book.sheetnames == ["Cover"]
    assert ["Values", "No value."] in values(book, "Cover")


def test_sections_in_cells_are_told_line_by_line() -> None:
    section = Section("cover-1", "Purpose", (words("First."), ConsulteeTable("Asked", ())), "", "3")
    book = read(replace(holding(), cover=(section,)))
    assert values(book, "The report in short")[1] == [
        "Purpose",
        "Exempt. 3\nFirst.\nAsked: none.",
    ]


@pytest.mark.parametrize(("number", "said"), [(1, "i"), (4, "iv"), (49, "xlix"), (2018, "mmxviii")])
def test_points_are_counted_in_roman_numerals(number: int, said: str) -> None:
    assert roman(number) == said


@pytest.mark.django_db
def test_command_writes_word_and_tables(scene: Scene, tmp_path: Path) -> None:
    make_actions(scene, 5, "GB")
    given = {"template": "cabinet", "as_at": "2018-04-30"}
    word, tables = tmp_path / "paper.docx", tmp_path / "paper.XLSX"
    call_command("report", "riverton", "send", output=str(word), **given)
    call_command("report", "riverton", "send", output=str(tables), **given)
    (table,) = (t for t in WordFile(word.read_bytes()).tables if t.caption.startswith("Table 1"))
    printed = values(load_workbook(tables), "Table 1")
    assert [str(value) for value in printed[-1]] == table.rows[-1]
    with pytest.raises(CommandError, match=r"must end in \.pdf or \.html or \.docx or \.xlsx"):
        call_command("report", "riverton", "send", output=str(tmp_path / "paper.docm"), **given)
