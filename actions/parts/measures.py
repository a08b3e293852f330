"""Measures as tables: a plan's measures, and of one measure its readings and what it is held against.

Every word and figure comes from a MeasureValue; here they are only arranged.
"""

from collections.abc import Callable, Sequence

from actions.choices import MarkKind
from actions.measuring.figures import ReadingValue, say_number
from actions.measuring.series import marks_in_force
from actions.measuring.story import target_note
from actions.measuring.values import MeasureValue
from actions.parts.measure_charts import measure_spark, sentence
from actions.text import say_day
from wsoa.parts import Cell, Head, Row, TablePart, Tag

NOTHING = "No measure is set up yet."
MeasureLink = Callable[[MeasureValue], str]


def measures_table(
    measures: Sequence[MeasureValue], *, link: MeasureLink | None = None, caption: str = "Measures"
) -> TablePart:
    """Each measure with its latest reading, what changed, its target and how others do."""
    return TablePart(
        caption,
        (
            Head("Measure", width=20),
            Head("Latest", width=12),
            Head("Change", width=22),
            Head("Target", width=12),
            Head("Standing", width=18),
            Head("Beside others"),
        ),
        tuple(_row(each, link) for each in measures),
        NOTHING,
    )


def _row(measure: MeasureValue, link: MeasureLink | None) -> Row:
    found = measure.latest
    note = target_note(measure)
    return Row(
        Cell(measure.name, href=link(measure) if link else "", note=measure.owner),
        (
            Cell(measure.latest_said, note=found.period_said) if found else Cell("None yet"),
            Cell(sentence(measure.change), spark=measure_spark(measure)),
            Cell(_target(measure), note=sentence(note) if note else ""),
            Cell(
                tag=tag(measure),
                note=" ".join(each for each in (measure.why_not_judged, measure.note) if each),
            ),
            Cell("; ".join(sentence(each) for each in measure.against) or "–"),
        ),
    )


def _target(measure: MeasureValue) -> str:
    return measure.target_said or "None set"


def tag(measure: MeasureValue) -> Tag:
    """Its standing as a tag."""
    found = measure.standing
    return Tag(found.code, found.label, found.tone)


def readings_table(
    measure: MeasureValue, readings: Sequence[ReadingValue] | None = None, caption: str = "Readings"
) -> TablePart:
    """Every reading that counts, the newest first; or those given, in order of period."""
    chosen = measure.readings if readings is None else readings
    return TablePart(
        caption,
        (
            Head("Period", width=30),
            Head("Value", is_number=True, width=16),
            Head("Rests on", width=16),
            Head("Known from", width=16),
            Head("Note"),
        ),
        tuple(_reading_row(measure, each) for each in reversed(chosen)),
        "No reading is recorded yet.",
    )


def _reading_row(measure: MeasureValue, reading: ReadingValue) -> Row:
    doubts = [
        *(["Provisional"] if reading.is_provisional else []),
        *(["Cumulative"] if _is_cumulative_unsaid(reading) else []),
        *(["Corrected"] if reading.is_corrected else []),
    ]
    return Row(
        Cell(reading.printed, note=", ".join(doubts)),
        (
            Cell(measure.kind.say_reading(reading)),
            Cell(_rests_on(reading)),
            Cell(say_day(reading.known_on)),
            Cell(reading.note or "–"),
        ),
    )


def _is_cumulative_unsaid(reading: ReadingValue) -> bool:
    return reading.is_cumulative and "cumulative" not in reading.printed.lower()


def _rests_on(reading: ReadingValue) -> str:
    top, bottom = (
        None if each is None else say_number(each, 0 if each % 1 == 0 else 1)
        for each in (reading.numerator, reading.denominator)
    )
    if top and bottom:
        return f"{top} of {bottom}"
    return top or (f"of {bottom}" if bottom else "–")


def marks_table(measure: MeasureValue) -> TablePart:
    """What it is held against now, and from when: baseline, targets by date, how others do in each period."""
    order = (MarkKind.BASELINE, MarkKind.TARGET, MarkKind.NATIONAL)
    found = marks_in_force(measure.marks, *order, MarkKind.REGIONAL, MarkKind.NEIGHBOURS)
    return TablePart(
        "Held against",
        (
            Head("What", width=22),
            Head("Value", is_number=True, width=16),
            Head("Period or date", width=20),
            Head("Since", width=16),
            Head("Note"),
        ),
        tuple(
            Row(
                Cell(each.kind.label),
                (
                    Cell(measure.kind.say_mark(each)),
                    Cell(f"by {each.printed}" if each.kind == MarkKind.TARGET else each.printed),
                    Cell(say_day(each.known_on)),
                    Cell(each.note or "–"),
                ),
            )
            for each in found
            if each.kind != MarkKind.BASELINE or each == measure.baseline
        ),
        "No baseline, target or benchmark is set yet.",
    )
