"""The demonstration's papers, as they are drafted on its plans: the sections of their sources in the sources' order, every figure
bound, and a valid PDF. Windsor and Maidenhead's is tried in test_cabinet_pdf.py."""

from datetime import date
from io import BytesIO

import page
import pytest
from pikepdf import Pdf

from actions.models import Plan
from reports import paper
from reports.blocks import BLOCKS
from reports.content import paper_content
from reports.documents import paper_html, paper_pdf, plan_paper
from reports.facts import Facts
from reports.models import Paper
from reports.paper import PaperContent
from reports.papers import paper_draft
from reports.shipped import shipped_keys, shipped_template
from reports.text import Grid, Listing, Run, Slot, plain, read_text
from tests.kept import kept_fixture
from tests.reports.pdf_reading import Element, read
from tests.reports.published import area_loaded
from tests.reports.slots import said_in

pytestmark = pytest.mark.django_db

medway = area_loaded("medway")
buckinghamshire = area_loaded("buckinghamshire")
newcastle = area_loaded("newcastle")
somerset = area_loaded("somerset")

SECTIONS = {
    "medway": [
        "Summary",
        "1 Budget and policy framework",
        "2 Background",
        "3 Advice and analysis",
        "4 Key implications",
        "5 Risk management",
        "6 Consultation",
        "7 Implications for looked-after children",
        "8 Financial implications",
        "9 Legal implications",
        "10 Recommendations",
        "Lead officer contact",
        "Appendices",
        "Background papers",
    ],
    "buckinghamshire": [
        "Executive summary",
        "1 Introduction and background",
        "2 Progress to date and key challenges",
        "3 Next steps and review",
    ],
    "newcastle": [
        "1 Introduction",
        "2 Current risk rating",
        "3 Recommendation",
        "4 Actions assessed as red",
        "5 Actions assessed as amber",
    ],
    "somerset": [
        "Summary",
        "Recommendations",
        "Reasons for recommendations",
        "Links to the strategy",
        "Financial, legal, HR, social value and partnership implications",
        "Equalities implications",
        "Risk assessment",
        "1 Background",
        "2 The strategy's priorities and outcomes",
        "3 Consultations undertaken",
        "4 Request of the board and its members",
        "5 Background papers",
        "6 Report sign-off",
    ],
}
"""The headings of each source, in its order."""


def _drafted(plan: Plan) -> PaperContent:
    row = Paper.objects.select_related("template").get(plan=plan)
    return plan_paper(plan, row.template.key, row.as_at)


@kept_fixture
def scrutiny(medway: Plan) -> PaperContent:
    """Medway's."""
    return _drafted(medway)


@kept_fixture
def select(buckinghamshire: Plan) -> PaperContent:
    """Buckinghamshire's."""
    return _drafted(buckinghamshire)


@kept_fixture
def exception(newcastle: Plan) -> PaperContent:
    """Newcastle's."""
    return _drafted(newcastle)


@kept_fixture
def health(somerset: Plan) -> PaperContent:
    """Somerset's."""
    return _drafted(somerset)


def _headings(content: PaperContent) -> list[str]:
    sections = (*content.cover, *content.summary, *content.sections)
    return [f"{section.number} {section.heading}".strip() for section in sections]


def _text(content: PaperContent) -> str:
    sections = (*content.cover, *content.summary, *content.sections)
    return "\n".join(said for section in sections for said in said_in(section.blocks))


