"""Figures of what stands beside the actions: weaknesses, strengths, risks, measures, statutory dates, members of boards."""

from collections.abc import Callable

from actions.choices import MarkKind
from actions.clock import DeadlineValue
from actions.text import say_day
from reports.facts import Facts
from reports.figures.values import FigureValue, counted

NOT_PUBLISHED = "not published"
"""In a public copy, in the place of a value that the public is not shown."""

COUNTS: dict[str, Callable[[Facts], int]] = {
    "weaknesses": lambda facts: sum(row.weakness is not None for row in facts.coverage.rows),
    "strengths": lambda facts: len(facts.strengths),
    "risks": lambda facts: len(facts.risks.open_lines),
    "measures": lambda facts: len(facts.every_measure),
}
"""Name -> count, for the figures that need no more than the facts."""


def beside(facts: Facts, name: str, argument: str) -> FigureValue | None:
    """The figure of the name, None where there is none: a count; `deadline` and a kind, such as `wsoa`; `measure`, `measure_before`,
    `measure_period` and `measure_national` and a measure by place or name; `members` and a board by address or title."""
    if not argument:
        return counted(COUNTS[name](facts)) if name in COUNTS else None
    match name:
        case "deadline":
            found = next((each for each in facts.deadlines if each.kind.value == argument), None)
            return FigureValue(_day(found)) if found else None
        case "measure" | "measure_before" | "measure_period" | "measure_national":
            return _measure(facts, name, argument)
        case "members":
            board = facts.board(argument)
            return counted(len(facts.members(board))) if board else None
    return None


def _day(deadline: DeadlineValue) -> str:
    return say_day(deadline.day) if deadline.day else "a day that is not known yet"


def _measure(facts: Facts, name: str, argument: str) -> FigureValue | None:
    """Of a measure's latest reading the value or the period; the value of the comparable one before; or the newest national value. The
    public is told of no other reading in its place."""
    every = facts.named_measure(argument)
    if every is None:
        return None
    measure = facts.measure(argument)
    if measure is None:
        return FigureValue(NOT_PUBLISHED)
    if name == "measure_national":
        marks = (each for each in measure.benchmarks if each.kind == MarkKind.NATIONAL)
        mark = next(marks, None)
        return FigureValue(measure.kind.say_mark(mark) if mark else "not known yet")
    reading = every.previous if name == "measure_before" else every.latest
    if reading is None:
        return FigureValue("not known yet")
    if name == "measure_period":
        return FigureValue(reading.period_said)
    if all(each.id != reading.id for each in measure.readings):
        return FigureValue(NOT_PUBLISHED)
    return FigureValue(measure.kind.say_reading(reading))
