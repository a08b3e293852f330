"""Where everything in a chart goes: numbers in, frozen places out. Knows no plan and writes no markup.

Horizontal places are in per cent of the drawing's width and vertical ones in pixels from its top, so that one
drawing fits a phone, a wall and a page of paper without its text shrinking. Each chart carries the table of
the figures that it draws, because a picture alone tells nobody a number. The tags that draw them are in
`templatetags/charts.py`. One file a kind of chart; what they share is in `frame.py`.
"""

from wsoa.charts.columns import (
    CROWDED,
    LETTER_HEIGHT,
    Column,
    ColumnLink,
    Counted,
    KeyItem,
    Piece,
    StackedChart,
    stacked,
)
from wsoa.charts.fan import FanChart, FanPoint, fan
from wsoa.charts.frame import (
    BOTTOM,
    EDGE,
    HEIGHT,
    LEFT,
    MOST_STEPS,
    RIGHT,
    TOP,
    DataCell,
    DataTable,
    Frame,
    Label,
    Tick,
)
from wsoa.charts.lines import Line, LineChart, Point, Segment, Series, SeriesLink, Style, lines
from wsoa.charts.plot import Band, Course, Dot, DrawnCourse, Level, PlotChart, Shape, plot
from wsoa.charts.spark import Spark, spark

__all__ = [
    "BOTTOM",
    "CROWDED",
    "EDGE",
    "HEIGHT",
    "LEFT",
    "LETTER_HEIGHT",
    "MOST_STEPS",
    "RIGHT",
    "TOP",
    "Band",
    "Column",
    "ColumnLink",
    "Counted",
    "Course",
    "DataCell",
    "DataTable",
    "Dot",
    "DrawnCourse",
    "FanChart",
    "FanPoint",
    "Frame",
    "KeyItem",
    "Label",
    "Level",
    "Line",
    "LineChart",
    "Piece",
    "PlotChart",
    "Point",
    "Segment",
    "Series",
    "SeriesLink",
    "Shape",
    "Spark",
    "StackedChart",
    "Style",
    "Tick",
    "fan",
    "lines",
    "plot",
    "spark",
    "stacked",
]
