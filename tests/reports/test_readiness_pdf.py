"""The readiness pack: valid PDF/UA-1, its parts in order, and the three questions answered from the figures."""

from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import page
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pikepdf import Pdf

from actions.choices import DeadlineBasis, DeadlineKind, DeadlineUnit
from actions.services.clock import add_deadline
from actions.services.inspections import add_strength
from reports.documents import readiness_html, readiness_pdf
from tests.actions.covering import cover
from tests.conftest import signed_in
from tests.factories import Scene, make_action, make_actions, make_place, make_scene
from tests.reports.pdf_reading import Element, read

pytestmark = pytest.mark.django_db

AS_AT = date(2018, 5, 1)
SECTIONS = [
    "1 The three questions",
    "2 What answers each weakness",
    "3 Delivery beside impact",
    "4 Weakness 1. Weakness 1",
    "5 Weakness 2. Weakness 2",
    "6 Statutory dates",
    "7 Measures",
    "8 Risks",
    "9 What families and young people said",
    "10 What the inspectors found done well",
]


def _covered(scene: Scene) -> Scene:
    """A plan with forty actions, one weakness answered in every way, a statutory date and a strength."""
    covered = cover(scene, "9.")
    make_actions(scene, 40, "GARWB")
    add_deadline(
        plan=scene.plan,
        kind=DeadlineKind.WSOA,
        basis=DeadlineBasis.LETTER,
        count=70,
        unit=DeadlineUnit.WORKING_DAYS,
        by=scene.manager,
    )
    add_strength(
        inspection=covered.full.inspection, text="Early years settings work well", by=scene.manager
    )
    return scene


def _valid(pdf_bytes: bytes) -> Element:
    report = page.validate_pdf_bytes(pdf_bytes, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    with Pdf.open(BytesIO(pdf_bytes)) as pdf:
        return read(pdf).document


@pytest.fixture(scope="module")
def document(django_db_setup: None, django_db_blocker: Any) -> Element:
    """The pack of that plan, as a screen reader reads it."""
    with django_db_blocker.unblock(), transaction.atomic():
        scene = _covered(make_scene(make_place()))
        made = readiness_pdf(scene.plan, AS_AT)
        transaction.set_rollback(True)
    return _valid(made)


def _sections(document: Element) -> dict[str, Element]:
    """Heading -> the section under it."""
    sections = (each for each in document.children[0].children if each.kind == "Sect")
    return {section.all("H2")[0].text: section for section in sections}


def test_every_section_is_there_in_order_under_one_numbered_heading(document: Element) -> None:
    assert list(_sections(document)) == SECTIONS
    levels = [int(each.kind[1]) for each in document.all("H1", "H2", "H3", "H4")]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [each.kind for each in document.children] == ["Art"]


def test_three_questions_are_answered_in_a_sentence_each(document: Element) -> None:
    said = _sections(document)[SECTIONS[0]].text
    assert "Is every weakness answered? Not yet: 1 of 2 weaknesses has a gap." in said
    assert "Is it on time? Not all of it: of 16 actions" in said
    assert "Did anything get better for children? Yes: of 1 measure" in said


def test_matrix_is_one_table_with_a_row_a_weakness_and_scopes(document: Element) -> None:
    table = _sections(document)[SECTIONS[1]].all("Table")[0]
    rows = table.all("TR")
    assert [row.all("TH")[0].text for row in rows[1:]] == ["2. Weakness 2", "1. Weakness 1"]
    assert all(head.attributes["/Scope"] for head in table.all("TH"))
    assert "! 3 gaps" in table.text


def test_story_of_a_weakness_shows_delivery_impact_and_a_picture_in_words(
    document: Element,
) -> None:
    story = _sections(document)[SECTIONS[3]]
    for said in (
        "The letter says what weakness 1 is.",
        "No date slipped 1 better",
        "What has happened",
        "rose from 40% to 55%",
        "Staff leave",
        "The website is hard to use",
    ):
        assert said in story.text
    assert all(figure.attributes.get("/Alt") for figure in story.all("Figure"))
    assert story.all("Figure")


def test_dates_and_strengths_are_in_it(document: Element) -> None:
    sections = _sections(document)
    assert "70 working days" in sections[SECTIONS[5]].text
    assert "Early years settings work well" in sections[SECTIONS[9]].text


def test_page_and_pdf_are_made_of_the_same_sections(scene: Scene) -> None:
    _covered(scene)
    client = signed_in(scene.manager)
    shown = client.get(f"{scene.address}readiness/?as_at=2018-05-01").content.decode()
    printed = readiness_html(scene.plan, AS_AT)
    for heading in SECTIONS:
        words = heading.partition(" ")[2]
        assert f"</span> {words}</h2>" in shown
        assert f"</span> {words}</h2>" in printed
    assert 'href="/riverton/send/readiness.pdf?as_at=2018-05-01"' in shown


def test_file_is_handed_out_with_a_name_that_says_the_day(scene: Scene) -> None:
    answer = signed_in(scene.manager).get(f"{scene.address}readiness.pdf?as_at=2018-05-01")
    assert answer["Content-Type"] == "application/pdf"
    assert "riverton-send-readiness-2018-05-01.pdf" in answer["Content-Disposition"]
    assert signed_in(scene.manager).get(f"{scene.address}readiness.pdf?as_at=x").status_code == 400


def test_plan_without_an_inspection_has_a_valid_pack_by_theme(scene: Scene) -> None:
    make_action(scene, "1.1", owners=scene.place.posts[:1])
    document = _valid(readiness_pdf(scene.plan, AS_AT))
    assert list(_sections(document))[1:5] == [
        "2 What answers each theme",
        "3 Delivery",
        "4 Theme 1 Assessment",
        "5 Theme 2 Joint work",
    ]
    assert "the plan answers no inspection" in document.text


def test_plan_with_nothing_in_it_has_a_valid_pack(scene: Scene) -> None:
    document = _valid(readiness_pdf(make_scene(scene.place, slug="new").plan, AS_AT))
    assert "Nobody can say: there are no actions to deliver." in document.text


def test_command_writes_the_pack(scene: Scene, tmp_path: Path) -> None:
    output = tmp_path / "pack.pdf"
    call_command("readiness", "riverton", "send", as_at="2018-05-01", output=str(output))
    assert output.read_bytes().startswith(b"%PDF")
    with pytest.raises(CommandError, match=r"must end in \.pdf"):
        call_command("readiness", "riverton", "send", output=str(tmp_path / "pack.doc"))
    with pytest.raises(CommandError):
        call_command("readiness", "riverton", "none", output=str(output))
