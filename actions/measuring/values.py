"""A measure as at a day: what it is, what it is held against, its readings, and what follows from them.

The rules are in the modules beside this one; whatever is shown of a measure comes from here, so that a page, a
paper and a board's pack say the same.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from actions.choices import GoodDirection, MarkKind, MeasureFrequency, Unit
from actions.measuring import beside, change, series, standing
from actions.measuring.change import Kind
from actions.measuring.figures import (
    MarkValue,
    ReadingValue,
    Standing,
    Withheld,
    say_number,
    say_value,
)
from actions.measuring.series import Series
from actions.measuring.standing import Trajectory
from actions.text import say_day

__all__ = [
    "MarkValue",
    "MeasureValue",
    "ReadingValue",
    "Standing",
    "Withheld",
    "say_number",
    "say_value",
]


@dataclass(frozen=True)
class MeasureValue:
    """A measure as it stood on `as_at`.

    `readings` are those that count, in order of period (measuring/series.py says which). `marks` are all that
    stood and were known, in the order in which they became known; `baseline`, `targets` (one for each date) and
    `benchmarks` (the newest of each kind) are those in force. `owner` is the post and its organisation, "" for
    nobody. `withheld` are readings that the public is not shown, `baseline_period` the period of a baseline that it is not
    shown. It has no slots, because what is asked for again and again is worked out once.
    """

    id: int
    name: str
    definition: str
    source: str
    unit: Unit
    decimals: int
    direction: GoodDirection
    frequency: MeasureFrequency
    owner: str
    owner_id: int | None
    is_public: bool
    suppress_below: int
    retired_on: date | None
    as_at: date
    marks: tuple[MarkValue, ...]
    readings: tuple[ReadingValue, ...]
    withheld: tuple[Withheld, ...] = ()
    baseline_period: Withheld | None = None

    @property
    def kind(self) -> Kind:
        """What its values are in."""
        return Kind(self.unit, self.decimals, self.direction)

    @property
    def is_retired(self) -> bool:
        """Whether it is measured no more."""
        return self.retired_on is not None and self.retired_on <= self.as_at

    @cached_property
    def baseline(self) -> MarkValue | None:
        """The baseline known last."""
        known = [each for each in self.marks if each.kind == MarkKind.BASELINE]
        return known[-1] if known else None

    @cached_property
    def targets(self) -> tuple[MarkValue, ...]:
        """The target for each date, in order of date."""
        return series.marks_in_force(self.marks, MarkKind.TARGET)

    @property
    def benchmarks(self) -> tuple[MarkValue, ...]:
        """England, the region, statistical neighbours: of each the one for the newest period."""
        known = series.marks_in_force(
            self.marks, MarkKind.NATIONAL, MarkKind.REGIONAL, MarkKind.NEIGHBOURS
        )
        return tuple({each.kind: each for each in known}.values())

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """The readings by what may be drawn as one line."""
        return series.series_of(self.readings, self.frequency)

    @cached_property
    def latest(self) -> ReadingValue | None:
        """The reading by which the measure is judged: the one whose period ends last."""
        return series.latest(self.readings, self.frequency)

    @cached_property
    def previous(self) -> ReadingValue | None:
        """The last reading before the latest that is comparable with it."""
        found = self.latest
        return series.before(self.readings, found, self.frequency) if found else None

    @property
    def first(self) -> ReadingValue | None:
        """The first reading comparable with the latest; None where that is the latest itself."""
        found = self.latest
        if found is None:
            return None
        like = (
            each
            for each in self.readings
            if each.period_end < found.period_end
            and series.are_comparable(each, found, self.frequency)
        )
        return next(like, None)

    @cached_property
    def target(self) -> MarkValue | None:
        """The target that counts: the next one on or after the latest reading's end, else the last."""
        return standing.target_that_counts(self.targets, self.latest)

    def why_not(self, reading: ReadingValue, target: MarkValue) -> str:
        """Why the reading may not be held against the target, as a sentence; "" where it may."""
        period = self.baseline or self.baseline_period
        return beside.why_not(reading, target, period, self.unit, self.frequency)

    def target_for(self, reading: ReadingValue) -> MarkValue | None:
        """The target that counts, where the reading may be held against it."""
        target = self.target
        return None if target is None or self.why_not(reading, target) else target

    @cached_property
    def aim(self) -> MarkValue | None:
        """The target that counts, where the latest reading may be held against it; without a reading, that target."""
        found = self.latest
        return self.target_for(found) if found else self.target

    @cached_property
    def why_not_comparable(self) -> str:
        """Why the latest reading may not be held against the target that counts; "" where it may or there is none."""
        found, target = self.latest, self.target
        return self.why_not(found, target) if found and target else ""

    def is_as_long(self, mark: MarkValue) -> bool:
        """Whether the latest reading may be held against a baseline or a benchmark, by the length of its period."""
        found = self.latest
        return found is None or beside.is_as_long(found, mark, self.unit, self.frequency)

    @cached_property
    def trajectory(self) -> Trajectory | None:
        """The straight line from the baseline to the target that counts, where the readings may be held against it."""
        mark = self.baseline
        start = mark if mark is not None and self.is_as_long(mark) else None
        return standing.trajectory(start, self.first, self.aim, self.direction)

    @cached_property
    def standing(self) -> Standing:
        """Where the latest reading stands against the target and the way to it."""
        return standing.standing(
            self.latest,
            self.target,
            self.trajectory,
            self.direction,
            self.as_at,
            is_comparable=not self.why_not_comparable,
        )

    @property
    def why_not_judged(self) -> str:
        """Why its latest reading says nothing of the target: they cannot be compared, or it is from before the
        target's date and that has passed; "" where it does."""
        found = self.latest
        if found is None or self.standing != standing.UNKNOWN_THEN:
            return self.why_not_comparable
        is_last = all(each.period_end <= found.period_end for each in self.withheld)
        return f"Not known at the target’s date: the last reading {'' if is_last else 'shown '}is from {found.printed}."

    @property
    def standing_said(self) -> str:
        """What its standing means; where the latest reading says nothing of the target, why."""
        return self.why_not_judged or self.standing.meaning

    @property
    def is_too_old(self) -> bool:
        """Whether more than two of its periods have passed since the latest reading's ended."""
        return not self.is_retired and standing.is_too_old(self.latest, self.frequency, self.as_at)

    @property
    def latest_said(self) -> str:
        """The latest value as printed, with its bound; "" without one."""
        found = self.latest
        return self.kind.say_reading(found) if found else ""

    @property
    def latest_period(self) -> str:
        """The latest reading's period as printed, and whether it is provisional; "" without one."""
        found = self.latest
        return found.period_said if found else ""

    @property
    def target_said(self) -> str:
        """The target that counts, with its date; "" without one."""
        found = self.target
        return self.kind.say_target(found) if found else ""

    @property
    def change(self) -> str:
        """What changed since the last comparable reading, in words; why nothing can be said where there is none."""
        after, before = self.latest, self.previous
        if after is None:
            return ""
        if before is None:
            return (
                "the first reading"
                if len(self.readings) == 1
                else "no earlier reading covers a period like this one"
            )
        return change.say_change(before, after, self.kind, self.aim)

    @property
    def since_baseline(self) -> str:
        """What changed since the baseline, in words; "" without both. Where their periods differ in length no
        change is said, but what the baseline was."""
        after, mark = self.latest, self.baseline
        if after is None or mark is None or mark.period_end >= after.period_end:
            return ""
        start = change.as_reading(mark)
        if series.are_comparable(start, after, self.frequency):
            return change.say_change(start, after, self.kind, self.aim)
        return f"the baseline was {self.kind.say_mark(mark)} ({mark.printed}), for a period of another length"

    @property
    def against(self) -> tuple[str, ...]:
        """How the latest reading compares with each benchmark, in words."""
        found = self.latest
        if found is None:
            return ()
        return tuple(
            change.say_against(found, each, self.kind, is_comparable=self.is_as_long(each))
            for each in self.benchmarks
        )

    @property
    def note(self) -> str:
        """That the latest reading is too old, or the measure is measured no more; "" where neither."""
        notes = []
        found = self.latest
        if found is not None and self.is_too_old:
            notes.append(
                f"Too old: the period ended on {say_day(found.period_end)}, more than two of its periods ago."
            )
        if self.retired_on is not None and self.is_retired:
            notes.append(f"Measured no more since {say_day(self.retired_on)}.")
        return " ".join(notes)
