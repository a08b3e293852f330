"""Files become tables of cells; what is hostile, damaged or no table gets a sentence that says what to do."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from actions.importing import packages
from actions.importing.columns import Field, guess
from actions.importing.reading import MAX_BYTES, read_file
from actions.importing.table import HEADING_COLUMN, MAX_ROWS, CellTable, Unreadable
from tests.actions.importing.files import as_csv, as_document, as_workbook, with_part

HEADER = ("Ref", "Action", "By when", "BRAG", "Comments")
ROWS = (("1.1", "Write it", "Dec 18", "Green", "Drafted"), ("1.2", "Agree it", "", "Red", "No"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def cells(table: CellTable) -> list[tuple[str, ...]]:
    """The rows without their numbers."""
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("make", [as_csv, as_workbook, as_document])
def test_table_is_the_same_from_every_kind_of_file(make):
    table = read_file(make((HEADER, *ROWS)))
    assert table.header == HEADER
    assert [(row.number, row.cells[:2]) for row in table.rows] == [
        (2, ("1.1", "Write it")),
        (3, ("1.2", "Agree it")),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_is_read_in_the_encodings_and_separators_of_spreadsheets(separator, encoding):
    rows = (HEADER, ("1.1", "Children’s café – “yes”, and; more", "Dec 18", "G", "two\nlines"))
    table = read_file(as_csv(rows, separator=separator, encoding=encoding))
    assert cells(table) == [rows[1]]


plain_text = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30)


@given(st.lists(st.tuples(plain_text, plain_text), min_size=1, max_size=5))
def test_any_text_in_a_csv_file_is_read_as_it_was_written(rows):
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    data = as_csv((("Ref", "Action"), *(("1", *row) for row in kept)))
    if kept:
        read = [(*row.cells, "", "")[1:3] for row in read_file(data).rows]
        assert [tuple(c.strip() for c in row) for row in read] == [
            tuple(c.strip() for c in row) for row in kept
        ]


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused_in_words(data):
    try:
        table = read_file(data)
    except Unreadable as refusal:
        assert refusal.message.endswith(".")  # noqa: PT017
    else:
        assert table.rows


@given(st.sampled_from([as_workbook, as_document]), st.integers(0, 100), st.binary(max_size=20))
def test_office_file_cut_or_overwritten_anywhere_is_read_or_refused_in_words(make, place, noise):
    data = make((HEADER, *ROWS))
    at = len(data) * place // 100
    for broken in (data[:at], data[:at] + noise + data[at + len(noise) :]):
        try:
            read_file(broken)
        except Unreadable as refusal:
            assert len(refusal.message) > 20  # noqa: PT017


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty"),
        (b" \r\n\t", "The file is empty"),
        (b"x" * (MAX_BYTES + 1), "larger than 10 MB, so it was not read"),
        (b"PK\x03\x04 not a package", "incomplete or damaged"),
        (OLE + "Workbook".encode("utf-16-le"), "old Excel workbook (.xls). Save a copy as .xlsx"),
        (OLE + "WordDocument".encode("utf-16-le"), "old Word document (.doc)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (b"%PDF-1.7 ...", "This is a PDF"),
        (b"<html><table><tr><td>Ref</td></tr></table>", "not an Excel workbook"),
        (b"{\\rtf1 Ref}", "not an Excel workbook"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01", "neither plain text nor a workbook"),
        ("Ref,Action\n1,é".encode("utf-16-le"), "encoding that cannot be told"),
        ("Ref,Action\n1,Ж".encode("utf-16")[:-1], "cut short or damaged"),
        (b"Ref,Action\n1," + "Кто это".encode("koi8-r"), "encoding that cannot be told"),
        (b"Ref,Action\n1," + "é".encode() + b" \xe9 and more and more", "cannot be told"),
        (b"Just a line of text\nand another", "not a table"),
        (b"Ref,Action\n", "no rows below it"),
        (b'Ref,Action\n1,"' + b"x" * 200_000, "A quotation mark is missing"),
        (b'Ref,Action\n1,"Write it\n2,Agree it\n3,Do it\n', "A quotation mark is missing"),
        (b'Ref,Action\n1,"Write it\n2,"Agree" it\n3,Do it\n', "A quotation mark is missing"),
    ],
)
def test_file_that_is_no_table_is_refused_in_words(data, said):
    with pytest.raises(Unreadable) as refusal:
        read_file(data)
    assert said in refusal.value.message


def zipped(**parts: bytes) -> bytes:
    """A package of the parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


BOOK = as_workbook((HEADER, *ROWS))
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (with_part(BOOK, "xl/vbaProject.bin", b"macro"), "holds macros"),
        (
            with_part(BOOK, "[Content_Types].xml", b'<x a="sheet.macroEnabled.main+xml"/>'),
            "holds macros",
        ),
        (with_part(BOOK, "xl/workbook.bin", b"x"), ".xlsb"),
        (zipped(**{"mimetype": b"opendocument", "content.xml": b"<x/>"}), "OpenDocument"),
        (zipped(**{"readme.txt": b"x"}), "neither an Excel workbook nor a Word document"),
        (with_part(BOOK, "xl/worksheets/sheet1.xml", b"\0" * 30_000_000), "far more than a plan"),
        (with_part(BOOK, "xl/media/image.bmp", b"\0" * 81_000_000), "far more than a plan"),
        (zipped(**{f"{number}.xml": b"" for number in range(2_001)}), "far more than a plan"),
        (with_part(BOOK, "xl/worksheets/sheet1.xml", b"<worksheet"), "incomplete or damaged"),
        (with_part(BOOK, "xl/worksheets/sheet1.xml", ENTITY + b"<x>&e;</x>"), "damaged"),
        (
            with_part(as_document(("Ref", "Action")), "word/document.xml", ENTITY + b"<x/>"),
            "damaged",
        ),
        (
            with_part(
                as_document(("Ref", "A")), "word/document.xml", b"<a>" * 5_000 + b"</a>" * 5_000
            ),
            "damaged",
        ),
        (as_workbook([]), "The workbook is empty"),
        (as_document(), "has no table"),
    ],
)
def test_hostile_or_foreign_package_is_refused_before_it_does_harm(data, said):
    with pytest.raises(Unreadable) as refusal:
        read_file(data)
    assert said in refusal.value.message