def _document(content: PaperContent) -> Element:
    pdf_bytes = paper_pdf(content)
    report = page.validate_pdf_bytes(pdf_bytes, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    with Pdf.open(BytesIO(pdf_bytes)) as pdf:
        return read(pdf).document


def _captions(document: Element) -> list[str]:
    return [table.children[0].text for table in document.all("Table")]


def test_medways_paper_has_its_sources_sections_and_figures(scrutiny: PaperContent) -> None:
    assert _headings(scrutiny) == SECTIONS["medway"]
    assert scrutiny.meeting == (
        "Children and Young People Overview and Scrutiny Committee, 8 March 2018"
    )
    text = _text(scrutiny)
    assert "eight areas of significant weakness" in text
    assert "on 22 May 2018" in text
    assert "four areas of focus" in text
    assert "twelve members are" in text
    assert "The three risks below" in text
    assert "section 100B" in text
    assert "10 April 2018" in text
    (letter,) = scrutiny.sections[11].blocks
    assert isinstance(letter, paper.AppendixList)
    assert [(entry.letter, entry.anchor) for entry in letter.entries] == [("A", "")]


def test_medways_sections_that_close_the_paper_are_not_numbered(scrutiny: PaperContent) -> None:
    assert [section.number for section in scrutiny.sections] == [
        *map(str, range(1, 11)),
        "",
        "",
        "",
    ]
    urgent = scrutiny.sections[0].blocks[3]
    assert isinstance(urgent, paper.Paragraph)
    assert urgent.number == "1.4"


def test_buckinghamshires_paper_goes_group_by_group(select: PaperContent) -> None:
    assert _headings(select) == SECTIONS["buckinghamshire"]
    subheadings = [
        plain(block.runs)
        for block in select.sections[1].blocks
        if isinstance(block, paper.Subheading)
    ]
    assert subheadings == [
        "Co-production and the voice of parents and children",
        "Statutory performance (SEND operations)",
        "Quality of EHC plans",
        "SEN support",
        "Preparing for adulthood",
        "Sufficiency: autism and social, emotional and mental health",
        "Integrated commissioning",
        "The Local Offer",
        "Measures",
    ]
    text = _text(select)
    assert "eight impact groups" in text
    assert "For the year so far the share is 65%" in text
    assert "89% came within its statutory time" in text
    assert "On 7 September 2020 the area maintained 4,879 plans" in text
    assert "audited in July 19% were good or better, of those audited in August 47%" in text
    assert "10% of pupils, while nationally it was 12.1%" in text


def test_newcastles_paper_says_49_amber_and_does_not_read_completion_off_green(
    exception: PaperContent,
) -> None:
    assert _headings(exception) == SECTIONS["newcastle"]
    text = _text(exception)
    assert "holds 115 actions" in text
    assert "seven actions are red, 49 are amber and 59 are green" in text
    assert "They have three issues behind them" in text
    assert "Recorded as complete, with evidence, are 16 actions" in text
    assert "50" not in text
    assert [appendix.heading[:11] for appendix in exception.appendices] == [
        "Appendix 1:",
        "Appendix 2:",
    ]
    numbered = [
        b.number for s in exception.sections for b in s.blocks if isinstance(b, paper.Paragraph)
    ]
    assert set(numbered) == {""}, "Sections are numbered, paragraphs are not."


def test_somersets_paper_has_a_cover_and_a_sign_off(health: PaperContent) -> None:
    assert _headings(health) == SECTIONS["somerset"]
    text = _text(health)
    assert "nine areas that need significant improvement" in text
    assert "between 1 June 2022 and 1 December 2022" in text
    assert "holds 28 actions under nine improvement priorities" in text
    assert "three are complete" in text
    assert "register of five risks" in text
    assert "Incomplete reports will not be accepted." in text
    assert [row.heading for row in health.cover][3] == "Links to the strategy"


def test_medways_pdf_is_valid_with_its_tables(scrutiny: PaperContent) -> None:
    assert _captions(_document(scrutiny)) == [
        "Report to Children and Young People Overview and Scrutiny Committee, 8 March 2018",
        "Weaknesses and the areas of focus that answer them",
        "Statutory dates as at 8 March 2018",
        "Risks as at 8 March 2018",
    ]


def test_buckinghamshires_pdf_is_valid_with_its_tables(select: PaperContent) -> None:
    captions = _captions(_document(select))
    assert captions[1:] == [
        "Actions by impact group as at 29 September 2020",
        "EHC needs assessments completed within 20 weeks",
        "Audited plans judged good or better: the figures",
        "You said, we did",
        "Measures as at 29 September 2020",
    ]


def test_newcastles_pdf_is_valid_with_a_table_a_group(exception: PaperContent) -> None:
    document = _document(exception)
    captions = _captions(document)
    assert captions[1] == "Actions by rating as at 16 October 2019: the figures"
    assert len(captions) == 2 + 11 + 4, "The head, the chart, the groups, the tracker's themes."
    assert document.all("Figure")[0].attributes["/Alt"]


def test_somersets_pdf_is_valid_with_ticks_in_its_cover(health: PaperContent) -> None:
    document = _document(health)
    captions = _captions(document)
    assert "The report in short" in captions
    assert captions[-1] == "Who has seen the report"
    (ticks,) = (t for t in document.all("Table") if t.children[0].text.startswith("Priorities of"))
    assert [row.children[1].text for row in ticks.all("TR")] == [
        "Served",
        "✓ Yes",
        "No",
        "✓ Yes",
        "✓ Yes",
    ]


@pytest.mark.parametrize("key", shipped_keys())
def test_every_shipped_template_opens_for_a_plan_of_the_demonstration(
    medway: Plan, buckinghamshire: Plan, newcastle: Plan, somerset: Plan, key: str
) -> None:
    for plan in (medway, buckinghamshire, newcastle, somerset):
        assert plan.reported_as_at is not None
        html = paper_html(plan_paper(plan, key, plan.reported_as_at))
        assert "<h1" in html
        assert "[[" not in html


@pytest.mark.parametrize("key", shipped_keys())
def test_every_block_of_a_shipped_template_is_one_there_is(key: str) -> None:
    template = shipped_template(key)
    slots = [
        block.key
        for section in template.sections
        for block in read_text(section.text)
        if isinstance(block, Slot)
    ]
    assert set(slots) <= set(BLOCKS)
    assert slots, "No template is without data."
    assert all(section.guidance or section.text for section in template.sections)
    assert any(step.is_mandatory for step in template.steps)


def test_no_number_of_the_plan_is_typed_in_a_paper(
    medway: Plan, somerset: Plan, newcastle: Plan
) -> None:
    """What the plan counts stands in braces: a bare count of it in words or digits would go stale."""
    for plan, counts in (
        (medway, ("eight", "four", "twelve")),
        (newcastle, ("115", "49", "59", "seven")),
        (somerset, ("nine", "28")),
    ):
        for section in Paper.objects.get(plan=plan).sections.all():
            words = _typed(section.text).replace(",", " ").replace(".", " ").split()
            assert not set(counts) & set(words), section.heading


def _typed(text: str) -> str:
    """The words of a text, without what is bound."""
    runs: list[Run] = []
    for block in read_text(text):
        match block:
            case Slot():
                continue
            case Listing(items, _):
                runs += [run for item in items for run in item]
            case Grid(head, rows):
                runs += [run for row in (head, *rows) for cell in row for run in cell]
            case _:
                runs += block.runs
        runs.append(Run(" "))
    return plain(run for run in runs if not run.figure)


def test_medways_paper_is_urgent_and_says_why(medway: Plan) -> None:
    row = Paper.objects.get(plan=medway)
    assert row.is_urgent
    assert "section 100B" in row.urgency
    assert row.meeting is not None
    assert row.meeting.held_on == row.meeting_on


def test_nothing_of_newcastles_exempt_appendix_is_in_its_public_copy(newcastle: Plan) -> None:
    draft = paper_draft(newcastle, "exception", date(2019, 10, 16))
    facts = Facts(newcastle, draft.as_at)
    assert "£71,500" in paper_html(paper_content(draft, facts))
    public = paper_html(paper_content(draft.for_public(), facts))
    assert "£" not in public
    assert "Paragraph 3 of Part 1 of Schedule 12A" in public, "It says on what ground."


def test_medways_days_are_those_of_its_source(medway: Plan) -> None:
    row = Paper.objects.get(plan=medway)
    assert (row.as_at, row.meeting_on) == (date(2018, 3, 8), date(2018, 3, 8))
    assert row.body == "Children and Young People Overview and Scrutiny Committee"
