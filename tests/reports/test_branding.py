"""How an area's papers look: its name, a colour that can be read, a logo with its text, the council's Word styles."""

import io
import struct
import zipfile
import zlib
from base64 import b64encode
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from actions.errors import NotAllowed, Refused, Stale
from reports.documents import paper_html, paper_pdf, plan_paper
from reports.models import Branding
from reports.papers import printed_look
from reports.publishing.copies import logo_of
from reports.services.branding import checked_colour, set_branding
from reports.services.publishing import withdraw_publication
from reports.word import paper_docx
from tests.actions.files import blank_png
from tests.conftest import signed_in
from tests.factories import Scene, day, make_actions
from tests.pages.reading import read
from tests.reports.going_out import publish_paper
from wsoa.capabilities import Role
from wsoa.tones import AA, contrast

LOGO_TEXT = "Crest of Riverton Council"


def png(width: int = 40, height: int = 20) -> bytes:
    """A blue picture."""
    raw = b"".join(b"\0" + b"\x16\x54\x8a" * width for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(raw))
        + chunk(b"IEND", b"")
    )


def _set(scene: Scene, **given: Any) -> Branding:
    values = {"name": "Royal Borough of Riverton", "colour": "#7a1210", "by": scene.manager}
    return set_branding(area=scene.place.area, **{**values, **given})


def _styles() -> bytes:
    document = Document()
    document.styles["Heading 1"].font.name = "Georgia"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.django_db
def test_papers_bear_the_name_colour_and_logo_of_their_area(scene: Scene) -> None:
    make_actions(scene, 3, "G")
    _set(scene, logo=png(), logo_text=LOGO_TEXT)
    content = plan_paper(scene.plan, "cabinet", day(60))
    html = paper_html(content)
    assert "Royal Borough of Riverton" in html
    assert "#7a1210" in html
    assert f'alt="{LOGO_TEXT}"' in html
    assert paper_pdf(content).startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(paper_docx(content))) as package:
        assert any(name.startswith("word/media/") for name in package.namelist())
        parts = [package.read(name).decode() for name in package.namelist() if "header" in name]
    assert any(LOGO_TEXT in part for part in parts)


@pytest.mark.django_db
def test_word_files_take_the_styles_of_the_councils_own_document(scene: Scene) -> None:
    make_actions(scene, 3, "G")
    _set(scene, word_styles=_styles(), word_styles_name="House style.docx")
    document = paper_docx(plan_paper(scene.plan, "cabinet", day(60)))
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        assert "Georgia" in package.read("word/styles.xml").decode()
    _set(scene, remove_word_styles=True)
    assert printed_look(scene.plan).word_styles == b""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("logo", "said"),
    [
        (blank_png(12_000, 12_000), "The logo has 12,000 by 12,000 pixels"),
        (blank_png(4_001, 1), "at most 4,000 on a side and 4 million in all"),
        (blank_png(2_001, 2_000), "Save it smaller and choose it again"),
        (png(400, 400)[:-300], "whole and undamaged"),
        (png(40, 20).replace(b"IDAT", b"IDAX"), "whole and undamaged"),
    ],
    ids=["huge", "wide", "many", "cut short", "without pixels"],
)
def test_a_logo_that_cannot_be_laid_out_is_refused_with_why(
    scene: Scene, logo: bytes, said: str
) -> None:
    assert len(logo) < 20_000
    with pytest.raises(Refused, match=said) as refused:
        _set(scene, logo=logo, logo_text=LOGO_TEXT)
    assert refused.value.field == "logo"
    assert not Branding.objects.exists()


