"""WordprocessingML for text: runs, paragraphs, fields, links, as strings.

Every text goes through `escaped`; what these functions return is markup.
"""

import re
from collections.abc import Iterable
from html import escape

from wsoa.parts import Tag
from wsoa.tones import TONES, tone_or_plain

NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{path}"'
    for prefix, path in (
        ("w", "wordprocessingml/2006/main"),
        ("r", "officeDocument/2006/relationships"),
        ("wp", "drawingml/2006/wordprocessingDrawing"),
        ("a", "drawingml/2006/main"),
        ("pic", "drawingml/2006/picture"),
    )
)

BOLD = "<w:b/><w:bCs/>"
KEEP = "<w:keepNext/>"
"""Of a paragraph: it stays on the page of the next one."""

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold, or that say nothing."""
_LINES = re.compile("\r\n?|[\n\x85\u2028\u2029]")
_STRONG = re.compile(r"[^\W\d_]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def fit(text: str) -> str:
    """The text without what XML cannot hold."""
    return _UNFIT.sub("", text)


def escaped(text: str) -> str:
    """The text, fit to stand in an element or an attribute."""
    return escape(fit(text))


def reads_from_right(text: str) -> bool:
    """Whether its first letter belongs to a script that is written from right to left."""
    first = _STRONG.search(text)
    return first is not None and _RIGHT_TO_LEFT.match(first[0]) is not None


def reading_side(text: str) -> str:
    """What a paragraph of the text has to say of the side that it is read from; nothing for the left."""
    return "<w:bidi/>" if reads_from_right(text) else ""


def run(text: str, looks: str = "") -> str:
    """A stretch of text; `looks` is the markup of how it looks."""
    if _RIGHT_TO_LEFT.search(text):
        looks += "<w:rtl/>"
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    lines = "<w:br/>".join(map(_line, _LINES.split(text)))
    return f"<w:r>{properties}{lines}</w:r>"


def _line(text: str) -> str:
    parts = (f'<w:t xml:space="preserve">{escaped(part)}</w:t>' for part in text.split("\t"))
    return "<w:tab/>".join(parts)


def bold(text: str) -> str:
    """Heavier text."""
    return run(text, BOLD)


def coloured(text: str, colour: str) -> str:
    """Text in a colour such as #0b5c3e."""
    return run(text, f'<w:color w:val="{colour[1:]}"/>')


def tag_run(tag: Tag) -> str:
    """A rating: its letter and its word on the tint of its tone, with an edge, so that white is seen too."""
    tone = TONES[tone_or_plain(tag.tone)]
    words = " ".join(each for each in (tag.code, tag.label) if each)
    return run(
        f"\u00a0{words}\u00a0",
        f'{BOLD}<w:color w:val="{tone.ink[1:]}"/>'
        f'<w:bdr w:val="single" w:sz="4" w:space="0" w:color="{tone.edge[1:]}"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{tone.ground[1:]}"/>',
    )


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph in the style of that id; `properties` is the markup of what differs from it."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def list_place(number: int, level: int = 0) -> str:
    """What puts a paragraph in the list of that number; 0 takes it out of its style's."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def field(code: str, shown: str) -> str:
    """A field that Word works out anew, with the markup of what it shows until then."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmark(number: int, name: str, content: str) -> str:
    """What links inside the document lead to."""
    name = bookmark_name(name)
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def bookmark_name(anchor: str) -> str:
    """The anchor as Word names a place: letters, digits and underscores, forty at most."""
    return re.sub(r"\W", "_", anchor, flags=re.ASCII)[:40]


def inner_link(anchor: str, content: str) -> str:
    """A link to a bookmark."""
    return f'<w:hyperlink w:anchor="{bookmark_name(anchor)}" w:history="1">{content}</w:hyperlink>'


def outer_link(relationship: str, content: str) -> str:
    """A link to an address, by the id of its relationship."""
    return f'<w:hyperlink r:id="{relationship}" w:history="1">{content}</w:hyperlink>'


def picture(*, number: int, relationship: str, width: int, height: int, text: str) -> str:
    """A picture in a line of text, in units of 1/360,000 cm; `text` says what it shows."""
    size = f'cx="{width}" cy="{height}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr="{escaped(text)}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr="{escaped(text)}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch>'
        f'<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def joined(parts: Iterable[str]) -> str:
    """Markup after markup."""
    return "".join(parts)
