"""The parts of a pack that stand beside the actions: coverage, statutory dates, measures, risks.

From frozen entries, so a closed pack says what it said; drawn from the same values on the page and in the PDF.
"""

from collections.abc import Callable, Iterator, Sequence

from actions.text import say_day
from boards.beside_parts import exceptions_table, titled
from boards.choices import PackPart
from boards.pack_values import EntryValue, PackContent, PointValue
from boards.packing.measures import NO_READING, READINGS
from wsoa.charts import LineChart, Point, Series, Style, lines
from wsoa.parts import Cell, ChartPart, Head, Row, TablePart

Cells = Callable[[EntryValue], tuple[Cell, ...]]

FEWEST = 2
"""Readings of which a chart is drawn."""

_STYLES = (
    Style("amber", 2, "8 5"),
    Style("grey", 2, "2 4"),
    Style("purple", 2, "10 3 2 3"),
    Style("teal", 2, "4 4"),
)


def coverage(content: PackContent) -> TablePart:
    """Each weakness with what answers it, delivery beside impact."""
    return _table(
        content,
        content.part(PackPart.COVERAGE),
        "Delivery beside impact",
        (
            Head("Weakness", width=24),
            Head("Answered for by", width=16),
            Head("Delivered", width=18),
            Head("Changed for children", width=20),
            Head("Missing"),
        ),
        lambda each: (
            Cell(each.owner or "Nobody"),
            Cell(each.due),
            Cell(each.status),
            Cell(each.text or "Nothing"),
        ),
        "The plans answer no inspection.",
    )


def clock(content: PackContent) -> TablePart:
    """The statutory dates."""
    return _table(
        content,
        content.part(PackPart.CLOCK),
        "How each stands, and how it is counted",
        (
            Head("What", width=24),
            Head("Day", width=18),
            Head("Where it stands", width=20),
            Head("How it is counted"),
        ),
        lambda each: (Cell(each.due), Cell(each.status), Cell(each.text)),
        "No statutory date is set.",
    )


def risks(content: PackContent) -> TablePart:
    """The risks shown to the board."""
    return _table(
        content,
        content.part(PackPart.RISK),
        "Scores, and what is done against each",
        (
            Head("Risk", width=26),
            Head("Score", width=16),
            Head("What is done against it", width=28),
            Head("Owner", width=15),
            Head("Review"),
        ),
        lambda each: (
            Cell(each.status, note=each.group),
            Cell(each.text),
            Cell(each.owner or "Nobody"),
            Cell(each.due),
        ),
        "No open risk comes to the board.",
    )


def measures(content: PackContent) -> TablePart:
    """Each measure with what changed."""
    return _table(
        content,
        content.part(PackPart.MEASURE),
        "Latest readings beside their targets",
        (
            Head("Measure", width=24),
            Head("Latest", width=18),
            Head("Target", width=14),
            Head("Standing", width=14),
            Head("What changed"),
        ),
        lambda each: (
            Cell(each.reference),
            Cell(each.due),
            Cell(each.status),
            Cell(each.text or "Nothing to compare"),
        ),
        "No measure is set up.",
        numbered=False,
    )


def measure_charts(content: PackContent) -> Iterator[ChartPart]:
    """A chart for each measure of which enough readings can be drawn as one line."""
    for each in content.part(PackPart.MEASURE):
        chart = _chart(each.points)
        if chart is not None:
            yield ChartPart(each.title, "Period", chart)


def exceptions(content: PackContent) -> TablePart:
    """What beside the actions is an exception, and why."""
    found = [
        (part, each)
        for part in (PackPart.COVERAGE, PackPart.CLOCK, PackPart.MEASURE, PackPart.RISK)
        for each in content.part(part)
        if each.group
    ]
    return exceptions_table(found)


def _table(
    content: PackContent,
    entries: Sequence[EntryValue],
    caption: str,
    heads: tuple[Head, ...],
    cells: Cells,
    empty: str,
    *,
    numbered: bool = True,
) -> TablePart:
    rows = tuple(Row(Cell(titled(each, numbered=numbered)), cells(each)) for each in entries)
    return TablePart(f"{caption}, as at {say_day(content.as_at)}", heads, rows, empty)


def _chart(points: Sequence[PointValue]) -> LineChart | None:
    """The readings as a line, broken where some are missing, and what they are held against as level lines over all
    of them."""
    readings = [point for point in points if point.series in {READINGS, NO_READING}]
    if sum(point.series == READINGS for point in readings) < FEWEST:
        return None
    marks = [point for point in points if point.series not in {READINGS, NO_READING}]
    drawn = [
        Series(
            READINGS,
            Style("blue", 3, has_marks=True),
            tuple(float(each.value) if each.series == READINGS else None for each in readings),
        )
    ]
    drawn += [
        Series(
            f"{mark.series} {mark.printed} ({mark.label})",
            style,
            (float(mark.value),) * len(readings),
        )
        for mark, style in zip(marks, _STYLES, strict=False)
    ]
    return lines([Point(each.day, each.label, each.label) for each in readings], drawn)
