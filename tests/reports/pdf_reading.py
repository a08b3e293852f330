"""Reads a tagged PDF the way a screen reader does: elements in order, each with its text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Dictionary, Pdf

_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


@dataclass
class Element:
    """A structure element: its type, text (its own and that below), attributes and children.

    `pieces` counts the runs of text that it holds itself: one a line, at the least.
    """

    kind: str
    text: str
    attributes: dict[str, str]
    pieces: int
    children: list["Element"] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        """The element and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, *kinds: str) -> list["Element"]:
        """The elements of these types, in reading order."""
        return [element for element in self.walk() if element.kind in kinds]


@dataclass
class Reading:
    """What a PDF says: the document element, and the artifacts of each page, which are not read."""

    document: Element
    artifacts: list[str]


def read(pdf: Pdf) -> Reading:
    """The structure with its text."""
    texts: dict[tuple[int, int], str] = {}
    artifacts = []
    for page in pdf.pages:
        marked, unread = _texts(page)
        texts.update({(page.obj.objgen[0], mark): text for mark, text in marked.items()})
        artifacts.append(unread)
    return Reading(_element(pdf.Root.StructTreeRoot.K[0], texts), artifacts)


def _element(raw: Any, texts: dict[tuple[int, int], str]) -> Element:
    parts: list[str] = []
    children: list[Element] = []
    for kid in raw.K:
        if not isinstance(kid, Dictionary):
            parts.append(texts[raw.Pg.objgen[0], int(kid)])
        elif "/S" in kid:
            children.append(_element(kid, texts))
            parts.append(children[-1].text)
    attributes = {key: str(value) for key, value in raw.get("/A", {}).items()}
    attributes |= {key: str(raw[key]) for key in ("/Alt", "/ID") if key in raw}
    return Element(
        kind=str(raw.S)[1:],
        text=" ".join(" ".join(parts).split()),
        attributes=attributes,
        pieces=len(raw.K) - len(children),
        children=children,
    )


def _texts(page: Any) -> tuple[dict[int, str], str]:
    """The text of each marked piece of a page, and that of its artifacts."""
    fonts = {name: _characters(font) for name, font in page.resources.Font.items()}
    marked: dict[int, str] = {}
    unread: list[str] = []
    marks: list[int | None] = []
    characters: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands = instruction.operands
        match str(instruction.operator):
            case "Tf":
                characters = fonts[str(operands[0])]
            case "BDC":
                properties = operands[1]
                marks.append(int(properties.MCID) if "/MCID" in properties else None)
                if marks[-1] is not None:
                    marked[marks[-1]] = ""
            case "BMC":
                marks.append(None)
            case "EMC":
                marks.pop()
            case "TJ" | "Tj":
                text = _shown(operands[0], characters)
                if marks[-1] is None:
                    unread.append(text)
                else:
                    marked[marks[-1]] += text
    return marked, " ".join(unread)


def _shown(operand: Any, characters: dict[int, str]) -> str:
    pieces = operand if isinstance(operand, pikepdf.Array) else [operand]
    data = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
    return "".join(
        characters.get(int.from_bytes(data[i : i + 2], "big"), "\ufffd")
        for i in range(0, len(data), 2)
    )


def _characters(font: Any) -> dict[int, str]:
    """Glyph number -> text, by the font's ToUnicode."""
    found: dict[int, str] = {}
    data = font.ToUnicode.read_bytes()
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.DOTALL):
        for glyph, text in _PAIR.findall(block):
            found[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", data, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(int(text, 16) + step)
    return found
