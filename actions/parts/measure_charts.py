"""Measures as charts: the readings over time, and what is normal for them.

Every word and figure comes from a MeasureValue; here they are only arranged.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from actions.choices import Bound, MarkKind, Unit
from actions.measuring.control import ENOUGH, Control, control
from actions.measuring.figures import MarkValue, ReadingValue
from actions.measuring.gaps import Gap, gaps_in, say_gaps
from actions.measuring.series import Series, length
from actions.measuring.standing import Trajectory
from actions.measuring.values import MeasureValue
from wsoa.charts import (
    Band,
    Course,
    DataCell,
    DataTable,
    Dot,
    Level,
    Shape,
    Spark,
    Style,
    plot,
    spark,
)
from wsoa.parts import ChartPart

LINES = (
    Style("blue", 3),
    Style("purple", 2, "6 3"),
    Style("teal", 2, "2 3"),
    Style("orange", 2, "8 3 2 3"),
)
"""Of the series in one chart, that of the latest reading first. No more are drawn."""
TARGET = Style("green", 2)
OTHER_TARGETS = Style("green", 1.5, "1 3")
WAY = Style("green", 1.5, "7 4")
OTHERS = {
    MarkKind.NATIONAL: Style("grey", 2, "10 3"),
    MarkKind.REGIONAL: Style("orange", 1.5, "5 3"),
    MarkKind.NEIGHBOURS: Style("purple", 1.5, "2 2"),
}
AVERAGE = Style("grey", 1.5)
LIMIT = Style("red", 1.5, "6 4")
SHAPES = (
    (Shape.HOLLOW, "Provisional"),
    (Shape.ABOVE, "Above this, by how much is not known"),
    (Shape.BELOW, "Below this, by how much is not known"),
    (Shape.SIGNAL, "Signal"),
)
AXIS = {
    Unit.PERCENT: "Per cent",
    Unit.COUNT: "Number",
    Unit.DAYS: "Days",
    Unit.SCORE: "Score",
    Unit.MONEY: "Pounds",
}


NO_READING = "No reading"


def sentence(said: str) -> str:
    """What is said as a sentence of its own; a dash for nothing."""
    return said[:1].upper() + said[1:] if said else "–"


def measure_spark(measure: MeasureValue) -> Spark | None:
    """The readings comparable with the latest, as small as a word; None where there are not two known exactly."""
    series = series_of_latest(measure)
    known = [each for each in series.readings if not each.is_open] if series else []
    places = [(each.period_end.toordinal(), float(each.value)) for each in known]
    return spark(places, dict(_gaps(measure, known)))


def series_of_latest(measure: MeasureValue) -> Series | None:
    """The series that the latest reading is of."""
    found = measure.latest
    return next((each for each in measure.series if found in each.readings), None)


# Over time


def measure_chart(measure: MeasureValue) -> ChartPart | None:
    """The readings over time with target, way to it and benchmarks; None without a reading.

    The series of the latest reading is drawn first, then at most three others, those with the newest readings.
    """
    own = series_of_latest(measure)
    if own is None:
        return None
    target = measure.aim
    others = [each for each in measure.series if each != own]
    others.sort(key=lambda each: each.readings[-1].period_end, reverse=True)
    drawn = [own, *others][: len(LINES)]
    chart = plot(
        [
            Course(each.label, style, _dots(measure, each.readings))
            for each, style in zip(drawn, LINES, strict=False)
        ],
        levels=_levels(measure),
        bands=_bands(measure),
        table=_figures(measure, drawn),
        days=[(target.period_end, f"{target.period_end:%b %Y}")] if target else (),
        shapes=SHAPES,
    )
    note = AXIS[measure.unit]
    if len(others) >= len(LINES):
        note += ". Older series are in the table of readings"
    note = _with_gaps(note, [gap for each in drawn for _, gap in _gaps(measure, each.readings)])
    return ChartPart(f"{measure.name}, over time", "Period", chart, note)


def _gaps(measure: MeasureValue, readings: Sequence[ReadingValue]) -> list[tuple[int, Gap]]:
    return list(gaps_in(readings, measure.frequency))


def _with_gaps(note: str, gaps: Sequence[Gap]) -> str:
    """The note, and for which times there is no reading."""
    return f"{note}. {say_gaps(gaps)}, so the line is broken there." if gaps else note


def _dots(
    measure: MeasureValue, readings: Sequence[ReadingValue], signals: Collection[int] = ()
) -> tuple[Dot, ...]:
    """The readings of a series as points; those at the places of signals drawn as such."""
    apart = dict(_gaps(measure, readings))
    return tuple(
        replace(_dot(measure, each, is_signal=place in signals), is_apart=place in apart)
        for place, each in enumerate(readings)
    )


def _dot(measure: MeasureValue, reading: ReadingValue, *, is_signal: bool = False) -> Dot:
    bounds = {Bound.ABOVE: Shape.ABOVE, Bound.BELOW: Shape.BELOW}
    shape = bounds.get(reading.bound, Shape.HOLLOW if reading.is_provisional else Shape.DOT)
    return Dot(
        reading.period_end,
        float(reading.value),
        reading.printed,
        _short(measure, reading),
        measure.kind.say_reading(reading),
        Shape.SIGNAL if is_signal else shape,
    )


def _short(measure: MeasureValue, reading: ReadingValue) -> str:
    """The period in a few letters, for the scale of time."""
    end = reading.period_end
    match length(reading.period_start, end, measure.frequency):
        case "year" if (end.month, end.day) == (12, 31):
            return f"{end:%Y}"
        case "day" | "week":
            return f"{end.day} {end:%b %Y}"
        case _:
            return f"{end:%b %Y}"


def _levels(measure: MeasureValue) -> list[Level]:
    found: list[Level] = []
    target, way = measure.aim, measure.trajectory
    latest = measure.latest
    before: date | None = None
    for each in measure.targets:
        if (
            target is not None
            and latest is not None
            and each.upper is None
            and each.period_end <= target.period_end
            and not measure.why_not(latest, each)
        ):
            is_it = each == target
            found.append(
                Level(
                    f"Target {measure.kind.say_target(each)}" if is_it else "Earlier targets",
                    TARGET if is_it else OTHER_TARGETS,
                    float(each.value),
                    float(each.value),
                    before,
                    each.period_end,
                )
            )
        before = each.period_end
    if way is not None:
        found.append(
            Level(
                "Way to the target",
                WAY,
                float(way.start),
                float(way.end),
                way.start_day,
                way.end_day,
            )
        )
    found.extend(
        _benchmark(measure, each) for each in measure.benchmarks if measure.is_as_long(each)
    )
    return found


def _benchmark(measure: MeasureValue, mark: MarkValue) -> Level:
    name = f"{mark.kind.label} {measure.kind.say_mark(mark)} ({mark.printed})"
    return Level(name, OTHERS[mark.kind], float(mark.value), float(mark.value))


def _bands(measure: MeasureValue) -> list[Band]:
    target = measure.aim
    if target is None or target.upper is None:
        return []
    name = f"Target {measure.kind.say_target(target)}"
    return [Band(name, float(target.value), float(target.upper))]


def _figures(measure: MeasureValue, drawn: Sequence[Series]) -> DataTable:
    """The values drawn, in order of period, each with its series where there are several, and where the way to the
    target was."""
    way = measure.trajectory
    rows: list[tuple[date, str, str, str, Series]] = []
    for each in drawn:
        apart = dict(_gaps(measure, each.readings))
        for place, reading in enumerate(each.readings):
            if place in apart:
                after = apart[place].after.period_end
                rows.append((after, sentence(apart[place].said), NO_READING, "–", each))
            said = measure.kind.say_reading(reading)
            on = _on_the_way(way, reading, measure) if way else ""
            rows.append((reading.period_end, reading.period_said, said, on, each))
    rows.sort(key=lambda row: row[0])
    has_several = len(drawn) > 1
    return DataTable(
        ("Value", *(["Way to the target"] if way else []), *(["Series"] if has_several else [])),
        tuple(
            (
                period,
                (
                    DataCell(value),
                    *([DataCell(on)] if way else []),
                    *([DataCell(each.label, is_words=True)] if has_several else []),
                ),
            )
            for _, period, value, on, each in rows
        ),
    )


def _on_the_way(way: Trajectory, reading: ReadingValue, measure: MeasureValue) -> str:
    """Where the way to the target was when the reading's period ended; a dash before it began."""
    day = reading.period_end
    return measure.kind.say(way.on(day)) if day >= way.start_day else "–"


