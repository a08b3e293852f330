"""The two copies of a paper, full and public, and the files that each is published as.

What is exempt is taken out of the draft, before any figure is filled in and any block is filled: no renderer of the public copy is
given it, so that none can let it through.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from reports.choices import Copy, FileFormat
from reports.content import paper_content
from reports.documents import paper_pdf
from reports.drafts import PaperDraft, SectionDraft
from reports.facts import Facts
from reports.models import Paper
from reports.paper import Look, PaperContent
from reports.papers import draft_of, look_of
from reports.spreadsheet import paper_xlsx
from reports.word import paper_docx

STYLESHEETS = ("paper.css", "parts.css", "preview.css")


@dataclass(frozen=True, slots=True)
class Ready:
    """A paper that can go out: the draft as it was read, and what it says of the facts of its day."""

    draft: PaperDraft
    facts: Facts
    look: Look

    @property
    def digest(self) -> str:
        """Tells the draft from any other: every word, and every step of its clearance."""
        return hashlib.sha256(repr(self.draft).encode()).hexdigest()

    @property
    def left_out(self) -> tuple[SectionDraft, ...]:
        """The sections that the public copy does not tell."""
        return tuple(section for section in self.draft.sections if section.ground)

    @property
    def drafts(self) -> dict[Copy, PaperDraft]:
        """What each copy is made from. One from which nothing is left out is the public copy alone; a paper that is exempt as a whole
        has none for the public."""
        if self.draft.is_exempt:
            return {Copy.FULL: self.draft}
        public = {Copy.PUBLIC: self.draft.for_public()}
        hides_log = bool(self.draft.steps) and not self.draft.log_is_public
        return public | {Copy.FULL: self.draft} if self.left_out or hides_log else public

    def content(self, copy: Copy) -> PaperContent:
        """The copy ready to be laid out. Raises KeyError for one there is not."""
        return paper_content(self.drafts[copy], self.facts, self.look, is_draft=False)

    def files(self) -> dict[tuple[Copy, FileFormat], bytes]:
        """Every file that is published. Takes seconds. Raises reports.pdf.render.PdfError."""
        return {
            (copy, file_format): write(content)
            for copy, content in ((copy, self.content(copy)) for copy in self.drafts)
            for file_format, write in WRITERS.items()
        }


def make_ready(paper: Paper) -> Ready:
    """The paper as it stands."""
    return Ready(draft_of(paper), Facts(paper.plan, paper.as_at), look_of(paper.plan))


def paper_page(content: PaperContent) -> bytes:
    """The paper as a web page that needs no other file."""
    context = {"paper": content, "css": _css()}
    return render_to_string("reports/published/document.html", context).encode()


WRITERS: Mapping[FileFormat, Callable[[PaperContent], bytes]] = {
    FileFormat.HTML: paper_page,
    FileFormat.PDF: paper_pdf,
    FileFormat.DOCX: paper_docx,
    FileFormat.XLSX: paper_xlsx,
}
"""The formats, in the order in which they are offered."""


def article_of(page: bytes) -> str:
    """The paper itself in its web page."""
    before, _, rest = page.partition(b"<main>")
    article, _, after = rest.rpartition(b"</main>")
    assert all((before, after)), "A published web page holds one paper."
    return article.decode()


@cache
def _css() -> str:
    """The papers' style sheets, without the fonts, which lie in files of their own."""
    folder = Path(settings.BASE_DIR) / "static" / "print"
    text = "\n".join((folder / name).read_text(encoding="utf-8") for name in STYLESHEETS)
    while "@font-face" in text:
        before, _, rest = text.partition("@font-face")
        text = before + rest.partition("}")[2]
    return text
