"""A paper as a Word file: its parts, put together. The same paper gives the same file.

Its parts are written as text, so that all that is in the file is named here, and quickly.
"""

import base64
import binascii
from dataclasses import replace

from reports.paper import PaperContent
from reports.word.file_styles import FileStyles, file_styles
from reports.word.lists import Lists
from reports.word.markup import NAMESPACES, escaped, picture
from reports.word.package import DECLARATION, PACKAGE, Package
from reports.word.page import Page, foot_markup, head_markup
from reports.word.pictures import Picture, picture_of
from reports.word.sections import SectionWriter
from reports.word.style_names import StyleNames

_LOGO_WIDTH, _LOGO_HEIGHT = 2_520_000, 1_080_000
"""The room for a logo: 7 by 3 cm."""


def paper_docx(content: PaperContent, styles: bytes | None = None) -> bytes:
    """The paper as a .docx file, in the styles of the council's own document: the one whose bytes are given, else that of its look.
    Raises Refused for one that cannot be used."""
    package = Package()
    lists = Lists(content)
    look = file_styles(styles or content.look.word_styles or b"", content.look.colour, lists)
    pages = _with_heads(package, content, look.names, Page(look.margins), _logo(content, look))
    body = SectionWriter(content, look.names, lists, package).body(*pages)
    package.add("styles", "styles.xml", look.markup)
    package.add("numbering", "numbering.xml", DECLARATION + lists.markup(look.names))
    package.add("theme", "theme/theme1.xml", look.theme)
    document = f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    return package.packed(document, _properties(content))


def _with_heads(
    package: Package, content: PaperContent, names: StyleNames, upright: Page, logo: Picture | None
) -> tuple[Page, Page]:
    """The pages, upright and across, with what stands at their head and foot. A logo stands on the first page alone."""
    pages = []
    for page in (upright, upright.across()):
        is_wide = page.is_wide
        head = head_markup(content, names, page)
        foot = foot_markup(content, names, page)
        ids = {
            "header": package.add("header", f"header{1 + is_wide}.xml", head),
            "footer": package.add("footer", f"footer{1 + is_wide}.xml", foot),
        }
        references = [("default", kind, each) for kind, each in ids.items()]
        if logo and not is_wide:
            shown = picture(
                number=1, relationship="rId1", width=logo.width, height=logo.height, text=logo.text
            )
            first = head_markup(content, names, page, shown)
            references += [
                ("first", "header", package.add("header", "header3.xml", first)),
                ("first", "footer", ids["footer"]),
            ]
            package.add_picture("header3.xml", logo)
        markup = "".join(
            f'<w:{kind}Reference w:type="{when}" r:id="{each}"/>' for when, kind, each in references
        )
        pages.append(replace(page, references=markup, has_own_first=bool(logo) and not is_wide))
    return pages[0], pages[1]


def _logo(content: PaperContent, look: FileStyles) -> Picture | None:
    """The logo of the council's document, else the one of its branding, in the room that there is."""
    logo = look.logo or picture_of(_embedded(content.look.logo))
    if logo is None:
        return None
    share = min(1.0, _LOGO_WIDTH / logo.width, _LOGO_HEIGHT / logo.height)
    return replace(
        logo,
        width=max(int(logo.width * share), 1),
        height=max(int(logo.height * share), 1),
        text=logo.text or content.look.logo_text or f"Logo of {content.look.name}",
    )


def _embedded(address: str) -> bytes:
    """What an address holds in itself (data:...;base64,...); nothing for another one."""
    head, _, held = address.partition(",")
    if not (head.startswith("data:") and head.endswith(";base64")):
        return b""
    try:
        return base64.b64decode(held, validate=True)
    except binascii.Error:
        return b""


def _properties(content: PaperContent) -> str:
    """Of the file: the council as its author, the meeting as its subject, and nobody's name."""
    said = (
        ("dc:title", content.title),
        ("dc:creator", content.look.name),
        ("dc:subject", content.meeting),
        ("dc:language", content.language),
        ("cp:keywords", ""),
        ("cp:contentStatus", "Draft" if content.is_draft else "Final"),
    )
    elements = "".join(
        f"<{name}>{escaped(' '.join(text.split())[:255])}</{name}>" for name, text in said
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/">{elements}</cp:coreProperties>'
    )
