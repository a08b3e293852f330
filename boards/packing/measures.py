"""The part of a pack that tells of measures: where each stands, what changed, and the figures of its chart."""

from decimal import Decimal

from actions.measuring.gaps import Gap, gaps_in
from actions.measuring.values import MeasureValue
from boards.pack_values import EntryValue, PointValue

READINGS = "Readings"
NO_READING = "No reading"
"""The series of points that stand where readings are missing; their value says nothing."""
MOST_POINTS = 12
"""Readings of a chart in a pack: a page has room for it with its figures, and a year of months is told."""
OFF = frozenset({"red", "amber"})
"""The tones of standings that a board should look at."""


def entry(measure: MeasureValue) -> EntryValue:
    """One measure. It is an exception where it is off the way to its target."""
    latest, standing = measure.latest, measure.standing
    says = [measure.change, measure.why_not_judged, *measure.against, measure.note]
    return EntryValue(
        reference=f"{measure.latest_said} ({latest.printed})" if latest else "No reading",
        title=measure.name,
        text="\n".join(f"{say[:1].upper()}{say[1:]}" for say in says if say),
        group=standing.label if standing.tone in OFF else "",
        owner=measure.owner,
        due=measure.target_said or "No target",
        status=standing.label,
        points=_points(measure),
    )


def _points(measure: MeasureValue) -> tuple[PointValue, ...]:
    """The last readings comparable with the latest, with a point where some are missing between, then the target that counts and the benchmarks with which it may
    be compared."""
    latest = measure.latest
    if latest is None:
        return ()
    kind = measure.kind
    drawn = next((each for each in measure.series if latest in each.readings), None)
    readings = drawn.readings if drawn else (latest,)
    shown = readings[-MOST_POINTS:]
    apart = dict(gaps_in(shown, measure.frequency))
    points = []
    for place, each in enumerate(shown):
        if place in apart:
            points.append(_without(apart[place]))
        said = kind.say_reading(each)
        points.append(PointValue(READINGS, each.printed, each.period_end, each.value, said))
    marks = (measure.aim, *(each for each in measure.benchmarks if measure.is_as_long(each)))
    points += [
        PointValue(
            str(mark.kind.label), mark.printed, mark.period_end, mark.value, kind.say_mark(mark)
        )
        for mark in marks
        if mark is not None
    ]
    return tuple(points)


def _without(gap: Gap) -> PointValue:
    """The point half way between two readings between which others are missing."""
    first, last = gap.after.period_end, gap.before.period_end
    return PointValue(NO_READING, gap.said, first + (last - first) / 2, Decimal(0), NO_READING)
