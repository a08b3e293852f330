"""What a Word file says, as Word would show it: its numbers counted from its own definitions, not taken from what wrote it."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def squeezed(text: str) -> str:
    """The text without its white space, in which a page and a Word file may differ."""
    return "".join(text.split())


@dataclass(frozen=True)
class Line:
    """A paragraph: the name of its style, the number or the point that Word writes before it, and its text."""

    style: str
    number: str
    text: str
    element: Any


@dataclass(frozen=True)
class Table:
    """A table: the caption and the note above it, and the text of the cells of its rows."""

    caption: str
    rows: list[list[str]]
    element: Any


class WordFile:
    """A .docx file. Every part of it has to be XML that can be read."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert package.testzip() is None
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.xml = {
            name: etree.fromstring(part)
            for name, part in self.parts.items()
            if name.endswith((".xml", ".rels"))
        }

    @property
    def body(self) -> Any:
        """Of the document."""
        return self.xml["word/document.xml"][0]

    @cached_property
    def styles(self) -> dict[str, Any]:
        """Id -> style."""
        return {
            style.get(f"{W}styleId"): style
            for style in self.xml["word/styles.xml"].iter(f"{W}style")
        }

    @cached_property
    def lines(self) -> list[Line]:
        """Every paragraph, those in tables too, with its number as Word counts it."""
        counted: dict[tuple[str, int], int] = {}
        return [self._line(element, counted) for element in self.body.iter(f"{W}p")]

    def headed(self, *styles: str) -> list[Line]:
        """The paragraphs of the styles of those names."""
        return [line for line in self.lines if line.style in styles]

    @property
    def tables(self) -> list[Table]:
        """In their order, those in cells after the table that holds them."""
        return [
            Table(self._caption(table), [list(_cells(row)) for row in _rows(table)], table)
            for table in self.body.iter(f"{W}tbl")
        ]

    def _caption(self, table: Any) -> str:
        said: list[str] = []
        for element in table.itersiblings(preceding=True):
            style = self._style_name(element) if element.tag == f"{W}p" else ""
            if style not in {"caption", "Paper Table Note"}:
                break
            said.insert(0, text_of(element))
            if style == "caption":
                break
        return " ".join(said)

    def _style_name(self, element: Any) -> str:
        found = element.find(f"{W}pPr/{W}pStyle")
        if found is None:
            return ""
        return str(self.styles[found.get(f"{W}val")].find(f"{W}name").get(f"{W}val"))

    def _line(self, element: Any, counted: dict[tuple[str, int], int]) -> Line:
        number = self._number(element, counted)
        return Line(self._style_name(element), number, text_of(element), element)

    def _number(self, element: Any, counted: dict[tuple[str, int], int]) -> str:
        place = element.find(f"{W}pPr/{W}numPr")
        style = element.find(f"{W}pPr/{W}pStyle")
        name = None if style is None else style.get(f"{W}val")
        seen: set[str] = set()
        while place is None and name is not None and name not in seen:
            seen.add(name)
            place = self.styles[name].find(f"{W}pPr/{W}numPr")
            name = _value(self.styles[name], "basedOn")
        if place is None:
            return ""
        number, level = _value(place, "numId") or "0", int(_value(place, "ilvl") or 0)
        if number == "0":
            return ""
        return self._counted(number, level, counted)

    def _counted(self, number: str, level: int, counted: dict[tuple[str, int], int]) -> str:
        """The next number of a list, which goes on from others of its kind unless it says where it starts."""
        root = self.xml["word/numbering.xml"]
        (definition,) = (n for n in root.iter(f"{W}num") if n.get(f"{W}numId") == number)
        kind = _value(definition, "abstractNumId") or ""
        is_own = definition.find(f"{W}lvlOverride/{W}startOverride") is not None
        key = f"own {number}" if is_own else kind
        counted[key, level] = counted.get((key, level), 0) + 1
        for deeper in range(level + 1, 9):
            counted.pop((key, deeper), None)
        (of_kind,) = (a for a in root.iter(f"{W}abstractNum") if a.get(f"{W}abstractNumId") == kind)
        (form,) = (lvl for lvl in of_kind.iter(f"{W}lvl") if lvl.get(f"{W}ilvl") == str(level))
        text = _value(form, "lvlText") or ""
        for place in range(level + 1):
            value = counted.get((key, place), 0)
            shown = _ROMAN[value] if _value(form, "numFmt") == "lowerRoman" else str(value)
            text = text.replace(f"%{place + 1}", shown)
        return text


def text_of(element: Any) -> str:
    """The text that a reader sees in it."""
    return "".join(
        {f"{W}t": each.text or "", f"{W}br": "\n", f"{W}tab": "\t"}.get(each.tag, "")
        for each in element.iter()
    )


def _value(element: Any, name: str) -> str | None:
    found = element.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def _rows(table: Any) -> Iterator[Any]:
    yield from table.findall(f"{W}tr")


def _cells(row: Any) -> Iterator[str]:
    for cell in row.findall(f"{W}tc"):
        assert cell[-1].tag == f"{W}p", "Word repairs a cell that does not end with a paragraph"
        yield text_of(cell)
