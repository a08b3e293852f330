"""Values as people write them: `18.9%`, `above 75`, `£1.2m`. What cannot be told for certain is refused."""

import re
from dataclasses import dataclass
from decimal import Decimal

from actions.choices import Bound, Unit
from actions.measuring.fitting import LARGEST, plainly

MOST_CHARACTERS = 60

NOTHING = frozenset({"", "-", "–", "—", "−", "..", "…", "n/a", "na", "none yet", "no data"})
"""What stands in a table where there is no figure."""

_BOUNDS = {
    Bound.ABOVE: r">|above|over|more\s+than|greater\s+than|higher\s+than|in\s+excess\s+of",
    Bound.BELOW: r"<|below|under|less\s+than|fewer\s+than|lower\s+than",
    Bound.ABOUT: r"~|≈|about|around|approximately|approx\.?|circa|c\.|roughly|some",
    Bound.EXACT: r"=|exactly",
}
_BOUND = {
    bound: re.compile(rf"^(?:{words})(?=[\s\d£.−-])\s*(.+)$") for bound, words in _BOUNDS.items()
}
_NOT_KEPT = re.compile(
    r"^(?:>=|≥|<=|≤|at\s+least|at\s+most|up\s+to|no\s+more\s+than|not\s+less\s+than|min|max)"
)
_NUMBER = re.compile(r"^([-−–])?(\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d+)?(\.\d+)?$", re.ASCII)
_UNIT_WORDS = {
    Unit.PERCENT: r"\s*(?:%|per\s*cent|percent)",
    Unit.DAYS: r"\s*days?",
    Unit.COUNT: r"",
    Unit.SCORE: r"",
    Unit.MONEY: r"",
}
_OTHER_SIGNS = {"%": Unit.PERCENT, "per cent": Unit.PERCENT, "£": Unit.MONEY, "day": Unit.DAYS}
_TIMES = re.compile(r"^(.+?)\s*(k|thousand|m|mn|million|bn|billion)$")
_THOUSANDS = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}
_POUNDS = re.compile(r"^([-−–])?\s*£\s*")


@dataclass(frozen=True, slots=True)
class Amount:
    """A value and how exactly it is known."""

    value: Decimal
    bound: Bound = Bound.EXACT


def read_amount(text: str, unit: Unit | str) -> Amount:
    """The value that the text says, in the unit. Raises ValueError with a message for the user.

    `%`, `£` and `days` may stand where they fit the unit. Pounds may be in thousands or millions: `£1.2m` is
    1,200,000. `above 75` and `>75` say that only a bound is known.
    """
    unit = Unit(unit)
    shown = " ".join(text.split())
    if len(shown) > MOST_CHARACTERS:
        raise ValueError(f"“{shown[:40]}…” is too long for a value. {_ADVICE[unit]}")
    words = shown.casefold()
    if _NOT_KEPT.match(words):
        raise ValueError(
            f"“{shown}” is a limit that the figure may itself have. Give the figure, or “above” or “below” "
            "one that it is not."
        )
    bound = Bound.EXACT
    for each, pattern in _BOUND.items():
        match = pattern.match(words)
        if match:
            bound, words = each, match[1].strip()
            break
    number = _number(_without_sign(words, unit))
    if number is None:
        raise ValueError(_message(shown, words, unit))
    if abs(number) >= LARGEST:
        raise ValueError(f"“{shown}” is too large for a value. {_ADVICE[unit]}")
    return Amount(number, bound)


def _without_sign(words: str, unit: Unit) -> str:
    """The number without what says its unit; thousands and millions of pounds written out."""
    if unit != Unit.MONEY:
        return re.sub(rf"{_UNIT_WORDS[unit]}$", "", words) if _UNIT_WORDS[unit] else words
    words = _POUNDS.sub(lambda match: match[1] or "", words)
    times = _TIMES.match(words)
    if not times:
        return words
    number = _number(times[1])
    return words if number is None else f"{number.scaleb(_THOUSANDS[times[2]]):f}"


def _number(words: str) -> Decimal | None:
    match = _NUMBER.match(words)
    if not match or not (match[2] or match[3]):
        return None
    whole = re.sub(r"\D", "", match[2] or "0")
    return Decimal(f"{'-' if match[1] else ''}{whole}{match[3] or ''}")


def _message(shown: str, words: str, unit: Unit) -> str:
    for sign, its in _OTHER_SIGNS.items():
        if sign in words and its != unit:
            return (
                f"“{shown}” is in {its.label.lower()}, but the measure is in {unit.label.lower()}. "
                f"{_ADVICE[unit]}"
            )
    if re.search(r"\d\D*\(.*\d", words) or re.search(r"\d\s+(?:of|out\s+of|/)\s+\d", words):
        return f"“{shown}” holds two figures. Give the value alone; the other may go in the note."
    if re.fullmatch(r"[\d.]*\d,\d{1,2}|\d+,\d{4,}[\d,.]*", words.rstrip("% ")):
        return (
            f"“{shown}” has a comma where none belongs. Use a point for decimals. {_ADVICE[unit]}"
        )
    return f"“{shown}” is not a number. {_ADVICE[unit]}"


_ADVICE = {
    Unit.PERCENT: "Enter a percentage such as 18.9% or “above 75%”, or leave it empty.",
    Unit.COUNT: "Enter a whole number such as 4,879, or leave it empty.",
    Unit.DAYS: "Enter a number of days such as 23.5, or leave it empty.",
    Unit.SCORE: "Enter a number such as 3.4, or leave it empty.",
    Unit.MONEY: "Enter pounds such as £1,200,000 or £1.2m, or leave it empty.",
}


def write_amount(value: Decimal, unit: Unit | str, bound: Bound | str = Bound.EXACT) -> str:
    """The value with all its digits, its sign and its bound; `read_amount` reads it as the same."""
    number = plainly(abs(value))
    match Unit(unit):
        case Unit.PERCENT:
            number += "%"
        case Unit.MONEY:
            number = f"£{number}"
    sign = "-" if value < 0 else ""
    word = "" if bound == Bound.EXACT else f"{Bound(bound).label} "
    return f"{word}{sign}{number}"


def read_number(text: str, what: str) -> Decimal:
    """A plain number, such as a numerator; `what` begins the message of the ValueError."""
    shown = " ".join(text.split())
    number = _number(shown) if len(shown) <= MOST_CHARACTERS else None
    if number is None or abs(number) >= LARGEST:
        raise ValueError(f"{what} must be a number such as 240, or empty.")
    return number


def read_yes(text: str, what: str, *, yes: str) -> bool:
    """Whether a cell says yes, or the word `yes` itself. Raises ValueError for what is neither yes nor no."""
    word = " ".join(text.split()).casefold()
    if word in {"", "no", "n", "false", "0", "final", "-", "–"}:
        return False
    if word in {"yes", "y", "true", "1", "x", "✓", "✔", yes, yes[:4], yes[:1]}:
        return True
    raise ValueError(f"{what}: “{word[:40]}” is neither yes nor no. Write yes, or leave it empty.")
