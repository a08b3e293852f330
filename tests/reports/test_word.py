"""A paper as a Word file that an editor can go on with, and that can be read without seeing it."""

from copy import deepcopy
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from PIL import Image, ImageColor

from actions.position import CountCell
from reports.paper import (
    Appendix,
    Block,
    Bullets,
    Look,
    PaperContent,
    Paragraph,
    PartBlock,
    Points,
    Section,
)
from reports.text import Run
from reports.word import paper_docx
from tests.reports.paper_samples import paper, said, words
from tests.reports.word_reading import W, WordFile, text_of
from wsoa.charts import Column, Point, Series, Style, lines, stacked
from wsoa.parts import Cell, ChartPart, Head, Row, TablePart, Tag
from wsoa.tones import TONES

HEADINGS = ("heading 1", "heading 2", "heading 3")


def written(content: PaperContent) -> WordFile:
    return WordFile(paper_docx(content))


def with_sections(*sections: Section, **given: Any) -> PaperContent:
    """The sample paper with these sections alone."""
    alone = {"header": (), "summary": (), "history": (), "plain_english": None, "appendices": ()}
    return replace(paper(), sections=sections, **{**alone, **given})


def holding(*blocks: Block, ground: str = "") -> PaperContent:
    """A paper that holds these blocks in one section."""
    return with_sections(Section("section-1", "Findings", blocks, "1", ground))


def attribute(element: Any, path: str, name: str = "val") -> str:
    return str(element.find(path.replace("w:", W)).get(f"{W}{name}"))


def test_file_opens_with_its_title_and_headings() -> None:
    document = Document(BytesIO(paper_docx(paper())))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") == 15


def test_headings_follow_each_other_without_a_gap() -> None:
    file = written(paper())
    levels = [HEADINGS.index(line.style) + 1 for line in file.headed(*HEADINGS)]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_sections_and_their_paragraphs_are_counted_by_word() -> None:
    file = written(paper())
    numbered = [(line.number, line.text) for line in file.headed("heading 1") if line.number]
    assert numbered[0] == ("1", "Details of recommendations")
    assert [number for number, _ in numbered] == [str(number) for number in range(1, 12)]
    assert file.headed("Numbered Paragraph")[0].number == "2.1"
    assert not any(line.text.startswith(line.number) for line in file.lines if line.number)


def test_paragraph_put_in_by_an_editor_gets_the_next_number() -> None:
    file = written(holding(words("First.", "1.1"), words("Second.", "1.2")))
    first = next(each for each in file.body.iter(f"{W}p") if text_of(each) == "First.")
    put_in = deepcopy(first)
    next(put_in.iter(f"{W}t")).text = "Put in."
    first.addprevious(put_in)
    numbers = [(line.number, line.text) for line in file.headed("Numbered Paragraph")]
    assert numbers == [("1.1", "Put in."), ("1.2", "First."), ("1.3", "Second.")]


def test_paper_without_numbers_has_none() -> None:
    content = with_sections(Section("section-1", "Findings", (words("Said."),)))
    file = written(content)
    assert [line.number for line in file.lines if line.number] == []


def test_each_list_of_points_begins_anew_and_bullets_are_a_list() -> None:
    points = Points((said("notes"), said("asks")))
    file = written(holding(points, Bullets((said("one"),)), points))
    assert [line.number for line in file.headed("List Number")] == ["i)", "ii)", "i)", "ii)"]
    assert [line.number for line in file.headed("List Bullet")] == ["•"]


def test_list_in_a_list_stands_below_its_item_and_the_points_go_on() -> None:
    deep = Points((said("notes"), said("this"), said("that"), said("asks")), (0, 1, 12, 0))
    file = written(holding(deep))
    lines = [line for line in file.lines if line.style.startswith("List")]
    assert [line.number for line in lines] == ["i)", "•", "•", "ii)"]
    assert [attribute(line.element, "w:pPr/w:numPr/w:ilvl") for line in lines] == [
        "0",
        "1",
        "8",
        "0",
    ]


def test_every_table_has_a_caption_headings_on_each_page_and_rows_kept_whole() -> None:
    file = written(paper())
    assert len(file.tables) == 14
    for table in file.tables:
        assert table.caption
        assert attribute(table.element, "w:tblPr/w:tblCaption") == table.caption
        assert attribute(table.element, "w:tblPr/w:tblDescription").startswith("Columns: ")
        rows = table.element.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        shows_heads = attribute(table.element, "w:tblPr/w:tblLook", "firstRow") == "1"
        assert marked == [shows_heads] + [False] * (len(rows) - 1)
    unheaded = [table.caption for table in file.tables if not _is_headed(table.element)]
    assert unheaded == ["Report to Cabinet, 24 May 2018"]  # names beside values


def _is_headed(table: Any) -> bool:
    return table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None


