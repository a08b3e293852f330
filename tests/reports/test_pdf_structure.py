"""Papers as PDF: valid PDF/UA-1, and a structure that reads as the paper does."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import page
import pytest
from pikepdf import Pdf

from reports.choices import SectionKind, StepKind
from reports.content import paper_content
from reports.documents import paper_html, paper_pdf
from reports.drafts import PaperDraft, SectionDraft, StepDraft
from reports.facts import Facts
from reports.paper import (
    ConsulteeTable,
    IssueTable,
    OutcomeTable,
    PaperContent,
    PlanAppendix,
)
from reports.pdf.render import render_pdf
from reports.pdf.structure import repair
from tests.factories import Scene, day, make_actions
from tests.reports.paper_samples import COLUMNS, THEMES, paper, plan_appendix, section, words
from tests.reports.pdf_reading import Element, Reading, read

_EMPTY_PLAN = replace(
    plan_appendix(1), blocks=(PlanAppendix("", "", "No action yet.", COLUMNS, groups=()),)
)
WIDE = 7  # sentences a comment that make the plan's appendix sixteen pages or more


def _document(body: str) -> str:
    """A bare document with the paper's style."""
    return (
        '<!doctype html><html lang="en-GB"><head><title>Trial</title></head>'
        f'<body><article class="paper"><h1>Trial</h1>{body}</article></body></html>'
    )


def _read(pdf_bytes: bytes) -> Reading:
    with Pdf.open(BytesIO(pdf_bytes)) as pdf:
        return read(pdf)


def _assert_valid(pdf_bytes: bytes) -> None:
    report = page.validate_pdf_bytes(pdf_bytes, profile="ua1")
    assert report.rules.total > 100
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


@pytest.fixture(scope="module")
def pdf_bytes() -> bytes:
    """The sample paper with long comments."""
    return render_pdf(paper_html(paper(sentences=WIDE)))


@pytest.fixture(scope="module")
def reading(pdf_bytes: bytes) -> Reading:
    """What the sample paper says."""
    return _read(pdf_bytes)


def _tables(element: Element) -> dict[str, Element]:
    return {table.children[0].text: table for table in element.all("Table")}


def test_document_is_its_paper_once_and_nothing_beside_it() -> None:
    _, _, body = paper_html(paper()).partition("<body>")
    before, _, rest = body.partition("<article")
    article, _, after = rest.partition("</article>")
    assert before.strip() == ""
    assert article
    assert after.split() == ["</body>", "</html>"]


def test_paper_is_valid_pdf_ua(pdf_bytes: bytes) -> None:
    _assert_valid(pdf_bytes)


def test_paper_and_its_plan_have_the_expected_size(pdf_bytes: bytes) -> None:
    with Pdf.open(BytesIO(pdf_bytes)) as pdf:
        wide = [p for p in pdf.pages if p.mediabox[2] > p.mediabox[3]]
        assert len(wide) >= 16
        assert len(pdf.pages) > len(wide) >= len(pdf.pages) - 8


def test_document_has_language_title_and_shows_it(pdf_bytes: bytes) -> None:
    with Pdf.open(BytesIO(pdf_bytes)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo.Title) == "SEND area inspection update"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "SEND area inspection update"


def test_bookmarks_follow_the_headings(pdf_bytes: bytes, reading: Reading) -> None:
    with Pdf.open(BytesIO(pdf_bytes)) as pdf, pdf.open_outline() as outline:
        (top,) = outline.root
        chapters = list(top.children)
        assert top.title == "SEND area inspection update"
        assert [chapter.title for chapter in chapters] == [
            heading.text for heading in reading.document.all("H2")
        ]
        assert len(chapters[-1].children) == len(THEMES)


def test_paper_is_one_article(reading: Reading) -> None:
    (article,) = reading.document.children
    assert article.kind == "Art"
    assert [element.kind for element in article.children if element.kind == "Sect"] == ["Sect"] * 2


