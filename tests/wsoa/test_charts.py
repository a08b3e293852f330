"""Charts: that they draw the numbers they are given, say them in words, and hold them in a table."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, Tag
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from wsoa import charts
from wsoa.tones import TONES, contrast

DAY = date(2018, 4, 30)
RATINGS = (("B", "Complete", "blue"), ("G", "On track", "green"), ("R", "Off track", "red"))


@dataclass(frozen=True)
class Cell:
    code: str
    label: str
    tone: str
    value: int


def _column(number: int, *values: int) -> charts.Column:
    day = DAY + timedelta(days=30 * number)
    cells = tuple(Cell(*rating, value) for rating, value in zip(RATINGS, values, strict=True))
    return charts.Column(day, f"{day:%-d %B %Y}", f"{day:%b %Y}", cells)


def _points(*days: int) -> list[charts.Point]:
    return [
        charts.Point(day := DAY + timedelta(days=n), f"{day:%-d %B %Y}", f"{day:%b %Y}")
        for n in days
    ]


def _render(tag: str, chart: object, *, paper: bool = False) -> Tag:
    source = f'{{% load charts %}}{{% {tag} chart=chart title="How it went" heading="Day" paper=paper %}}'
    html = Template(source).render(Context({"chart": chart, "paper": paper}))
    assert "style=" not in html
    return BeautifulSoup(html, "html.parser")


def _figures(page: Tag) -> list[list[str]]:
    rows = page.select("tbody tr")
    return [[cell.get_text() for cell in row.select("th, td")] for row in rows]


def test_column_is_as_high_as_its_counts():
    chart = charts.stacked([_column(0, 10, 20, 30), _column(1, 0, 60, 0)])
    first, second = chart.pieces[:3], chart.pieces[3:]
    assert [round(piece.height / first[0].height) for piece in first] == [1, 2, 3]
    assert len(second) == 1
    assert second[0].height == pytest.approx(sum(piece.height for piece in first))


@given(st.lists(st.tuples(*[st.integers(0, 200)] * 3), min_size=1, max_size=30))
def test_columns_stand_on_the_line_without_gaps_and_inside_the_plot(counts):
    chart = charts.stacked([_column(n, *values) for n, values in enumerate(counts)])
    assert all(piece.y >= charts.TOP - 0.01 for piece in chart.pieces)
    assert all(p.x >= charts.LEFT and p.x + p.width <= charts.RIGHT for p in chart.pieces)
    for x in {piece.x for piece in chart.pieces}:
        pile = [piece for piece in chart.pieces if piece.x == x]
        floors = [charts.BOTTOM, *(piece.y for piece in pile)]
        for floor, piece in zip(floors, pile, strict=False):
            assert piece.y + piece.height == pytest.approx(floor)


def test_columns_of_different_ratings_are_refused():
    other = charts.Column(DAY, "Later", "Later", (Cell("A", "Slipping", "amber", 1),))
    with pytest.raises(ValueError, match="same cells"):
        charts.stacked([_column(0, 1, 2, 3), other])


def test_chart_says_its_first_and_last_point_and_tables_every_one():
    columns = [_column(0, 1, 2, 3), _column(1, 2, 2, 2), _column(2, 6, 0, 0)]
    page = _render("stacked_chart", charts.stacked(columns))
    drawing = page.select_one("svg[role=img]")
    assert drawing is not None
    assert drawing.title is not None
    assert drawing.title.get_text() == "How it went"
    said = drawing.desc.get_text() if drawing.desc else ""
    assert "30 April 2018: 6 in all, 1 Complete, 2 On track, 3 Off track" in said
    assert said.endswith("29 June 2018: 6 in all, 6 Complete.")
    assert _figures(page)[1] == ["30 May 2018", "2", "2", "2", "6"]
    assert page.select_one("details table caption") is not None


def test_figures_lead_where_they_are_told_but_nought_leads_nowhere():
    def link(column: charts.Column, cell: charts.Counted | None) -> str:
        return f"/rows?as_at={column.day}&rating={cell.code if cell else 'any'}"

    page = _render("stacked_chart", charts.stacked([_column(0, 1, 0, 3)], link))
    assert [str(a["href"]) for a in page.select("td a")] == [
        f"/rows?as_at=2018-04-30&rating={code}" for code in ("B", "R", "any")
    ]


def test_paper_has_the_same_drawing_and_the_same_figures_without_links():
    columns = [_column(n, n, 2, 3) for n in range(24)]
    chart = charts.stacked(columns, lambda column, cell: "/rows")
    page, paper = (_render("stacked_chart", chart, paper=on) for on in (False, True))
    assert [str(r) for r in page.select("rect")] == [str(r) for r in paper.select("rect")]
    assert not paper.select("a, details")
    assert [row[0] for row in _figures(paper)] == [column.label for column in columns]
    assert [row[-1] for row in _figures(paper)] == [str(column.total) for column in columns]


def test_text_of_others_is_text_in_the_drawing_and_in_the_table():
    cells = (Cell("<", "<b>On</b> track", "green", 40),)
    chart = charts.stacked([charts.Column(DAY, "<i>Now</i>", "<u>", cells)])
    for paper in (False, True):
        page = _render("stacked_chart", chart, paper=paper)
        assert not page.select("b > b, i, u, th b")
        assert "<b>On</b> track" in page.get_text()
        assert "<u>" in [text.get_text() for text in page.select("svg text")]


def test_letter_stands_in_a_piece_that_has_room_for_it():
    chart = charts.stacked([_column(0, 1, 40, 159)])
    assert [piece.letter for piece in chart.pieces] == ["", "G", "R"]


def test_line_goes_through_its_values_and_stops_where_it_has_none():
    style = charts.Style("green", 3, "", has_marks=True)
    chart = charts.lines(_points(0, 30, 90), [charts.Series("Complete", style, (0, 10, None))])
    (segment,) = chart.lines[0].segments
    assert segment.y1 == charts.BOTTOM
    assert segment.y2 == charts.TOP
    assert chart.lines[0].end_text == "10"
    assert _figures(_render("line_chart", chart)) == [
        ["30 April 2018", "0"],
        ["30 May 2018", "10"],
        ["29 July 2018", "–"],
    ]


def test_days_stand_as_far_apart_as_they_are():
    style = charts.Style("green", 3)
    chart = charts.lines(_points(0, 30, 90), [charts.Series("Any", style, (1, 2, 3))])
    one, two = chart.lines[0].segments
    assert (two.x2 - two.x1) == pytest.approx(2 * (one.x2 - one.x1))


def test_a_day_is_marked_only_where_the_chart_has_it():
    series = [charts.Series("Any", charts.Style("green", 3), (1, 2))]
    inside = charts.lines(_points(0, 30), series, mark=(DAY + timedelta(days=15), "Today"))
    outside = charts.lines(_points(0, 30), series, mark=(DAY + timedelta(days=45), "Today"))
    assert inside.today_x is not None
    assert outside.today_x is None


def test_series_needs_a_value_for_each_point():
    with pytest.raises(ValueError, match="each point"):
        charts.lines(_points(0, 30), [charts.Series("Any", charts.Style("green", 3), (1,))])


def test_fan_widens_about_its_median_and_tables_its_ranges():
    points = [
        charts.FanPoint(
            DAY, "30 April 2018", "Apr 2018", so_far=5, median=5, inner=(5, 5), outer=(5, 5)
        ),
        charts.FanPoint(
            DAY + timedelta(days=30),
            "30 May 2018",
            "May 2018",
            median=8,
            inner=(7, 9),
            outer=(6, 10),
        ),
    ]
    chart = charts.fan(points, total=10)
    (_, inner_high), (_, inner_low) = chart.inner[1:3]
    (_, outer_high), (_, outer_low) = chart.outer[1:3]
    assert outer_high < inner_high < inner_low < outer_low  # y grows downwards
    assert _figures(_render("fan_chart", chart)) == [
        ["30 April 2018", "5", "5", "5", "5"],
        ["30 May 2018", "–", "8", "7 to 9", "6 to 10"],
    ]


@pytest.mark.parametrize(
    ("tag", "chart"),
    [
        ("stacked_chart", charts.stacked([])),
        ("line_chart", charts.lines([], [])),
        ("fan_chart", charts.fan([], total=0)),
    ],
)
def test_chart_of_nothing_says_so(tag, chart):
    assert "Nothing to show" in _render(tag, chart).get_text()


@given(st.lists(st.integers(1, 90), min_size=1, max_size=40))
def test_labels_keep_clear_of_each_other_on_a_page_and_on_a_phone(steps):
    days = [sum(steps[:number]) for number in range(len(steps))]
    series = [charts.Series("Any", charts.Style("green", 3), (1,) * len(days))]
    labels = charts.lines(_points(*days), series).frame.labels
    assert labels[-1].text == _points(days[-1])[0].short
    assert not labels[-1].is_spare
    kept = [label for label in labels if not label.is_spare]
    for shown, letter in ((labels, 0.7), (kept, 2.1)):
        for one, other in pairwise(shown):
            width = letter * len(one.text)
            reach = {"start": width, "middle": width / 2, "end": 0}
            back = {"start": 0, "middle": width / 2, "end": width}
            assert one.x + reach[one.anchor] <= other.x - back[other.anchor]


@given(st.floats(0, 5000))
def test_scale_reaches_what_it_shows_in_few_steps(highest):
    series = [charts.Series("Any", charts.Style("green", 3), (0, highest))]
    ticks = charts.lines(_points(0, 30), series).frame.ticks
    assert len(ticks) <= charts.MOST_STEPS + 1
    assert int(ticks[-1].text.replace(",", "")) >= highest - 0.001


def test_fan_shows_what_was_planned_where_it_is_told():
    points = [
        charts.FanPoint(DAY, "30 April 2018", "Apr 2018", median=5, planned=6),
        charts.FanPoint(DAY + timedelta(days=30), "30 May 2018", "May 2018", median=8, planned=9),
    ]
    chart = charts.fan(points, total=10, planned_name="As promised")
    assert chart.planned is not None
    assert chart.planned.end_text == "9"
    assert [row[-1] for row in _figures(_render("fan_chart", chart))] == ["6", "9"]
    assert "As promised" in str(_render("fan_chart", chart))


def test_bands_of_a_fan_are_told_apart_in_greyscale():
    chart = charts.fan(
        [
            charts.FanPoint(DAY, "a", "a", median=1, inner=(1, 2), outer=(0, 3)),
            charts.FanPoint(
                DAY + timedelta(days=9), "b", "b", median=1, inner=(1, 2), outer=(0, 3)
            ),
        ],
        total=3,
    )
    outer, inner = (str(band["fill"]) for band in _render("fan_chart", chart).select("polygon"))
    assert contrast(outer, inner) > 1.6
    assert contrast(TONES["blue"].edge, inner) > 1.6
