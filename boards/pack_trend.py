"""A plan's trend as one board was shown it: a point for each of its packs, read from the frozen rows.

The trend of the record (boards/trend.py) changes when the record is corrected; what a closed pack shows must
not, so its earlier points are those of the packs that were closed before it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from actions.choices import Progress
from actions.position import (
    UNRATED_COLUMN,
    Column,
    CountCell,
    Position,
    is_overdue_on,
    progress_of,
)
from boards.models import Board, Snapshot, SnapshotLine, SnapshotRating
from boards.trend import Trend, TrendPoint

MOST_POINTS = 24
"""Two years of monthly meetings."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a Position adds up to, by the ratings of its own day."""

    day: date
    columns: tuple[Column, ...]
    counts: Mapping[str, int]
    total: int
    complete: int
    overdue: int


def trend_shown(board: Board, position: Position, closed_at: datetime | None = None) -> Trend:
    """What the board's packs showed of the plan before the Position, then the Position itself.

    Of a meeting whose pack was closed more than once the newest version counts; with `closed_at` no pack that
    was closed later does. Three queries, or one where there are none.
    """
    table = position.by_theme()
    last = _Counted(
        position.as_at,
        table.columns,
        table.total.counts,
        position.total,
        len(position.complete),
        len(position.overdue),
    )
    points = [*_earlier(board, position, closed_at), last]
    columns = {column.code: column for column in table.columns}
    for point in points:
        for column in point.columns:
            if point.counts.get(column.code):
                columns.setdefault(column.code, column)
    return Trend(tuple(columns.values()), tuple(_point(each, columns) for each in points))


def _earlier(board: Board, position: Position, closed_at: datetime | None) -> Iterator[_Counted]:
    days = _snapshots(board, position, closed_at)
    if not days:
        return
    ratings: dict[int, dict[int | None, tuple[Column, Progress | None]]] = defaultdict(dict)
    for row in (
        SnapshotRating.objects.filter(snapshot__in=days.values())
        .order_by("order")
        .values_list("snapshot_id", "key", "code", "label", "meaning", "tone", "progress")
    ):
        ratings[row[0]][row[1]] = (Column(*row[2:6]), Progress(row[6]))
    lines: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for snapshot_id, *line in SnapshotLine.objects.filter(snapshot__in=days.values()).values_list(
        "snapshot_id", "rating_key", "due_end", "completed_on"
    ):
        lines[snapshot_id].append(tuple(line))
    for day, snapshot_id in days.items():
        yield _count(day, ratings[snapshot_id], lines[snapshot_id])


def _snapshots(board: Board, position: Position, closed_at: datetime | None) -> dict[date, int]:
    """The day of each earlier pack -> its snapshot of the plan, in the order of the days."""
    found = Snapshot.objects.filter(
        pack__meeting__board=board, plan=position.plan.id, as_at__lt=position.as_at
    )
    if closed_at is not None:
        found = found.filter(pack__recorded_at__lte=closed_at)
    rows = found.order_by("as_at", "pack__recorded_at", "pk").values_list("as_at", "pk")
    return dict(list(dict(rows).items())[1 - MOST_POINTS :])


def _count(
    day: date,
    ratings: dict[int | None, tuple[Column, Progress | None]],
    lines: list[tuple[Any, ...]],
) -> _Counted:
    """The counts of a frozen Position, by the Position's rules, without making one."""
    unrated = (UNRATED_COLUMN, None)
    counts: Counter[str] = Counter()
    complete = overdue = 0
    for rating_key, due_end, completed_on in lines:
        column, rated = ratings.get(rating_key, unrated)
        counts[column.code] += 1
        is_done = completed_on is not None
        complete += progress_of(is_complete=is_done, rated=rated) == Progress.COMPLETE
        overdue += is_overdue_on(day, due_end=due_end, is_complete=is_done, rated=rated)
    columns = (*(column for column, _ in ratings.values()), unrated[0])
    return _Counted(day, columns, counts, len(lines), complete, overdue)


def _point(counted: _Counted, columns: Mapping[str, Column]) -> TrendPoint:
    cells = tuple(
        CountCell(column.code, column.label, column.tone, counted.counts.get(column.code, 0))
        for column in columns.values()
    )
    return TrendPoint(counted.day, cells, counted.total, counted.complete, counted.overdue)
