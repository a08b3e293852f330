"""Reading coverage as at a day, in a fixed number of queries whatever the size."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from actions.coverage.answers import Answered, answered_as_at
from actions.coverage.gaps import Facts, gaps_of_theme, gaps_of_weakness
from actions.coverage.values import Coverage, CoverageRow, InspectionValue
from actions.inspecting import WeaknessValue, chain_of, inspection_of
from actions.measuring.loading import measures_as_at
from actions.measuring.values import MeasureValue
from actions.models import Inspection, Plan
from actions.position import (
    Column,
    CountCell,
    Line,
    Position,
    position_as_at,
)
from actions.position.tables import Heading, summarise
from actions.risking import RiskLine, RiskRegister, risks_as_at
from actions.text import say_day
from actions.voices import VoiceValue, voices_as_at


def coverage_as_at(
    plan: Plan,
    day: date,
    position: Position | None = None,
    register: RiskRegister | None = None,
) -> Coverage:
    """What answers each weakness of the plan's inspection on the day, and what answers nothing.

    A plan without an inspection has a row for each of its top-level themes instead. Before its letter was known, or the
    plan began, there is nothing to answer. `position` and `register` are
    the plan's of the day, where they are at hand already.
    """
    if position is None:
        position = position_as_at(plan, day)
    if register is None:
        register = risks_as_at(plan, day)
    measures = measures_as_at(plan, day)
    risks = register.lines
    inspection = inspection_of(plan)
    if inspection is None:
        not_yet = _not_yet(plan, None, day)
        rows, columns = ((), ()) if not_yet else _by_theme(position)
        return Coverage(position, None, None, rows, columns, measures, risks, (), (), (), not_yet)
    answers = answered_as_at(plan, day)
    source = _source(inspection, answers)
    revisit = _inspection(inspection, day) if source is not inspection else None
    if not_yet := _not_yet(plan, source, day):
        found_by = _inspection(source, day)
        return Coverage(position, found_by, revisit, (), (), measures, risks, (), (), (), not_yet)
    voices = voices_as_at(plan.area, day)
    rows, columns = _by_weakness(position, answers, measures, risks, voices)
    lines_met = {line.action_id for row in rows for line in row.lines}
    measures_met = {measure.id for row in rows for measure in row.measures}
    risks_met = {risk.id for row in rows for risk in row.risks}
    return Coverage(
        position=position,
        inspection=_inspection(source, day),
        revisit=revisit,
        rows=rows,
        columns=columns,
        measures=measures,
        risks=risks,
        stray_lines=tuple(each for each in position.lines if each.action_id not in lines_met),
        stray_measures=tuple(each for each in measures if each.id not in measures_met),
        stray_risks=tuple(each for each in risks if each.id not in risks_met),
    )


def _not_yet(plan: Plan, inspection: Inspection | None, day: date) -> str:
    """Why nothing can be answered on the day; empty from the day of the letter, and of the plan, on."""
    if inspection is not None and inspection.known_on > day:
        return f"What the inspectors found is known from {say_day(inspection.known_on)} on."
    if plan.starts_on > day:
        return f"The plan begins on {say_day(plan.starts_on)}."
    return ""


def _by_weakness(
    position: Position,
    answers: Sequence[Answered],
    measures: Sequence[MeasureValue],
    risks: Sequence[RiskLine],
    voices: Sequence[VoiceValue],
) -> tuple[tuple[CoverageRow, ...], tuple[Column, ...]]:
    parts = []
    for each in answers:
        ids = each.lines_of(position)
        parts.append(replace(position, lines=_only(position.lines, ids)))
    columns, counted = _counted(position, [part.lines for part in parts])
    rows = []
    for each, part, counts in zip(answers, parts, counted, strict=True):
        heard = tuple(_about(voices, each.weakness, part))
        row = CoverageRow(
            key=str(each.weakness.number),
            title=each.weakness.title,
            weakness=each.weakness,
            themes=each.themes_of(position),
            position=part,
            counts=counts,
            alone=each.alone_of(position),
            measures=tuple(measure for measure in measures if measure.id in each.by.measures),
            risks=tuple(risk for risk in risks if risk.id in each.by.risks),
            voices=heard,
            found=(),
        )
        rows.append(replace(row, found=gaps_of_weakness(_facts(row))))
    return tuple(rows), columns


def _source(inspection: Inspection, answers: Sequence[Answered]) -> Inspection:
    """The inspection that found the weaknesses: where the plan answers a revisit, one that this follows up."""
    found_by = {each.weakness.inspection_id for each in answers}
    return next((each for each in chain_of(inspection) if each.pk in found_by), inspection)


def _inspection(row: Inspection, day: date) -> InspectionValue:
    """The inspection with those of its letter's days that had come."""
    letter_on, published_on = (
        each if each and each <= day else None for each in (row.letter_on, row.published_on)
    )
    return InspectionValue(
        id=row.pk,
        name=str(row),
        began_on=row.began_on,
        ended_on=row.ended_on,
        letter_on=letter_on,
        published_on=published_on,
        summary=row.summary,
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
    columns, counted = _counted(position, [lines[theme.id] for theme in themes])
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
    position: Position, rows: Sequence[Sequence[Line]]
) -> tuple[tuple[Column, ...], list[tuple[CountCell, ...]]]:
    """The columns of the plan's ratings, and for the lines of each row its counts under them."""
    heading = Heading("", "", "")
    table = summarise(position.ratings, [(heading, lines) for lines in rows])
    return table.columns, [row.cells for row in table.rows]


def _only(lines: Sequence[Line], ids: Collection[int]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.action_id in ids)


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
