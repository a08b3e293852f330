"""Days, months and seasons that a text names."""

import calendar
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:(?:19|20)[0-9]{2})"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_SEASON = "(?:spring|summer|autumn|winter)"
_NO_COUNT = r"(?!\s*%|\w|\s+(?:[a-z'-]+\s+){0,2}actions?\b|\s+(?:of|are|were|have|had|is|remain|per|red|amber|green|blue|white)\b)"
"""What follows a two-figure year or a day, and not a number of something: "In April 17 actions"."""
_PATTERNS = (
    ("iso", rf"\b({_YEAR})-([01][0-9])-([0-3][0-9])\b"),
    ("slashed", rf"\b({_DAY})[/.]([01]?[0-9])[/.]({_YEAR}|[0-9]{{2}})\b"),
    (
        "day",
        rf"\b({_DAY})(?:st|nd|rd|th)?(?:\s*(?:-|–|to|and)\s*{_DAY}(?:st|nd|rd|th)?)?\s+(?:of\s+)?({MONTH})(?:,?\s+({_YEAR}))?\b",
    ),
    ("american", rf"\b({MONTH})\s+({_DAY})(?:st|nd|rd|th)?\b(?:,?\s+({_YEAR}))?{_NO_COUNT}"),
    ("month", rf"\b({MONTH}),?\s+'?({_YEAR}|[0-9]{{2}}\b{_NO_COUNT})\b"),
    ("named", rf"\b({MONTH})(?=[\s,.;:)]|$)"),
    ("season", rf"\b({_SEASON})(?:\s+(?:of|term))*\s+({_YEAR})\b"),
)
_DATE = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_SEASON_MONTHS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 12)}


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a script: a day; a month where `day` is None; a season (its first and last month) where `season` says which."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None = None
    season: str = ""

    def fits(self, day: date) -> bool:
        """Whether the day is it or lies in it. A date without a year is taken to be of the day's own."""
        if self.year not in (None, day.year):
            return False
        if self.season:
            first, last = _SEASON_MONTHS[self.season]
            return first <= day.month <= last
        return self.month == day.month and self.day in (None, day.day)

    def in_year(self, year: int) -> date:
        """The last day that it can mean."""
        year = self.year or year
        last = calendar.monthrange(year, self.month)[1]
        return date(year, self.month, min(self.day or last, last))

    def say(self) -> str:
        """As papers write it."""
        year = f" {self.year}" if self.year else ""
        if self.season:
            return f"{self.season}{year}"
        if self.day is None:
            return f"{calendar.month_name[self.month]}{year}"
        return f"{self.day} {calendar.month_name[self.month]}{year}"


def mentions(plain: str) -> tuple[Mention, ...]:
    """The dates of a text in small letters, in order; of two that overlap, the one that says more."""
    found: list[Mention] = []
    taken = bytearray(len(plain))
    for kind, pattern in _DATE:
        for match in pattern.finditer(plain):
            if any(taken[match.start() : match.end()]):
                continue
            mention = _mention(kind, match)
            if mention is not None:
                found.append(mention)
                taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    return tuple(sorted(found, key=lambda each: each.start))


def _mention(kind: str, match: re.Match[str]) -> Mention | None:
    start, end = match.span()
    parts: tuple[int | None, int, int]
    match kind:
        case "iso":
            parts = int(match[1]), int(match[2]), int(match[3])
        case "slashed":
            parts = _year(match[3]), int(match[2]), int(match[1])
        case "day":
            parts = _year(match[3]), _month(match[2]), int(match[1])
        case "american":
            parts = _year(match[3]), _month(match[1]), int(match[2])
        case "season":
            return Mention(start, end, int(match[2]), _SEASON_MONTHS[match[1]][1], season=match[1])
        case _:
            if kind == "named" and match[1] in ("may", "mar", "march", "dec", "jan", "sun", "sat"):
                before = match.string[max(start - 14, 0) : start]
                if not re.search(
                    r"\b(?:in|by|since|during|from|of|to|until|until|last|and|every|each)\s+$",
                    before,
                ):
                    return None
            return Mention(
                start, end, _year(match[2]) if kind == "month" else None, _month(match[1])
            )
    year, month, day = parts
    if not 1 <= month <= 12 or day > calendar.monthrange(year or 2000, month)[1]:
        return None
    return Mention(start, end, year, month, day)


def _month(name: str) -> int:
    return _MONTHS[name.rstrip(".")]


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) + 2000 if len(text) == 2 else int(text)


class Mentions:
    """Dates of a script, by their places."""

    def __init__(self, found: Iterable[Mention]) -> None:
        self.all = tuple(found)
        self._starts = [each.start for each in self.all]

    def within(self, start: int, end: int) -> Iterator[Mention]:
        """Those that begin in the stretch."""
        for place in range(bisect_left(self._starts, start), len(self.all)):
            if self.all[place].start >= end:
                break
            yield self.all[place]
