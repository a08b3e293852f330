"""A board pack as PDF: valid PDF/UA-1, every part in its place, and contents that say the right pages."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import page
import pytest
from django.db import transaction
from pikepdf import OutlineItem, Pdf

from actions.position import Position, movement, position_as_at
from boards.choices import PackPart
from boards.pack_values import EntryValue, PackContent
from reports.documents import pack_pdf
from tests.factories import Scene, day, make_actions, make_place, make_scene, rate
from tests.reports.pack_samples import AGENDA, content, entries, shown
from tests.reports.pdf_reading import Element, Reading, read

pytestmark = pytest.mark.django_db

BESIDE = [
    "8 Weaknesses and what answers them",
    "9 Statutory dates",
    "10 Measures",
    "11 Risks",
]
PARTS = [
    "1 Agenda",
    "2 Members and apologies",
    "3 Minutes of the last meeting",
    "4 Decisions and board actions outstanding",
    "5 Comments of other meetings",
    "6 Papers owed",
    "7 Dashboard",
    *BESIDE,
    "12 Exceptions",
    "13 What moved",
    "14 Action plan",
]


def _two_months(scene: Scene, number: int = 40) -> tuple[Position, Position]:
    """What the board is shown, and what it was shown the last time."""
    actions = make_actions(scene, number, "GARWB")
    for action in actions[1:7]:
        rate(action, scene.ratings["R"], day(100), by=scene.manager)
    return position_as_at(scene.plan, day(119)), position_as_at(scene.plan, day(89))


def _valid(made: PackContent) -> bytes:
    pdf_bytes = pack_pdf(made)
    report = page.validate_pdf_bytes(pdf_bytes, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    return pdf_bytes


def _read(pdf_bytes: bytes) -> Reading:
    with Pdf.open(BytesIO(pdf_bytes)) as pdf:
        return read(pdf)


def _parts(document: Element) -> dict[str, Element]:
    """Heading -> the section under it."""
    sections = (each for each in document.children[0].children if each.kind == "Sect")
    return {section.all("H2")[0].text: section for section in sections}


def _bookmarks(pdf_bytes: bytes) -> dict[str, int]:
    """Title of a chapter's bookmark -> the page that it goes to, from 1."""
    with Pdf.open(BytesIO(pdf_bytes)) as pdf, pdf.open_outline() as outline:
        (top,) = outline.root
        return {str(item.title): _page_of(pdf, item) for item in top.children}


def _page_of(pdf: Pdf, item: OutlineItem) -> int:
    destination: Any = item.destination
    numbers = {each.obj.objgen: number for number, each in enumerate(pdf.pages, start=1)}
    return numbers[destination[0].objgen]


