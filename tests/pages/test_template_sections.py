"""Papers in each shipped template on the pages of drafting: every section of every kind opens, in the order in which it is printed."""

import pytest

from reports.choices import SectionKind
from reports.models import Paper
from reports.shipped import shipped_keys
from tests.conftest import signed_in
from tests.factories import Scene, make_actions
from tests.pages.reading import read, words
from tests.reports.papering import make_paper, make_template, officer, section_of, write

pytestmark = pytest.mark.django_db


def _in(scene: Scene, key: str) -> Paper:
    make_actions(scene, 4, "GAR")
    return make_paper(scene, template=make_template(scene, key))


@pytest.mark.parametrize("key", shipped_keys())
def test_every_section_of_a_template_opens_to_be_written(scene: Scene, key: str) -> None:
    paper = _in(scene, key)
    client = signed_in(officer(scene))
    address = f"{scene.address}papers/{paper.pk}/"
    overview = words(read(client.get(address)).main)
    for section in paper.sections.all():
        page = read(client.get(f"{address}sections/{section.pk}/"))
        assert section.heading in words(page.main)
        assert section.heading in overview


def test_section_that_closes_a_paper_is_shown_without_a_number(scene: Scene) -> None:
    paper = _in(scene, "scrutiny")
    contact = write(paper, SectionKind.CLOSING, "The Head of SEND, at the council's offices.")
    client = signed_in(officer(scene))
    page = read(client.get(f"{scene.address}papers/{paper.pk}/sections/{contact.pk}/"))
    preview = words(page.select_one(".paper"))
    assert preview.startswith("Lead officer contact")
    assert "The Head of SEND, at the council's offices." in preview
    last_numbered = section_of(paper, SectionKind.BODY, 9)
    page = read(client.get(f"{scene.address}papers/{paper.pk}/sections/{last_numbered.pk}/"))
    assert words(page.select_one(".paper")).startswith("10 Recommendations")


def test_menu_offers_a_block_once_for_everything_that_it_may_be_told(scene: Scene) -> None:
    paper = _in(scene, "select-committee")
    section = section_of(paper, SectionKind.BODY, 1)
    page = read(
        signed_in(officer(scene)).get(f"{scene.address}papers/{paper.pk}/sections/{section.pk}/")
    )
    offered = {str(each["value"]): words(each) for each in page.select("#insert-block option")}
    assert offered["[[group-progress: 1]]"] == "Progress of a theme: Assessment"
    assert offered["[[group-progress: 2]]"] == "Progress of a theme: Joint work"
    assert offered["[[risk-table]]"] == "Risks, with what is done and their rating"
    assert "[[measure-chart]]" not in offered, "There is no measure to tell it of."
