"""A public copy shows of a measure what the public may be shown, in every format; the copy for officers shows it all."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from actions import file_store
from actions.choices import Unit
from reports.choices import Copy, FileFormat
from reports.content import paper_content
from reports.facts import Facts
from reports.models import PaperSection, Publication
from reports.publishing.copies import make_ready
from reports.publishing.held_back import held_back, typed_values
from reports.services.publishing import publish
from tests.actions.measured import make_measure, read_month
from tests.conftest import signed_in
from tests.factories import Scene
from tests.kept import kept_fixture
from tests.reports.going_out import PUBLISHED_AT, clear, ready_paper
from tests.reports.laid_open import laid_open, says
from tests.reports.papering import AS_AT, officer
from tests.reports.slots import drafted, said_in

PRIVATE = {
    "name": "Quarrelstone placements",
    "reading": "73,913",
    "before": "73,911",
    "note": "Ferndown note",
}
FEW = {"latest": "7,433.719", "before": "8,144.283"}
"""Each with a comma, which no place of a letter on a page of a PDF has."""
SHOWN = "91,357"

TEXT = """Private is {measure:1}, before {measure_before:1}, in {measure_period:1}, nationally {measure_national:1}. Few is {measure:2}, \
before {measure_before:2}. Shown is {measure:3}. There are {measures} of them.

[[measures-table: All]]

[[measure-chart: 1: First chart]]

[[measure-readings: 1: First readings]]

[[measure-chart: 2: Second chart]]

[[measure-readings: 2: Second readings]]

[[measure-chart: 3: Third chart]]

