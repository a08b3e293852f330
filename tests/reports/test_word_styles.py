"""Papers in the styles of a council's own Word document, and the documents that are refused."""

import io
import re
import zipfile
from base64 import b64encode
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from docx import Document

from actions.errors import Refused
from reports.paper import Look
from reports.word import check_styles, file_styles, paper_docx
from reports.word.house_styles import HouseStyles, read_house_styles
from tests.actions.files import blank_png, docm, docx, open_document, packed, png, xlsx
from tests.reports.house_documents import (
    SECRET,
    declaring_entities,
    house_document,
    leading_outside,
    part_of,
    with_parts,
)
from tests.reports.paper_samples import paper
from tests.reports.word_reading import W, WordFile, text_of


@pytest.fixture(scope="module")
def house() -> bytes:
    return house_document()


def style(file: WordFile, name: str) -> Any:
    (found,) = (s for s in file.styles.values() if s.find(f"{W}name").get(f"{W}val") == name)
    return found


def test_fonts_sizes_and_margins_are_the_councils(house: bytes) -> None:
    file = WordFile(paper_docx(paper(), house))
    assert style(file, "Normal").find(f"{W}rPr/{W}rFonts").get(f"{W}ascii") == "Gill Sans MT"
    assert style(file, "heading 1").find(f"{W}rPr/{W}sz").get(f"{W}val") == "38"
    assert style(file, "Numbered Paragraph").find(f"{W}rPr/{W}i") is not None
    margins = file.body.findall(f".//{W}sectPr/{W}pgMar")[-1]
    assert round(int(margins.get(f"{W}left")) / 567, 1) == 3.0
    assert b"Gill Sans" not in paper_docx(paper())


def test_paper_is_numbered_as_without_them(house: bytes) -> None:
    plain, styled = WordFile(paper_docx(paper())), WordFile(paper_docx(paper(), house))
    assert [(line.number, line.text) for line in plain.lines] == [
        (line.number, line.text) for line in styled.lines
    ]
    assert [table.rows for table in plain.tables] == [table.rows for table in styled.tables]
    for name in ("heading 1", "Numbered Paragraph"):
        assert style(styled, name).find(f"{W}pPr/{W}numPr") is not None
        assert style(styled, name).find(f"{W}pPr/{W}ind") is None


def test_style_that_stands_on_a_numbered_one_is_not_counted(house: bytes) -> None:
    assert style(WordFile(house), "TOC Heading").find(f"{W}basedOn").get(f"{W}val") == "Heading1"
    file = WordFile(paper_docx(paper(), house))
    (contents,) = file.headed("TOC Heading")
    assert contents.number == ""
    numbers = [line.number for line in file.headed("heading 1") if line.number]
    assert numbers == [str(number) for number in range(1, 12)]


def test_heads_and_feet_have_one_tab_at_the_right(house: bytes) -> None:
    assert style(WordFile(house), "header").find(f"{W}pPr/{W}tabs") is not None
    file = WordFile(paper_docx(paper(), house))
    assert style(file, "header").find(f"{W}pPr/{W}tabs") is None
    for place in (1, 2):
        (tabs,) = file.xml[f"word/header{place}.xml"].iter(f"{W}tabs")
        assert [tab.get(f"{W}val") for tab in tabs] == ["right"]


def test_styles_that_it_lacks_are_added_and_point_to_styles_that_there_are(house: bytes) -> None:
    file = WordFile(paper_docx(paper(), house))
    assert style(file, "Paper Table Text").find(f"{W}basedOn").get(f"{W}val") in file.styles
    for each in file.styles.values():
        for name in ("basedOn", "next", "link"):
            found = each.find(f"{W}{name}")
            assert found is None or found.get(f"{W}val") in file.styles
    ids = [each.get(f"{W}styleId") for each in file.xml["word/styles.xml"].iter(f"{W}style")]
    assert len(ids) == len(set(ids))


def test_styles_are_found_by_their_names_in_a_document_in_another_language(house: bytes) -> None:
    styles = part_of(house, "word/styles.xml")
    for old, new in ((b'"Heading1"', b'"berschrift1"'), (b'"Normal"', b'"Standard"')):
        styles = styles.replace(b"w:styleId=" + old, b"w:styleId=" + new)
        styles = styles.replace(b"w:basedOn w:val=" + old, b"w:basedOn w:val=" + new)
    file = WordFile(paper_docx(paper(), with_parts(house, {"word/styles.xml": styles})))
    assert len(file.headed("heading 1")) == 15
    assert file.headed("heading 1")[1].number == "1"


