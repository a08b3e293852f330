"""Papers, board packs and readiness packs: their content, and the PDFs made from it."""

from datetime import date

from django.template.loader import render_to_string

from actions.models import Plan
from actions.position import position_as_at
from boards.agreed_issues import agreements
from boards.models import MonitoringVisit
from boards.pack_values import PackContent
from reports.board_pack.arrange import board_pack
from reports.content import paper_content
from reports.paper import PaperContent
from reports.papers import paper_draft
from reports.pdf.render import OnPage, render_pdf
from reports.readiness.arrange import readiness_pack
from reports.readiness.content import readiness_content
from reports.skeleton import CABINET


def cabinet_content(plan: Plan, as_at: date) -> PaperContent:
    """The cabinet paper with the figures of the date."""
    return paper_content(
        paper_draft(plan, CABINET, as_at),
        position_as_at(plan, as_at),
        list(MonitoringVisit.objects.filter(plan=plan)),
        agreements(plan, as_at),
    )


def cabinet_html(plan: Plan, as_at: date) -> str:
    """The whole HTML document that becomes the PDF."""
    return render_to_string("reports/paper/print.html", {"paper": cabinet_content(plan, as_at)})


def cabinet_pdf(plan: Plan, as_at: date) -> bytes:
    """The cabinet paper as PDF/UA-1."""
    return render_pdf(cabinet_html(plan, as_at))


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
