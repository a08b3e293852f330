"""A council's own Word document as the styles of its papers: what is taken from it, and which file is refused.

Taken are its styles, its theme (fonts and colours), its margins and the logo in its header, each copied by name into a new file.
Nothing else of it is ever written: no text, no properties, no macros, no links.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from lxml import etree

from actions.errors import Refused
from actions.importing.packages import Kind, open_package
from actions.importing.table import Unreadable
from reports.word.page import Margins
from reports.word.pictures import Picture, TooManyPixels, checked_picture

FIELD = "word_styles"
MAX_SIZE = 10_000_000
"""Bytes of a file."""
MAX_STYLES = 4_079
"""As many as Word itself has room for."""
MAX_STYLES_SIZE = 3_000_000
"""Bytes of the part that they are in; those of large councils have half a million."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_KEPT = {f"{W}docDefaults", f"{W}latentStyles", f"{W}style"}
_LEFT_OUT = {f"{W}numPr", f"{W}rsid"}
_ON_A_DRIVE = re.compile(r"(?:file:///)?[A-Za-z]:[\\/]")

_CHOOSE = (
    "Choose a Word document (.docx) that opens in Word, without macros and without a password."
)


@dataclass(frozen=True, slots=True)
class HouseStyles:
    """What a council's document gives. `styles` are the elements of its styles, `theme` the part itself, b"" for none."""

    styles: tuple[etree._Element, ...]
    theme: bytes
    margins: Margins
    logo: Picture | None


@dataclass(frozen=True, slots=True)
class _Relation:
    """From a part of the package to another, by its name, or to what is outside."""

    id: str
    type: str
    target: str
    is_outside: bool


def check_styles(data: bytes) -> None:
    """Raises Refused, saying why and what to do, for a file that cannot be used as Word styles."""
    read_house_styles(data)


def read_house_styles(data: bytes) -> HouseStyles:
    """What the document gives. Raises Refused."""
    if len(data) > MAX_SIZE:
        raise _refused(
            "The file is larger than 10 MB. Take the pictures out of its text, save it and choose it again."
        )
    try:
        kind, package = open_package(data)
    except Unreadable as error:
        raise _refused(f"{str(error).split('. ')[0].rstrip('.')}. {_CHOOSE}") from error
    if kind is not Kind.DOCUMENT:
        raise _refused(f"The file is an Excel workbook. {_CHOOSE}")
    try:
        return _Package(package).house_styles()
    except Refused:
        raise
    except (
        Exception
    ) as error:  # zipfile, the parsers and pictures answer a broken part in many ways
        raise _refused(f"The file is incomplete or damaged. {_CHOOSE}") from error


