"""A Word file as the package that it is: its parts, what they are, and what leads from one to the other.

Nothing is in the file that is not put in here, so nobody's name or computer is, and the same parts give the same file.
"""

import io
import zipfile
from collections.abc import Mapping
from urllib.parse import urlsplit

from reports.word.markup import NAMESPACES, escaped
from reports.word.pictures import Picture

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OF_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_WRITTEN = (1980, 1, 1, 0, 0, 0)
"""The time that parts bear: a zip archive's own nought."""

_LINK_LIMIT = 2_000
_SCHEMES = {"http", "https", "mailto", "tel"}

_SETTINGS = (
    f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)
_FONTS = (
    f'{DECLARATION}<w:fonts {NAMESPACES}><w:font w:name="Arial"><w:family w:val="swiss"/><w:pitch w:val="variable"/>'
    "</w:font></w:fonts>"
)
_TYPES = {
    "fontTable": f"{_WORD}.fontTable+xml",
    "styles": f"{_WORD}.styles+xml",
    "numbering": f"{_WORD}.numbering+xml",
    "settings": f"{_WORD}.settings+xml",
    "header": f"{_WORD}.header+xml",
    "footer": f"{_WORD}.footer+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}


class Package:
    """The parts of a document and what leads to them."""

    def __init__(self) -> None:
        self._parts: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._relations: dict[tuple[str, str], str] = {}
        self._own_relations: dict[str, str] = {}
        self._pictures: dict[str, bytes] = {}
        self.add("settings", "settings.xml", _SETTINGS)
        self.add("fontTable", "fontTable.xml", _FONTS)

    def add(self, kind: str, name: str, data: str | bytes) -> str:
        """Put a part of the kind in; the id of the document's relationship to it."""
        path = f"word/{name}"
        self._parts[path] = data if isinstance(data, bytes) else data.encode()
        self._types[path] = _TYPES[kind]
        return self._related(kind, name)

    def add_picture(self, part: str, logo: Picture) -> None:
        """Put a picture in that the part of that name shows as rId1."""
        name = f"media/logo.{logo.ending}"
        self._pictures[f"word/{name}"] = logo.data
        self._own_relations[f"word/_rels/{part}.rels"] = _relations({("image", name): "rId1"})

    def embed(self, picture: Picture) -> str:
        """Put a picture in that the document shows; the id of the relationship to it."""
        name = f"media/picture{len(self._pictures) + 1}.{picture.ending}"
        self._pictures[f"word/{name}"] = picture.data
        return self._related("image", name)

    def link(self, address: str) -> str:
        """The id of the relationship to an address; "" for one that Word would call the file damaged for."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return ""
        is_fit = (
            parts.scheme in _SCHEMES
            and (parts.netloc or parts.path)
            and len(address) <= _LINK_LIMIT
            and address.isascii()
            and address.isprintable()
            and not set(address) & set(' "<>\\^`{|}')
        )
        return self._related("hyperlink", address) if is_fit else ""

    def _related(self, kind: str, target: str) -> str:
        return self._relations.setdefault((kind, target), f"rId{len(self._relations) + 1}")

    def packed(self, document: str, properties: str) -> bytes:
        """The file. What says what is in it comes first, as readers expect."""
        types = "".join(
            f'<Override PartName="/{path}" ContentType="{kind}"/>'
            for path, kind in (
                ("word/document.xml", f"{_WORD}.document.main+xml"),
                ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
                *self._types.items(),
            )
        )
        defaults = "".join(
            f'<Default Extension="{ending}" ContentType="{kind}"/>'
            for ending, kind in (
                ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
                ("xml", "application/xml"),
                ("png", "image/png"),
                ("jpg", "image/jpeg"),
            )
        )
        written: Mapping[str, str | bytes] = {
            "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">{defaults}{types}</Types>',
            "_rels/.rels": (
                f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
                f'<Relationship Id="rId1" Type="{_OF_TYPE}officeDocument" Target="word/document.xml"/>'
                f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties"'
                ' Target="docProps/core.xml"/></Relationships>'
            ),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": _relations(self._relations),
            **self._own_relations,
            **self._parts,
            **self._pictures,
            "docProps/core.xml": properties,
        }
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
            for path, data in written.items():
                entry = zipfile.ZipInfo(path, _WRITTEN)
                entry.compress_type = zipfile.ZIP_DEFLATED
                package.writestr(entry, data)
        return file.getvalue()


def _relations(relations: Mapping[tuple[str, str], str]) -> str:
    said = "".join(
        f'<Relationship Id="{each}" Type="{_OF_TYPE}{kind}" Target="{escaped(target)}"{_mode(kind)}/>'
        for (kind, target), each in relations.items()
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{said}</Relationships>'


def _mode(kind: str) -> str:
    return ' TargetMode="External"' if kind == "hyperlink" else ""