@pytest.fixture(scope="module")
def two_months(django_db_setup: None, django_db_blocker: Any) -> tuple[Position, Position]:
    """Two Positions of a plan of forty actions, of which the database keeps nothing."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = _two_months(make_scene(make_place()))
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="module")
def pdf_bytes(two_months: tuple[Position, Position]) -> bytes:
    """A closed pack of that plan, over several pages."""
    return _valid(content(shown(*two_months), closed=True))


def test_every_part_is_there_in_order_under_one_numbered_heading(pdf_bytes: bytes) -> None:
    document = _read(pdf_bytes).document
    assert list(_parts(document)) == PARTS
    levels = [int(each.kind[1]) for each in document.all("H1", "H2", "H3", "H4")]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [each.kind for each in document.children] == ["Art"]


def test_contents_say_the_pages_that_the_bookmarks_go_to(pdf_bytes: bytes) -> None:
    document = _read(pdf_bytes).document
    listed = [item.text.split() for item in document.all("L")[0].children]
    said = {f"{words[0].rstrip('.')} {' '.join(words[1:-1])}": int(words[-1]) for words in listed}
    marked = _bookmarks(pdf_bytes)
    assert marked.pop("Contents") == 2
    assert said == marked
    assert list(said) == PARTS
    assert len(set(said.values())) > 4


def test_pages_bear_board_day_standing_and_number_but_the_cover_has_no_number(
    pdf_bytes: bytes,
) -> None:
    artifacts = _read(pdf_bytes).artifacts
    assert "Page" not in artifacts[0]
    for number, text in enumerate(artifacts[1:], start=2):
        assert "Steering board: board pack" in text
        assert "As closed, version 2" in text
        assert "Riverton, meeting of 24 May 2018" in text
        assert f"Page {number} of {len(artifacts)}" in text


def test_table_that_runs_over_pages_is_one_table_and_each_of_its_headers_has_a_scope(
    pdf_bytes: bytes,
) -> None:
    document = _read(pdf_bytes).document
    captions = [table.children[0].kind for table in document.all("Table")]
    assert set(captions) == {"Caption"}
    plan = _parts(document)["14 Action plan"]
    assert sum(len(body.children) for body in plan.all("TBody")) == 40
    assert {cell.attributes["/Scope"] for cell in document.all("TH")} == {"/Column", "/Row"}
    with Pdf.open(BytesIO(pdf_bytes)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo.Title) == "Steering board: board pack, 24 May 2018"
        wide = [each.mediabox[2] > each.mediabox[3] for each in pdf.pages]
    assert wide[-3:] == [True] * 3
    assert wide[:5] == [False] * 5


def test_item_of_the_agenda_says_who_presents_it_and_leads_to_its_part(pdf_bytes: bytes) -> None:
    agenda = _parts(_read(pdf_bytes).document)["1 Agenda"]
    rows = [[cell.text for cell in row.children] for row in agenda.all("TR")[1:]]
    assert [row[1] for row in rows] == [title for title, _, _ in AGENDA]
    assert rows[3] == ["4", "Dashboard", "Programme manager", "7 Dashboard"]
    assert rows[7] == ["8", "Any other business", "Not named", "None"]
    assert [bool(row.all("Link")) for row in agenda.all("TR")[1:]] == [True] * 6 + [False] * 2


def test_actions_that_share_an_explanation_share_one_row_under_their_report_group(
    pdf_bytes: bytes,
) -> None:
    part = _parts(_read(pdf_bytes).document)["12 Exceptions"]
    assert [each.text for each in part.all("H3")] == [
        "Information for families",
        "Records and reporting",
    ]
    first, second, others = part.all("Table")
    assert [len(table.all("TR")) for table in (first, second, others)] == [3, 2, 5]
    assert [each.text for each in second.all("TH")[-1].all("P")] == [
        "6.4 Change the case system so that it records late health advice",
        "6.5 Report late advice from the case system every month",
    ]
    assert "Every red has been to its theme lead" in part.text


def test_dashboard_and_movement_have_the_figures_of_their_positions(
    pdf_bytes: bytes, two_months: tuple[Position, Position]
) -> None:
    now, before = two_months
    parts = _parts(_read(pdf_bytes).document)
    table = next(t for t in parts["7 Dashboard"].all("Table") if t.text.startswith("Table 1"))
    red, red_before = len(now.rated("R")), len(before.rated("R"))
    assert red > red_before
    totals = [cell.text for cell in table.all("TR")[-1].children]
    assert totals[3] == f"{red} +{red - red_before}"
    moved = movement(before, now)
    assert f"Since 31 March 2018: {len(moved.moved)} with another" in parts["13 What moved"].text
    figures = next(t for t in parts["7 Dashboard"].all("Table") if "Where the 40" in t.text)
    overdue = next(row for row in figures.all("TR") if row.text.startswith("Overdue"))
    assert [cell.text for cell in overdue.children][1:3] == [
        str(len(now.overdue)),
        str(len(before.overdue)),
    ]


def test_draft_says_so_on_every_page_and_a_closed_pack_says_who_closed_it_when(
    scene: Scene,
) -> None:
    position = position_as_at(scene.plan, day(9))
    draft = _read(_valid(content(shown(position))))
    assert "Draft: not closed. It says what is on record now" in draft.document.text
    assert all("Draft: not closed" in text for text in draft.artifacts)
    closed = _read(_valid(content(shown(position), closed=True))).document.text
    assert "Closed on 17 May 2018 at 16:05 by Programme manager." in closed
    assert "3f0c" * 16 in closed.replace(" ", "")
    assert "Draft" not in closed


def test_pack_without_entries_and_of_a_plan_without_actions_says_what_there_is_none_of(
    scene: Scene,
) -> None:
    made = content(shown(position_as_at(scene.plan, day(9))), parts={})
    parts = _parts(_read(_valid(made)).document)
    assert list(parts) == [*PARTS[:7], "8 Exceptions", "9 What moved", "10 Action plan"]
    for heading, sentence in (
        ("1 Agenda", "No agenda has been set."),
        ("2 Members and apologies", "No members are recorded."),
        ("3 Minutes of the last meeting", "There are no minutes of an earlier meeting."),
        ("4 Decisions and board actions outstanding", "No decisions are outstanding."),
        ("4 Decisions and board actions outstanding", "No board actions are outstanding."),
        ("5 Comments of other meetings", "No other meeting has sent a comment."),
        ("6 Papers owed", "No papers are owed."),
        ("8 Exceptions", "No action is an exception."),
        ("9 What moved", "No earlier pack of this board shows the plan"),
        ("10 Action plan", "The plan has no actions."),
    ):
        assert sentence in parts[heading].text


def test_board_that_watches_no_plan_has_a_pack_of_its_texts(scene: Scene) -> None:
    parts = _parts(_read(_valid(content())).document)
    assert list(parts) == [
        *PARTS[:6],
        "7 Weaknesses and what answers them",
        "8 Statutory dates",
        "9 Measures",
        "10 Risks",
        "11 Exceptions",
    ]


def test_two_plans_have_a_dashboard_a_movement_and_an_action_plan_each(scene: Scene) -> None:
    other = make_scene(make_place("elsewhere"), title="Preparing for adult life")
    make_actions(scene, 4, "GARW")
    make_actions(other, 3, "GAR")
    first, second = (position_as_at(each.plan, day(9)) for each in (scene, other))
    headings = list(_parts(_read(_valid(content(shown(first), shown(second)))).document))
    assert headings[6:] == [
        "7 Dashboard: SEND action plan",
        "8 Dashboard: Preparing for adult life",
        "9 Weaknesses and what answers them",
        "10 Statutory dates",
        "11 Measures",
        "12 Risks",
        "13 Exceptions",
        "14 What moved: SEND action plan",
        "15 What moved: Preparing for adult life",
        "16 Action plan: SEND action plan",
        "17 Action plan: Preparing for adult life",
    ]


def test_long_and_hostile_texts_leave_the_pack_valid_and_are_all_printed(scene: Scene) -> None:
    long = "A paragraph of minutes that goes on. " * 30
    hostile = '<script>x</script>"><img src="file:///etc/passwd">\x0b 你好'
    made = content(
        shown(position_as_at(scene.plan, day(9))),
        parts=entries(
            minutes=(EntryValue(title=hostile, text="\n".join([long] * 20)),),
            exception=(
                EntryValue(group="x" * 300, reference="1.1", title="w" * 400, text=long * 4),
            ),
            board_action=(EntryValue(reference="1", text=long * 3, owner="O" * 400),),
        ),
    )
    made = replace(made, board="B" * 200, place="P" * 200)
    text = _read(_valid(made)).document.text
    assert text.count("A paragraph of minutes that goes on.") == 30 * 27
    assert "<script>x</script>" in text


def test_measures_are_drawn_with_what_they_are_held_against_and_exceptions_beside_actions_are_told(
    pdf_bytes: bytes,
) -> None:
    parts = _parts(_read(pdf_bytes).document)
    measures = parts["10 Measures"]
    assert len(measures.all("Figure")) >= 1
    for said in ("65% (April 2018)", "25 percentage points better", "Target 90%", "England 61%"):
        assert said in measures.text
    assert "was C2; aimed at D3" in parts["11 Risks"].text
    assert "70 working days after 8 February 2018" in parts["9 Statutory dates"].text
    exceptions = parts["12 Exceptions"].text
    for said in ("No measure", "Near", "Off trajectory", "Comes to this board"):
        assert said in exceptions
    assert "Leaders do not lead together" not in exceptions


def test_sample_has_an_entry_of_every_part() -> None:
    assert set(entries()) == set(PackPart)
    assert all(entries().values())
