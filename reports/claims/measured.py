"""Numbers that are values of the plan's measures, found by the words of a measure's name and by the period that is named."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from actions.choices import Bound, MarkKind, Unit
from actions.measuring.values import MeasureValue, ReadingValue
from reports.claims.dates import Mention
from reports.claims.numbers import How, Number, fits

_WORD = re.compile(r"[a-z]{3,40}|[0-9]+(?= weeks)")
_COMMON = frozenset(
    "the and for with within that who are was were been have has had their they them this all not said into from judged illustrative "
    "each than when which where what other others more less good well area areas children young people pupils number numbers".split()
)
_MARKS: tuple[tuple[re.Pattern[str], frozenset[MarkKind]], ...] = (
    (re.compile(r"\b(?:national|nationally|england|english)\b"), frozenset({MarkKind.NATIONAL})),
    (re.compile(r"\bregion(?:al|ally)?\b"), frozenset({MarkKind.REGIONAL})),
    (re.compile(r"\bneighbours?\b"), frozenset({MarkKind.NEIGHBOURS})),
    (re.compile(r"\btargets?\b|\baim(?:s|ing)?\b|\bgoal\b"), frozenset({MarkKind.TARGET})),
    (re.compile(r"\bbaseline\b"), frozenset({MarkKind.BASELINE})),
)
_UNLIKELY = 100
_DISTANT = re.compile(
    r"\b(?:from|compared|up|down|previous|previously|earlier|fell|rose|since|against|increase|decrease|points?|before|between|average|other|elsewhere|some|of these|of those|were|had)\b"
)


@dataclass(frozen=True, slots=True)
class Known:
    """A value of a measure and what it is."""

    measure: MeasureValue
    value: Decimal
    say: str
    is_open: bool = False

    def agrees(self, number: Number) -> bool:
        """Whether the number says it."""
        if self.is_open:
            return number.value == self.value
        return fits(number, self.value)


class Measured:
    """Finds the measure that a sentence speaks of."""

    def __init__(self, measures: Callable[[], Sequence[MeasureValue]], day: date) -> None:
        self._measures = measures
        self.day = day

    @cached_property
    def _stems(self) -> tuple[tuple[MeasureValue, frozenset[str]], ...]:
        return tuple((each, stems(each.name)) for each in self._measures())

    def spoken_of(self, sentence: str, number: Number) -> tuple[MeasureValue, bool] | None:
        """The measure whose name shares most with the sentence, and whether that is enough to be sure."""
        said = stems(sentence)
        best: tuple[float, int, MeasureValue] | None = None
        for measure, words in self._stems:
            if (measure.unit == Unit.PERCENT) != number.is_share:
                continue
            shared = words & said
            if len(shared) < 2 or not words:
                continue
            score = (len(shared) / len(words), len(shared), measure)
            if best is None or score[:2] > best[:2]:
                best = score
        return (best[2], best[0] >= 0.6) if best else None

    def named(self, sentence: str, number: Number) -> Known | None:
        """The value of any measure that the number is, where the words around it share at least two with its name, or one where
        so large a number is hardly another."""
        said = stems(sentence)
        for measure, words in self._stems:
            shared = len(words & said)
            if shared < 2 and not (shared and number.value >= _UNLIKELY):
                continue
            for known in self.values(measure, number):
                if known.agrees(number) and number.how == How.EXACT:
                    return known
        return None

    def values(self, measure: MeasureValue, number: Number) -> Iterator[Known]:
        """All its values, the latest reading first."""
        for reading in sorted(measure.readings, key=lambda each: each.period_end, reverse=True):
            yield _of_reading(measure, reading)
            for part in (reading.numerator, reading.denominator):
                if part is not None and not number.is_share:
                    yield Known(measure, part, f"what {measure.name} rests on, {reading.printed}")
        for mark in measure.marks:
            yield Known(measure, mark.value, f"{mark.kind.label} of {measure.name}, {mark.printed}")

    def meant(
        self, measure: MeasureValue, clause: str, dates: Sequence[Mention]
    ) -> tuple[Known | None, bool]:
        """The value that a clause speaks of, by the period or the mark that it names; without either the latest. And whether it can
        be no other."""
        for pattern, kinds in _MARKS:
            if pattern.search(clause):
                marks = [each for each in measure.marks if each.kind in kinds]
                if not marks:
                    return None, False
                mark = marks[-1]
                return Known(
                    measure, mark.value, f"{mark.kind.label} of {measure.name}, {mark.printed}"
                ), len(marks) == 1
        for mention in dates:
            found = [each for each in measure.readings if _is_of(each, mention, self.day)]
            if len(found) == 1:
                return _of_reading(measure, found[0]), not found[0].is_open
            if not found:
                return None, False
        years = re.findall(r"\b(20[0-9]{2})\b", clause)
        if years:
            found = [each for each in measure.readings if each.printed == years[-1]]
            return (_of_reading(measure, found[0]), True) if found else (None, False)
        latest = measure.latest
        if latest is None:
            return None, False
        return _of_reading(measure, latest), not latest.is_open and not _DISTANT.search(clause)


@lru_cache(maxsize=64)
def stems(text: str) -> frozenset[str]:
    """The words that tell one measure from another, without their endings."""
    found = set()
    for word in _WORD.findall(text.lower()):
        if word in _COMMON:
            continue
        for ending in ("ments", "ment", "ions", "ion", "ing", "ed", "es", "s"):
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                word = word[: -len(ending)]
                break
        found.add(word.rstrip("e"))
    return frozenset(found)


def _of_reading(measure: MeasureValue, reading: ReadingValue) -> Known:
    return Known(
        measure,
        reading.value,
        f"{measure.name}, {reading.printed}",
        is_open=reading.bound in (Bound.ABOVE, Bound.BELOW),
    )


def _is_of(reading: ReadingValue, mention: Mention, day: date) -> bool:
    """Whether the reading is of the day or the month that is mentioned."""
    if mention.season:
        return False
    end = reading.period_end
    year = mention.year or (day.year if mention.month <= day.month else day.year - 1)
    if (end.year, end.month) != (year, mention.month):
        return False
    if mention.day is not None:
        return end.day == mention.day
    start = reading.period_start
    return start is None or (start.year, start.month) == (end.year, end.month)
