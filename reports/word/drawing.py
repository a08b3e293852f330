"""A chart as a picture for Word, which shows no SVG without one: the drawing of the page, shape by shape.

It draws what `wsoa/templatetags/charts.py` writes, and no other SVG: rectangles, lines, circles, polygons and texts, their places in per
cent or pixels, drawings within drawings.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from lxml import etree
from PIL import Image, ImageDraw, ImageFont

from reports.word.markup import fit
from reports.word.pictures import Picture
from wsoa.charts import HEIGHT
from wsoa.parts import ChartPart
from wsoa.templatetags.parts import part as printed
from wsoa.tones import TONES

WIDTH = 640
"""Of a drawing, in pixels of 1/96 inch: the width of an upright page's text."""
_FINE = 3
"""Dots a pixel: about 300 to the inch."""
_UNITS = 9525
"""Of 1/360,000 cm in a pixel."""
_TEXT = 13
_KEY_LINE = 22
_INK = "#0b0c0c"
_SVG = "{http://www.w3.org/2000/svg}"


def picture_of_chart(chart: ChartPart) -> Picture:
    """The chart's drawing with its key above it; its text is what the drawing shows in words."""
    root = etree.fromstring(f"<x>{fit(printed(chart, paper=True))}</x>")
    drawing = next(each for each in root.iter(f"{_SVG}svg") if each.find(f"{_SVG}desc") is not None)
    keys = list(_keys(root))
    lines = _key_places(keys)
    top = (lines[-1][1] + 1) * _KEY_LINE if lines else 0
    height = top + HEIGHT
    image = Image.new("RGB", (WIDTH * _FINE, height * _FINE), "#ffffff")
    pen = ImageDraw.Draw(image)
    for (sample, name), (x, line) in zip(keys, lines, strict=True):
        _key(pen, sample, name, x, line * _KEY_LINE)
    _draw(pen, drawing, _Box(0, top, WIDTH, HEIGHT), {})
    file = io.BytesIO()
    image.save(file, "PNG")
    said = chart.chart.frame.description
    return Picture(file.getvalue(), "png", WIDTH * _UNITS, height * _UNITS, said)


@dataclass(frozen=True, slots=True)
class _Box:
    """Where a drawing lies, in pixels, and by how much what is in it grows."""

    left: float
    top: float
    width: float
    height: float
    grows: float = 1.0

    def x(self, place: str) -> float:
        """Across, in dots."""
        return (self.left + self._length(place, self.width)) * _FINE

    def y(self, place: str) -> float:
        """Down, in dots."""
        return (self.top + self._length(place, self.height)) * _FINE

    def _length(self, place: str, whole: float) -> float:
        if place.endswith("%"):
            return float(place[:-1]) / 100 * whole
        return float(place) * self.grows

    def within(self, element: etree._Element) -> "_Box":
        """Where a drawing within it lies."""
        get = element.get
        left, top = self.x(get("x", "0")) / _FINE, self.y(get("y", "0")) / _FINE
        width = self._length(get("width", "100%"), self.width)
        height = self._length(get("height", "100%"), self.height)
        if view := get("viewBox"):
            across, down, wide, high = map(float, view.split())
            grows = min(width / wide, height / high)
            left += (width - wide * grows) / 2 - across * grows
            top += (height - high * grows) / 2 - down * grows
            return _Box(left, top, wide * grows, high * grows, grows)
        return replace(self, left=left, top=top, width=width, height=height)


