"""The styles of one document: the council's own where it has given them, and ours for those that it lacks."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from reports.word.house_styles import HouseStyles, W
from reports.word.style_names import StyleNames

_OUR_STYLES, _OUR_THEME = "styles.xml", "theme.xml"
_COLOUR = "23404F"
"""Stands for the council's colour in our styles."""
_BEFORE_LIST = {
    f"{W}{name}"
    for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
}
"""What stands before the list in a style's properties."""
_NO_LIST = 0
"""The number that takes a paragraph out of the list of a style below its own."""
_POINTS_TO = {f"{W}basedOn", f"{W}next", f"{W}link"}


@dataclass(frozen=True, slots=True)
class Styling:
    """The styles of a document, to be bound to its lists, their ids, and the theme that they draw on."""

    root: etree._Element
    names: StyleNames
    theme: bytes

    def markup(self, lists: Mapping[str, tuple[int, int]]) -> bytes:
        """The part, with the styles bound to lists: style's id -> the list and the level. A style that stands on one of them, such as
        that of the heading of contents, is none of the list."""
        styles = {style.get(f"{W}styleId", ""): style for style in self.root.iter(f"{W}style")}
        for name, style in styles.items():
            if place := lists.get(name):
                _bind(style, *place)
            elif lists.keys() & set(_stands_on(name, styles)):
                _bind(style, _NO_LIST, 0)
        return bytes(etree.tostring(self.root, xml_declaration=True, encoding="UTF-8"))


def styling(house: HouseStyles | None, colour: str) -> Styling:
    """The styles of a paper; `colour` is "#rrggbb" for headings and rules, "" for ours."""
    colour = colour[1:].upper() if re.fullmatch("#[0-9a-fA-F]{6}", colour) else _COLOUR
    ours = _ours(_OUR_STYLES, colour)
    theme = etree.tostring(_ours(_OUR_THEME, colour), xml_declaration=True, encoding="UTF-8")
    if house is None:
        return Styling(ours, StyleNames.of(_ids(ours)), theme)
    root = etree.Element(f"{W}styles", nsmap={"w": W[1:-1]})
    root.extend(deepcopy(each) for each in house.styles)
    _write_in_english(root)
    root.extend(_missing(root, ours))
    _clear_tabs(root)
    return Styling(root, StyleNames.of(_ids(root)), house.theme or theme)


@cache
def _source(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _ours(name: str, colour: str) -> etree._Element:
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
    return etree.fromstring(_source(name).replace(_COLOUR, colour).encode(), parser)


def _named(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for style in root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            yield name.get(f"{W}val", "").lower(), style


def _ids(root: etree._Element) -> dict[str, str]:
    return {name: style.get(f"{W}styleId", "") for name, style in _named(root)}


def _missing(root: etree._Element, ours: etree._Element) -> list[etree._Element]:
    """Our styles that the document has not, under ids that it does not use, pointing to its own where it has them."""
    theirs = {
        (name, style.get(f"{W}type")): style.get(f"{W}styleId", "") for name, style in _named(root)
    }
    used = set(theirs.values())
    ids: dict[str, str] = {}
    missing = []
    for name, style in _named(ours):
        own = style.get(f"{W}styleId", "")
        known = theirs.get((name, style.get(f"{W}type")))
        if known is None:
            style.attrib.pop(f"{W}default", None)
            missing.append(style)
            known = own
            while known in used:
                known += "P"
            used.add(known)
        ids[own] = known
    for style in missing:
        style.set(f"{W}styleId", ids[style.get(f"{W}styleId", "")])
        for element in style:
            if element.tag in _POINTS_TO:
                element.set(f"{W}val", ids[element.get(f"{W}val", "")])
    return missing


def _write_in_english(root: etree._Element) -> None:
    """Say that the text is British English, whatever language the document was set up in."""
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    if defaults is None:
        return
    for element in defaults.findall(f"{W}lang"):
        defaults.remove(element)
    etree.SubElement(defaults, f"{W}lang", {f"{W}val": "en-GB"})


def _clear_tabs(root: etree._Element) -> None:
    """Take the tabs out of the styles of a page's head and foot, which bring their own: one, at the right."""
    for name, style in _named(root):
        if name in {"header", "footer"}:
            for tabs in style.findall(f"{W}pPr/{W}tabs"):
                tabs.getparent().remove(tabs)


def _stands_on(name: str, styles: Mapping[str, etree._Element]) -> Iterator[str]:
    """The styles that a style is based on, the nearest first. One that stands on itself is not gone round for ever."""
    seen = {name}
    while name in styles:
        below = styles[name].find(f"{W}basedOn")
        name = "" if below is None else below.get(f"{W}val", "")
        if name in seen:
            return
        seen.add(name)
        yield name


def _bind(style: etree._Element, number: int, level: int) -> None:
    """Put the style's paragraphs in the list, which then says how far they are set in."""
    properties = style.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        looks = style.find(f"{W}rPr")
        style.insert(len(style) if looks is None else style.index(looks), properties)
    for element in properties.findall(f"{W}ind"):
        properties.remove(element)
    place = sum(1 for element in properties if element.tag in _BEFORE_LIST)
    found = etree.Element(f"{W}numPr")
    if level:
        etree.SubElement(found, f"{W}ilvl", {f"{W}val": str(level)})
    etree.SubElement(found, f"{W}numId", {f"{W}val": str(number)})
    properties.insert(place, found)