[[measure-readings: 3: Third readings]]"""


def _measures(scene: Scene) -> None:
    """One that is not public, one whose later readings rest on few, one that may be shown."""
    by = scene.manager
    count: dict[str, Any] = {"unit": Unit.COUNT, "decimals": 0}
    private = make_measure(scene, PRIVATE["name"], **count)
    read_month(private, 1, "73911", by=by)
    read_month(private, 2, "73913", by=by, note=PRIVATE["note"])
    few = make_measure(scene, "Days of waiting", is_public=True, unit=Unit.DAYS, decimals=3)
    for month, value, children in ((1, "40", 90), (2, FEW["before"], 4), (3, FEW["latest"], 3)):
        read_month(
            few,
            month,
            value.replace(",", ""),
            by=by,
            effective_date=AS_AT,
            denominator=Decimal(children),
        )
    shown = make_measure(scene, "Plans that are kept", is_public=True, **count)
    read_month(shown, 1, "91357", by=by, note=PRIVATE["note"])


def _write(scene: Scene, text: str) -> Any:
    _measures(scene)
    paper = ready_paper(scene, title="SEND update")
    section = paper.sections.filter(is_mandatory=True).last()
    assert section
    PaperSection.objects.filter(pk=section.pk).update(text=text)
    clear(paper)
    return paper


@kept_fixture
def publication(scene: Scene) -> Publication:
    """A paper about measures that went out."""
    return publish(paper=_write(scene, TEXT), by=officer(scene), now=PUBLISHED_AT)


def _opened(publication: Publication, copy: Copy, file_format: FileFormat) -> str:
    file = publication.files.get(copy=copy, file_format=file_format)
    with file_store.open_stored(file.stored_name) as opened:
        return laid_open(file_format, opened.read())


@pytest.mark.parametrize("file_format", FileFormat)
def test_no_byte_of_a_public_file_tells_a_value_that_the_public_is_not_shown(
    publication: Publication, file_format: FileFormat
):
    public = _opened(publication, Copy.PUBLIC, file_format)
    assert says(public, SHOWN) or says(public, SHOWN.replace(",", "")), "The file was read."
    forbidden = [*PRIVATE.values(), *FEW.values()]
    if file_format == FileFormat.XLSX:
        forbidden += [each.replace(",", "") for each in forbidden if "," in each]
    assert [each for each in forbidden if says(public, each)] == []
    full = _opened(publication, Copy.FULL, file_format)
    assert says(full, PRIVATE["name"])
    for value in (PRIVATE["reading"], FEW["latest"]):
        assert says(full, value) or says(full, value.replace(",", "")), value


def _said(scene: Scene, text: str) -> list[str]:
    content = paper_content(drafted(scene.plan, text, AS_AT), Facts(scene.plan, AS_AT).for_public())
    return said_in(content.sections[0].blocks)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{measure:1}", "not published"),
        ("{measure_period:1}", "not published"),
        ("{measure:2}", "not published"),
        ("{measure_before:2}", "not published"),
        ("{measure_period:2}", "March 2018"),
        ("{measure:3}", SHOWN),
        ("{measure: plans that}", SHOWN),
        ("{measures}", "3"),
        ("[[measure-chart: 1: Chart]]", "This measure is not published."),
        ("[[measure-readings: 1]]", "This measure is not published."),
        ("[[measure-readings: 4]]", "The plan has no measure “4”."),
    ],
)
def test_a_figure_of_a_measure_is_told_to_the_public_or_said_not_to_be(
    scene: Scene, text: str, said: str
):
    _measures(scene)
    assert _said(scene, text)[0].casefold() == said.casefold()


def test_the_public_table_says_what_it_leaves_out(scene: Scene):
    _measures(scene)
    few = "values are left out that rest on few children, or tell such a number"
    assert _said(scene, "[[measures-table]]") == [
        "1 of 3 measures is not published.",
        f"Days of waiting: {few} (February 2018; March 2018).",
    ]
    assert _said(scene, "[[measure-chart: 2]]") == [
        f"Days of waiting: {few} (February 2018; March 2018)."
    ]


def test_a_plan_whose_measures_are_all_kept_back_says_so(scene: Scene):
    make_measure(scene)
    said = _said(scene, "[[measures-table]]")
    assert said == ["No measure is published.", "1 of 1 measure is not published."]


def test_publishing_says_which_measures_the_public_is_not_shown(scene: Scene):
    paper = _write(scene, f"{TEXT}\n\nThe days of waiting stood at 7,433.719.")
    client = signed_in(officer(scene))
    path = reverse("paper-publish", args=[scene.place.area.slug, scene.plan.slug, paper.pk])
    page = client.get(path).content.decode()
    section = paper.sections.filter(is_mandatory=True).last()
    assert f"{PRIVATE['name']} in “{section.heading}”: the measure is not public" in page
    assert (
        f"Days of waiting in “{section.heading}”: February 2018, March 2018, because of few children"
        in page
    )
    assert "Typed numbers would tell the public" in page
    assert "“7,433.719”" in page


def test_every_typed_value_that_the_public_is_not_shown_is_named_and_none_that_it_is(scene: Scene):
    paper = _write(
        scene,
        "Quarrelstone placements stand at 73,913. Plans stand at 91,357, and the days of waiting at 7,433.719.\n\n"
        "The days of waiting stood at 8,144.283 in January 2018 and at 7,433.719 in March 2018.",
    )
    ready = make_ready(paper)
    (section,) = (each for each in ready.draft.sections if "Quarrelstone" in each.text)
    named = [each.partition(" in ")[0] for each in typed_values(ready.draft, ready.facts)]
    assert sorted(named) == sorted(["“73,913”", "“7,433.719”", "“7,433.719”"]), section.text


def test_nothing_is_said_of_measures_where_the_public_is_shown_all_that_the_paper_names(
    scene: Scene,
):
    paper = _write(scene, "Plans: {measure:3}. It takes 20 weeks, and 91,357 plans are kept.")
    ready = make_ready(paper)
    assert held_back(ready.draft, ready.facts) == ()
    assert typed_values(ready.draft, ready.facts) == ()


def test_the_preview_of_the_public_copy_is_of_what_the_public_will_be_told(scene: Scene):
    paper = _write(scene, TEXT)
    client = signed_in(officer(scene))
    path = reverse("paper-preview", args=[scene.place.area.slug, scene.plan.slug, paper.pk])
    page = client.get(path).content.decode()
    assert all(each in page for each in (PRIVATE["reading"], FEW["latest"]))
    public = client.get(f"{path}?copy=public").content.decode()
    assert not [each for each in (*PRIVATE.values(), *FEW.values()) if each in public]
    for name, file_format in (("paper-pdf", FileFormat.PDF), ("paper-tables", FileFormat.XLSX)):
        address = reverse(name, args=[scene.place.area.slug, scene.plan.slug, paper.pk])
        found = laid_open(file_format, client.get(f"{address}?copy=public").content)
        assert not [each for each in (*PRIVATE.values(), *FEW.values()) if says(found, each)]


def test_without_a_measure_named_a_paper_has_one_copy(scene: Scene):
    paper = _write(scene, "Nothing of measures.")
    assert set(make_ready(paper).contents) == {Copy.PUBLIC}
