"""Reading coverage as at a day, in a fixed number of queries whatever the size."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from actions.coverage.answers import Answers, answers_of, weaknesses_as_at
from actions.coverage.gaps import Facts, gaps_of_theme, gaps_of_weakness
from actions.coverage.values import Coverage, CoverageRow, WeaknessValue
from actions.measuring import MeasureValue, measures_as_at
from actions.models import Plan
from actions.position import (
    Column,
    CountCell,
    Line,
    Position,
    ThemeValue,
    position_as_at,
)
from actions.position.tables import Heading, summarise
from actions.risking import RiskLine, risks_as_at
from actions.voices import VoiceValue, voices_as_at


def coverage_as_at(plan: Plan, day: date, position: Position | None = None) -> Coverage:
    """What answers each weakness of the plan's inspection on the day, and what answers nothing.

    A plan without an inspection has a row for each of its top-level themes instead. `position` is the plan's of
    the day, where it is at hand already.
    """
    if position is None:
        position = position_as_at(plan, day)
    measures = measures_as_at(plan, day)
    risks = risks_as_at(plan, day).lines
    found = weaknesses_as_at(plan, day)
    if found is None:
        rows, columns = _by_theme(position)
        return Coverage(position, None, rows, columns, measures, risks, (), (), ())
    answers = answers_of(found.weaknesses, day)
    voices = voices_as_at(plan.area, day)
    rows, columns = _by_weakness(position, answers, measures, risks, voices)
    lines_met = {line.action_id for row in rows for line in row.lines}
    measures_met = {measure.id for row in rows for measure in row.measures}
    risks_met = {risk.id for row in rows for risk in row.risks}
    return Coverage(
        position=position,
        inspection=found.inspection,
        rows=rows,
        columns=columns,
        measures=measures,
        risks=risks,
        stray_lines=tuple(each for each in position.lines if each.action_id not in lines_met),
        stray_measures=tuple(each for each in measures if each.id not in measures_met),
        stray_risks=tuple(each for each in risks if each.id not in risks_met),
    )


def _by_weakness(
    position: Position,
    answers: Sequence[Answers],
    measures: Sequence[MeasureValue],
    risks: Sequence[RiskLine],
    voices: Sequence[VoiceValue],
) -> tuple[tuple[CoverageRow, ...], tuple[Column, ...]]:
    parts = [(each, *_narrowed(position, each)) for each in answers]
    columns, counted = _counted(
        position, [(str(each.weakness.number), lines.lines) for each, _, lines in parts]
    )
    rows = []
    for (each, themes, part), counts in zip(parts, counted, strict=True):
        heard = tuple(_about(voices, each.weakness, part))
        row = CoverageRow(
            key=str(each.weakness.number),
            title=each.weakness.title,
            weakness=each.weakness,
            themes=themes,
            position=part,
            counts=counts,
            alone=frozenset(
                line.action_id
                for line in part.lines
                if not {line.theme.id, line.top_theme.id} & each.theme_ids
            ),
            measures=tuple(measure for measure in measures if measure.id in each.measure_ids),
            risks=tuple(risk for risk in risks if risk.id in each.risk_ids),
            voices=heard,
            found=(),
        )
        rows.append(replace(row, found=gaps_of_weakness(_facts(row))))
    return tuple(rows), columns


def _narrowed(position: Position, answers: Answers) -> tuple[tuple[ThemeValue, ...], Position]:
    """The themes of the plan that answer the weakness, and the Position of its actions alone."""
    ids = answers.lines_of(position)
    return (
        tuple(theme for theme in position.themes if theme.id in answers.theme_ids),
        replace(position, lines=tuple(line for line in position.lines if line.action_id in ids)),
    )


def _about(
    voices: Iterable[VoiceValue], weakness: WeaknessValue, part: Position
) -> Iterator[VoiceValue]:
    """What was said of the weakness; and what was answered by one of its actions, unless it is of another."""
    ids = {line.action_id for line in part.lines}
    for voice in voices:
        if voice.weakness_id == weakness.id or (
            voice.weakness_id is None and voice.action_id in ids
        ):
            yield voice


def _by_theme(position: Position) -> tuple[tuple[CoverageRow, ...], tuple[Column, ...]]:
    lines: dict[int, list[Line]] = defaultdict(list)
    for line in position.lines:
        lines[line.top_theme.id].append(line)
    themes = position.top_themes
    columns, counted = _counted(position, [(theme.reference, lines[theme.id]) for theme in themes])
    rows = []
    for theme, counts in zip(themes, counted, strict=True):
        row = CoverageRow(
            key=theme.reference,
            title=theme.title,
            weakness=None,
            themes=(theme,),
            position=replace(position, lines=tuple(lines[theme.id])),
            counts=counts,
            alone=frozenset(),
            measures=(),
            risks=(),
            voices=(),
            found=(),
        )
        rows.append(replace(row, found=gaps_of_theme(_facts(row))))
    return tuple(rows), columns


def _counted(
    position: Position, rows: Sequence[tuple[str, Sequence[Line]]]
) -> tuple[tuple[Column, ...], list[tuple[CountCell, ...]]]:
    """The columns of the plan's ratings, and for each row its counts under them."""
    table = summarise(position.ratings, [(Heading(key, key, ""), lines) for key, lines in rows])
    return table.columns, [row.cells for row in table.rows]


def _facts(row: CoverageRow) -> Facts:
    return Facts(
        themes=len(row.themes),
        actions=len(row.lines),
        unowned=len(row.position.unowned),
        measures=len(row.measures),
        readings=sum(bool(measure.readings) for measure in row.measures),
        risks=len(row.risks),
        voices=len(row.voices),
        leads=bool(row.leads),
        owned=any(line.owners for line in row.lines),
    )
