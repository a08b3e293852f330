"""How a plan got here: what its Table 1 adds up to on each of many days, read from the histories in one pass.

A Position a day would read everything that was ever said of every action, as often as there are days. Here
each row of a history is looked at once: it holds from its day to the next row's. The rules are those of the
Position (design rules 2 and 3), and a test holds the two together on random histories.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from actions.choices import CompletionState, LifeState, Progress
from actions.models import ActionLife, Completion, DateChange, Plan, Rating, StatusUpdate
from actions.position import (
    UNRATED_COLUMN,
    Column,
    CountCell,
    Line,
    Position,
    is_overdue_on,
    progress_of,
)
from actions.position.memory import Memory


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The plan's figures at the end of a day, by what is on record now: `cells` has a count for each column
    of the trend, `complete` and `overdue` are those of the Position of that day."""

    day: date
    cells: tuple[CountCell, ...]
    total: int
    complete: int
    overdue: int

    @property
    def counts(self) -> dict[str, int]:
        """Code -> count, for every column."""
        return {cell.code: cell.value for cell in self.cells}


@dataclass(frozen=True, slots=True)
class Trend:
    """The points in the order of their days. There is a column for each rating, and one for unrated actions
    where any day has some."""

    columns: tuple[Column, ...]
    points: tuple[TrendPoint, ...]

    def since_first_action(self) -> "Trend":
        """Without the days before the plan had an action."""
        first = next((n for n, point in enumerate(self.points) if point.total), len(self.points))
        return Trend(self.columns, self.points[first:])


@dataclass(frozen=True, slots=True)
class Planned:
    """How many of a Position's actions were to be complete by the end of a day: by the dates first given, and
    by those in force."""

    day: date
    original: int
    in_force: int


_trends: Memory[tuple[int, UUID, tuple[date, ...]], Trend] = Memory(64)
"""Trends by plan, its revision and the days; one of 24 points takes about 15 KB."""


def trend(plan: Plan, days: Sequence[date]) -> Trend:
    """The plan's figures on each of the days, which are put in order and counted once.

    Six queries, or one where nothing has changed since it was last asked for in this process.
    """
    asked = tuple(sorted(set(days)))
    if connection.in_atomic_block:
        return _read(plan, asked)
    key = (plan.pk, _revision(plan), asked)
    found = _trends.recall(key)
    if found is None:
        found = _read(plan, asked)
        if _revision(plan) == key[1]:
            _trends.remember(key, found)
    return found


def planned(position: Position, days: Iterable[date]) -> tuple[Planned, ...]:
    """The planned line: for each day how many of the Position's actions are due by its end.

    Actions that are ongoing or have no date are due on no day.
    """
    original, in_force = (
        sorted(due.end for due in dues if due and due.end)
        for dues in (
            [line.original_due for line in position.lines],
            [line.due for line in position.lines],
        )
    )
    return tuple(
        Planned(day, _number_up_to(original, day), _number_up_to(in_force, day)) for day in days
    )


def without_end(lines: Iterable[Line]) -> int:
    """How many of the lines are in no planned line, because their date in force has no end."""
    return sum(line.due is None or line.due.end is None for line in lines)


def _number_up_to(ends: Sequence[date], day: date) -> int:
    return bisect_left(ends, date.fromordinal(day.toordinal() + 1))


def _revision(plan: Plan) -> UUID:
    """What every write to the plan replaces."""
    revision: UUID = Plan.objects.values_list("revision", flat=True).get(pk=plan.pk)
    return revision


def _read(plan: Plan, days: tuple[date, ...]) -> Trend:
    ratings = list(
        Rating.objects.filter(scheme__plan=plan)
        .order_by("order")
        .values_list("id", "code", "label", "meaning", "tone", "progress")
    )
    columns = [Column(*row[1:5]) for row in ratings]
    column_of: dict[int | None, int] = {row[0]: place for place, row in enumerate(ratings)}
    column_of[None] = len(columns)
    progress = {row[0]: Progress(row[5]) for row in ratings}
    counts = [[0] * (len(columns) + 1) for _ in days]
    complete, overdue = [0] * len(days), [0] * len(days)
    if days:
        histories = _Histories(plan, days)
        for action_id in histories.live:
            rating_on = histories.rating.get(action_id)
            due_on = histories.due.get(action_id)
            done_on = histories.done.get(action_id)
            for place in histories.live[action_id]:
                rating_id = rating_on[place] if rating_on else None
                counts[place][column_of[rating_id]] += 1
                says = progress.get(rating_id) if rating_id else None
                is_done = bool(done_on and done_on[place])
                due = due_on[place] if due_on else None
                complete[place] += progress_of(is_complete=is_done, rated=says) == Progress.COMPLETE
                overdue[place] += is_overdue_on(
                    days[place], due_end=due, is_complete=is_done, rated=says
                )
    if any(row[-1] for row in counts) or not columns:
        columns.append(UNRATED_COLUMN)
    return Trend(
        tuple(columns),
        tuple(
            TrendPoint(
                day,
                tuple(
                    CountCell(column.code, column.label, column.tone, counts[place][number])
                    for number, column in enumerate(columns)
                ),
                sum(counts[place]),
                complete[place],
                overdue[place],
            )
            for place, day in enumerate(days)
        ),
    )


class _Histories:
    """What held for each action on each of the days, by the day's place among them.

    `live` has the places of the days on which it was part of the plan; the others have one value a day:
    the rating's id, the end of the due period, whether it was complete.
    """

    def __init__(self, plan: Plan, days: tuple[date, ...]) -> None:
        self._plan, self._days = plan, days
        self.live: dict[int, list[int]] = {
            action_id: [place for place, state in enumerate(states) if state == LifeState.LIVE]
            for action_id, states in self._spread(ActionLife, "state").items()
        }
        self.rating: dict[int, list[int | None]] = self._spread(StatusUpdate, "rating_id")
        self.due: dict[int, list[date | None]] = self._spread(DateChange, "due_end")
        self.done: dict[int, list[bool]] = {
            action_id: [state == CompletionState.COMPLETE for state in states]
            for action_id, states in self._spread(Completion, "state").items()
        }

    def _spread(self, model: type[Any], value: str) -> dict[int, list[Any]]:
        """Action's id -> the value in force on each day, None before the first one."""
        days = self._days
        found: dict[int, list[Any]] = {}
        for action_id, effective_date, given in self._rows(model, value):
            values = found.get(action_id)
            if values is None:
                values = found[action_id] = [None] * len(days)
            place = bisect_left(days, effective_date)
            values[place:] = [given] * (len(days) - place)
        return found

    def _rows(self, model: type[Any], value: str) -> Iterator[tuple[int, date, Any]]:
        """The standing entries, oldest first."""
        rows: Iterator[tuple[int, date, Any]] = (
            model.objects.filter(action__plan=self._plan)
            .up_to(self._days[-1])
            .values_list("action_id", "effective_date", value)
            .iterator()
        )
        return rows
