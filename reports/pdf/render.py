"""HTML to tagged PDF/UA-1 by WeasyPrint; what it gets wrong in the tags, structure.py puts right.

Nothing is fetched but the project's own static files and data: addresses, so text that a user wrote
cannot make the server read a file or call another host.

The fonts and the stylesheet are read once a process. The font library's objects must not be used by
two threads at a time, and one render at a time also bounds the memory, so a lock guards both. Others wait
for their turn, but no more than leave threads for everything else that the process has to answer.
"""

import gc
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.logger import PROGRESS_LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reports.pdf.characters import spell_out
from reports.pdf.structure import Listed, repair
from wsoa.busy import Busy

STATIC_FOLDER = Path(__file__).resolve().parents[2] / "static"
STATIC_ADDRESS = "https://static.invalid/"
STYLESHEET = "print/paper.css"
PARTS_STYLESHEET = "print/parts.css"
LIST_NUMBERING = {
    "1": "Decimal",
    "a": "LowerAlpha",
    "A": "UpperAlpha",
    "i": "LowerRoman",
    "I": "UpperRoman",
}

OnPage = Callable[[int], None]

MOST_AT_ONCE = 17
"""One that is rendered and those that wait. gunicorn.conf.py gives a process some threads more than that."""

_one_at_a_time = threading.Lock()
_room = threading.Semaphore(MOST_AT_ONCE)


class PdfError(Exception):
    """A PDF could not be made; the message says why."""


class StaticFetcher(URLFetcher):
    """Reads the files below static/ and data: addresses. Refuses everything else."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The content at an address. Raises ValueError where it is not ours to read."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        if not url.startswith(STATIC_ADDRESS):
            raise ValueError("Only the project's static files may be used in a PDF")
        path = (STATIC_FOLDER / unquote(urlsplit(url).path).lstrip("/")).resolve()
        if not path.is_relative_to(STATIC_FOLDER):
            raise ValueError("Only the project's static files may be used in a PDF")
        return URLFetcherResponse(url, path.read_bytes())


class _FontFetcher(StaticFetcher):
    """Reads what the stylesheet names, and stops where a font is missing instead of taking another."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        try:
            return super().fetch(url, headers)
        except OSError as error:
            raise FatalURLFetchingError(
                f"{urlsplit(url).path} is missing: build the assets"
            ) from error


@cache
def _design(stylesheets: tuple[str, ...]) -> dict[str, Any]:
    """The stylesheets and their fonts, ready for WeasyPrint. Only to be called under the lock."""
    design = {"font_config": FontConfiguration(), "counter_style": CounterStyle()}
    try:
        css = [
            CSS(url=STATIC_ADDRESS + name, url_fetcher=_FontFetcher(), **design)
            for name in stylesheets
        ]
    except FatalURLFetchingError as error:
        raise PdfError(str(error)) from error
    return {**design, "stylesheets": css}


@contextmanager
def _turn() -> Iterator[None]:
    """Waits for the one turn there is. Raises Busy where too many wait already."""
    if not _room.acquire(blocking=False):
        raise Busy("too many PDFs wait to be made")
    try:
        with _one_at_a_time:
            yield
    finally:
        _room.release()


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Collects garbage less often: layout makes many objects and next to no rubbish (-10 % time)."""
    usual = gc.get_threshold()
    gc.set_threshold(50_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@contextmanager
def _told(on_page: OnPage | None) -> Iterator[None]:
    """Passes on what the library logs of each page that it begins."""
    if on_page is None:
        yield
        return
    handler = _Pages(on_page)
    level = PROGRESS_LOGGER.level
    PROGRESS_LOGGER.addHandler(handler)
    PROGRESS_LOGGER.setLevel(logging.INFO)
    try:
        yield
    finally:
        PROGRESS_LOGGER.setLevel(level)
        PROGRESS_LOGGER.removeHandler(handler)


class _Pages(logging.Handler):
    def __init__(self, on_page: OnPage) -> None:
        super().__init__()
        self._on_page = on_page

    def emit(self, record: logging.LogRecord) -> None:
        if str(record.msg).endswith("Page %d") and record.args:
            self._on_page(int(str(record.args[0])))  # type: ignore[index]


def render_pdf(html: str, *also: str, on_page: OnPage | None = None) -> bytes:
    """A whole HTML document as PDF/UA-1, laid out by the papers' stylesheet and those named `also`.

    `on_page` is told the number of each page that is begun, from 1; some are laid out twice.

    The HTML needs a language, a title, a caption in every table and headings in order. Characters
    that no font on the machine can show are spelt out, since PDF/UA forbids blank boxes. Raises
    PdfError where the built fonts are missing, Busy where too many wait for their turn.
    """
    with _turn(), _rare_collections(), _told(on_page):
        design = _design((STYLESHEET, PARTS_STYLESHEET, *also))
        tagged, lists, missing = _lay_out(html, design)
        if missing:
            tagged, lists, _ = _lay_out(spell_out(html, missing), design)
        return repair(tagged, lists)


def _lay_out(html: str, design: dict[str, Any]) -> tuple[bytes, list[Listed], set[str]]:
    """WeasyPrint's PDF, the lists of its HTML, and the characters that it had no glyph for."""
    source = HTML(string=html, base_url=STATIC_ADDRESS, url_fetcher=StaticFetcher())
    options = {"pdf_variant": "pdf/ua-1", "uncompressed_pdf": True}  # repair() compresses
    document = source.render(**design, **options)
    tagged = document.write_pdf(**options)
    lists = [
        Listed(LIST_NUMBERING[each.get("type", "1")] if each.tag == "ol" else "Disc", len(each))
        for each in source.etree_element.iter()
        if each.tag in ("ul", "ol")
    ]
    missing = {chr(code) for font in document.fonts.values() for code in font.missing}
    return tagged, lists, missing
