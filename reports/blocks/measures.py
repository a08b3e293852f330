"""Blocks filled from the plan's measures: all of them in a table, and one of them over time."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from actions.measuring.values import MeasureValue, ReadingValue
from actions.parts.measure_charts import measure_chart
from actions.parts.measures import NOTHING, measures_table
from actions.text import say_count
from reports import paper
from reports.blocks.setting import BlockKind, Setting, sentence, tabled
from reports.facts import Facts
from reports.figures.words import agreeing
from wsoa.parts import Cell, Head, Row, TablePart

FEW = "values are left out that rest on few children, or tell such a number"
ONE = "a measure, by its place in the table of measures or by its name"


def _table(setting: Setting) -> Iterable[paper.Block]:
    """All of them. Without a single target there is nothing to stand against, so those columns are left out."""
    measures, every = setting.facts.measures, setting.facts.every_measure
    part = measures_table(measures)
    if every and not measures:
        part = replace(part, empty="No measure is published.")
    if measures and not any(each.target for each in measures):
        part = _without(part, "Target", "Standing")
    yield tabled(part, setting.caption)
    kept_back = len(every) - len(measures)
    if kept_back:
        said = (
            f"{kept_back} of {say_count(len(every), 'measure')} {agreeing(kept_back, 'is', 'are')}"
        )
        yield sentence(f"{said} not published.")
    for measure in measures:
        yield from _left_out(measure)


def _without(part: TablePart, *labels: str) -> TablePart:
    """The table without the columns of those headings; the others share its width."""
    kept = [place for place, head in enumerate(part.heads) if head.label not in labels]
    return replace(
        part,
        heads=tuple(replace(part.heads[place], width=0) for place in kept),
        rows=tuple(
            Row(row.head, tuple(row.cells[place - 1] for place in kept if place))
            for row in part.rows
        ),
    )


def _left_out(measure: MeasureValue) -> Iterator[paper.Block]:
    """Which readings the public is not shown, by their periods alone."""
    if measure.withheld:
        periods = "; ".join(each.printed for each in measure.withheld)
        yield sentence(f"{measure.name}: {FEW} ({periods}).")


def _chart(setting: Setting) -> Iterable[paper.Block]:
    measure = setting.facts.measure(setting.argument)
    if measure is None:
        yield sentence(_missing(setting))
        return
    part = measure_chart(measure)
    if part is None:
        yield sentence(_empty(measure))
    else:
        yield paper.PartBlock(replace(part, title=setting.caption or part.title))
        yield from _left_out(measure)


def _readings(setting: Setting) -> Iterable[paper.Block]:
    measure = setting.facts.measure(setting.argument)
    if measure is None:
        yield sentence(_missing(setting))
        return
    yield paper.PartBlock(
        TablePart(
            setting.caption or measure.name,
            (Head("Period", width=60), Head("Value", is_number=True, width=40)),
            tuple(
                Row(
                    Cell(each.period_said, note=_note(each)),
                    (Cell(measure.kind.say_reading(each)),),
                )
                for each in measure.readings
            ),
            _empty(measure),
        )
    )
    if measure.readings:
        yield from _left_out(measure)


def _empty(measure: MeasureValue) -> str:
    """What is said where there is no reading to show."""
    return f"{measure.name}: {FEW if measure.withheld else 'no reading is recorded yet'}."


def _note(reading: ReadingValue) -> str:
    notes = (
        "Cumulative" if reading.is_cumulative else "",
        "Corrected" if reading.is_corrected else "",
        reading.note,
    )
    return ". ".join(filter(None, notes))


def _missing(setting: Setting) -> str:
    if not setting.facts.every_measure:
        return NOTHING
    if setting.facts.named_measure(setting.argument) is not None:
        return "This measure is not published."
    return f"The plan has no measure “{setting.argument}”."


def _choices(facts: Facts) -> Iterator[tuple[str, str]]:
    """By place: a name may hold a colon."""
    for place, measure in enumerate(facts.measures, start=1):
        yield str(place), measure.name


KINDS = (
    BlockKind("measures-table", "All measures", "Measures", _table),
    BlockKind("measure-chart", "Measure over time", "", _chart, ONE, _choices),
    BlockKind("measure-readings", "Readings of a measure", "", _readings, ONE, _choices),
)
