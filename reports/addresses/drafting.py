"""Addresses of papers being written."""

from django.urls import URLPattern, path

from reports.views import papers as cabinet
from reports.views.drafting import arranging, comments, papers, previewing, versions, writing

_PAPERS = "<slug:area>/<slug:plan>/papers"
_PAPER = f"{_PAPERS}/<int:paper>"
_SECTION = f"{_PAPER}/sections/<int:section>"
_COMMENTS = f"{_SECTION}/comments"

urlpatterns: list[URLPattern] = [
    path(f"{_PAPERS}/", papers.papers, name="papers"),
    path(f"{_PAPERS}/start/", papers.paper_start, name="paper-start"),
    path(f"{_PAPERS}/cabinet/", cabinet.cabinet_preview, name="cabinet-preview"),
    path(f"{_PAPERS}/cabinet.pdf", cabinet.cabinet_file, name="cabinet-pdf"),
    path(f"{_PAPER}/", papers.paper, name="paper"),
    path(f"{_PAPER}/change/", papers.paper_change, name="paper-change"),
    path(f"{_PAPER}/preview/", previewing.paper_preview, name="paper-preview"),
    path(f"{_PAPER}/draft.pdf", previewing.paper_file, {"ending": "pdf"}, name="paper-pdf"),
    path(f"{_PAPER}/draft.docx", previewing.paper_file, {"ending": "docx"}, name="paper-word"),
    path(f"{_PAPER}/draft.xlsx", previewing.paper_file, {"ending": "xlsx"}, name="paper-tables"),
    path(f"{_PAPER}/sections/add/", arranging.section_add, name="section-add"),
    path(f"{_SECTION}/", writing.paper_section, name="paper-section"),
    path(f"{_SECTION}/preview/", writing.section_preview, name="section-preview"),
    path(f"{_SECTION}/here/", writing.section_here, name="section-here"),
    path(f"{_SECTION}/change/", arranging.section_change, name="section-change"),
    path(f"{_SECTION}/move/", arranging.section_move, name="section-move"),
    path(f"{_SECTION}/remove/", arranging.section_remove, name="section-remove"),
    path(f"{_SECTION}/versions/", versions.section_versions, name="section-versions"),
    path(f"{_COMMENTS}/", comments.comment_add, name="margin-comment-add"),
    path(
        f"{_COMMENTS}/<int:margin>/answer/", comments.comment_answer, name="margin-comment-answer"
    ),
    path(
        f"{_COMMENTS}/<int:margin>/settle/", comments.comment_settle, name="margin-comment-settle"
    ),
]