def test_locked_part_is_refused():
    data = bytearray(BOOK)
    for start in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[start] |= 1
    with pytest.raises(Unreadable, match="password"):
        packages.open_package(bytes(data))


def test_sheet_that_says_it_has_a_million_rows_is_read_for_those_it_has():
    part = zipfile.ZipFile(io.BytesIO(BOOK)).read("xl/worksheets/sheet1.xml")
    assert b'ref="A1:E3"' in part
    declared = part.replace(b'ref="A1:E3"', b'ref="A1:XFD1048576"')
    assert len(read_file(with_part(BOOK, "xl/worksheets/sheet1.xml", declared)).rows) == 2


def test_cell_in_the_last_column_or_too_many_rows_are_refused():
    with pytest.raises(Unreadable, match="reaches to column XFD"):
        read_file(as_workbook((HEADER, ("1.1", *[""] * 16_382, "x"))))
    with pytest.raises(Unreadable, match="more than 5,000 rows"):
        read_file(as_csv((HEADER, *[("1", "x")] * (MAX_ROWS + 51))))


def test_formula_is_kept_as_its_text_and_text_like_one_is_marked():
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Ref", "Action", "Due"])
    sheet.append(["1.1", "=1+1", date(2018, 4, 30)])
    sheet["B3"] = "=text"
    sheet["B3"].data_type = "s"
    sheet["A3"], sheet["C3"] = 2.1, date(2018, 12, 1)
    sheet["A3"].number_format, sheet["C3"].number_format = "0.00", "mmm-yy"
    stream = io.BytesIO()
    book.save(stream)
    assert cells(read_file(stream.getvalue())) == [
        ("1.1", "=1+1", "2018-04-30"),
        ("2.10", "'=text", "December 2018"),
    ]


def test_the_sheet_with_the_actions_is_found_below_its_title():
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.append(["Improvement plan", "2018"])
    sheet = book.create_sheet("Tracker")
    for row in ([], ["SEND improvement plan"], [], HEADER, *ROWS):
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    table = read_file(stream.getvalue())
    assert (table.sheet, table.header) == ("Tracker", HEADER)
    assert [row.number for row in table.rows] == [5, 6]


def test_cells_merged_down_count_for_every_row():
    rows = (HEADER, *((f"1.{number}", "Do", "", "", "") for number in range(1, 5)))
    said = [list(row) for row in rows]
    said[1][4] = "One comment"
    expected = ["One comment"] * 3 + [""]
    sheet = read_file(as_workbook(said, merged=["E2:E4"]))
    word = read_file(as_document(said, down=[(4, 1, 3)]))
    assert [row.cell(4) for row in sheet.rows] == expected
    assert [row.cell(4) for row in word.rows] == expected


def test_tables_of_one_shape_are_joined_and_headings_between_rows_are_kept():
    first = (HEADER, ("Co-production",), ROWS[0])
    second = (HEADER, ROWS[1], ("Early help",), ("1.3", "Next", "", "", ""))
    other = (("Name", "Role"), ("A", "B"))
    table = read_file(as_document(other, first, second))
    assert table.header == (*HEADER, HEADING_COLUMN)
    assert [(row.cells[0], row.cells[-1]) for row in table.rows] == [
        ("1.1", "Co-production"),
        ("1.2", "Co-production"),
        ("1.3", "Early help"),
    ]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            ["Ref to WSOA", "Action", "Timescale original WSOA", "Comments"],
            [Field.REFERENCE, Field.TITLE, Field.ORIGINAL_DUE, Field.COMMENTARY],
        ),
        (
            ["No.", "What we will do", "Responsible officer", "By when", "BRAG"],
            [Field.REFERENCE, Field.TITLE, Field.OWNERS, Field.DUE, Field.RATING],
        ),
        (
            ["Action ref", "Actions", "Lead agency", "Deadline", "RAG status", "Mitigation"],
            [Field.REFERENCE, Field.TITLE, Field.LEAD, Field.DUE, Field.RATING, Field.REMEDIAL],
        ),
        (
            ["Improvement priority", "Ref", "Action", "Progress update (Oct)", "Date completed"],
            [Field.THEME, Field.REFERENCE, Field.TITLE, Field.COMMENTARY, Field.COMPLETED_ON],
        ),
        (
            ["Reference", "Action", "Commentary", "Progress", "Rating", "Rating means", ""],
            [Field.REFERENCE, Field.TITLE, Field.COMMENTARY, None, Field.RATING, None, None],
        ),
        (["Ref", "Ref", "Action"], [Field.REFERENCE, None, Field.TITLE]),
    ],
)
def test_columns_are_guessed_from_the_headings_of_councils(header, expected):
    found = {column: field for field, column in guess(header).items()}
    assert [found.get(column) for column in range(len(header))] == expected


def test_columns_called_the_same_are_told_apart_by_letter():
    table = read_file(as_csv((("Ref", "Words", "words", ""), ("1", "a", "b", "c"))))
    assert table.headings == ["Ref", "Words (column B)", "words (column C)", "Column D"]
