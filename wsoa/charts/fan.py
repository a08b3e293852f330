"""A fan: what has been, and how far what is to come is likely to stray."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from wsoa.charts.frame import (
    DataCell,
    DataTable,
    Frame,
    figure,
    height_of,
    labels_for,
    over_time,
    scale_to,
)
from wsoa.charts.lines import Line, Point, Series, Style, line_of, lines_in_words


@dataclass(frozen=True, slots=True)
class FanPoint:
    """A day of a fan: `so_far` is what has been, `median` the likeliest, `inner` and `outer` the lowest and
    highest of the narrower and of the wider band, `planned` what was promised. What a day does not have is
    None."""

    day: date
    label: str
    short: str
    so_far: float | None = None
    median: float | None = None
    inner: tuple[float, float] | None = None
    outer: tuple[float, float] | None = None
    planned: float | None = None


@dataclass(frozen=True, slots=True)
class FanChart:
    """A line that becomes a median with two bands. A band is a polygon: x in per cent, y in pixels. `planned`
    is None where no point has it."""

    frame: Frame
    so_far: Line
    median: Line
    planned: Line | None
    total: Line
    inner: tuple[tuple[float, float], ...]
    outer: tuple[tuple[float, float], ...]
    inner_name: str
    outer_name: str


SO_FAR = Style("green", 3)
MEDIAN = Style("blue", 2.5, "8 4")
PLANNED = Style("purple", 2, "2 3")
ALL = Style("white", 2, "1 5")


def fan(
    points: Sequence[FanPoint],
    *,
    total: float,
    inner_name: str = "50 % of outcomes",
    outer_name: str = "85 % of outcomes",
    so_far_name: str = "Complete so far",
    median_name: str = "Median",
    planned_name: str = "Planned",
    total_name: str = "All actions",
) -> FanChart:
    """The fan over the points, in order of their days. `total` is the level that it climbs to."""
    has_plan = any(point.planned is not None for point in points)
    highest = [point.outer[1] for point in points if point.outer]
    ticks, top = scale_to(max([total, *highest], default=0))
    xs = over_time([point.day for point in points])
    series = (
        Series(so_far_name, SO_FAR, tuple(point.so_far for point in points)),
        Series(median_name, MEDIAN, tuple(point.median for point in points)),
        Series(planned_name, PLANNED, tuple(point.planned for point in points)),
        Series(total_name, ALL, tuple(total for _ in points)),
    )
    table = DataTable(
        (so_far_name, median_name, inner_name, outer_name, *([planned_name] if has_plan else [])),
        tuple(
            (
                point.label,
                (
                    DataCell(figure(point.so_far)),
                    DataCell(figure(point.median)),
                    DataCell(_range(point.inner)),
                    DataCell(_range(point.outer)),
                    *([DataCell(figure(point.planned))] if has_plan else []),
                ),
            )
            for point in points
        ),
    )
    so_far, median, planned, everything = (line_of(xs, each, top) for each in series)
    described = [Point(point.day, point.label, point.short) for point in points]
    return FanChart(
        Frame(
            ticks,
            labels_for(xs, [point.short for point in points]),
            lines_in_words(described, series),
            table,
        ),
        so_far,
        median,
        planned if has_plan else None,
        everything,
        _band(xs, [point.inner for point in points], top),
        _band(xs, [point.outer for point in points], top),
        inner_name,
        outer_name,
    )


def _band(
    xs: Sequence[float], spans: Iterable[tuple[float, float] | None], top: float
) -> tuple[tuple[float, float], ...]:
    """There along the upper edge, back along the lower one."""
    found = [(x, span) for x, span in zip(xs, spans, strict=True) if span is not None]
    upper = [(x, height_of(high, top)) for x, (_, high) in found]
    lower = [(x, height_of(low, top)) for x, (low, _) in reversed(found)]
    return tuple(upper + lower)


def _range(span: tuple[float, float] | None) -> str:
    if span is None:
        return "–"
    low, high = (figure(value) for value in span)
    return low if low == high else f"{low} to {high}"
