"""The formats in which a paper is a file: what writes each, and its content type."""

from collections.abc import Callable, Mapping
from typing import Final

from reports.choices import FileFormat
from reports.documents import paper_page, paper_pdf
from reports.paper import PaperContent
from reports.spreadsheet import paper_xlsx
from reports.word import paper_docx

WRITERS: Final[Mapping[FileFormat, Callable[[PaperContent], bytes]]] = {
    FileFormat.HTML: paper_page,
    FileFormat.PDF: paper_pdf,
    FileFormat.DOCX: paper_docx,
    FileFormat.XLSX: paper_xlsx,
}
"""In the order in which pages offer them. The PDF raises reports.pdf.render.PdfError where it cannot be laid out."""

CONTENT_TYPES: Final[Mapping[str, str]] = {
    FileFormat.HTML: "text/html; charset=utf-8",
    FileFormat.PDF: "application/pdf",
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