# Signal or noise


def control_of(measure: MeasureValue) -> Control | None:
    """What is normal for the series of the latest reading; None where that cannot be worked out."""
    series = series_of_latest(measure)
    return control(series.readings, measure.frequency) if series else None


def control_chart(measure: MeasureValue) -> ChartPart | None:
    """The XmR chart of the latest reading's series; None without enough readings (control.py says why)."""
    found = control_of(measure)
    if found is None:
        return None
    low, high = found.possible(measure.unit)
    say = measure.kind.say
    chart = plot(
        [
            Course(
                "Readings",
                LINES[0],
                _dots(
                    measure,
                    found.readings,
                    [place for place, _ in enumerate(found.readings) if found.at(place)],
                ),
            )
        ],
        levels=(
            Level(f"Average {say(found.mean)}", AVERAGE, float(found.mean), float(found.mean)),
            Level(f"Upper limit {say(high)}", LIMIT, float(high), float(high)),
            Level(f"Lower limit {say(low)}", LIMIT, float(low), float(low)),
        ),
        bands=(Band("Normal range", float(low), float(high)),),
        table=DataTable(
            ("Value", "What it tells"),
            tuple(_told(measure, found)),
        ),
        shapes=SHAPES,
        from_nought=False,
    )
    title = f"Signal or noise: {measure.name}"
    return ChartPart(title, "Period", chart, _with_gaps(AXIS[measure.unit], found.gaps))


