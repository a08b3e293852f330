"""Word documents as councils have them, and ones meant to do harm."""

import io
import re
import zipfile
from collections.abc import Mapping

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt, RGBColor

from tests.actions.files import packed, png

SECRET = "Ms A N Other, of 1 High Street"  # must never reach a paper


def house_document(*, has_logo: bool = True) -> bytes:
    """A council's document: its own fonts, margins, numbers and logo, a text, and its writer's name."""
    document = Document()
    document.styles["Normal"].font.name = "Gill Sans MT"
    heading = document.styles["Heading 1"]
    heading.font.size, heading.font.color.rgb = Pt(19), RGBColor(0x00, 0x5A, 0x30)
    heading.paragraph_format.left_indent = Cm(3)
    own = document.styles.add_style("Numbered Paragraph", WD_STYLE_TYPE.PARAGRAPH)
    own.font.italic = True
    section = document.sections[0]
    section.left_margin, section.right_margin = Cm(3), Cm(2.5)
    if has_logo:
        shape = section.header.paragraphs[0].add_run().add_picture(io.BytesIO(png()), width=Cm(4))
        shape._inline.docPr.set("descr", "Arms of the borough")
    section.header.add_paragraph(SECRET)
    document.add_paragraph(SECRET, style="List Bullet")
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = SECRET
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_parts(package: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The package with parts put in or replaced."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        return packed({**{name: old.read(name) for name in old.namelist()}, **parts})


def part_of(package: bytes, name: str) -> bytes:
    """A part of the package."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return opened.read(name)


def leading_outside(kind: str, target: str, part: str = "word/_rels/document.xml.rels") -> bytes:
    """A council's document with a relationship of the kind to what is outside it."""
    document = house_document()
    relation = (
        '<Relationship Id="rId900" TargetMode="External" Type="http://schemas.openxmlformats.org/officeDocument/'
        f'2006/relationships/{kind}" Target="{target}"/></Relationships>'
    )
    names = zipfile.ZipFile(io.BytesIO(document)).namelist()
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    old = part_of(document, part) if part in names else empty
    return with_parts(document, {part: old.replace(b"</Relationships>", relation.encode())})


def declaring_entities() -> bytes:
    """A council's document whose styles declare entities that grow without end."""
    document = house_document()
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    styles = part_of(document, "word/styles.xml").decode()
    return with_parts(
        document,
        {"word/styles.xml": re.sub(r"(<w:styles)", bomb + r"\1", styles, count=1).encode()},
    )