def test_row_longer_than_a_page_may_go_over_it() -> None:
    part = TablePart(
        "Long", (Head("A"), Head("B")), (Row(Cell("1"), (Cell("word " * 10_000),)),), ""
    )
    (table,) = written(holding(PartBlock(part))).tables
    assert [row.find(f"{W}trPr/{W}cantSplit") is None for row in table.element.iter(f"{W}tr")] == [
        False,
        True,
    ]


def test_numbers_of_tables_are_words_own() -> None:
    file = written(paper())
    codes = [
        code.text.strip() for code in file.body.iter(f"{W}instrText") if "SEQ" in (code.text or "")
    ]
    assert codes == ["SEQ Table \\* ARABIC"] * 3
    captions = [line.text for line in file.headed("caption") if line.text.startswith("Table ")]
    assert [caption[:8] for caption in captions] == ["Table 1:", "Table 2:", "Table 3:"]


def test_columns_have_the_widths_asked_for_and_fill_the_page() -> None:
    heads = (Head("A", width=20), Head("B"), Head("C", is_number=True, width=30))
    part = TablePart("Widths", heads, (Row(Cell("a"), (Cell("b"), Cell("3"))),), "")
    (table,) = written(holding(PartBlock(part))).tables
    widths = [int(column.get(f"{W}w")) for column in table.element.iter(f"{W}gridCol")]
    assert [round(width / sum(widths) * 100) for width in widths] == [20, 50, 30]
    last = table.element.findall(f"{W}tr")[1].findall(f"{W}tc")[2]
    assert attribute(last, "w:p/w:pPr/w:jc") == "right"


def test_rating_is_a_letter_and_a_word_on_its_tint() -> None:
    part = TablePart(
        "Ratings",
        (Head("Action"), Head("Rating")),
        (Row(Cell("1.1"), (Cell(tag=Tag("R", "Red", "red")),)),),
        "",
    )
    (table,) = written(holding(PartBlock(part))).tables
    assert table.rows[1][1].split() == ["R", "Red"]
    assert attribute(table.element.findall(f"{W}tr")[1], ".//w:rPr/w:shd", "fill") == "f8d5d5"


def test_chart_is_a_picture_that_says_what_it_shows_with_its_figures_in_a_table() -> None:
    counts = (CountCell("G", "Green", "green", 7), CountCell("R", "Red", "red", 3))
    chart = stacked([Column(date(2018, 4, 30), "30 April 2018", "Apr", counts)])
    file = written(holding(PartBlock(ChartPart("Progress", "Month", chart), "Table 1")))
    (table,) = file.tables
    assert table.caption == "Table 1: Progress: the figures"
    assert table.rows[1][:3] == ["30 April 2018", "7", "3"]
    (shown,) = file.body.iter("{*}docPr")
    assert shown.get("descr") == chart.frame.description
    picture = Image.open(BytesIO(file.parts["word/media/picture1.png"])).convert("RGB")
    colours = {colour for _, colour in picture.getcolors(1_000_000) or ()}
    for tone in ("green", "red"):
        assert ImageColor.getrgb(TONES[tone].ground) in colours


def test_lines_are_drawn_with_their_dashes_and_their_key() -> None:
    days = [Point(date(2018, month, 1), f"1/{month}", f"{month}") for month in (1, 2, 3)]
    drawn = lines(
        days,
        [
            Series("Done", Style("blue", 2, has_marks=True), (1, 2, 3)),
            Series("All", Style("grey", 1, "4 3"), (9, None, 9)),
        ],
        mark=(date(2018, 2, 1), "Today"),
    )
    file = written(holding(PartBlock(ChartPart("Done", "Month", drawn, "Each month"))))
    picture = Image.open(BytesIO(file.parts["word/media/picture1.png"]))
    assert picture.size == (1920, 3 * (22 + 256))


def test_whole_plan_stands_across_and_what_follows_it_upright() -> None:
    plan = paper().appendices
    charter = Appendix("appendix-b", "Appendix B: Charter", (words("Promise."),))
    file = written(replace(paper(), appendices=(*plan, charter)))
    sizes = [attribute(page, "w:pgSz", "w") for page in file.body.iter(f"{W}sectPr")]
    assert sizes == ["11906", "16838", "11906"]


def test_every_page_bears_title_classification_council_and_number() -> None:
    file = written(paper(is_draft=True))
    for place in (1, 2):
        head = text_of(file.xml[f"word/header{place}.xml"])
        assert "SEND area inspection update" in head
        assert "Draft. Part I: public" in head
        foot = file.xml[f"word/footer{place}.xml"]
        assert text_of(foot).endswith("Page 1 of 1")
        codes = [code.text.strip() for code in foot.iter(f"{W}instrText")]
        assert codes == ["PAGE", "NUMPAGES"]


