"""Lines over time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from wsoa.charts.frame import (
    DataCell,
    DataTable,
    Frame,
    day_between,
    ends_in_words,
    figure,
    height_of,
    labels_for,
    over_time,
    scale_to,
)


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is drawn: told apart by its dashes and its weight as much as by its tone."""

    tone: str
    width: float
    dashes: str = ""
    has_marks: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its value at each of the points; None where it has none."""

    name: str
    style: Style
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A day on the scale of time; `label` says it in full, `short` in a few letters."""

    day: date
    label: str
    short: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight piece of a line."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is drawn. `end` is its last place, where `end_text` stands."""

    name: str
    style: Style
    segments: tuple[Segment, ...]
    marks: tuple[tuple[float, float], ...]
    end: tuple[float, float] | None
    end_text: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """Lines over time. `today_x` marks a day in the drawing, None without one."""

    frame: Frame
    lines: tuple[Line, ...]
    today_x: float | None
    today_text: str


SeriesLink = Callable[[Point, Series], str]


def lines(
    points: Sequence[Point],
    series: Sequence[Series],
    *,
    mark: tuple[date, str] | None = None,
    link: SeriesLink | None = None,
) -> LineChart:
    """Lines over the points, which stand as far apart as their days are.

    `mark` is a day to mark and what to call it. Raises ValueError where a series has not one value a
    point.
    """
    if any(len(each.values) != len(points) for each in series):
        raise ValueError("Every series needs a value for each point, if only None.")
    ticks, top = scale_to(
        max((value for each in series for value in each.values if value is not None), default=0)
    )
    xs = over_time([point.day for point in points])
    return LineChart(
        Frame(
            ticks,
            labels_for(xs, [point.short for point in points]),
            lines_in_words(points, series),
            DataTable(
                tuple(each.name for each in series),
                tuple(
                    (
                        point.label,
                        tuple(
                            _series_cell(point, each, each.values[number], link) for each in series
                        ),
                    )
                    for number, point in enumerate(points)
                ),
            ),
        ),
        tuple(line_of(xs, each, top) for each in series),
        day_between([point.day for point in points], mark[0]) if mark and points else None,
        mark[1] if mark else "",
    )


def _series_cell(
    point: Point, series: Series, value: float | None, link: SeriesLink | None
) -> DataCell:
    return DataCell(figure(value), link(point, series) if link and value else "")


def line_of(xs: Sequence[float], series: Series, top: float) -> Line:
    """The series as a line over the places across, on the scale from 0 to `top`; broken where a value is missing."""
    places = [
        None if value is None else (x, height_of(value, top))
        for x, value in zip(xs, series.values, strict=True)
    ]
    drawn = [place for place in places if place is not None]
    last = next((value for value in reversed(series.values) if value is not None), None)
    return Line(
        series.name,
        series.style,
        tuple(
            Segment(*one, *other)
            for one, other in pairwise(places)
            if one is not None and other is not None
        ),
        tuple(drawn) if series.style.has_marks else (),
        drawn[-1] if drawn else None,
        figure(last) if last is not None else "",
    )


def lines_in_words(points: Sequence[Point], series: Sequence[Series]) -> str:
    """What every line has at the first and at the last point."""
    return ends_in_words(
        [
            f"{point.label}: "
            + ", ".join(
                f"{each.name.lower()} {figure(value)}"
                for each in series
                if (value := each.values[number]) is not None
            )
            for number, point in enumerate(points)
        ]
    )
