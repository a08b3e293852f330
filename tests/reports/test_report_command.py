"""The commands that write a paper as a file: what they write, and what they say where they cannot."""

import re
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse
from pikepdf import Pdf

from reports.choices import SectionKind
from reports.models import PaperTemplate
from tests.factories import Scene, make_actions
from tests.reports.papering import AS_AT, CABINET, make_paper, make_template, officer, write

UNKNOWN = "{measure:77}"


def _report(scene: Scene, to: Path, name: str = "report", **given: str) -> str:
    said = StringIO()
    options = {"template": CABINET} if name == "report" else {}
    options |= {"as_at": AS_AT.isoformat(), "output": str(to)} | given
    call_command(name, scene.place.area.slug, scene.plan.slug, stdout=said, **options)
    return said.getvalue()


def _write_unknown(scene: Scene) -> None:
    """A paper that names a figure which there is not on its day."""
    section = write(make_paper(scene), SectionKind.SUMMARY, "Words")
    section.text = UNKNOWN
    section.save()


@pytest.mark.parametrize("name", ["report", "cabinet_report"])
def test_ending_of_the_name_says_what_is_written(scene, tmp_path, name):
    make_actions(scene, 5, "GB")
    for ending, begins in (
        (".pdf", b"%PDF-"),
        (".DOCX", b"PK"),
        (".xlsx", b"PK"),
        (".html", b"<!d"),
    ):
        output = tmp_path / f"paper{ending}"
        assert str(output) in _report(scene, output, name)
        assert output.read_bytes().lstrip().startswith(begins) or ending == ".html"
    with Pdf.open(BytesIO((tmp_path / "paper.pdf").read_bytes())) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"


def test_web_page_needs_no_other_file(scene, tmp_path):
    output = tmp_path / "paper.html"
    _report(scene, output)
    page = output.read_text()
    assert "<style>" in page
    assert 'name="viewport"' in page
    for word in ("<link", "<script", "@font-face", "src="):
        assert word not in page


def test_web_page_of_a_long_paper_lets_the_keyboard_pass_its_contents(scene, tmp_path):
    output = tmp_path / "paper.html"
    _report(scene, output)
    page = output.read_text()
    skip = re.search(r'<body>\s*<a class="paper-skip" href="#([^"]+)">Skip to ', page)
    assert skip
    assert page.index(f'id="{skip[1]}"') > page.index("</ul>"), "The list of contents comes before."


def test_template_that_only_the_area_has_can_be_named(scene, tmp_path):
    template = make_template(scene)
    PaperTemplate.objects.filter(pk=template.pk).update(key="our-own")
    template.sections.filter(kind=SectionKind.SUMMARY).update(text="In our own form")
    output = tmp_path / "paper.html"
    _report(scene, output, template="our-own")
    assert "In our own form" in output.read_text()
    with pytest.raises(CommandError, match=r"Choose one of cabinet, .*our-own"):
        _report(scene, output, template="their-own")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"template": "nope"}, "There is no template nope. Choose one of "),
        ({"template": "x" * 900}, "There is no template x"),
        ({"template": "\x00"}, "There is no template"),
        ({"as_at": "2018-02-30"}, "real date"),
        ({"as_at": "2017-12-31"}, r"The plan starts on .* no figures of 2017-12-31"),
        ({"as_at": "1066-10-14"}, "The plan starts on"),
        ({"as_at": "2999-01-01"}, "today or in the past"),
        ({"output": "/tmp/paper.odt"}, "must end in .pdf or .html or .docx or .xlsx"),  # noqa: S108
        ({"output": "paper"}, "must end in"),
        ({"output": "/nowhere/at/all/paper.html"}, r"Cannot write .* No such file"),
        ({"output": "/proc/paper.html"}, "Cannot write"),
        ({"output": "a\x00b.html"}, "Cannot write"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(scene, tmp_path, monkeypatch, given, says):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match=says) as refusal:
        _report(scene, tmp_path / "paper.html", **given)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 400
    assert not list(tmp_path.iterdir())


def test_figure_that_there_is_not_on_the_day_is_named_and_nothing_is_written(scene, tmp_path):
    _write_unknown(scene)
    with pytest.raises(CommandError, match=r"There is no figure \{measure:77\}"):
        _report(scene, tmp_path / "paper.pdf")
    assert not list(tmp_path.iterdir())


def test_preview_names_the_figure_that_there_is_not_and_the_file_leads_to_it(scene: Scene):
    _write_unknown(scene)
    client = Client()
    client.force_login(officer(scene))
    args = [scene.place.area.slug, scene.plan.slug]
    preview = f"{reverse('cabinet-preview', args=args)}?as_at={AS_AT}"
    page = client.get(preview)
    assert page.status_code == 200
    assert UNKNOWN in page.content.decode()
    answer = client.get(f"{reverse('cabinet-pdf', args=args)}?as_at={AS_AT}")
    assert (answer.status_code, answer["Location"]) == (302, preview)