def test_long_paper_begins_with_its_contents_and_a_short_one_does_not() -> None:
    file = written(paper())
    entries = [line.text for line in file.headed("toc 1")]
    headings = [
        f"{line.number}\t{line.text}" if line.number else line.text
        for line in file.headed("heading 1")
    ]
    assert entries == headings
    places = {start.get(f"{W}name") for start in file.body.iter(f"{W}bookmarkStart")}
    links = [link.get(f"{W}anchor") for link in file.body.iter(f"{W}hyperlink")]
    assert set(links) <= places
    assert not written(holding(words("Said."))).headed("toc 1")


def test_properties_name_the_council_and_nobody() -> None:
    properties = Document(BytesIO(paper_docx(paper()))).core_properties
    assert properties.title == "SEND area inspection update"
    assert properties.author == "Royal Borough of Windsor and Maidenhead"
    assert properties.subject == "Cabinet, 24 May 2018"
    assert properties.language == "en-GB"
    assert (properties.last_modified_by, properties.keywords, properties.comments) == ("", "", "")


def test_same_paper_is_the_same_file() -> None:
    assert paper_docx(paper()) == paper_docx(paper())


def test_exempt_section_is_marked_with_its_ground() -> None:
    ground = "Paragraph 3 of Schedule 12A"
    file = written(holding(words("Secret."), ground=ground))
    assert f"Exempt. {ground}" in [line.text for line in file.headed("Paper Notice")]


def test_draft_says_so_and_a_cleared_paper_does_not() -> None:
    note = "The words have to be read anew."
    draft = written(replace(paper(is_draft=True), draft_note=note))
    assert draft.headed("Paper Notice")[0].text.endswith(note)
    assert not written(paper()).headed("Paper Notice")


def test_links_lead_out_and_what_word_cannot_take_stays_text() -> None:
    links = [
        "https://example.org/a?b=1&c=2",
        "mailto:send@example.org",
        "javascript:alert(1)",
        "https://example.org/a b",
        "/relative",
        "https://[::1",
        f"https://example.org/{'a' * 3000}",
    ]
    runs = tuple(Run(f"[{place}]", href=link) for place, link in enumerate(links))
    file = written(holding(Paragraph(runs, "1.1")))
    targets = [
        each.get("Target")
        for each in file.xml["word/_rels/document.xml.rels"]
        if each.get("TargetMode") == "External"
    ]
    assert targets == links[:2]
    assert [line.text for line in file.headed("Numbered Paragraph")] == ["[0][1][2][3][4][5][6]"]


@pytest.mark.parametrize(
    "text",
    [
        "<w:p>&amp; ]]> \" '",
        "a\x00b\x0bc\x1fd\ud800e\ufffe",
        "word " * 10_000,
        "x" * 50_000,
        "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
        "\u202eabc\u202c",
        "tab\there\nand\u2028there",
    ],
)
def test_any_text_is_kept_as_text(text: str) -> None:
    everywhere = replace(
        holding(
            words(text, "1.1"),
            Bullets((said(text),)),
            PartBlock(TablePart(text, (Head(text),), (Row(Cell(text), ()),), text, text)),
        ),
        title=text,
        look=Look(text),
        meeting=text,
        header=(Section("header-1", text, (words(text),)),),
        is_draft=True,
        draft_note=text,
    )
    file = written(everywhere)
    kept = "".join(c for c in text if c >= " " and not "\ud800" <= c <= "\udfff" and c != "\ufffe")
    assert "".join(kept.split()) in "".join(file.headed("Numbered Paragraph")[0].text.split())
    assert Document(BytesIO(paper_docx(everywhere))).core_properties.author is not None


def test_text_that_reads_from_the_right_is_marked_so() -> None:
    file = written(holding(words("\u05e9\u05dc\u05d5\u05dd", "1.1"), words("Said.", "1.2")))
    marked = [
        line.element.find(f"{W}pPr/{W}bidi") is not None
        for line in file.headed("Numbered Paragraph")
    ]
    assert marked == [True, False]
    part = TablePart("Said", (Head("A"),), (Row(Cell("\u0645\u0631"), ()),), "")
    (table,) = written(holding(PartBlock(part))).tables
    assert [line.find(f"{W}pPr/{W}bidi") is not None for line in table.element.iter(f"{W}p")] == [
        False,
        True,
    ]


def test_colour_of_the_area_is_that_of_the_headings() -> None:
    branded = written(replace(paper(), look=Look("Riverton", "#7a1250")))
    assert attribute(branded.styles["Heading1"], "w:rPr/w:color") == "7A1250"
    plain = written(replace(paper(), look=Look("Riverton", "red; }")))
    assert attribute(plain.styles["Heading1"], "w:rPr/w:color") == "23404F"