def _draw(
    pen: ImageDraw.ImageDraw, drawing: etree._Element, box: _Box, looks: Mapping[str, str]
) -> None:
    """All that is in a drawing, or in a group, in its order."""
    for element in drawing:
        own = {**looks, **element.attrib}
        match str(element.tag).removeprefix(_SVG):
            case "g":
                shared = ("stroke", "stroke-width", "stroke-dasharray")
                _draw(pen, element, box, {name: own[name] for name in shared if name in own})
            case "svg":
                _draw(pen, element, box.within(element), looks)
            case "rect":
                inside = box.within(element)
                corners = [(inside.x("0"), inside.y("0")), (inside.x("100%"), inside.y("100%"))]
                pen.rectangle(corners, own.get("fill"), own.get("stroke"), _wide(own))
            case "line":
                _line(pen, box, own)
            case "circle":
                middle, radius = (box.x(own["cx"]), box.y(own["cy"])), float(own["r"]) * _FINE
                edge = None if own.get("stroke") == "none" else own.get("stroke")
                pen.circle(middle, radius * box.grows, own.get("fill"), edge, _wide(own))
            case "polygon":
                places = (place.split(",") for place in own["points"].split())
                points = [(box.x(x), box.y(y)) for x, y in places]
                pen.polygon(points, own.get("fill"), own.get("stroke"), _wide(own))
            case "text":
                _write(pen, box.x(own["x"]), box.y(own["y"]), "".join(element.itertext()), own)


def _wide(looks: Mapping[str, str]) -> int:
    return max(round(float(looks.get("stroke-width", "1")) * _FINE), 1)


def _line(pen: ImageDraw.ImageDraw, box: _Box, looks: Mapping[str, str]) -> None:
    """A line, or the dashes of one."""
    start = complex(box.x(looks["x1"]), box.y(looks["y1"]))
    end = complex(box.x(looks["x2"]), box.y(looks["y2"]))
    dashes = [float(each) * _FINE for each in looks.get("stroke-dasharray", "").split()]
    for begin, stop in _dashes(abs(end - start), dashes):
        way = (end - start) / abs(end - start) if end != start else 0
        one, other = start + way * begin, start + way * stop
        pen.line(
            [(one.real, one.imag), (other.real, other.imag)], looks.get("stroke"), _wide(looks)
        )


def _dashes(length: float, dashes: list[float]) -> Iterator[tuple[float, float]]:
    if not sum(dashes):
        yield 0, length
        return
    place = 0.0
    while place < length:
        for order, dash in enumerate(dashes * (1 + len(dashes) % 2)):
            if order % 2 == 0 and place < length:
                yield place, min(place + dash, length)
            place += dash


@cache
def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(_TEXT * _FINE)


def _write(
    pen: ImageDraw.ImageDraw, x: float, y: float, text: str, looks: Mapping[str, str]
) -> None:
    side = {"middle": "ms", "end": "rs"}.get(looks.get("text-anchor", ""), "ls")
    heavier = 1 if looks.get("font-weight") == "700" else 0
    ink = looks.get("fill", _INK)
    pen.text((x, y), text, ink, _font(), side, stroke_width=heavier, stroke_fill=ink)


def _keys(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """What stands for what: a sample, or the tag of a rating, with its words."""
    for line in root.iter("p"):
        if line.get("class") == "paper__chart-key":
            for element in line:
                words = element.tail if element.tag == f"{_SVG}svg" else "".join(element.itertext())
                yield element, " ".join((words or "").split())


def _key_places(keys: list[tuple[etree._Element, str]]) -> list[tuple[float, int]]:
    """Where each sample stands: how far across, and on which line."""
    places = []
    x, line = 0.0, 0
    for _, name in keys:
        wide = 60 + _font().getlength(name) / _FINE
        if x and x + wide > WIDTH:
            x, line = 0.0, line + 1
        places.append((x, line))
        x += wide
    return places


def _key(pen: ImageDraw.ImageDraw, sample: etree._Element, name: str, x: float, y: float) -> None:
    if sample.tag == f"{_SVG}svg":
        _draw(pen, sample, _Box(x, y + 2, 36, 14), {})
    else:
        tone = TONES[(sample.get("class") or "").rpartition("--")[2]]
        corners = [(x * _FINE, (y + 2) * _FINE), ((x + 36) * _FINE, (y + 16) * _FINE)]
        pen.rectangle(corners, tone.ground, tone.edge, _FINE)
    pen.text(((x + 42) * _FINE, (y + 14) * _FINE), name, _INK, _font(), "ls")
