"""The words to take out, found however they were typed: case, accents, spaces, line breaks, apostrophes."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from actions.errors import Refused
from wsoa.append_only import TOMBSTONE

MAX_TERMS = 20
MAX_LENGTH = 200
AROUND = 60
"""Characters shown on each side of a place found."""

_PIECES = re.compile(r"[^\W_]+|[\W_]+")
_APOSTROPHES = frozenset("'’‘ʼ`´′＇")
_HYPHENATED = r"(?:-\n\s*)?"
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A place found, with what stands around it."""

    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class Words:
    """Names and other words to look for, one a line as they were typed.

    `Oliver Smith` also finds `OLIVER\\n smith`, `oliver_smith` and `Oliver-Smith`; `O'Brien` also finds
    `O’Brien` and `OBrien`; `Zoe` finds `Zoë`. Letters before or after keep a word from being found
    (`Ann` is not in `annual`) unless `inside`.
    """

    terms: tuple[str, ...]
    inside: bool = False

    @classmethod
    def read(cls, typed: str, *, inside: bool = False, field: str = "words") -> "Words":
        """The words typed, one term a line. Raises Refused where there are none or they are unfit."""
        terms = tuple(dict.fromkeys(line.strip() for line in typed.splitlines() if line.strip()))
        if not terms:
            raise Refused("Enter the words to look for, such as a child’s name.", field=field)
        if len(terms) > MAX_TERMS:
            raise Refused(f"Enter at most {MAX_TERMS} lines.", field=field)
        for term in terms:
            if len(term) > MAX_LENGTH:
                raise Refused(f"Each line must be {MAX_LENGTH} characters or fewer.", field=field)
            if sum(character.isalnum() for character in term) < 2:
                raise Refused(
                    f"“{term}” is too short to look for: use at least two letters or digits.",
                    field=field,
                )
        words = cls(terms, inside)
        if words.are_in(TOMBSTONE):
            raise Refused(
                f"These words are part of “{TOMBSTONE}”, which takes the place of what is removed. Use "
                "words that say more.",
                field=field,
            )
        return words

    def are_in(self, text: str) -> bool:
        """Whether any of the words stands in the text."""
        return bool(text) and _pattern(self).search(_fold(text)[0]) is not None

    def taken_out_of(self, text: str) -> str:
        """The text with the tombstone in place of each of the words; nothing of them is left in it."""
        for _ in range(_TRIES):
            spans = list(self._spans(text))
            if not spans:
                return text
            pieces, end = [], 0
            for start, stop in spans:
                pieces += [text[end:start], TOMBSTONE]
                end = stop
            text = "".join([*pieces, text[end:]])
        return TOMBSTONE

    def excerpts(self, text: str) -> list[Excerpt]:
        """Each place in the text, with a little of what stands around it."""
        return [
            Excerpt(
                ("…" if start > AROUND else "") + text[max(start - AROUND, 0) : start],
                text[start:stop],
                text[stop : stop + AROUND] + ("…" if stop + AROUND < len(text) else ""),
            )
            for start, stop in self._spans(text)
        ]

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        folded, places = _fold(text)
        for found in _pattern(self).finditer(folded):
            if places is None:
                yield found.span()
            else:
                yield places[found.start()], _end(text, places[found.end() - 1] + 1)


def _end(text: str, end: int) -> int:
    """Past the marks that belong to the last letter."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


@lru_cache(maxsize=16)
def _pattern(words: Words) -> re.Pattern[str]:
    terms = sorted((_fold(term)[0] for term in words.terms), key=len, reverse=True)
    return re.compile("|".join(_term(term, inside=words.inside) for term in terms))


def _term(term: str, *, inside: bool) -> str:
    parts: list[str] = []
    for piece in _PIECES.findall(term):
        if piece[0].isalnum():
            parts.append(_HYPHENATED.join(re.escape(letter) for letter in piece))
        elif parts:
            parts.append(r"[\W_]*" if set(piece) <= _APOSTROPHES else r"[\W_]+")
    if parts[-1].startswith(r"[\W_]"):
        parts.pop()
    letters = _PIECES.findall(term)
    words = [piece for piece in letters if piece[0].isalnum()]
    if inside:
        return "".join(parts)
    before = r"(?<!\d)" if words[0][0].isdigit() else r"(?<![^\W\d_])"
    after = r"(?!\d)" if words[-1][-1].isdigit() else r"(?![^\W\d_])"
    return f"{before}{''.join(parts)}{after}"


def _fold(text: str) -> tuple[str, list[int] | None]:
    """The text without case, accents and marks that nobody sees; and, unless it kept its length, the
    place in the text of each character."""
    if text.isascii():
        return text.lower(), None
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character in _DROPPED or unicodedata.combining(character):
            continue
        for plain in unicodedata.normalize("NFKD", character.casefold()):
            if not unicodedata.combining(plain):
                folded.append(plain)
                places.append(place)
    return "".join(folded), places
