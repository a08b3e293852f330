"""Papers, board packs and readiness packs: their content, and the PDFs and web pages made from it."""

from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from actions.models import Plan
from boards.pack_values import PackContent
from reports.board_pack.arrange import board_pack
from reports.content import paper_content
from reports.facts import Facts
from reports.paper import PaperContent
from reports.papers import paper_draft, printed_look
from reports.pdf.render import OnPage, render_pdf
from reports.readiness.arrange import readiness_pack
from reports.readiness.content import readiness_content


def plan_paper(plan: Plan, template: str, as_at: date) -> PaperContent:
    """The plan's paper in the template (its key), with the figures of the date. Raises KeyError for a key there is not."""
    return paper_content(paper_draft(plan, template, as_at), Facts(plan, as_at), printed_look(plan))


LONG = 25_000
"""Characters: a paper with more fills about ten pages."""


def paper_html(content: PaperContent) -> str:
    """The whole HTML document that becomes the PDF. A long one prints its list of contents, with page numbers."""
    body = render_to_string("reports/paper/_paper.html", {"paper": content})
    if len(strip_tags(body)) <= LONG:
        short = {"paper": content, "leaves_contents_out": True}
        body = render_to_string("reports/paper/_paper.html", short)
    return render_to_string("reports/paper/print.html", {"paper": content, "body": body})


def paper_pdf(content: PaperContent) -> bytes:
    """The paper as PDF/UA-1."""
    return render_pdf(paper_html(content))


PAGE_STYLESHEETS = ("paper.css", "parts.css", "preview.css")


def paper_page(content: PaperContent) -> bytes:
    """The paper as a web page that needs no other file."""
    context = {"paper": content, "css": _page_css()}
    return render_to_string("reports/published/document.html", context).encode()


@cache
def _page_css() -> str:
    """The papers' style sheets, without the fonts, which lie in files of their own."""
    folder = Path(settings.BASE_DIR) / "static" / "print"
    text = "\n".join((folder / name).read_text(encoding="utf-8") for name in PAGE_STYLESHEETS)
    while "@font-face" in text:
        before, _, rest = text.partition("@font-face")
        text = before + rest.partition("}")[2]
    return text


PACK_STYLESHEET = "print/pack.css"


def pack_html(content: PackContent) -> str:
    """The whole HTML document that becomes a board pack's PDF."""
    return render_to_string("reports/board_pack/print.html", {"pack": board_pack(content)})


def pack_pdf(content: PackContent, *, on_page: OnPage | None = None) -> bytes:
    """A board pack as PDF/UA-1; `on_page` is told the number of each page that is begun."""
    return render_pdf(pack_html(content), PACK_STYLESHEET, on_page=on_page)


READINESS_STYLESHEETS = (PACK_STYLESHEET, "print/parts.css", "print/readiness.css")


def readiness_html(plan: Plan, as_at: date) -> str:
    """The whole HTML document that becomes a readiness pack's PDF."""
    pack = readiness_pack(readiness_content(plan, as_at))
    return render_to_string("reports/readiness/print.html", {"pack": pack})


def readiness_pdf(plan: Plan, as_at: date) -> bytes:
    """The readiness pack as PDF/UA-1."""
    return render_pdf(readiness_html(plan, as_at), *READINESS_STYLESHEETS)
