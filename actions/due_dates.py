"""Due dates as plans give them: a day, a month, a quarter, or ongoing.

The words given are kept and printed again; what they mean (the last day of the period) is derived.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from actions.choices import DuePrecision

_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_LEAD_IN = re.compile(
    rf"^(?:(?:due\s+)?(?:by|in)\s+)?(?:the\s+)?(?:end\s+(?:of\s+)?)?{_WEEKDAY}", re.IGNORECASE
)
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?$")
_YEAR_FIRST = re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$")
_SLASHED = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})$")
_DAY = re.compile(
    r"^(\d{1,2})(?:st|nd|rd|th)?[\s\-]+([a-z]+)\.?,?[\s\-]+['’]?(\d{4}|\d{2})$", re.IGNORECASE
)
_MONTH_FIRST = re.compile(r"^([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$", re.IGNORECASE)
_MONTH = re.compile(r"^([a-z]+)\.?,?[\s\-/]+['’]?(\d{4}|\d{2})$", re.IGNORECASE)
_QUARTER = re.compile(
    r"^(?:Q|qtr\s*|quarter\s*)([1-4]),?\s*(\d{4}|\d{2})\s*[/\-–]\s*(\d{4}|\d{2})$", re.IGNORECASE
)


FIRST_YEAR = 1990
"""Plans for children with special educational needs are no older; a year before is a slip of the hand."""


@dataclass(frozen=True, slots=True)
class DueDate:
    """When something is due.

    `end` is the last day of the period, None when ongoing; `printed` is the wording given.
    """

    precision: DuePrecision
    end: date | None
    printed: str

    def __post_init__(self) -> None:
        if (self.end is None) != (self.precision == DuePrecision.ONGOING):
            raise ValueError("A due date has an end unless it is ongoing.")
        if not self.printed:
            raise ValueError("A due date keeps the words it was given in.")

    def __str__(self) -> str:
        return self.printed

    def has_passed(self, on: date) -> bool:
        """Whether the whole period lies before the day: overdue starts the day after it ends."""
        return self.end is not None and self.end < on

    @property
    def sort_key(self) -> tuple[bool, date]:
        """Dated before ongoing, then by the end of the period."""
        return (self.end is None, self.end or date.max)

    @property
    def meaning(self) -> str:
        """What the words were understood as, with the last day of the period."""
        if self.end is None:
            return "ongoing, without an end"
        last_day = f"{self.end.day} {self.end:%B %Y}"
        if self.precision == DuePrecision.DAY:
            return last_day
        if self.precision == DuePrecision.MONTH:
            return f"{self.end:%B %Y}, so by {last_day}"
        first = date(self.end.year, self.end.month - 2, 1)
        return f"{first:%B} to {self.end:%B %Y}, so by {last_day}"

    @classmethod
    def on(cls, day: date) -> Self:
        """Due on a day, printed as `30 April 2018`."""
        return cls(DuePrecision.DAY, day, f"{day.day} {day:%B %Y}")

    @classmethod
    def ongoing(cls) -> Self:
        """No end."""
        return cls(DuePrecision.ONGOING, None, "Ongoing")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a due date as councils write it.

        Takes `30 April 2018`, `30/04/2018`, `2018-04-30`, `April 30, 2018`, `Dec 18`, `June 19`, `Sept 19`, `September
        2018`, `by end of March 2019`, `End of Sept 2019`, `Q3 2019/20` (the financial year from April,
        so October to December 2019) and `Ongoing`. A season or a school term has no last day that all
        plans agree on, so it is refused, and so is a year before 1990. Raises ValueError with a message
        for the user.
        """
        printed = " ".join(text.split())
        words = _LEAD_IN.sub("", printed.removesuffix("."))
        if words.casefold() in {"ongoing", "on-going", "on going"}:
            return cls(DuePrecision.ONGOING, None, printed)
        for pattern, read in (
            (_ISO, lambda y, m, d: (DuePrecision.DAY, _day(y, m, d))),
            (_YEAR_FIRST, lambda y, m, d: (DuePrecision.DAY, _day(y, m, d))),
            (_SLASHED, lambda d, m, y: (DuePrecision.DAY, _day(y, m, d))),
            (_DAY, lambda d, m, y: (DuePrecision.DAY, _day(y, _month_number(m), d))),
            (_MONTH_FIRST, lambda m, d, y: (DuePrecision.DAY, _day(y, _month_number(m), d))),
            (_MONTH, lambda m, y: (DuePrecision.MONTH, _month_end(_year(y), _month_number(m)))),
            (_QUARTER, lambda q, y, z: (DuePrecision.QUARTER, _quarter_end(q, y, z))),
        ):
            match = pattern.match(words)
            if match:
                try:
                    precision, end = read(*match.groups())
                except ValueError as error:
                    raise ValueError(_message(printed)) from error
                return cls(precision, end, printed)
        raise ValueError(_message(printed))


def _message(printed: str) -> str:
    shown = printed if len(printed) <= 60 else printed[:60] + "…"
    return (
        f"“{shown}” is not a date. Give a day (30 April 2018), a month (April 2018), "
        "a quarter (Q1 2018/19) or Ongoing."
    )


def _year(text: str) -> int:
    """The year, of this century where two figures give it. Raises ValueError for one no plan can mean."""
    year = int(text) + 2000 if len(text) == 2 else int(text)
    if not FIRST_YEAR <= year < FIRST_YEAR + 100:
        raise ValueError(text)
    return year


def _day(year: str, month: str | int, day: str) -> date:
    return date(_year(year), int(month), int(day))


def _month_number(name: str) -> int:
    try:
        return _MONTHS[name.lower()]
    except KeyError as error:
        raise ValueError(name) from error


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _quarter_end(quarter: str, year: str, following: str) -> date:
    first = _year(year)
    if int(following) not in (first + 1, (first + 1) % 100):
        raise ValueError(following)
    last_month = int(quarter) * 3 + 3
    return (
        _month_end(first, last_month)
        if last_month <= 12
        else _month_end(first + 1, last_month - 12)
    )
