"""Plots of values: that they are drawn where they belong, on a scale that says where it starts, and told apart by shape."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.reading import words
from wsoa import charts
from wsoa.charts import Band, Course, DataCell, DataTable, Dot, Level, PlotChart, Shape, Style
from wsoa.charts.plot import Scale

DAY = date(2018, 4, 30)
BLUE = Style("blue", 3)
FIGURES = DataTable(("Value",), (("April 2018", (DataCell("1.5%"),)),))
SHAPES = ((Shape.HOLLOW, "Provisional"), (Shape.ABOVE, "Above"), (Shape.SIGNAL, "Signal"))
values = st.floats(-1e7, 1e7, allow_nan=False).map(lambda value: round(value, 2))


def _dot(number: int, value: float, shape: Shape = Shape.DOT) -> Dot:
    day = DAY + timedelta(days=30 * number)
    return Dot(day, value, f"{day:%-d %B %Y}", f"{day:%b %Y}", f"{value}%", shape)


def _plot(*numbers: float, **given_: Any) -> PlotChart:
    dots = tuple(_dot(n, value) for n, value in enumerate(numbers))
    return charts.plot([Course("Readings", BLUE, dots)], table=FIGURES, shapes=SHAPES, **given_)


def _drawing(chart: PlotChart) -> Tag:
    found = _drawn(chart).select_one("svg.wsoa-chart__drawing")
    assert found is not None
    return found


def _drawn(chart: PlotChart, *, paper: bool = False) -> Tag:
    source = (
        '{% load charts %}{% plot_chart chart=chart title="How" heading="Period" paper=paper %}'
    )
    html = Template(source).render(Context({"chart": chart, "paper": paper}))
    assert "style=" not in html
    return BeautifulSoup(html, "html.parser")


@given(st.lists(values, min_size=1, max_size=40), st.booleans())
def test_scale_holds_every_value_in_few_even_steps(numbers, from_nought):
    scale = Scale.over(numbers, from_nought=from_nought)
    ticks = scale.ticks()
    assert 2 <= len(ticks) <= charts.MOST_STEPS + 1
    gaps = {round(one.y - other.y, 6) for one, other in pairwise(ticks)}
    assert max(gaps) - min(gaps) < 0.001
    assert len({tick.text for tick in ticks}) == len(ticks)
    for number in numbers:
        assert charts.TOP - 0.01 <= scale.y(number) <= charts.BOTTOM + 0.01
    assert scale.low <= 0 <= scale.high or not from_nought


@given(st.lists(values, min_size=1, max_size=130))
def test_points_are_inside_the_plot_in_order_and_higher_where_they_are_more(numbers):
    points = _plot(*numbers).courses[0].points
    assert [point.x for point in points] == sorted(point.x for point in points)
    assert all(charts.LEFT <= point.x <= charts.RIGHT for point in points)
    for (one, value), (other, more) in pairwise(zip(points, numbers, strict=True)):
        assert (one.y > other.y) == (value < more)


def test_scale_starts_at_nought_unless_asked_and_then_says_where():
    whole, part = _plot(70, 75), _plot(70, 75, from_nought=False)
    assert (whole.frame.ticks[0].text, whole.starts_at) == ("0", "")
    assert part.starts_at == "The scale starts at 70, not at 0."
    assert part.starts_at in _drawn(part).get_text()
    assert part.starts_at in part.frame.description


def test_values_below_nought_have_a_line_at_nought():
    chart = _plot(-1_200_000, 250_000)
    assert [tick.text for tick in chart.frame.ticks] == ["−1.5m", "−1.0m", "−0.5m", "0", "0.5m"]
    assert chart.nought_y == pytest.approx(chart.frame.ticks[3].y)
    assert _plot(1, 2).nought_y is None


def test_small_values_have_decimals_on_their_scale():
    assert [tick.text for tick in _plot(0.13, 0.55).frame.ticks] == [
        *("0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6"),
    ]


def test_single_point_stands_in_the_middle_with_its_value():
    chart = _plot(3.2, levels=[Level("Target", BLUE, 4, 4)])
    assert chart.courses[0].points[0].x == pytest.approx((charts.LEFT + charts.RIGHT) / 2)
    assert chart.courses[0].segments == ()
    level = chart.levels[0].segment
    assert (level.x1, level.x2) == (charts.LEFT, charts.RIGHT)
    assert "3.2%" in _drawing(chart).get_text()


def test_values_that_never_move_are_drawn_all_the_same():
    for from_nought in (True, False):
        chart = _plot(5, 5, 5, from_nought=from_nought)
        assert len({point.y for point in chart.courses[0].points}) == 1


def test_many_points_have_small_marks_and_labels_that_keep_clear():
    chart = _plot(*range(120))
    drawing = _drawing(chart)
    assert {circle["r"] for circle in drawing.select("circle")} == {"2"}
    xs = [label.x for label in chart.frame.labels]
    assert all(other - one > 5 for one, other in pairwise(xs))
    assert len(chart.courses[0].segments) == 119


def test_nothing_to_place_in_time_is_refused():
    with pytest.raises(ValueError, match="needs a day"):
        charts.plot([Course("Readings", BLUE, ())], table=FIGURES)


def test_no_line_leads_to_a_bound():
    dots = (
        _dot(0, 70),
        _dot(1, 75, Shape.ABOVE),
        _dot(2, 75, Shape.ABOVE),
        _dot(3, 80),
        _dot(4, 81),
    )
    chart = charts.plot([Course("Readings", BLUE, dots)], table=FIGURES)
    assert len(chart.courses[0].segments) == 1


def test_shapes_tell_points_apart_and_the_key_names_those_in_use():
    dots = (_dot(0, 1), _dot(1, 2, Shape.HOLLOW), _dot(2, 3, Shape.SIGNAL))
    chart = charts.plot([Course("Readings", BLUE, dots)], table=FIGURES, shapes=SHAPES)
    assert [said for _, said in chart.shapes] == ["Provisional", "Signal"]
    page = _drawn(chart)
    key = [item.get_text().strip() for item in page.select(".wsoa-chart__key li")]
    assert key == ["Readings", "Provisional", "Signal"]
    drawing = _drawing(chart)
    assert len(drawing.select("circle[fill='#ffffff']")) == 1
    assert len(drawing.select("polygon")) == 1


def test_target_band_and_way_are_drawn_and_named():
    end = DAY + timedelta(days=60)
    chart = _plot(
        10,
        20,
        levels=[Level("Way", BLUE, 10, 40, DAY, end), Level("England", BLUE, 30, 30)],
        bands=[Band("Target 35 to 40", 35, 40)],
        days=[(end, "Jun 2018")],
    )
    way, england = (each.segment for each in chart.levels)
    assert (way.x1, way.y1) == pytest.approx(
        (chart.courses[0].points[0].x, chart.courses[0].points[0].y)
    )
    assert england.y1 == england.y2
    assert chart.bands[0].y < way.y2 + 0.01
    assert chart.frame.labels[-1].text == "Jun 2018"
    assert "Held against: Way; England; Target 35 to 40." in chart.frame.description


def test_values_at_the_ends_of_lines_do_not_run_into_one_another():
    one, near, far = (
        Course(name, BLUE, (_dot(0, 1), _dot(1, value)))
        for name, value in (("One", 50), ("Near", 50.5), ("Far", 90))
    )
    chart = charts.plot([one, near, far], table=FIGURES)
    assert [bool(each.end_text) for each in chart.courses] == [True, True, True]
    assert [each.is_below for each in chart.courses] == [True, False, False]
    same = charts.plot([one, one], table=FIGURES)
    assert [bool(each.end_text) for each in same.courses] == [True, False]


def test_page_and_paper_say_the_same_and_texts_are_escaped():
    dots = (Dot(DAY, 1, "<b>April</b>", "Apr", "<i>1</i>"),)
    chart = charts.plot([Course("<u>Readings</u>", BLUE, dots)], table=FIGURES)
    for paper in (False, True):
        page = _drawn(chart, paper=paper)
        assert words(page.find("desc"))
        assert not page.select("b b, i, u")
        assert "1.5%" in page.get_text()


@given(st.lists(values, max_size=40))
def test_spark_fills_its_drawing(numbers):
    found = charts.spark(list(enumerate(numbers)))
    if len(numbers) < 2:
        assert found is None
        return
    assert found is not None
    assert all(0 <= x <= 96 and 0 <= y <= 28 for x, y in found.points)
    assert len(found.points) == len(numbers)
