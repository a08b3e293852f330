"""Whether what a number counts is what the plan counts.

A number agrees where one way to read it gives the true figure. It differs where no way does, and every word of the reading was
understood. In between nothing can be told, and the reason says why. So a true count in any of its wordings never differs.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice, product

from actions.text import say_list
from reports.choices import Verdict
from reports.claims.counting import Counted, Ledger, Quality
from reports.claims.numbers import How, Number, fits
from reports.claims.reading import Reading
from reports.claims.values import Value

_WAYS = 12


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found of a number."""

    verdict: Verdict
    expected: Value | None
    reason: str
    rows: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether it could be told."""
        return self.verdict != Verdict.UNKNOWN


def unknown(reason: str) -> Judgement:
    """Nothing can be told."""
    return Judgement(Verdict.UNKNOWN, None, reason)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to take a number: the figure, or the least and the most that it can be."""

    say: str
    low: Decimal
    high: Decimal
    rows: tuple[str, ...] = ()
    why: str = ""


def judge(number: Number, ways: Sequence[Way], *, is_certain: bool, why: str = "") -> Judgement:
    """Hold the number against the ways to take it, the likeliest first."""
    for way in ways:
        if fits(number, way.low):
            return Judgement(
                Verdict.AGREES,
                plain(way.low, number),
                f"{_sentence(way.say)}: {said(way.low, number)}{_tolerance(number)}.",
                way.rows,
            )
    for way in ways:
        if way.high > way.low and _lies(number, way):
            return unknown(
                f"{way.why}. It may be anything from {said(way.low, number)} to {said(way.high, number)}."
            )
    if not ways:
        return unknown(why or "Nothing in the plan counts this.")
    if not is_certain:
        return unknown(
            _sentence(why or "the words around it do not say plainly what it counts") + "."
        )
    way = ways[0]
    return Judgement(
        Verdict.DIFFERS,
        plain(way.low, number),
        f"{_sentence(way.say)}: {said(way.low, number)}, not {said(number.value, number)}{_tolerance(number)}.",
        way.rows,
    )


def plain(value: Decimal, number: Number) -> int | float:
    """The figure to the places that the number has."""
    places = number.decimals if number.is_share else 0
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return int(rounded) if rounded == int(rounded) else float(rounded)


def said(value: Decimal, number: Number) -> str:
    """The figure as a reason gives it."""
    return f"{plain(value, number):,}{'%' if number.is_share else ''}"


def ways_of(reading: Reading, ledger: Ledger, extra: Sequence[Quality] = ()) -> list[Way]:
    """How many actions the reading counts, for each way to take its words."""
    number = reading.number
    found: dict[str, Way] = {}
    for part, whole in _conjunctions(reading, extra):
        counted = ledger.count((*whole, *part))
        say = describe((*part, *whole))
        if number.is_but:
            base, say = ledger.count(whole), f"not {say}"
            low, high = base.low - counted.high, base.low - counted.low
            found.setdefault(say, Way(say, Decimal(low), Decimal(high), why=counted.why))
        elif number.is_share:
            base = ledger.count(whole)
            if not base.low:
                continue
            found.setdefault(f"share of {say}", _share(say, counted, base, describe(whole)))
        else:
            found.setdefault(
                say,
                Way(say, Decimal(counted.low), Decimal(counted.high), counted.rows, counted.why),
            )
    return list(found.values())


def _conjunctions(
    reading: Reading, extra: Sequence[Quality]
) -> Iterator[tuple[tuple[Quality, ...], tuple[Quality, ...]]]:
    """What is said of the actions, and of which actions it is said."""
    scope = [reading.scope.ways] if reading.scope else []
    parts = [quality.ways for quality in reading.qualities]
    bases = [quality.ways for quality in (*reading.base, *extra)] + [tuple(way) for way in scope]
    for chosen in islice(product(*parts, *bases), _WAYS):
        yield tuple(chosen[: len(parts)]), tuple(chosen[len(parts) :])


def _share(say: str, part: Counted, whole: Counted, of: str) -> Way:
    total = Decimal(whole.low)
    return Way(
        f"{say}: {part.low:,} of {whole.low:,}",
        Decimal(part.low) * 100 / total,
        Decimal(part.high) * 100 / total,
        part.rows,
        part.why,
    )


def describe(qualities: Iterable[Quality]) -> str:
    """The actions counted, in words."""
    says = list(dict.fromkeys(quality.say for quality in qualities))
    return f"actions {say_list(says)}" if says else "actions in the plan"


def _lies(number: Number, way: Way) -> bool:
    """Whether what the number says can be true of some figure between."""
    return way.low <= number.value <= way.high or fits(number, way.high)


def _tolerance(number: Number) -> str:
    if number.how == How.EXACT and not number.is_loose:
        return ""
    word = "this fraction" if number.is_loose and number.how == How.EXACT else number.how.value
    return f" ({word})" if number.how != How.EXACT or number.is_loose else ""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