class _Package:
    """The council's file."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._names = set(package.namelist())
        for name in self._names:
            if name.endswith(".rels"):
                self._refuse_outside(name)

    def house_styles(self) -> HouseStyles:
        main = "word/document.xml"
        body = self._parsed(main)
        if not body.tag.startswith(W):
            raise _refused(
                "The file is saved as Strict Open XML. In Word, save it as a Word document (.docx) "
                "and choose that."
            )
        parts: dict[str, str] = {}
        for relation in self._relations(main):
            parts.setdefault(relation.type, relation.target)
        return HouseStyles(
            styles=tuple(self._styles(parts.get("styles", "word/styles.xml"))),
            theme=self._theme(parts.get("theme", "")),
            margins=_margins(body),
            logo=self._logo(main, body),
        )

    def _parsed(self, name: str) -> etree._Element:
        """The part. What a document type declares, such as entities that grow without end, is refused unread."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        root = etree.fromstring(self._package.read(name), parser)
        if root.getroottree().docinfo.doctype:
            raise _refused(f"The file is not as Word writes it. {_CHOOSE}")
        return root

    def _relations(self, part: str) -> Iterator[_Relation]:
        """What the part leads to."""
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels"
        if rels in self._names:
            yield from self._read_relations(rels)

    def _read_relations(self, rels: str) -> Iterator[_Relation]:
        folder = dirname(dirname(rels))
        for element in self._parsed(rels).iter(_RELATION):
            target = element.get("Target", "")
            is_outside = element.get("TargetMode", "").lower() == "external"
            if not is_outside:
                target = normpath(join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            yield _Relation(element.get("Id", ""), kind, target, is_outside)

    def _refuse_outside(self, rels: str) -> None:
        """Links in the text and the place of the template on somebody's drive go with the text; whatever else would be fetched
        from outside is refused."""
        for each in self._read_relations(rels):
            is_harmless = each.type == "hyperlink" or (
                each.type == "attachedTemplate" and _ON_A_DRIVE.match(each.target)
            )
            if each.is_outside and not is_harmless:
                raise _refused(
                    f"The file fetches something from outside itself ({each.type[:40]}: {each.target[:80]}). In Word, put "
                    "linked pictures into the file, take the attached template off it, save it and choose it again."
                )

    def _styles(self, name: str) -> Iterator[etree._Element]:
        if name in self._names and self._package.getinfo(name).file_size > MAX_STYLES_SIZE:
            raise _too_many_styles()
        root = self._parsed(name)
        found = [each for each in root if each.tag in _KEPT]
        if not found:
            raise _refused(f"The file holds no styles that can be used. {_CHOOSE}")
        if sum(each.tag == f"{W}style" for each in found) > MAX_STYLES:
            raise _too_many_styles()
        for each in found:
            _strip(each)
            yield each

    def _theme(self, name: str) -> bytes:
        """The theme, unless it has pictures, which would have to come along."""
        if name not in self._names:
            return b""
        root = self._parsed(name)
        if any(key.startswith(_R) for each in root.iter() for key in each.attrib):
            return b""
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))

    def _logo(self, main: str, body: etree._Element) -> Picture | None:
        """The first picture at the head of the document's pages."""
        relations = {each.id: each for each in self._relations(main)}
        references = sorted(
            body.iter(f"{W}headerReference"), key=lambda each: each.get(f"{W}type") != "first"
        )
        for reference in references:
            header = relations.get(reference.get(f"{_R}id", ""))
            target = header.target if header else ""
            if target in self._names and (logo := self._logo_in(target)):
                return logo
        return None

    def _logo_in(self, header: str) -> Picture | None:
        pictures = {each.id: each.target for each in self._relations(header)}
        for element in self._parsed(header).iter(f"{_A}blip", f"{_V}imagedata"):
            name = pictures.get(element.get(f"{_R}embed") or element.get(f"{_R}id", ""), "")
            try:
                logo = checked_picture(self._package.read(name)) if name in self._names else None
            except TooManyPixels as error:
                raise _refused(
                    f"The picture at the head of the document’s pages {error}"
                ) from error
            if logo:
                return _as_placed(logo, element)
        return None


def _as_placed(logo: Picture, element: etree._Element) -> Picture:
    """The picture in the size and with the text that the document gives it."""
    for around in element.iterancestors(f"{_WP}inline", f"{_WP}anchor"):
        extent, words = around.find(f"{_WP}extent"), around.find(f"{_WP}docPr")
        text = words.get("descr", "") if words is not None else ""
        if extent is None:
            return Picture(logo.data, logo.ending, logo.width, logo.height, text)
        width, height = int(extent.get("cx", "0")), int(extent.get("cy", "0"))
        if width > 0 and height > 0:
            return Picture(logo.data, logo.ending, width, height, text)
    return logo


def _strip(style: etree._Element) -> None:
    """Leave of a style what WordprocessingML itself defines, without its lists, whose numbers are another document's."""
    for element in list(style.iter()):
        if not element.tag.startswith(W) or element.tag in _LEFT_OUT:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        for name in [each for each in element.attrib if not each.startswith(W)]:
            del element.attrib[name]


def _margins(body: etree._Element) -> Margins:
    """Those of the document's last section, as far as they leave room to write in."""
    found = body.findall(f"{W}body/{W}sectPr/{W}pgMar")
    if not found:
        return Margins()

    def length(side: str, most: int) -> int:
        asked = abs(int(float(found[-1].get(f"{W}{side}") or getattr(Margins(), side))))
        return min(max(asked, 284), most)

    return Margins(
        top=length("top", 4000),
        right=length("right", 3000),
        bottom=length("bottom", 4000),
        left=length("left", 3000),
        header=length("header", 2000),
        footer=length("footer", 2000),
    )


def _too_many_styles() -> Refused:
    return _refused(
        f"The file holds too many styles: Word itself has room for {MAX_STYLES:,}. In Word, delete those that nobody "
        "uses, save it and choose it again."
    )


def _refused(message: str) -> Refused:
    return Refused(message, field=FIELD)
