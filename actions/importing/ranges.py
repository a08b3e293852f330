"""One reference that stands for several: `3B i-vi`, `2.1.3-2.1.6`."""

import re

MAX_MEMBERS = 60
"""A range is a handful of actions; a longer one is a slip of the hand."""

_DASH = r"\s*(?:-|\u2010|\u2011|\u2012|\u2013|\u2014|\bto\b)\s*"
_RANGE = re.compile(rf"(?P<first>.*?\S){_DASH}(?P<last>\S.*)", re.IGNORECASE)
_LAST_PART = re.compile(r"(?P<before>.*?)(?P<part>\d{1,6}|[ivx]+|[IVX]+)\Z", re.DOTALL)
_NUMERALS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def expand_reference(text: str) -> list[str]:
    """The references that a range stands for, in order; the reference alone where it is no range.

    The last part runs from one end to the other, in arabic or roman numerals: `3B i-vi` gives six,
    `2.1.3-2.1.6` and `2.1.3-6` four. What comes before it must be the same at both ends.
    """
    text = " ".join(text.split())
    found = _RANGE.fullmatch(text)
    if found is None or len(re.findall(_DASH, text, re.IGNORECASE)) != 1:
        return [text]
    first, last = _LAST_PART.fullmatch(found["first"]), _LAST_PART.fullmatch(found["last"])
    if first is None or last is None:
        return [text]
    if last["before"] and _squeezed(last["before"]) != _squeezed(first["before"]):
        return [text]
    start, end = _value(first["part"]), _value(last["part"])
    if start is None or end is None or not _alike(first["part"], last["part"]):
        return [text]
    if not start < end < start + MAX_MEMBERS:
        return [text]
    return [first["before"] + _written(number, first["part"]) for number in range(start, end + 1)]


def looks_like_a_range(text: str) -> bool:
    """Whether the reference could be expanded."""
    return len(expand_reference(text)) > 1


def roman(number: int) -> str:
    """The number, from 1 to 89, in lower-case roman numerals."""
    letters = ""
    for value, numeral in ((50, "l"), (40, "xl"), *_NUMERALS):
        while number >= value:
            letters += numeral
            number -= value
    return letters


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def _alike(first: str, last: str) -> bool:
    """Both in digits, or both in numerals of one case."""
    if first.isdecimal() or last.isdecimal():
        return first.isdecimal() and last.isdecimal()
    return first.islower() == last.islower()


def _value(part: str) -> int | None:
    if part.isdecimal():
        return int(part)
    return next((number for number in range(1, 40) if roman(number) == part.lower()), None)


def _written(number: int, like: str) -> str:
    if like.isdecimal():
        return str(number).zfill(len(like) if like.startswith("0") else 1)
    return roman(number) if like.islower() else roman(number).upper()
