"""Values over time and what they are held against: readings with decimals, also below nought, levels and sloping lines,
a band, points told apart by shape.

The scale starts at 0 unless it is asked not to; then the chart's words say where it starts. Who asks words the
table of figures, because the same values are said in per cent, days or pounds.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise

from wsoa.charts.frame import (
    BOTTOM,
    LEFT,
    MOST_STEPS,
    RIGHT,
    TOP,
    DataTable,
    Frame,
    Tick,
    labels_for,
    over_time,
    place_of,
)
from wsoa.charts.lines import Segment, Style

CLOSE_ACROSS = 20
CLOSE_DOWN = 15
"""Values written at the ends of lines nearer than so many per cent across and pixels down would run into one
another: the first of them is written."""
NEAR_ACROSS = 10
NEAR_UP = 40
"""A value is written below its point where a point of another line is so near above it."""
MANY = 40
"""Lines of more points than this have small ones."""


class Shape(Enum):
    """How a point is drawn, so that what it is can be told without colour."""

    DOT = "dot"
    HOLLOW = "hollow"
    ABOVE = "above"
    BELOW = "below"
    SIGNAL = "signal"


BOUNDS = {Shape.ABOVE, Shape.BELOW}
"""Points that are bounds of a value and not the value: no line leads to them."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A value on a day. `label` says the day or period, `short` in a few letters, `text` the value. `is_apart`: values
    are missing before it, so that no line leads to it."""

    day: date
    value: float
    label: str
    short: str
    text: str
    shape: Shape = Shape.DOT
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """Values joined by a line, in order of their days."""

    name: str
    style: Style
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """What values are held against: a straight line from a value on one day to one on another, or, without days,
    one value throughout."""

    name: str
    style: Style
    start: float
    end: float
    start_day: date | None = None
    end_day: date | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """The values between two, throughout: a target that is a range, or what is normal."""

    name: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A point as it is drawn."""

    x: float
    y: float
    shape: Shape


@dataclass(frozen=True, slots=True)
class DrawnCourse:
    """A line as it is drawn, with its points and, at its last one, its value: above it, or `is_below` it where there
    is a point of another line above ("" where another value is too near)."""

    name: str
    style: Style
    segments: tuple[Segment, ...]
    points: tuple[Placed, ...]
    has_many: bool
    end_text: str
    is_below: bool


@dataclass(frozen=True, slots=True)
class DrawnLevel:
    """A level as it is drawn."""

    name: str
    style: Style
    segment: Segment


@dataclass(frozen=True, slots=True)
class DrawnBand:
    """A band as it is drawn: from where down to where, in pixels."""

    name: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class PlotChart:
    """Lines of values with what they are held against. `nought_y` is where 0 is, None where it is the floor or out
    of sight; `shapes` are those used, and what each of them means; `starts_at` says where the scale starts, ""
    where that is 0."""

    frame: Frame
    courses: tuple[DrawnCourse, ...]
    levels: tuple[DrawnLevel, ...]
    bands: tuple[DrawnBand, ...]
    nought_y: float | None
    shapes: tuple[tuple[Shape, str], ...]
    starts_at: str


