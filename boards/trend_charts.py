"""A plan's trend as charts: which days stand side by side, and what is drawn of each."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from urllib.parse import quote

from actions.position import Position
from actions.text import say_day
from boards.trend import Trend, planned, without_end
from wsoa import charts

MOST_POINTS = 24
"""Two years of months."""

COMPLETE = charts.Style("green", 3, has_marks=True)
BY_DATES_IN_FORCE = charts.Style("blue", 2, "8 4")
BY_ORIGINAL_DATES = charts.Style("grey", 2, "2 4")
ALL = charts.Style("white", 2, "1 5")

Address = Callable[[date, str], str]
"""Where the rows of a figure are: the day, and what narrows the register to them."""


def month_ends(day: date, number: int = MOST_POINTS) -> list[date]:
    """So many days in order: the ends of the months before the day, then the day itself."""
    found = [day]
    while len(found) < number and found[-1].replace(day=1) > date.min:
        found.append(found[-1].replace(day=1) - timedelta(days=1))
    return found[::-1]


def meeting_days(cut_offs: Iterable[date], day: date, number: int = MOST_POINTS) -> list[date]:
    """The last cut-offs before the day, then the day itself."""
    return [*sorted({each for each in cut_offs if each < day})[-(number - 1) :], day]


def by_rating(trend: Trend, address: Address | None = None) -> charts.StackedChart:
    """Columns of the ratings on each day of the trend."""
    columns = [
        charts.Column(point.day, say_day(point.day), short, point.cells)
        for point, short in zip(trend.points, _shorts([p.day for p in trend.points]), strict=True)
    ]

    def link(column: charts.Column, cell: charts.Counted | None) -> str:
        assert address is not None
        return address(column.day, f"rating={quote(cell.code)}" if cell else "")

    return charts.stacked(columns, link if address else None)


def burn_up(
    trend: Trend, position: Position, address: Address | None = None, *, today: str = ""
) -> charts.LineChart:
    """What is complete against what was to be, with the months that are still to come until the last
    action is due. `today` is what to call the Position's day."""
    past = [point.day for point in trend.points]
    days = [*past, *_months_to_come(position)] if past else []
    so_far = {point.day: point for point in trend.points}
    plan = planned(position, days)
    total = float(position.total)
    series = [
        charts.Series(
            "Complete",
            COMPLETE,
            tuple(float(so_far[day].complete) if day in so_far else None for day in days),
        ),
        charts.Series(
            "Planned, by dates in force",
            BY_DATES_IN_FORCE,
            tuple(float(point.in_force) for point in plan),
        ),
        charts.Series(
            "Planned, by original dates",
            BY_ORIGINAL_DATES,
            tuple(float(point.original) for point in plan),
        ),
        charts.Series(
            "All actions",
            ALL,
            tuple(float(so_far[day].total) if day in so_far else total for day in days),
        ),
    ]

    def link(point: charts.Point, line: charts.Series) -> str:
        assert address is not None
        states = {"Complete": "state=complete", "All actions": ""}
        if point.day not in so_far or line.name not in states:
            return ""
        return address(point.day, states[line.name])

    return charts.lines(
        [
            charts.Point(day, say_day(day), short)
            for day, short in zip(days, _shorts(days), strict=True)
        ],
        series,
        mark=(position.as_at, today or say_day(position.as_at)),
        link=link if address else None,
    )


def said_of_planned(position: Position) -> str:
    """What the planned lines leave out; empty where they leave nothing out."""
    number = without_end(position.lines)
    if not number:
        return ""
    are = "action has" if number == 1 else "actions have"
    return f"{number} {are} no end date and {'is' if number == 1 else 'are'} in no planned line"


def _months_to_come(position: Position) -> list[date]:
    """Ends of months after the Position's day until the last due date, two years of them at most."""
    ends = [
        due.end
        for line in position.lines
        for due in (line.due, line.original_due)
        if due and due.end
    ]
    last = max(ends, default=position.as_at)
    found: list[date] = []
    day = position.as_at
    while day < last and len(found) < MOST_POINTS:
        following = _month_end(day + timedelta(days=1))
        found.append(following)
        day = following
    return found


def _month_end(day: date) -> date:
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return following - timedelta(days=1)


def _shorts(days: Sequence[date]) -> list[str]:
    """The days in a few letters: their months, but for the days of a month that has several."""
    months = Counter((day.year, day.month) for day in days)
    if max(months.values(), default=0) < 2:
        return [f"{day:%b %Y}" for day in days]
    return [f"{day.day} {day:%b %y}" for day in days]


def worth_drawing(trend: Trend) -> bool:
    """Whether there is any history to draw: one point is no trend."""
    return len(trend.points) > 1
