"""Papers as Word files that an editor can go on with: real headings, numbers, lists, captions and table headings."""

from reports.word.document import paper_docx
from reports.word.house_styles import check_styles

__all__ = ["check_styles", "paper_docx"]