def plot(
    courses: Sequence[Course],
    *,
    levels: Sequence[Level] = (),
    bands: Sequence[Band] = (),
    table: DataTable,
    days: Sequence[tuple[date, str]] = (),
    shapes: Sequence[tuple[Shape, str]] = (),
    from_nought: bool = True,
) -> PlotChart:
    """The chart of the courses. `days` are further ones that the scale of time reaches to, with their short
    labels. `shapes` says what each shape means; those not drawn are left out.

    Raises ValueError where there is nothing to place on the scale of time.
    """
    dots = [dot for each in courses for dot in each.dots]
    named = dict(sorted([*((each.day, each.short) for each in dots), *days], key=lambda d: d[0]))
    all_days = sorted(
        {*named, *(day for each in levels for day in (each.start_day, each.end_day) if day)}
    )
    if not all_days:
        raise ValueError("A chart over time needs a day.")
    values = [
        *(dot.value for dot in dots),
        *(value for each in levels for value in (each.start, each.end)),
        *(value for each in bands for value in (each.low, each.high)),
    ]
    scale = Scale.over(values, from_nought=from_nought)
    across = dict(zip(all_days, over_time(all_days), strict=True))
    used = {dot.shape for dot in dots}
    frame = Frame(
        scale.ticks(),
        labels_for([across[day] for day in named], list(named.values())),
        _in_words(courses, levels, bands, scale),
        table,
    )
    return PlotChart(
        frame,
        tuple(_drawn(courses, across, scale.y)),
        tuple(DrawnLevel(e.name, e.style, _segment(e, all_days, scale.y)) for e in levels),
        tuple(
            DrawnBand(e.name, scale.y(e.high), max(scale.y(e.low) - scale.y(e.high), 1))
            for e in bands
        ),
        scale.y(0) if scale.low < 0 < scale.high else None,
        tuple((shape, words) for shape, words in shapes if shape in used),
        scale.starts_at,
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """From where to where the plot reaches, in steps of a round number."""

    low: float
    high: float
    step: float

    @classmethod
    def over(cls, values: Sequence[float], *, from_nought: bool) -> "Scale":
        """The scale that holds all the values in few steps."""
        low, high = min(values, default=0.0), max(values, default=0.0)
        if from_nought:
            low, high = min(low, 0.0), max(high, 0.0)
        if low == high:
            low, high = (low, low + 1) if from_nought else (low - 1, high + 1)
        power = 10.0 ** math.floor(math.log10((high - low) / MOST_STEPS))
        for step in (power, 2 * power, 5 * power, 10 * power, 20 * power):
            first, last = _floor(low / step), -_floor(-high / step)
            if last - first <= MOST_STEPS:
                break
        return cls(first * step, last * step, step)

    def y(self, value: float) -> float:
        """Where a value stands, in pixels from the drawing's top."""
        return BOTTOM - (BOTTOM - TOP) * (value - self.low) / (self.high - self.low)

    @property
    def starts_at(self) -> str:
        """Where it starts, in words; "" where 0 is on it."""
        if self.low <= 0 <= self.high:
            return ""
        return f"The scale starts at {self.say(self.low)}, not at 0."

    def ticks(self) -> tuple[Tick, ...]:
        """A line at each step."""
        count = round((self.high - self.low) / self.step)
        values = [self.low + self.step * n for n in range(count + 1)]
        return tuple(Tick(self.y(value), self.say(value)) for value in values)

    def say(self, value: float) -> str:
        """A value of the scale in few letters: 0.5, 40, 1.5k, 20k, 2m."""
        most = max(abs(self.low), abs(self.high))
        unit, letter = next(
            (each for each in ((1e6, "m"), (1e3, "k")) if most >= each[0]), (1.0, "")
        )
        decimals = max(-math.floor(math.log10(self.step / unit) + 1e-9), 0)
        number = f"{abs(value) / unit:,.{decimals}f}"
        if float(number.replace(",", "")) == 0:
            return "0"
        return f"{'−' if value < 0 else ''}{number}{letter}"


def _floor(steps: float) -> int:
    """The whole steps, where a hair's breadth beside a whole number is that number."""
    near = round(steps)
    return near if abs(steps - near) < 1e-9 * max(abs(steps), 1) else math.floor(steps)


def _drawn(
    courses: Sequence[Course], across: dict[date, float], y: Callable[[float], float]
) -> list[DrawnCourse]:
    placed = [
        tuple(Placed(across[dot.day], y(dot.value), dot.shape) for dot in each.dots)
        for each in courses
    ]
    written: list[tuple[float, float]] = []
    found = []
    for number, (each, points) in enumerate(zip(courses, placed, strict=True)):
        text, is_below = "", False
        if points:
            others = [p for n, theirs in enumerate(placed) if n != number for p in theirs]
            x, height = points[-1].x, points[-1].y
            is_below = any(
                abs(x - p.x) < NEAR_ACROSS and 0 <= height - p.y < NEAR_UP for p in others
            )
            at = height + CLOSE_DOWN if is_below else height - CLOSE_DOWN
            if all(abs(x - ax) > CLOSE_ACROSS or abs(at - ay) >= CLOSE_DOWN for ax, ay in written):
                text = each.dots[-1].text
                written.append((x, at))
        found.append(
            DrawnCourse(
                each.name,
                each.style,
                tuple(
                    Segment(one.x, one.y, other.x, other.y)
                    for (one, other), dot in zip(pairwise(points), each.dots[1:], strict=True)
                    if not dot.is_apart and not {one.shape, other.shape} & BOUNDS
                ),
                points,
                len(points) > MANY,
                text,
                is_below,
            )
        )
    return found


def _segment(level: Level, days: Sequence[date], y: Callable[[float], float]) -> Segment:
    """From edge to edge, or between its days. Where there is one day only, edge to edge as well."""
    start, end = LEFT, RIGHT
    if len(days) > 1:
        start = place_of(days, level.start_day) if level.start_day else LEFT
        end = place_of(days, level.end_day) if level.end_day else RIGHT
    return Segment(start, y(level.start), end, y(level.end))


def _in_words(
    courses: Sequence[Course], levels: Sequence[Level], bands: Sequence[Band], scale: Scale
) -> str:
    """The first and the last point of each line, then what they are held against; the table has the rest."""
    said = []
    for each in courses:
        if each.dots:
            first, last = each.dots[0], each.dots[-1]
            ends = f"{first.text} in {first.label}"
            if len(each.dots) > 1:
                ends += f", {last.text} in {last.label}"
            said.append(f"{each.name}: {ends}.")
    names = [*(each.name for each in levels), *(each.name for each in bands)]
    if names:
        said.append(f"Held against: {'; '.join(names)}.")
    if scale.starts_at:
        said.append(scale.starts_at)
    return " ".join(said) or "Nothing to show."