@pytest.mark.django_db
def test_a_logo_as_large_as_may_be_is_taken(scene: Scene) -> None:
    assert _set(scene, logo=blank_png(4_000, 1_000), logo_text=LOGO_TEXT).logo


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"colour": "#ffdd00"}, "colour"),
        ({"colour": "blue"}, "colour"),
        ({"colour": "#12345"}, "colour"),
        ({"logo": b"<svg></svg>", "logo_text": LOGO_TEXT}, "logo"),
        ({"logo": b"\x89PNG\r\n\x1a\n" + b"\0" * 300_000, "logo_text": LOGO_TEXT}, "logo"),
        ({"logo": png()}, "logo_text"),
        ({"word_styles": b"no document"}, "word_styles"),
        ({"name": "x" * 201}, "name"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_changes(
    scene: Scene, given: dict[str, Any], field: str
) -> None:
    before = _set(scene)
    with pytest.raises(Refused) as refusal:
        _set(scene, **given)
    assert refusal.value.field == field
    after = Branding.objects.get()
    assert (after.name, after.colour, after.logo) == (before.name, before.colour, "")


@pytest.mark.django_db
def test_who_writes_papers_sets_their_look_and_nobody_else(scene: Scene) -> None:
    for role in (Role.OWNER, Role.MEMBER, Role.MONITOR):
        with pytest.raises(NotAllowed):
            _set(scene, by=scene.place.people[role])
    _set(scene, by=scene.place.people[Role.OFFICER])
    with pytest.raises(Stale):
        _set(scene, seen=0)


@pytest.mark.django_db
def test_the_page_keeps_what_was_typed_and_says_what_is_wrong(scene: Scene) -> None:
    client = signed_in(scene.manager)
    address = f"/{scene.place.area.slug}/area/paper-look/"
    typed = {"name": "Riverton", "colour": "#ffdd00", "logo_text": LOGO_TEXT, "seen": "0"}
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "Choose a darker one" in refused.content.decode()
    assert "#ffdd00" in refused.content.decode()
    file = SimpleUploadedFile("logo.png", png(), "image/png")
    saved = client.post(address, {**typed, "colour": "#14507a", "logo_file": file}, follow=True)
    assert saved.status_code == 200
    assert f"There is a logo ({LOGO_TEXT})" in saved.content.decode()
    assert client.post(address, typed | {"colour": ""}).status_code == 409


@pytest.mark.django_db
def test_a_published_web_page_shows_logo_and_colour_it_went_out_with_until_it_is_withdrawn(
    scene: Scene,
) -> None:
    text = 'Crest of "Riverton" & <b>Council</b>'
    _set(scene, logo=png(), logo_text=text)
    published = publish_paper(scene)
    _set(scene, colour="#14507a", remove_logo=True)
    address = f"/published/{scene.place.area.slug}/{published.pk}/"
    page = read(Client().get(address))
    shown = page.select_one("main .paper-logo img")
    assert shown is not None
    assert (shown["src"], shown["alt"]) == (f"{address}logo/", text)
    logo = Client().get(f"{address}logo/")
    assert (logo.content, logo["Content-Type"]) == (png(), "image/png")
    assert logo["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert logo["X-Content-Type-Options"] == "nosniff"
    assert page.select_one(f"link[href='{address}colour.css']") is not None
    style = Client().get(f"{address}colour.css")
    assert style["Content-Type"] == "text/css; charset=utf-8"
    assert "color: #7a1210" in style.content.decode()
    file = b"".join(Client().get(f"{address}paper.html")).decode()
    assert "data:image/png;base64," in file
    assert "color: #7a1210" in file
    withdraw_publication(publication=published, reason="A wrong table", by=scene.manager)
    for below in ("logo/", "colour.css"):
        assert Client().get(f"{address}{below}").status_code == 404


@pytest.mark.django_db
def test_a_paper_without_a_logo_has_none_on_its_page_or_at_its_address(scene: Scene) -> None:
    address = f"/published/{scene.place.area.slug}/{publish_paper(scene).pk}/"
    page = read(Client().get(address))
    assert page.select_one(".paper-logo, link[href$='colour.css']") is None
    for below in ("logo/", "colour.css"):
        assert Client().get(f"{address}{below}").status_code == 404


@pytest.mark.parametrize(
    ("content_type", "content"),
    [("image/svg+xml", b"<svg/>"), ("image/png", b"<svg/>"), ("image/jpeg", png())],
)
def test_a_logo_that_is_not_the_picture_it_says_it_is_is_not_shown(
    content_type: str, content: bytes
) -> None:
    typed = f"data:{content_type};base64,{b64encode(content).decode()}"
    page = f'<p class="paper-logo"><img src="{typed}" alt="A crest"></p>\n<main></main>'
    assert logo_of(page.encode()) is None


@given(st.integers(0, 0xFFFFFF))
def test_a_colour_that_is_taken_can_be_read_on_white(number: int) -> None:
    colour = f"#{number:06x}"
    try:
        assert checked_colour(f" {colour.upper()}") == colour
        assert contrast(colour, "#ffffff") >= AA
    except Refused:
        assert contrast(colour, "#ffffff") < AA
