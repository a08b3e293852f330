"""The two copies of a paper, full and public, and the files that each is published as.

What is exempt is taken out of the draft, before any figure is filled in and any block is filled, and what the public is not shown of
measures out of the facts: no renderer of the public copy is given it, so that none can let it through.
"""

import hashlib
import re
from base64 import b64decode
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape

from reports.blocks import UnknownBlock
from reports.choices import Copy, FileFormat
from reports.classification import FOR_OFFICERS
from reports.content import paper_content
from reports.drafts import PaperDraft, SectionDraft
from reports.facts import Facts
from reports.figures import UnknownFigure
from reports.formats import WRITERS
from reports.models import Paper
from reports.paper import Look, PaperContent
from reports.papers import draft_of, printed_look


@dataclass(frozen=True)
class Ready:
    """A paper that can go out as its `version`: the draft as it was read, and what it says of the facts of its day."""

    draft: PaperDraft
    facts: Facts
    look: Look
    version: int = 1

    @property
    def digest(self) -> str:
        """Tells what would go out from anything else: every word and every step of its clearance, every figure in its copies, how they
        look, and that it is the next version."""
        try:
            copies = self.contents
        except (UnknownFigure, UnknownBlock):  # it cannot go out as it is
            copies = {}
        said = repr((self.version, self.draft, copies))
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def left_out(self) -> tuple[SectionDraft, ...]:
        """The sections that the public copy does not tell."""
        return tuple(section for section in self.draft.sections if section.ground)

    @cached_property
    def contents(self) -> dict[Copy, PaperContent]:
        """The copies ready to be laid out. Where nothing is left out there is the public copy alone; of a paper that is exempt as
        a whole there is none for the public."""
        full = self._content(self.draft, self.facts)
        if self.draft.is_exempt:
            return {Copy.FULL: full}
        public = self._content(self.draft.for_public(), self.facts.for_public())
        if public == full:
            return {Copy.PUBLIC: public}
        if not self.draft.holds_exempt:  # the public is not shown every measure, or all of the log
            full = replace(full, classification=FOR_OFFICERS, warning=f"{FOR_OFFICERS}.")
        return {Copy.PUBLIC: public, Copy.FULL: full}

    def _content(self, draft: PaperDraft, facts: Facts) -> PaperContent:
        return paper_content(draft, facts, self.look, is_draft=False)

    def files(self) -> dict[tuple[Copy, FileFormat], bytes]:
        """Every file that is published. Takes seconds. Raises reports.pdf.render.PdfError."""
        return {
            (copy, file_format): write(content)
            for copy, content in self.contents.items()
            for file_format, write in WRITERS.items()
        }


def make_ready(paper: Paper) -> Ready:
    """The paper as it stands."""
    return Ready(
        draft_of(paper),
        Facts(paper.plan, paper.as_at),
        printed_look(paper.plan),
        paper.publications.count() + 1,
    )


def article_of(page: bytes) -> str:
    """The paper itself in its web page."""
    before, _, rest = page.partition(b"<main>")
    article, _, after = rest.rpartition(b"</main>")
    assert all((before, after)), "A published web page holds one paper."
    return article.decode()


@dataclass(frozen=True, slots=True)
class Logo:
    """The logo of a published web page: PNG or JPEG. `text` says what it shows."""

    content: bytes
    content_type: str
    text: str


_LOGO = re.compile(
    rb'<p class="paper-logo"><img src="data:(image/(?:png|jpeg));base64,([A-Za-z0-9+/=]+)" alt="([^"]*)">'
)
_BEGINS = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


def logo_of(page: bytes) -> Logo | None:
    """The logo that stands before the paper in its web page; None where there is none, or it is not what it says it is."""
    found = _LOGO.search(page.partition(b"<main>")[0])
    if found is None:
        return None
    content_type, content = found[1].decode(), b64decode(found[2])
    if not content.startswith(_BEGINS[content_type]):
        return None
    return Logo(content, content_type, unescape(found[3].decode()))


_COLOUR = re.compile(rb"<style>\.paper h2, \.paper__council \{ color: (#[0-9a-f]{6});")


def colour_of(page: bytes) -> str:
    """The colour of headings in a published web page, "" for the tracker's own."""
    found = _COLOUR.search(page.partition(b"<main>")[0])
    return found[1].decode() if found else ""
