"""Tagged PDF from HTML. Knows no model and no plan: HTML goes in, PDF/UA-1 comes out."""

from reports.pdf.render import PdfError, render_pdf

__all__ = ["PdfError", "render_pdf"]
