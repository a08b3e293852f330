"""What goes into a PDF and what may not: addresses, fonts, characters, threads."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import page
import pytest
from pikepdf import Pdf

from reports.documents import paper_html
from reports.pdf import render
from reports.pdf.characters import spell_out
from reports.pdf.render import PdfError, StaticFetcher, render_pdf
from tests.reports.paper_samples import paper
from tests.reports.pdf_reading import read
from wsoa.tones import TONES

STYLESHEET = render.STATIC_FOLDER / render.STYLESHEET


def _document(body: str) -> str:
    return (
        '<!doctype html><html lang="en-GB"><head><title>Trial</title></head>'
        f'<body><article class="paper"><h1>Trial</h1>{body}</article></body></html>'
    )


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://localhost/",
        "https://example.org/a.png",
        "ftp://example.org/a",
        "https://static.invalid/../manage.py",
        "https://static.invalid/print/%2e%2e/%2e%2e/manage.py",
        "https://static.invalid//etc/hostname",
    ],
)
def test_fetch_of_anything_but_static_files_is_refused(address: str) -> None:
    with pytest.raises((ValueError, FileNotFoundError)):
        StaticFetcher().fetch(address)


def test_fetch_of_a_static_file_reads_it() -> None:
    response = StaticFetcher().fetch(render.STATIC_ADDRESS + render.STYLESHEET)
    assert response.read() == STYLESHEET.read_bytes()


def test_picture_at_another_address_is_left_out() -> None:
    pdf_bytes = render_pdf(_document('<p>Before<img alt="x" src="file:///etc/hostname">after</p>'))
    with Pdf.open(BytesIO(pdf_bytes)) as pdf:
        assert not pdf.pages[0].get_images()


def test_text_of_users_cannot_become_markup() -> None:
    words = '"><img src="file:///etc/passwd"><script>x</script>'
    content = replace(paper(sentences=1), title=words, classification=words)
    html = paper_html(content)
    assert "<img" not in html
    assert "<script" not in html


def test_missing_font_stops_the_render(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "print").mkdir()
    for name in ("paper.css", "parts.css"):
        (tmp_path / "print" / name).write_bytes((STYLESHEET.parent / name).read_bytes())
    monkeypatch.setattr(render, "STATIC_FOLDER", tmp_path)
    render._design.cache_clear()
    try:
        with pytest.raises(PdfError, match="woff2 is missing"):
            render_pdf(_document(""))
    finally:
        render._design.cache_clear()


def test_fonts_are_the_projects_own() -> None:
    with Pdf.open(BytesIO(render_pdf(_document("<p>Łódź £5 – <b>bold</b></p>")))) as pdf:
        names = {str(font.BaseFont) for font in pdf.pages[0].resources.Font.values()}
    assert names
    assert all("Atkinson" in name for name in names)


def test_same_html_gives_the_same_bytes_in_every_thread() -> None:
    documents = [_document(f"<p>Number {number}</p>") for number in range(4)]
    alone = [render_pdf(html) for html in documents]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(render_pdf, documents)) == alone


@pytest.mark.parametrize("text", ["done \u2705\ufe0f", "\u4f60\u597d", "a\x0bb", "a\ue000b"])
def test_characters_without_a_glyph_leave_the_pdf_valid(text: str) -> None:
    pdf_bytes = render_pdf(_document(f"<p>{text}</p>"))
    assert page.is_pdf_compliant_bytes(pdf_bytes, profile="ua1")


def test_character_without_a_glyph_is_spelt_out() -> None:
    assert spell_out("done \u2705\ufe0f", "\u2705\ufe0f") == "done [white heavy check mark]"
    assert spell_out("a\u4f60\u0174\x0b", "\u4f60\u0174\x0b") == "a?W"


def test_picture_keeps_its_description() -> None:
    picture = (
        '<svg width="40" height="40"><title>Four of five</title><rect width="9" height="9"/></svg>'
    )
    pdf_bytes = render_pdf(_document(f"<p>{picture}</p>"))
    assert page.is_pdf_compliant_bytes(pdf_bytes, profile="ua1")
    with Pdf.open(BytesIO(pdf_bytes)) as pdf:
        (figure,) = read(pdf).document.all("Figure")
    assert figure.attributes["/Alt"] == "Four of five"


def test_style_sheet_has_the_palette_of_the_pages() -> None:
    found = re.findall(
        r"\.rating--(\w+) \{\s+border-color: (#\w+);\s+background: (#\w+);\s+color: (#\w+);",
        STYLESHEET.read_text(),
    )
    assert {name: (edge, ground, ink) for name, edge, ground, ink in found} == {
        name: (tone.edge, tone.ground, tone.ink) for name, tone in TONES.items()
    }
