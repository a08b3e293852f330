"""Readings and marks as values, and how a value is said. No queries, no rules about which of them count."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from actions.choices import Bound, MarkKind, Unit

WITH_BOUND = {Bound.EXACT: "", Bound.ABOVE: "above ", Bound.BELOW: "below ", Bound.ABOUT: "about "}


@dataclass(frozen=True, slots=True)
class ReadingValue:
    """One value of a measure, for a period or (without `period_start`) as at a day.

    `bound` says how exactly it is known and `known_on` from which day. `numerator` and `denominator` are what
    it rests on, where that is known. `is_corrected`: it stands in place of one that was wrong.
    """

    id: int
    value: Decimal
    bound: Bound
    period_start: date | None
    period_end: date
    printed: str
    is_provisional: bool
    is_cumulative: bool
    note: str
    numerator: Decimal | None
    denominator: Decimal | None
    known_on: date
    is_corrected: bool = False

    @property
    def lowest(self) -> Decimal | None:
        """The value is not below this; None where nothing is known of that. What is "about" is taken at its word."""
        return None if self.bound == Bound.BELOW else self.value

    @property
    def highest(self) -> Decimal | None:
        """The value is not above this; None where nothing is known of that."""
        return None if self.bound == Bound.ABOVE else self.value

    @property
    def period_said(self) -> str:
        """The period as printed, and whether the reading is provisional."""
        return f"{self.printed}, provisional" if self.is_provisional else self.printed

    @property
    def is_open(self) -> bool:
        """Whether only a bound is known of it: the value itself is not one that it has."""
        return self.bound in {Bound.ABOVE, Bound.BELOW}


@dataclass(frozen=True, slots=True)
class MarkValue:
    """What a measure is held against: its baseline, a target by a date, or how others did in a period.

    `upper` is the top of a range, where best is within one. `known_on` is the day from which it was the mark.
    """

    kind: MarkKind
    value: Decimal
    upper: Decimal | None
    period_start: date | None
    period_end: date
    printed: str
    note: str
    known_on: date
    id: int = 0


@dataclass(frozen=True, slots=True)
class Withheld:
    """A reading or baseline that the public is not shown, because it rests on too few children: its period, and nothing
    else."""

    period_start: date | None
    period_end: date
    printed: str
    is_cumulative: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a measure stands against its target: a letter, words, a tone (wsoa/tones.py) and what that means."""

    code: str
    label: str
    tone: str
    meaning: str


def rounded(value: Decimal, decimals: int) -> Decimal:
    """The value as it is printed: rounded half away from nought, to that many decimals."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def say_number(value: Decimal, decimals: int) -> str:
    """The number with its thousands apart: `4,879`, `18.9`, `40` where nothing but noughts would follow the point."""
    number = rounded(value, decimals)
    text = f"{abs(number):,f}" if number % 1 else f"{abs(number):,.0f}"
    return f"−{text}" if number < 0 else text


def say_value(value: Decimal, unit: Unit | str, decimals: int) -> str:
    """A value as pages print it: `18.9%`, `4,879`, `12 days`, `£1,200`."""
    number = say_number(value, decimals)
    match unit:
        case Unit.PERCENT:
            return f"{number}%"
        case Unit.DAYS:
            return f"{number} day" if number in ("1", "−1") else f"{number} days"
        case Unit.MONEY:
            return f"−£{number[1:]}" if number.startswith("−") else f"£{number}"
        case _:
            return number
