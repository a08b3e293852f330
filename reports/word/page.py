"""The pages of a Word paper: their size and margins, and what stands at the head and the foot of each."""

from dataclasses import dataclass, replace
from typing import Self

from reports.paper import PaperContent
from reports.word.markup import NAMESPACES, bold, field, paragraph, run
from reports.word.style_names import StyleNames

_BESIDE = 80
"""Characters of title and classification that fit on one line at the head of an upright page."""


@dataclass(frozen=True, slots=True)
class Margins:
    """In twentieths of a point."""

    top: int = 1531
    right: int = 1134
    bottom: int = 1247
    left: int = 1134
    header: int = 709
    footer: int = 567


@dataclass(frozen=True, slots=True)
class Page:
    """A4, upright or across. `references` are the markup that names its head and foot."""

    margins: Margins
    is_wide: bool = False
    references: str = ""
    has_own_first: bool = False

    @property
    def width(self) -> int:
        """Of what stands between the margins."""
        return (16838 if self.is_wide else 11906) - self.margins.left - self.margins.right

    def across(self) -> Self:
        """The same, turned: the margins turn with it, as a sheet in a binder does."""
        return replace(self, is_wide=True, has_own_first=False)

    @property
    def markup(self) -> str:
        """The properties of the section that ends here."""
        m = self.margins
        size = (
            '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
            if self.is_wide
            else '<w:pgSz w:w="11906" w:h="16838"/>'
        )
        return (
            f'<w:sectPr>{self.references}<w:type w:val="nextPage"/>{size}'
            f'<w:pgMar w:top="{m.top}" w:right="{m.right}" w:bottom="{m.bottom}" w:left="{m.left}"'
            f' w:header="{m.header}" w:footer="{m.footer}" w:gutter="0"/>'
            f"{'<w:titlePg/>' if self.has_own_first else ''}</w:sectPr>"
        )


def head_markup(content: PaperContent, styles: StyleNames, page: Page, logo: str = "") -> str:
    """What stands at the head of a page: the logo where there is one, the title, whether it is a draft, the classification."""
    said = ("Draft. " if content.is_draft else "") + content.classification
    fits = len(content.title) + len(said) <= _BESIDE * (1.5 if page.is_wide else 1)
    lines = (
        [(f"{run(content.title)}{run(chr(9))}{bold(said)}", _right_tab(page))]
        if fits
        else [(run(content.title), _NO_EDGE), (bold(said), "")]
    )
    if logo:
        lines.insert(0, (logo, f'{_NO_EDGE}<w:spacing w:after="120"/>'))
    body = "".join(paragraph(styles.header, line, looks) for line, looks in lines)
    return f"<w:hdr {NAMESPACES}>{body}</w:hdr>"


def foot_markup(content: PaperContent, styles: StyleNames, page: Page) -> str:
    """What stands at the foot of a page: council, committee and day, the page's number."""
    said = ", ".join(each for each in (content.look.name, content.meeting) if each)
    number = run("Page ") + field("PAGE", run("1")) + run(" of ") + field("NUMPAGES", run("1"))
    line = paragraph(styles.footer, f"{run(said)}{run(chr(9))}{number}", _right_tab(page))
    return f"<w:ftr {NAMESPACES}>{line}</w:ftr>"


_NO_EDGE = '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>'


def _right_tab(page: Page) -> str:
    return f'<w:tabs><w:tab w:val="right" w:pos="{page.width}"/></w:tabs>'