def _told(measure: MeasureValue, found: Control) -> Iterator[tuple[str, tuple[DataCell, ...]]]:
    """Each reading and what it tells, with a row for each time without one."""
    apart = dict(_gaps(measure, found.readings))
    for place, each in enumerate(found.readings):
        if place in apart:
            yield sentence(apart[place].said), (DataCell(NO_READING), DataCell("–", is_words=True))
        telling = DataCell(_telling(found, place), is_words=True)
        yield each.period_said, (DataCell(measure.kind.say_reading(each)), telling)


def _telling(found: Control, place: int) -> str:
    rules = dict.fromkeys(each.rule.value for each in found.at(place))
    return sentence("; ".join(rules)) if rules else "Normal"


def control_words(measure: MeasureValue) -> str:
    """What the XmR chart says of the latest reading; why there is none where there is not."""
    found = control_of(measure)
    if found is not None:
        low, high = (measure.kind.say(each) for each in found.possible(measure.unit))
        last = found.readings[-1]
        return (
            f"{last.printed}: {found.verdict(measure.direction)}."
            f" Normal is from {low} to {high}, about an average of {measure.kind.say(found.mean)}."
            f"{_left_out(found)}"
        )
    series = series_of_latest(measure)
    if series is None:
        return ""
    if series.is_cumulative:
        return "No normal range can be worked out from cumulative readings, because each contains the one before."
    count = sum(not each.is_open for each in series.readings)
    if count >= ENOUGH:
        return "No normal range can be worked out: no two readings follow one another without one missing between."
    return (
        f"A normal range is told from {ENOUGH} readings that can be compared; there"
        f" {'is' if count == 1 else 'are'} {count}. With fewer, one more would move it too far."
    )


def _left_out(found: Control) -> str:
    """What is left out of the normal range because readings are missing."""
    if not found.gaps:
        return ""
    steps = (
        "the step over that time is" if len(found.gaps) == 1 else "the steps over those times are"
    )
    return f" {say_gaps(found.gaps)}; {steps} left out of what is normal."
