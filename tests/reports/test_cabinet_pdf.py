"""The cabinet paper of a real plan as PDF: valid whatever the plan holds, and its figures its Position's."""

from datetime import date
from io import BytesIO

import page
import pytest
from pikepdf import Pdf

from actions.models import Plan
from reports.demo.accounts import make_operator
from reports.demo.loading import load_published
from reports.documents import paper_pdf, plan_paper
from tests.factories import Place, Scene, day, make_actions, make_scene
from tests.reports.pdf_reading import Element, read

pytestmark = pytest.mark.django_db


def _cabinet_pdf(plan: Plan, as_at: date) -> bytes:
    return paper_pdf(plan_paper(plan, "cabinet", as_at))


def _document(pdf_bytes: bytes) -> Element:
    report = page.validate_pdf_bytes(pdf_bytes, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    with Pdf.open(BytesIO(pdf_bytes)) as pdf:
        return read(pdf).document


def _table(document: Element, caption: str) -> list[list[str]]:
    (table,) = (t for t in document.all("Table") if t.children[0].text.startswith(caption))
    return [[cell.text for cell in row.children] for row in table.all("TR")]


def test_paper_of_a_plan_without_actions_is_valid(scene: Scene) -> None:
    assert "no actions" in _document(_cabinet_pdf(scene.plan, day(30))).text


def test_paper_of_a_plan_without_a_scheme_counts_unrated_actions(place: Place) -> None:
    scene = make_scene(place, preset="")
    make_actions(scene, 4)
    table = _table(_document(_cabinet_pdf(scene.plan, day(30))), "Table 1")
    assert table[0] == ["Theme", "Unrated no rating recorded", "Total"]
    assert table[-1] == ["Total", "4", "4"]


def test_paper_of_windsor_and_maidenhead_has_the_published_figures() -> None:
    load_published("windsor-and-maidenhead", operator=make_operator())
    plan = Plan.objects.get(area__slug="windsor-and-maidenhead")
    assert plan.reported_as_at is not None
    document = _document(_cabinet_pdf(plan, plan.reported_as_at))
    assert _table(document, "Table 1")[-1] == ["Total", "49", "30", "6", "17", "5", "107"]
    numbers = [heading.text.split()[0] for heading in document.all("H2")]
    assert numbers[:2] == ["Contents", "Report"]
    assert numbers[2:13] == [str(number) for number in range(1, 12)]
    sections = [element for element in document.children[0].children if element.kind == "Sect"]
    rows = [row for body in sections[-1].all("TBody") for row in body.children]
    assert len(rows) == 107
