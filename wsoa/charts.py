"""Where everything in a chart goes: numbers in, frozen places out. Knows no plan and writes no markup.

Horizontal places are in per cent of the drawing's width and vertical ones in pixels from its top, so that one
drawing fits a phone, a wall and a page of paper without its text shrinking. Each chart carries the table of
the figures that it draws, because a picture alone tells nobody a number. The tags that draw them are in
`templatetags/charts.py`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol

from wsoa.tones import tone_or_plain

LEFT = 7.0
"""Where the plot begins, in per cent; the figures of the scale stand before it."""
RIGHT = 98.5
TOP = 22
BOTTOM = 228
HEIGHT = 256
LETTER_HEIGHT = 13
"""The least height of a piece of a column that has room for its letter, in pixels."""
LETTER_ON_A_PHONE = 2.2
LETTER_ON_A_PAGE = 0.75
"""How wide a letter of a label is where the drawing is 340 pixels wide, and where it is 1,000, in per cent."""
EDGE = 6.0
"""A label nearer than this to the edge of the plot ends there, in per cent."""
CROWDED = 14
"""More columns than this have no room for a letter each on a phone."""
MOST_STEPS = 6
"""Into how many steps the scale is parted at most."""


class Counted(Protocol):
    """A count of something that has a short code, a word and a tone, such as the actions of a rating."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def tone(self) -> str: ...
    @property
    def value(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the plot, and what it stands for."""

    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words below the plot. `is_spare` ones are left out where the drawing is narrow."""

    x: float
    text: str
    anchor: str
    is_spare: bool


@dataclass(frozen=True, slots=True)
class DataCell:
    """One figure of the table behind a chart; `href` leads to what it counts."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class DataTable:
    """The figures that a chart draws: `headings` over `rows`, each a heading and its cells."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[DataCell, ...]], ...]


@dataclass(frozen=True, slots=True)
class KeyItem:
    """What a tone stands for in a chart of columns."""

    code: str
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What every chart has: its scale, its labels, in words what it shows, and its figures."""

    ticks: tuple[Tick, ...]
    labels: tuple[Label, ...]
    description: str
    table: DataTable


# Columns, stacked


@dataclass(frozen=True, slots=True)
class Column:
    """The counts at one point in time, in the order they are stacked from the bottom.

    `label` says the point in full, `short` in a few letters.
    """

    day: date
    label: str
    short: str
    cells: tuple[Counted, ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(cell.value for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a column. `letter` is blank where there is no room for it, and left out on a phone
    where it `is_spare`: then the next column has it."""

    x: float
    width: float
    y: float
    height: float
    tone: str
    letter: str
    is_spare: bool


@dataclass(frozen=True, slots=True)
class StackedChart:
    """Stacked columns over points in time."""

    frame: Frame
    pieces: tuple[Piece, ...]
    key: tuple[KeyItem, ...]


ColumnLink = Callable[[Column, Counted | None], str]
"""Address of what a column's count counts; without a count, of all in the column."""


def stacked(columns: Sequence[Column], link: ColumnLink | None = None) -> StackedChart:
    """Columns side by side, each a pile of its counts.

    All columns have the same cells in the same order. Raises ValueError where they have not.
    """
    first = columns[0].cells if columns else ()
    codes = [cell.code for cell in first]
    if any([cell.code for cell in column.cells] != codes for column in columns):
        raise ValueError("Every column needs the same cells in the same order.")
    ticks, top = _scale(max((column.total for column in columns), default=0))
    step = (RIGHT - LEFT) / max(len(columns), 1)
    width = min(step * (0.86 if len(columns) > 8 else 0.7), 9.0)
    pieces: list[Piece] = []
    middles: list[float] = []
    for number, column in enumerate(columns):
        middle = LEFT + step * (number + 0.5)
        middles.append(middle)
        below = 0
        is_spare = len(columns) > CROWDED and (len(columns) - number) % 2 == 0
        for cell in column.cells:
            if cell.value:
                low, high = _y(below, top), _y(below + cell.value, top)
                letter = _letter(cell.code) if low - high >= LETTER_HEIGHT else ""
                tone = tone_or_plain(cell.tone)
                pieces.append(
                    Piece(middle - width / 2, width, high, low - high, tone, letter, is_spare)
                )
            below += cell.value
    return StackedChart(
        Frame(
            ticks,
            _labels(middles, [column.short for column in columns]),
            _columns_in_words(columns),
            _columns_table(columns, link),
        ),
        tuple(pieces),
        tuple(KeyItem(cell.code, cell.label, tone_or_plain(cell.tone)) for cell in first),
    )


def _columns_in_words(columns: Sequence[Column]) -> str:
    return _ends_in_words(
        [
            f"{column.label}: {column.total} in all"
            + "".join(f", {cell.value} {cell.label}" for cell in column.cells if cell.value)
            for column in columns
        ]
    )


def _columns_table(columns: Sequence[Column], link: ColumnLink | None) -> DataTable:
    first = columns[0].cells if columns else ()
    return DataTable(
        (*(cell.label for cell in first), "Total"),
        tuple(
            (
                column.label,
                (
                    *(_data(cell.value, column, cell, link) for cell in column.cells),
                    _data(column.total, column, None, link),
                ),
            )
            for column in columns
        ),
    )


def _data(value: int, column: Column, cell: Counted | None, link: ColumnLink | None) -> DataCell:
    return DataCell(f"{value:,}", link(column, cell) if link and value else "")


def _letter(code: str) -> str:
    return code if len(code) <= 2 else "–"


# Lines


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
    ticks, top = _scale(
        max((value for each in series for value in each.values if value is not None), default=0)
    )
    xs = _over_time([point.day for point in points])
    return LineChart(
        Frame(
            ticks,
            _labels(xs, [point.short for point in points]),
            _lines_in_words(points, series),
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
        tuple(_line(xs, each, top) for each in series),
        _day_between([point.day for point in points], mark[0]) if mark and points else None,
        mark[1] if mark else "",
    )


def _series_cell(
    point: Point, series: Series, value: float | None, link: SeriesLink | None
) -> DataCell:
    return DataCell(_figure(value), link(point, series) if link and value else "")


def _line(xs: Sequence[float], series: Series, top: float) -> Line:
    places = [
        None if value is None else (x, _y(value, top))
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
        _figure(last) if last is not None else "",
    )


def _lines_in_words(points: Sequence[Point], series: Sequence[Series]) -> str:
    return _ends_in_words(
        [
            f"{point.label}: "
            + ", ".join(
                f"{each.name.lower()} {_figure(value)}"
                for each in series
                if (value := each.values[number]) is not None
            )
            for number, point in enumerate(points)
        ]
    )


# A fan: what has been, and how far what is to come is likely to stray


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
    ticks, top = _scale(max([total, *highest], default=0))
    xs = _over_time([point.day for point in points])
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
                    DataCell(_figure(point.so_far)),
                    DataCell(_figure(point.median)),
                    DataCell(_range(point.inner)),
                    DataCell(_range(point.outer)),
                    *([DataCell(_figure(point.planned))] if has_plan else []),
                ),
            )
            for point in points
        ),
    )
    so_far, median, planned, everything = (_line(xs, each, top) for each in series)
    described = [Point(point.day, point.label, point.short) for point in points]
    return FanChart(
        Frame(
            ticks,
            _labels(xs, [point.short for point in points]),
            _lines_in_words(described, series),
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
    upper = [(x, _y(high, top)) for x, (_, high) in found]
    lower = [(x, _y(low, top)) for x, (low, _) in reversed(found)]
    return tuple(upper + lower)


def _range(span: tuple[float, float] | None) -> str:
    if span is None:
        return "–"
    low, high = (_figure(value) for value in span)
    return low if low == high else f"{low} to {high}"


# The scale, the labels and the words that all of them share


def _scale(highest: float) -> tuple[tuple[Tick, ...], float]:
    """Lines at round figures from 0 to the first one not below `highest`, with few steps between."""
    step = next(each for each in _round_steps() if each * MOST_STEPS >= highest)
    count = max(-(-int(highest + 0.999) // step), 1)
    top = float(step * count)
    return tuple(Tick(_y(step * n, top), f"{step * n:,}") for n in range(count + 1)), top


def _round_steps() -> Iterable[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


def _y(value: float, top: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * value / top


def _over_time(days: Sequence[date]) -> list[float]:
    """Where the days stand; the first at the left, the last at the right, a single one in the middle."""
    if len(days) < 2 or days[0] == days[-1]:
        return [(LEFT + RIGHT) / 2 for _ in days]
    return [_place(days, day) for day in days]


def _place(days: Sequence[date], day: date) -> float:
    inset = 1.5
    share = (day - days[0]).days / (days[-1] - days[0]).days
    return LEFT + inset + (RIGHT - LEFT - 2 * inset) * share


def _day_between(days: Sequence[date], day: date) -> float | None:
    """Where a day stands among the days; None outside of them."""
    if days[0] == days[-1] or not days[0] <= day <= days[-1]:
        return None
    return _place(days, day)


def _labels(xs: Sequence[float], texts: Sequence[str]) -> tuple[Label, ...]:
    """The labels that there is room for: the last one always, then, going back, those that keep clear of the
    one after them. Those that do so on a phone too are not spare."""
    found: list[Label] = []
    free_on_a_page = free_on_a_phone = 200.0
    for x, text in zip(reversed(xs), reversed(texts), strict=True):
        place, anchor = x, "middle"
        if x > RIGHT - EDGE:
            place, anchor = RIGHT, "end"
        elif x < LEFT + EDGE:
            place, anchor = LEFT, "start"
        start, end = _span(place, anchor, LETTER_ON_A_PAGE * len(text))
        if end > free_on_a_page:
            continue
        free_on_a_page = start - LETTER_ON_A_PAGE
        start, end = _span(place, anchor, LETTER_ON_A_PHONE * len(text))
        is_spare = end > free_on_a_phone
        if not is_spare:
            free_on_a_phone = start - LETTER_ON_A_PHONE
        found.append(Label(place, text, anchor, is_spare))
    return tuple(reversed(found))


def _span(place: float, anchor: str, width: float) -> tuple[float, float]:
    """From where to where a label of that width reaches."""
    start = place - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return start, start + width


def _figure(value: float | None) -> str:
    """A number without needless decimals; a dash for none."""
    if value is None:
        return "–"
    return f"{value:,.1f}" if value % 1 else f"{value:,.0f}"


def _ends_in_words(said: Sequence[str]) -> str:
    """The first and the last point; the table has those between."""
    if not said:
        return "Nothing to show."
    return f"{said[0]}." if len(said) == 1 else f"{said[0]}; {said[-1]}."