def test_logo_of_its_header_stands_on_the_first_page_with_its_text(house: bytes) -> None:
    file = WordFile(paper_docx(paper(), house))
    assert file.parts["word/media/logo.png"] == png()
    (picture,) = file.xml["word/header3.xml"].iter("{*}docPr")
    assert picture.get("descr") == "Arms of the borough"
    first, *later = file.body.iter(f"{W}sectPr")
    assert first.find(f"{W}titlePg") is not None
    assert all(page.find(f"{W}titlePg") is None for page in later)


def test_logo_of_the_branding_is_used_where_the_document_has_none() -> None:
    address = f"data:image/png;base64,{b64encode(png()).decode()}"
    look = Look("Riverton", logo=address, logo_text="Riverton’s heron")
    for styles in (None, house_document(has_logo=False)):
        file = WordFile(paper_docx(replace(paper(), look=look), styles))
        (picture,) = file.xml["word/header3.xml"].iter("{*}docPr")
        assert picture.get("descr") == "Riverton’s heron"
    drawn = replace(look, logo="data:image/svg+xml;base64,PHN2Zy8+")
    assert "word/header3.xml" not in WordFile(paper_docx(replace(paper(), look=drawn))).parts


def test_nothing_else_of_it_reaches_a_paper(house: bytes) -> None:
    assert SECRET.encode() in part_of(house, "word/document.xml")
    file = WordFile(paper_docx(paper(), house))
    for name, part in file.parts.items():
        assert SECRET.encode() not in part, name
    assert "docProps/app.xml" not in file.parts
    document = Document(io.BytesIO(paper_docx(paper(), house)))
    assert document.core_properties.author == "Royal Borough of Windsor and Maidenhead"


def test_places_of_links_and_of_the_template_on_a_drive_do_no_harm() -> None:
    for kind, target in (
        ("hyperlink", "https://tracker.example/who-reads"),
        ("attachedTemplate", "file:///C:\\Users\\Someone\\Templates\\Report.dotx"),
    ):
        file = WordFile(paper_docx(paper(), leading_outside(kind, target)))
        assert not any(b"who-reads" in part or b"Someone" in part for part in file.parts.values())


def bomb() -> bytes:
    return with_parts(house_document(), {"word/media/image9.xml": b"\0" * 30_000_000})


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "damaged"),
        (b"%PDF-1.4 nothing", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Word", "damaged"),
        (xlsx(), "Excel workbook"),
        (open_document(), "OpenDocument"),
        (packed({"a.txt": b"a"}), "neither"),
        (docm(), "macros"),
        (with_parts(house_document(), {"word/vbaProject.bin": b"\xd0\xcf"}), "macros"),
        (bomb(), "unpacks to far more"),
        (docx(), "damaged|Strict"),
        (house_document()[:-3000], "damaged"),
        (declaring_entities(), "not as Word writes it"),
        (with_parts(house_document(), {"word/styles.xml": b"<styles"}), "damaged"),
        (with_parts(house_document(), {"word/styles.xml": b"<styles/>"}), "no styles"),
        (leading_outside("attachedTemplate", "https://evil.example/x.dotm"), "from outside"),
        (
            leading_outside(
                "attachedTemplate", "file://server/x.dotm", "word/_rels/settings.xml.rels"
            ),
            "from outside",
        ),
        (leading_outside("image", "https://evil.example/x.png"), "from outside"),
        (leading_outside("oleObject", "\\\\server\\x"), "from outside"),
        (leading_outside("subDocument", "C:\\x.docx"), "from outside"),
        (b"PK" + bytes(10_000_001), "larger than 10 MB"),
    ],
)
def test_file_that_cannot_be_used_is_refused_with_what_to_do(data: bytes, why: str) -> None:
    for use in (check_styles, lambda given: paper_docx(paper(), given)):
        if not data and use is not check_styles:
            continue  # no styles at all
        with pytest.raises(Refused, match=why) as refused:
            use(data)
        assert refused.value.field == "word_styles"
        assert "Choose a Word document" in refused.value.message or "save" in refused.value.message


def test_document_without_the_styles_of_papers_gets_ours() -> None:
    empty = (
        b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:docDefaults/></w:styles>"
    )
    file = WordFile(paper_docx(paper(), with_parts(house_document(), {"word/styles.xml": empty})))
    assert len(file.headed("heading 1")) == 15
    assert "Riverton" not in text_of(file.body)