def test_headings_are_in_order_without_a_jump(reading: Reading) -> None:
    levels = [int(e.kind[1]) for e in reading.document.all("H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_eleven_sections_then_report_history(reading: Reading) -> None:
    headings = [heading.text for heading in reading.document.all("H2")]
    assert headings[:2] == ["Contents", "Report summary"]
    assert [heading.split()[0] for heading in headings[2:13]] == [str(n) for n in range(1, 12)]
    assert headings[13] == "Report history"


def test_every_table_is_one_table_with_a_caption(reading: Reading) -> None:
    tables = reading.document.all("Table")
    assert len(tables) == 6 + len(THEMES)
    for table in tables:
        kinds = [part.kind for part in table.children]
        assert kinds in (["Caption", "THead", "TBody"], ["Caption", "TBody"])


def test_plan_has_a_row_for_each_action_in_order(reading: Reading) -> None:
    rows = [
        row.children[0].text
        for caption, table in _tables(reading.document).items()
        if caption.startswith("Actions of theme")
        for row in table.all("TBody")[0].children
    ]
    assert rows == [
        f"{number}.{place}"
        for number, (_, counts) in enumerate(THEMES, start=1)
        for place in range(1, sum(counts) + 1)
    ]
    assert len(rows) == 107


def test_every_row_has_a_cell_for_each_column(reading: Reading) -> None:
    for table in reading.document.all("Table"):
        assert len({len(row.children) for row in table.all("TR")}) == 1


def test_every_header_cell_has_a_scope(reading: Reading) -> None:
    for table in reading.document.all("Table"):
        for part in table.children:
            for header in part.all("TH"):
                expected = "/Column" if part.kind == "THead" else "/Row"
                assert header.attributes["/Scope"] == expected


def test_no_cell_names_a_header_that_is_gone(reading: Reading) -> None:
    for cell in reading.document.all("TD", "TH"):
        assert not {"/ID", "/Headers"} & cell.attributes.keys()


def test_table_one_reads_as_printed(reading: Reading) -> None:
    table = next(t for c, t in _tables(reading.document).items() if c.startswith("Table 1:"))
    rows = [[cell.text for cell in row.children] for row in table.all("TR")]
    assert rows[0] == [
        "Theme",
        *(f"{column.code} {column.label} {column.meaning}" for column in COLUMNS),
        "Total",
    ]
    assert rows[3] == ["3 Information for families and the Local Offer", *"22231", "10"]
    assert rows[-1] == ["Total", "49", "30", "6", "17", "5", "107"]


def test_lists_have_labels_bodies_and_numbering(reading: Reading) -> None:
    lists = reading.document.all("L")
    assert [element.attributes["/ListNumbering"] for element in lists] == [
        "/Disc",
        "/LowerRoman",
        *["/Disc"] * (len(lists) - 2),
    ]
    for element in lists[1:]:
        for item in element.children:
            assert [part.kind for part in item.children] == ["Lbl", "LBody"]
    assert [item.children[0].text for item in lists[1].children] == ["i)", "ii)"]


def test_link_says_where_it_goes(pdf_bytes: bytes) -> None:
    with Pdf.open(BytesIO(pdf_bytes)) as pdf:
        links = [link for p in pdf.pages for link in p.obj.get("/Annots", [])]
        said = [str(link.Contents) for link in links]
    assert said[0] == "Go to Report summary"
    assert said[-1] == "Go to Appendix A: Written Statement of Action as at 30 April 2018"


def test_contents_of_a_long_paper_lead_to_each_part_and_say_its_page(
    pdf_bytes: bytes, reading: Reading
) -> None:
    with Pdf.open(BytesIO(pdf_bytes)) as pdf, pdf.open_outline() as outline:
        pages = {page.obj.objgen: str(number) for number, page in enumerate(pdf.pages, start=1)}
        places: list[tuple[str, Any]] = [
            (chapter.title, chapter.destination) for chapter in outline.root[0].children
        ]
        printed = [f"{title} {pages[place[0].objgen]}" for title, place in places]
    contents = reading.document.all("L")[0]
    assert [line.text for line in contents.children] == printed[1:]


def test_short_paper_prints_no_contents() -> None:
    short = _read(render_pdf(paper_html(replace(paper(), appendices=()))))
    assert "Contents" not in [heading.text for heading in short.document.all("H2")]
    assert all("/ListNumbering" in each.attributes for each in short.document.all("L"))


def _typed(kind: SectionKind, heading: str, text: str, ground: str = "") -> SectionDraft:
    return SectionDraft(kind, heading, text, ground=ground)


EVERYTHING = """Words with **bold ones** and [a link](https://example.org/plan).

### Subheading

1. First
   - below it
     - and below that
2. Second

   with another paragraph

- Bullet

| Item | Cost | From |
|---|---|---|
| Lead | £52,000 | [Site](https://example.org) |
| Training | 8,000 | |

[[table-1: Progress as at {as_at}]]

[[table-2]]

[[issues]]

[[consultees]]

[[appendices]]"""


@pytest.fixture
def typed(scene: Scene) -> Element:
    """A paper with every kind of section and every mark, an exempt one among them."""
    make_actions(scene, 12, "GARBW")
    ground = "Paragraph 2 of Part 1 of Schedule 12A"
    sections = (
        *(_typed(kind, f"Heading of {kind}", EVERYTHING) for kind in SectionKind),
        _typed(SectionKind.BODY, "Staffing", EVERYTHING, ground),
        _typed(SectionKind.APPENDIX, "Plan", "[[action-plan]]"),
        _typed(SectionKind.APPENDIX, "Staff", EVERYTHING, ground),
    )
    step = StepDraft(StepKind.CONSULTEE, "Section 151 officer", issued_on=day(9))
    draft = PaperDraft("Update", "Riverton", "Cabinet", day(99), day(90), sections, (step,))
    pdf_bytes = paper_pdf(paper_content(draft, Facts(scene.plan, day(90))))
    _assert_valid(pdf_bytes)
    return _read(pdf_bytes).document


def test_paper_of_every_kind_of_text_is_valid_and_each_table_is_one(typed: Element) -> None:
    for table in typed.all("Table"):
        kinds = [part.kind for part in table.children]
        assert kinds in (["Caption", "THead", "TBody"], ["Caption", "TBody"])
        for part in table.children[1:]:
            assert len({len(row.children) for row in part.children}) == 1
    captions = [table.children[0].text for table in typed.all("Table")]
    numbered = [caption for caption in captions if caption.startswith("Table ")]
    assert [caption.split()[1].rstrip(":") for caption in numbered] == [
        str(number) for number in range(1, len(numbered) + 1)
    ]


def test_list_in_a_list_is_a_list_in_its_item(typed: Element) -> None:
    points = next(each for each in typed.all("L") if len(each.all("L")) > 1)
    first, second = points.children
    (below,) = [each for each in first.children[1].children if each.kind == "L"]
    assert below.children[0].children[0].kind == "Lbl"
    assert "with another paragraph" in second.text


def test_exempt_section_says_on_what_ground(typed: Element) -> None:
    said = [each.text for each in typed.all("P") if each.text.startswith("Exempt.")]
    assert said == ["Exempt. Paragraph 2 of Part 1 of Schedule 12A"] * 2


def test_every_page_has_title_classification_and_number(reading: Reading) -> None:
    count = len(reading.artifacts)
    for number, artifacts in enumerate(reading.artifacts, start=1):
        assert artifacts.endswith(
            "SEND area inspection update Part I: public Royal Borough of Windsor and Maidenhead, "
            f"Cabinet, 24 May 2018 Page {number} of {count}"
        )


def test_header_repeated_on_a_page_is_not_read_again(reading: Reading) -> None:
    assert sum(text.startswith("Ref Action") for text in reading.artifacts) >= 8
    assert reading.document.text.count("Ref Action Lead and owners") == len(THEMES)


def test_draft_says_so_on_every_page_and_at_its_head() -> None:
    pdf_bytes = render_pdf(paper_html(paper(sentences=1, is_draft=True)))
    _assert_valid(pdf_bytes)
    draft = _read(pdf_bytes)
    assert all("Draft. Part I: public" in artifacts for artifacts in draft.artifacts)
    assert draft.document.all("P")[1].text.startswith("Draft.")


@pytest.mark.parametrize(
    "content",
    [
        replace(paper(sentences=1), appendices=(), plain_english=None, history=()),
        replace(paper(sentences=1), appendices=(_EMPTY_PLAN,)),
        replace(
            paper(sentences=1),
            appendices=(),
            sections=(
                section(
                    1,
                    "Nothing yet",
                    words("", "1.1"),
                    OutcomeTable("Outcomes", ()),
                    IssueTable("Issues", ()),
                    ConsulteeTable("Consultees", ()),
                ),
            ),
        ),
    ],
    ids=["short", "plan without actions", "tables without rows"],
)
def test_paper_with_little_in_it_is_valid(content: PaperContent) -> None:
    _assert_valid(render_pdf(paper_html(content)))


def test_table_split_by_pages_and_its_neighbour_stay_two() -> None:
    rows = "<tr><th scope='row'>Row</th><td>{}</td></tr>".format("Text.<br>" * 20)
    body = "".join(
        f"<table class='paper__table'><caption>{name}</caption><thead><tr><th>A</th><th>B</th></tr>"
        f"</thead><tbody>{rows * 7}</tbody></table>"
        for name in ("First", "Second")
    )
    pdf_bytes = render_pdf(_document(body))
    _assert_valid(pdf_bytes)
    tables = _read(pdf_bytes).document.all("Table")
    assert [table.children[0].text for table in tables] == ["First", "Second"]
    assert [len(table.all("TBody")[0].children) for table in tables] == [7, 7]


def test_row_taller_than_a_page_is_one_row() -> None:
    text = "Families asked for a shorter form. " * 400
    body = (
        "<table class='paper__table'><caption>Long</caption><thead><tr><th>A</th><th>B</th></tr>"
        f"</thead><tbody><tr><th>1.1</th><td>{text}</td></tr><tr><th>1.2</th><td>x</td></tr></tbody>"
        "</table>"
    )
    pdf_bytes = render_pdf(_document(body))
    _assert_valid(pdf_bytes)
    reading = _read(pdf_bytes)
    assert len(reading.artifacts) > 2
    (table,) = reading.document.all("Table")
    assert [row.children[0].text for row in table.all("TBody")[0].children] == ["1.1", "1.2"]
    assert table.all("TD")[0].text == text.strip()


def test_list_over_two_pages_is_one_list() -> None:
    items = "".join(f"<li>Point {number}<br>more<br>more</li>" for number in range(40))
    pdf_bytes = render_pdf(_document(f"<p>Points:</p><ul>{items}</ul>"))
    _assert_valid(pdf_bytes)
    (points,) = _read(pdf_bytes).document.all("L")
    assert len(points.children) == 40


def test_lists_that_meet_at_a_page_break_stay_two() -> None:
    kinds = ("ul", "ol") * 30
    body = "".join(f"<{kind}><li>{kind}</li></{kind}>" for kind in kinds)
    pdf_bytes = render_pdf(_document(body))
    with Pdf.open(BytesIO(pdf_bytes)) as pdf:
        assert len(pdf.pages) > 1
    lists = _read(pdf_bytes).document.all("L")
    assert [each.text[-2:] for each in lists] == list(kinds)
    assert [each.attributes["/ListNumbering"] for each in lists] == ["/Disc", "/Decimal"] * 30


def test_list_in_a_list_over_two_pages_is_one_list_in_its_item() -> None:
    inner = "".join(f"<li>Inner {number}</li>" for number in range(70))
    outer = f"<ul><li>First</li><li>Second<ol>{inner}</ol></li><li>Third</li></ul>"
    pdf_bytes = render_pdf(_document(outer))
    _assert_valid(pdf_bytes)
    outside, inside = _read(pdf_bytes).document.all("L")
    assert len(outside.children) == 3
    assert len(inside.children) == 70


def test_contents_over_two_pages_keep_a_line_for_each_part() -> None:
    lines = "".join(f'<li><a href="#p">Part {number}</a></li>' for number in range(90))
    contents = f'<div class="paper__contents"><ul>{lines}</ul></div><h2 id="p">Part</h2>'
    (listed,) = _read(render_pdf(_document(contents))).document.all("L")
    assert [item.text for item in listed.children] == [f"Part {number}" for number in range(90)]


def test_long_words_stay_inside_their_cells() -> None:
    pdf_bytes = render_pdf(_document(f"<p>{'unbroken' * 60}</p>"))
    (paragraph,) = _read(pdf_bytes).document.all("P")
    assert paragraph.pieces > 3


def test_repair_of_an_untagged_pdf_is_refused() -> None:
    out = BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    with pytest.raises(ValueError, match="no tags"):
        repair(out.getvalue())
