"""Charts as SVG: presentation attributes only, so that one drawing works under the content security policy
and in a PDF; a title and a description for those who do not see it, and the table of its figures behind it.

With `paper` a tag writes the same drawing and the same figures as a committee paper lays them out. Where
things go is worked out in `wsoa/charts/`. The shapes are written here, because a template for each of
a hundred pieces is slow; what stands around them is in `templates/components/charts/`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from wsoa.charts import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    DataTable,
    DrawnCourse,
    FanChart,
    Frame,
    Line,
    LineChart,
    PlotChart,
    Shape,
    Spark,
    StackedChart,
    Style,
)
from wsoa.charts.spark import HEIGHT as SPARK_HEIGHT
from wsoa.charts.spark import WIDTH as SPARK_WIDTH
from wsoa.tones import TONES

register = template.Library()

RULE = "#b1b4b6"
INK = "#0b0c0c"
CLEAR = ' stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
"""Not on paper: its renderer would draw the edge over the letters."""

_ROW = '<tr role="row"><th scope="row" role="rowheader">{}</th>'
_ROW_ON_PAPER = '<tr><th scope="row">{}</th>'
_CELL = '<td role="cell" class="wsoa-table__number{}" data-label="{}"><span>{}</span></td>'
_CELL_ON_PAPER = '<td class="paper__count{}" data-label="{}">{}</td>'
_LINK = (
    '<a class="govuk-link govuk-link--no-visited-state" href="{}">{}'
    '<span class="govuk-visually-hidden"> {}, {}</span></a>'
)


@dataclass(frozen=True, slots=True)
class Words:
    """What is said about a chart: `heading` says what its points are, at the head of its table."""

    title: str
    heading: str
    note: str


@register.simple_tag
def stacked_chart(
    *, chart: StackedChart, title: str, heading: str, note: str = "", paper: bool = False
) -> SafeString:
    """Stacked columns. `heading` says what the points are: heads the first column of the table."""
    shapes = "".join(
        f'<rect x="{piece.x:.2f}%" y="{piece.y + 0.5:.1f}" width="{piece.width:.2f}%"'
        f' height="{max(piece.height - 1, 0.5):.1f}" fill="{TONES[piece.tone].ground}"'
        f' stroke="{TONES[piece.tone].edge}"/>'
        + (
            f'<text x="{piece.x + piece.width / 2:.2f}%" y="{piece.y + piece.height / 2 + 4.5:.1f}"'
            f' fill="{TONES[piece.tone].ink}" font-weight="700" text-anchor="middle"{_spare(piece.is_spare)}>'
            f"{escape(piece.letter)}</text>"
            if piece.letter
            else ""
        )
        for piece in chart.pieces
    )
    words = Words(title, heading, note)
    return _chart(chart.frame, shapes, words, paper=paper, ratings=chart.key)


@register.simple_tag
def line_chart(
    *, chart: LineChart, title: str, heading: str, note: str = "", paper: bool = False
) -> SafeString:
    """Lines over time. `heading` heads the first column of the table."""
    shapes = _marked_day(chart) + "".join(_drawn(line) for line in chart.lines)
    samples = [(line.name, _sample(line)) for line in chart.lines]
    return _chart(chart.frame, shapes, Words(title, heading, note), paper=paper, samples=samples)


@register.simple_tag
def fan_chart(
    *, chart: FanChart, title: str, heading: str, note: str = "", paper: bool = False
) -> SafeString:
    """A fan: two bands about a median. `heading` heads the first column of the table."""
    outer, inner = _tints()
    bands = (
        f'<svg x="0" y="0" width="100%" height="{HEIGHT}" viewBox="0 0 100 {HEIGHT}"'
        f' preserveAspectRatio="none">{_band(chart.outer, outer)}{_band(chart.inner, inner)}</svg>'
    )
    planned = [chart.planned] if chart.planned else []
    drawn = (chart.total, *planned, chart.median, chart.so_far)
    samples = [
        (chart.so_far.name, _sample(chart.so_far)),
        (chart.median.name, _sample(chart.median)),
        (chart.inner_name, _swatch(inner)),
        (chart.outer_name, _swatch(outer)),
        *((line.name, _sample(line)) for line in planned),
        (chart.total.name, _sample(chart.total)),
    ]
    shapes = bands + "".join(_drawn(line) for line in drawn)
    return _chart(chart.frame, shapes, Words(title, heading, note), paper=paper, samples=samples)


@register.simple_tag
def plot_chart(
    *, chart: PlotChart, title: str, heading: str, note: str = "", paper: bool = False
) -> SafeString:
    """Values over time with what they are held against. `heading` heads the first column of the table."""
    x, width = f"{LEFT}%", f"{RIGHT - LEFT}%"
    bands = "".join(
        f'<rect x="{x}" y="{each.y:.1f}" width="{width}" height="{each.height:.1f}" fill="{_tints()[0]}"/>'
        for each in chart.bands
    )
    nought = (
        ""
        if chart.nought_y is None
        else f'<line x1="{LEFT}%" x2="{RIGHT}%" y1="{chart.nought_y:.1f}" y2="{chart.nought_y:.1f}" stroke="{INK}"/>'
    )
    levels = "".join(
        f'<line x1="{each.segment.x1:.2f}%" y1="{each.segment.y1:.1f}" x2="{each.segment.x2:.2f}%"'
        f' y2="{each.segment.y2:.1f}" {_stroke(each.style)}/>'
        for each in chart.levels
    )
    courses = "".join(_course(each, paper=paper) for each in chart.courses)
    samples = dict(
        [
            *((each.name, _course_sample(each)) for each in chart.courses),
            *(
                (each.name, f'<line x1="1" x2="35" y1="7" y2="7" {_stroke(each.style)}/>')
                for each in chart.levels
            ),
            *((each.name, _swatch(_tints()[0])) for each in chart.bands),
            *((words, _sample_shape(shape)) for shape, words in chart.shapes),
        ]
    ).items()
    said = " ".join(each for each in (note, chart.starts_at) if each)
    words = Words(title, heading, said)
    return _chart(
        chart.frame, bands + nought + levels + courses, words, paper=paper, samples=samples
    )


@register.simple_tag
def spark_line(line: Spark) -> SafeString:
    """A line as small as a word. It says nothing that the words beside it do not, so it is hidden from those who hear
    the page."""
    x, y = line.points[-1]
    edge = TONES["blue"].edge
    drawn = "".join(
        f'<polyline points="{" ".join(f"{x},{y}" for x, y in points)}" fill="none" stroke="{edge}"'
        ' stroke-width="1.5"/>'
        if len(points) > 1
        else f'<circle cx="{points[0][0]}" cy="{points[0][1]}" r="1.5" fill="{edge}"/>'
        for points in line.lines
    )
    return mark_safe(  # noqa: S308 - numbers alone
        f'<svg class="wsoa-spark" width="{SPARK_WIDTH}" height="{SPARK_HEIGHT}" aria-hidden="true"'
        f' focusable="false" xmlns="http://www.w3.org/2000/svg">{drawn}'
        f'<circle cx="{x}" cy="{y}" r="3" fill="{edge}"/></svg>'
    )


def _stroke(style: Style) -> str:
    dashes = f' stroke-dasharray="{style.dashes}"' if style.dashes else ""
    return f'stroke="{TONES[style.tone].edge}" stroke-width="{style.width}"{dashes}'


def _course(course: DrawnCourse, *, paper: bool) -> str:
    """The line, its points and the value at its end, on a page with a white edge that keeps it clear of lines."""
    edge = TONES[course.style.tone].edge
    segments = "".join(
        f'<line x1="{each.x1:.2f}%" y1="{each.y1:.1f}" x2="{each.x2:.2f}%" y2="{each.y2:.1f}"/>'
        for each in course.segments
    )
    radius = 2 if course.has_many else 3.5
    points = "".join(_shape(p.shape, p.x, p.y, edge, radius) for p in course.points)
    end = ""
    if course.end_text:
        x, y = course.points[-1].x, course.points[-1].y
        anchor, shift = ("end", -0.8) if x > 50 else ("start", 0.8)
        height = y + 18 if course.is_below else max(y - 9, 12)
        end = (
            f'<text x="{x + shift:.2f}%" y="{height:.1f}" text-anchor="{anchor}"'
            f' font-weight="700" fill="{edge}"{"" if paper else CLEAR}>{escape(course.end_text)}</text>'
        )
    return f"<g {_stroke(course.style)}>{segments}</g>{points}{end}"


def _course_sample(course: DrawnCourse) -> str:
    point = _shape(Shape.DOT, 50, 7, TONES[course.style.tone].edge, 3.5)
    return f'<line x1="1" x2="35" y1="7" y2="7" {_stroke(course.style)}/>{point}'


def _sample_shape(shape: Shape) -> str:
    """For the key, where a point of 6 per cent would be too small."""
    return f'<svg x="-250%" width="600%" height="14">{_shape(shape, 50, 7, INK, 4)}</svg>'


def _shape(shape: Shape, x: float, y: float, edge: str, radius: float) -> str:
    """A point. One that is no circle is drawn within a drawing of its own, whose middle is the point: only so can
    its place be in per cent and its size in pixels."""
    if shape in {Shape.DOT, Shape.HOLLOW}:
        fill = edge if shape == Shape.DOT else "#ffffff"
        return (
            f'<circle cx="{x:.2f}%" cy="{y:.1f}" r="{radius}" fill="{fill}" stroke="{edge}"'
            ' stroke-width="1.5"/>'
        )
    points = {
        Shape.ABOVE: "0,-6 5.5,4 -5.5,4",
        Shape.BELOW: "0,6 5.5,-4 -5.5,-4",
        Shape.SIGNAL: "0,-7 7,0 0,7 -7,0",
    }[shape]
    fill = edge if shape == Shape.SIGNAL else "#ffffff"
    return (
        f'<svg x="{x - 3:.2f}%" y="{y - 8:.1f}" width="6%" height="16" viewBox="-8 -8 16 16">'
        f'<polygon points="{points}" fill="{fill}" stroke="{edge}" stroke-width="1.5"/></svg>'
    )


def _chart(
    frame: Frame,
    shapes: str,
    words: Words,
    *,
    paper: bool,
    ratings: Iterable[object] = (),
    samples: Iterable[tuple[str, str]] = (),
) -> SafeString:
    """The drawing within its figure, with its key and the table behind it; on paper the table stands open."""
    context = {
        "title": words.title,
        "note": words.note,
        "heading": words.heading,
        "description": frame.description,
        "height": HEIGHT,
        "shapes": mark_safe(_axes(frame, paper=paper) + shapes),  # noqa: S308 - numbers, escaped text
        "ratings": ratings,
        "samples": [(name, mark_safe(sample)) for name, sample in samples],  # noqa: S308
        "headings": frame.table.headings,
        "rows": mark_safe("".join(_rows(frame.table, paper=paper))),  # noqa: S308 - escaped there
    }
    kind = "paper" if paper else "chart"
    return mark_safe(get_template(f"components/charts/{kind}.html").render(context))  # noqa: S308


def _rows(table: DataTable, *, paper: bool) -> Iterator[str]:
    """The rows of the table behind a chart; on a page each count leads to what it counts."""
    names = [escape(name) for name in table.headings]
    for heading, cells in table.rows:
        said = escape(heading)
        yield _ROW_ON_PAPER.format(said) if paper else _ROW.format(said)
        for name, cell in zip(names, cells, strict=True):
            text = escape(cell.text)
            if paper:
                yield _CELL_ON_PAPER.format(" paper__nought" if text == "0" else "", name, text)
                continue
            kind = " wsoa-table__zero" if text == "0" else ""
            if cell.is_words:
                kind = " wsoa-table__words"
            if cell.href:
                text = _LINK.format(escape(cell.href), text, name, said)
            yield _CELL.format(kind, name, text)
        yield "</tr>"


def _axes(frame: Frame, *, paper: bool) -> str:
    rules = "".join(
        f'<line x1="{LEFT}%" x2="{RIGHT}%" y1="{tick.y:.1f}" y2="{tick.y:.1f}"'
        f' stroke="{INK if tick.y == BOTTOM else RULE}"/>'
        f'<text x="{LEFT - 0.8}%" y="{tick.y + 4.5:.1f}" text-anchor="end" fill="{INK}">{tick.text}</text>'
        for tick in frame.ticks
    )
    labels = "".join(
        f'<text x="{label.x:.2f}%" y="{BOTTOM + 20}" text-anchor="{label.anchor}" fill="{INK}"'
        f"{_spare(label.is_spare)}>{escape(label.text)}</text>"
        for label in frame.labels
        if not (paper and label.is_spare)
    )
    return rules + labels


def _spare(is_spare: bool) -> str:
    return ' class="wsoa-chart__spare"' if is_spare else ""


def _marked_day(chart: LineChart) -> str:
    if chart.today_x is None:
        return ""
    anchor, shift = ("end", -0.6) if chart.today_x > 50 else ("start", 0.6)
    return (
        f'<line x1="{chart.today_x:.2f}%" x2="{chart.today_x:.2f}%" y1="8" y2="{BOTTOM}" stroke="{INK}"'
        f' stroke-dasharray="2 2"/><text x="{chart.today_x + shift:.2f}%" y="14" text-anchor="{anchor}"'
        f' fill="{INK}">{escape(chart.today_text)}</text>'
    )


def _drawn(line: Line) -> str:
    edge = TONES[line.style.tone].edge
    dashes = f' stroke-dasharray="{line.style.dashes}"' if line.style.dashes else ""
    segments = "".join(
        f'<line x1="{each.x1:.2f}%" y1="{each.y1:.1f}" x2="{each.x2:.2f}%" y2="{each.y2:.1f}"/>'
        for each in line.segments
    )
    marks = "".join(
        f'<circle cx="{x:.2f}%" cy="{y:.1f}" r="3.5" fill="{edge}" stroke="none"/>'
        for x, y in line.marks
    )
    end = ""
    if line.end is not None and line.style.has_marks:
        x, y = line.end
        end = (
            f'<text x="{x - 0.8:.2f}%" y="{y - 9:.1f}" text-anchor="end"'
            f' font-weight="700" fill="{edge}">{line.end_text}</text>'
        )
    return (
        f'<g stroke="{edge}" stroke-width="{line.style.width}" stroke-linecap="round"{dashes}>'
        f"{segments}</g>{marks}{end}"
    )


def _tints() -> tuple[str, str]:
    """Of the wider band and of the narrower one, which is darker."""
    return TONES["blue"].ground, _between(TONES["blue"].ground, TONES["blue"].edge, 0.4)


def _between(one: str, other: str, share: float) -> str:
    """The colour that lies `share` of the way from one to the other."""
    pairs = ((int(one[n : n + 2], 16), int(other[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _band(polygon: tuple[tuple[float, float], ...], fill: str) -> str:
    if not polygon:
        return ""
    points = " ".join(f"{x:.2f},{y:.1f}" for x, y in polygon)
    return f'<polygon points="{points}" fill="{fill}"/>'


def _sample(line: Line) -> str:
    """A short piece of the line, for the key."""
    edge = TONES[line.style.tone].edge
    dashes = f' stroke-dasharray="{line.style.dashes}"' if line.style.dashes else ""
    mark = f'<circle cx="18" cy="7" r="3.5" fill="{edge}"/>' if line.style.has_marks else ""
    return f'<line x1="1" x2="35" y1="7" y2="7" stroke="{edge}" stroke-width="{line.style.width}"{dashes}/>{mark}'


def _swatch(fill: str) -> str:
    return f'<rect x="1" y="1" width="34" height="12" fill="{fill}" stroke="{TONES["blue"].edge}"/>'