def test_styles_that_stand_on_each_other_are_not_gone_round_for_ever(house: bytes) -> None:
    styles = part_of(house, "word/styles.xml")
    round_about = re.sub(
        rb'(w:styleId="(?:Title|TOCHeading)">.*?<w:basedOn w:val=")[^"]*',
        lambda found: found[1] + (b"TOCHeading" if b'"Title"' in found[1] else b"Title"),
        styles,
        flags=re.DOTALL,
    )
    assert round_about != styles
    file = WordFile(paper_docx(paper(), with_parts(house, {"word/styles.xml": round_about})))
    assert len(file.headed("heading 1")) == 15


def test_picture_that_is_none_is_left_out() -> None:
    names = zipfile.ZipFile(io.BytesIO(house_document())).namelist()
    (logo,) = (name for name in names if name.startswith("word/media/"))
    for broken in (b"GIF89a", b"\x89PNG\r\n\x1a\n broken", b"<svg/>"):
        file = WordFile(paper_docx(paper(), with_parts(house_document(), {logo: broken})))
        assert "word/header3.xml" not in file.parts


def test_picture_that_unfolds_into_too_many_pixels_is_refused(house: bytes) -> None:
    (logo,) = (name for name in zipfile.ZipFile(io.BytesIO(house)).namelist() if "/media/" in name)
    with pytest.raises(Refused, match="at the head of the document’s pages has 12,000 by 12,000"):
        check_styles(with_parts(house, {logo: blank_png(12_000, 12_000)}))


def with_styles(house: bytes, number: int, words: str = "") -> bytes:
    """The council's document with so many more styles."""
    styles = part_of(house, "word/styles.xml").decode()
    more = "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="Own{each}"><w:name w:val="Own {each}{words}"/>'
        '<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:pPr><w:keepNext/><w:spacing w:before="120" '
        'w:after="60"/></w:pPr><w:rPr><w:b/><w:i/><w:sz w:val="24"/></w:rPr></w:style>'
        for each in range(number)
    )
    return with_parts(
        house, {"word/styles.xml": styles.replace("</w:styles>", f"{more}</w:styles>").encode()}
    )


@pytest.fixture
def read_anew(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Nothing is remembered; which documents are read."""
    read: list[bytes] = []

    def noted(document: bytes) -> HouseStyles:
        read.append(document)
        return read_house_styles(document)

    monkeypatch.setattr(file_styles, "_remembered", OrderedDict())
    monkeypatch.setattr(file_styles, "read_house_styles", noted)
    return read


def test_styles_are_read_once_for_all_files_in_them(house: bytes, read_anew: list[bytes]) -> None:
    first = paper_docx(paper(), house)
    assert paper_docx(paper(), bytes(bytearray(house))) == first
    assert read_anew == [house]
    plain = replace(paper(), look=Look(name="Riverton"))
    assert paper_docx(plain, house) != first
    other = house_document(has_logo=False)
    assert "word/header3.xml" not in WordFile(paper_docx(paper(), other)).parts
    assert paper_docx(paper(), house) == first


def test_only_a_few_styles_are_remembered_and_none_that_are_very_large(
    house: bytes, read_anew: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    # From one on: with none added, a document packed in the same second is the council's own, byte for byte.
    documents = [with_styles(house, each) for each in range(1, file_styles.MOST + 2)]
    for document in (*documents, documents[-1], documents[0]):
        paper_docx(paper(), document)
    assert read_anew == [*documents, documents[0]]
    assert len(file_styles._remembered) == file_styles.MOST
    monkeypatch.setattr(file_styles, "LARGEST", 1_000)
    for _ in range(2):
        paper_docx(paper(), house)
    assert read_anew[-2:] == [house, house]


def test_styles_read_at_once_by_many_are_the_same_for_all(
    house: bytes, read_anew: list[bytes]
) -> None:
    document = with_styles(house, 300)
    with ThreadPoolExecutor(8) as pool:
        files = set(pool.map(lambda _: paper_docx(paper(), document), range(16)))
    assert len(files) == 1
    assert 1 <= len(read_anew) <= 8


@pytest.mark.parametrize(("number", "words"), [(4_200, ""), (3_000, "x" * 900)])
def test_more_styles_than_word_has_room_for_are_refused(
    house: bytes, number: int, words: str
) -> None:
    with pytest.raises(Refused, match="too many styles: Word itself has room for 4,079"):
        check_styles(with_styles(house, number, words))


def test_captions_stay_with_their_tables_in_any_councils_styles() -> None:
    file = WordFile(paper_docx(paper(), house_document()))
    captions = [
        table.getprevious()
        for table in file.body.iter(f"{W}tbl")
        if table.getprevious() is not None and table.getprevious().tag == f"{W}p"
    ]
    assert captions
    assert all(each.find(f"{W}pPr/{W}keepNext") is not None for each in captions)
