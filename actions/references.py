"""References of actions as areas print them: `1B vi`, `2.1.4`, `A2`, `IP10`.

A reference is kept as printed. Two keys are derived from it: one to sort naturally, one to find it
however loosely it was typed.
"""

import re
from collections.abc import Collection, Iterable

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_ROMAN = re.compile(r"(?=.)(x{0,4})(ix|iv|v?i{0,3})\Z")
_CASE_CHANGE = re.compile(r"(?<=[A-Z])(?=[a-z]+\Z)")
_LAST_PART = re.compile(r"(.*?)([0-9]{1,9}|(?<=[\W\dA-Z])(?=[ivx])x{0,4}(?:ix|iv|v?i{0,3}))")
_NUMERALS = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_SEPARATOR = re.compile(r"((?<=\d)[\W_]+(?=\d))|[\W_]+")

MAX_LENGTH = 40
SEARCH_KEY_LENGTH = 3 * MAX_LENGTH  # a letter without case may be up to three
SORT_KEY_LENGTH = 500  # each part is padded: the longest key of 40 characters has 440


def search_key(text: str) -> str:
    """The reference without case, spaces and punctuation, except one dot between two numbers.

    `1B  ii`, `1bii` and `1B-ii` give `1bii`; `2-1-4` gives `2.1.4`, which is not `21.4`. An empty
    result means that the text holds no reference.
    """
    return _SEPARATOR.sub(lambda found: "." if found[1] else "", text.casefold())


def sort_key(reference: str) -> str:
    """A text that sorts references naturally: 1B ii before 1B x, IP2 before IP10, 2.1.9 before 2.1.10.

    Numbers and roman numerals are padded. A lower-case run that stands apart, or that follows a
    capital, is roman where it can be read so: the `ii` of `1Bii`, but not the `C` of `1C`.
    """
    parts: list[str] = []
    for token in _TOKEN.findall(reference):
        pieces = _CASE_CHANGE.split(token) if parts or token != token.lower() else [token]
        for piece in pieces:
            parts.append(_part(piece, is_deeper=len(parts) >= 1))
    return " ".join(parts)


def next_reference(borne: Iterable[str], taken: Collection[str], start: str) -> str:
    """A free reference after the last of those that a theme's actions bear: 1B iii after 1B ii.

    Its last number or roman numeral is counted up until the search key is not among `taken`. Where
    nothing is borne, or the last reference ends in neither, the count begins at `start` and 1.
    """
    last = max(borne, key=sort_key, default="")
    match = _LAST_PART.fullmatch(last)
    stem, counter = (match[1], match[2]) if match else (f"{start}.", "0")
    is_roman = not counter.isdecimal()
    number = _roman_value(counter) if is_roman else int(counter)
    while True:
        number += 1
        found = f"{stem}{_roman(number) if is_roman else str(number).zfill(len(counter))}"
        if search_key(found) not in taken:
            return found


def follows(reference: str, other: str) -> bool:
    """Whether the other reference is the very next after the reference: 3B ii after 3B i."""
    if search_key(reference) == search_key(other) or _LAST_PART.fullmatch(reference) is None:
        return False
    return search_key(next_reference([reference], (), "")) == search_key(other)


def say_range(first: str, last: str) -> str:
    """Two references of one row of references as one: 3B i and 3B vi as `3B i–vi`."""
    match = _LAST_PART.fullmatch(last)
    return f"{first}–{match[2] if match else last}"


def _roman(number: int) -> str:
    """A roman numeral in small letters."""
    numeral = ""
    for value, letters in _NUMERALS:
        numeral += letters * (number // value)
        number %= value
    return numeral


def _part(piece: str, *, is_deeper: bool) -> str:
    if piece.isdecimal():
        return f"0{int(piece):09d}"
    if is_deeper and piece == piece.lower():
        match = _ROMAN.match(piece)
        if match:
            return f"0{_roman_value(piece):09d}"
    return "1" + piece.casefold()


def _roman_value(numeral: str) -> int:
    values = {"i": 1, "v": 5, "x": 10}
    digits = [values[letter] for letter in numeral]
    return sum(
        -value if value < following else value
        for value, following in zip(digits, [*digits[1:], 0], strict=True)
    )
