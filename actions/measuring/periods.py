"""Periods as people write them, and what they mean: first and last day. The words given are kept as they are.

A year runs from January, a financial year from April, a school year from September. Quarters are those of the
financial year, as due dates have them (actions/due_dates.py). School terms: autumn is September to December,
spring January to March, summer April to July, wherever Easter falls.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from actions.choices import DuePrecision
from actions.due_dates import FIRST_YEAR, DueDate
from actions.text import say_day

MOST_CHARACTERS = 60

_TERMS = {"autumn": (9, 12), "spring": (1, 3), "summer": (4, 7)}
"""First and last month of each school term."""

_YEAR = re.compile(r"^(\d{4})$")
_TWO_YEARS = r"(\d{4})\s*[/\-–]\s*(\d{4}|\d{2})"
_NAMED_YEAR = re.compile(
    rf"^(?:(?P<before>[a-z]+)(?:\s+year)?\s+)?{_TWO_YEARS}(?:\s+(?P<after>[a-z]+)(?:\s+year)?)?$"
)
_FINANCIAL = {"financial", "fy", "fiscal"}
_SCHOOL = {"academic", "school", "ay"}
_TERM = re.compile(
    r"^(autumn|spring|summer)(?:\s+term)?,?\s+(\d{4})(?:\s*[/\-–]\s*(\d{4}|\d{2}))?$"
)
_WEEK = re.compile(
    r"^(?:(w/?c|week\s+(?:commencing|beginning|starting))|(w/?e|week\s+ending)):?\s+(.+)$"
)
_MONTHS_TO = re.compile(r"^(\d{1,2})\s+months?\s+(?:up\s+)?(?:to|ending|until)\s+(.+)$")
_AS_AT = re.compile(r"^(?:as\s+)?(?:at|on)\s+(?:the\s+)?(.+)$")
_END_OF = re.compile(r"^(?:by\s+)?(?:the\s+)?(?:end\s+(?:of\s+)?)(.+)$")
_BY = re.compile(r"^by\s+(.+)$")
_FROM = re.compile(r"^(?:from|between)\s+")
_ISO_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_SPLITS = re.compile(r"\s+(?:to|until|through|and)\s+|\s*[–—]\s*|\s+-\s+|-")
_ADDS_UP = re.compile(
    r"[\s,;:]*[\[(]?\b(?:cumulative(?:ly)?|(?:year|month)\s+to\s+date|ytd)\b[\])]?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Period:
    """What a value is for: from `start` to `end`, both counted, or as at the day `end` where there is no start.

    `printed` are the words given. `adds_up`: the words suggest a cumulative reading, such as Jan – Aug 2020.
    """

    start: date | None
    end: date
    printed: str
    adds_up: bool = False

    def __str__(self) -> str:
        return self.printed

    @property
    def meaning(self) -> str:
        """The days it was understood as, in words."""
        if self.start is None:
            return f"as at {say_day(self.end)}"
        return f"{say_day(self.start)} to {say_day(self.end)}"

    @classmethod
    def of(cls, start: date | None, end: date, *, adds_up: bool = False) -> Self:
        """The period between the days, worded by `say_period`."""
        return cls(start, end, say_period(start, end), adds_up)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a period as councils write it.

        Takes `2018`, `2018/19 financial year`, `2018/19 academic year`, `Q3 2019/20` (October to December
        2019), `August 2020`, `Aug 20`, `Jan – Aug 2020`, `12 months to August 2020`, `autumn term 2020`,
        `w/c 7 September 2020`, `7 September 2020` (as at that day), `end of March 2020` (as at its last day)
        and the same in ISO dates. Raises ValueError with a message for the user.
        """
        printed = " ".join(text.split())
        if not printed:
            raise ValueError("Enter the period, such as August 2020.")
        if len(printed) > MOST_CHARACTERS:
            raise ValueError(
                f"“{printed[:40]}…” is too long for a period: it has {len(printed):,} characters, and "
                f"{MOST_CHARACTERS} is the most."
            )
        words = _ADDS_UP.sub("", printed).strip(" .,").casefold()
        found = _read(words)
        if found is None:
            raise ValueError(_message(printed, words))
        start, end, is_range = found
        if start is not None and start > end:
            raise ValueError(
                f"“{printed}” ends before it starts. Give both years, as in Sept 2019 – March 2020."
            )
        says_so = _ADDS_UP.search(printed) is not None
        return cls(start, end, printed, says_so or (is_range and _adds_up(start, end)))


Days = tuple[date | None, date]


def _read(words: str) -> tuple[date | None, date, bool] | None:
    """First and last day, and whether the words were a range; None where they are no period."""
    single = _single(words)
    if single is not None:
        return *single, False
    words = _FROM.sub("", words)
    for left, right in _parted(words):
        end = _single(right)
        if end is None:
            continue
        for start in _starts(left, right):
            return start[0] or start[1], end[1], True
    return None


def _parted(words: str) -> Iterator[tuple[str, str]]:
    """Every way to part the words at a dash or at "to"."""
    for split in _SPLITS.finditer(words):
        yield words[: split.start()].strip(), words[split.end() :].strip()


def _starts(left: str, right: str) -> Iterator[Days]:
    """What the first half means, with what it leaves out taken from the end of the second: the year, or
    month and year."""
    ending = right.split()
    for taken in range(min(3, len(ending))):
        found = _single(" ".join([left, *ending[len(ending) - taken :]]))
        if found is not None:
            yield found
            return


def _single(words: str) -> Days | None:
    """A period that is no range; None for anything else."""
    try:
        return next((found for read in _READERS if (found := read(words)) is not None), None)
    except (ValueError, OverflowError):
        return None


def _calendar_year(words: str) -> Days | None:
    match = _YEAR.match(words)
    if not match:
        return None
    year = _known(int(match[1]))
    return date(year, 1, 1), date(year, 12, 31)


def _named_year(words: str) -> Days | None:
    match = _NAMED_YEAR.match(words)
    if not match:
        return None
    names = {name for name in (match["before"], match["after"]) if name and name != "year"}
    first = _known(int(match[2]))
    if len(names) != 1 or not _follows(first, match[3]):
        return None
    if names <= _FINANCIAL:
        return date(first, 4, 1), date(first + 1, 3, 31)
    if names <= _SCHOOL:
        return date(first, 9, 1), date(first + 1, 8, 31)
    return None


def _term(words: str) -> Days | None:
    match = _TERM.match(words)
    if not match:
        return None
    name, year = match[1], _known(int(match[2]))
    if match[3]:
        if not _follows(year, match[3]):
            return None
        year += name != "autumn"
    first, last = _TERMS[name]
    return date(year, first, 1), _month_end(year, last)


def _week(words: str) -> Days | None:
    match = _WEEK.match(words)
    if not match:
        return None
    day = DueDate.parse(match[3])
    if day.precision != DuePrecision.DAY or day.end is None:
        return None
    if match[1]:
        return day.end, day.end + timedelta(days=6)
    return day.end - timedelta(days=6), day.end


def _months_to(words: str) -> Days | None:
    match = _MONTHS_TO.match(words)
    if not match or int(match[1]) < 1:
        return None
    end = _single(match[2])
    if end is None or end[1] != _month_end(end[1].year, end[1].month):
        return None
    back = end[1].year * 12 + end[1].month - int(match[1])
    return date(_known(back // 12), back % 12 + 1, 1), end[1]


def _as_at(words: str) -> Days | None:
    """The last day of what follows "end of", "by" or "as at"."""
    for pattern in (_AS_AT, _END_OF, _BY):
        match = pattern.match(words)
        found = _single(match[1]) if match else None
        if found is not None:
            return None, found[1]
    return None


def _iso_month(words: str) -> Days | None:
    match = _ISO_MONTH.match(words)
    if not match or not 1 <= int(match[2]) <= 12:
        return None
    year, month = _known(int(match[1])), int(match[2])
    return date(year, month, 1), _month_end(year, month)


def _as_due_dates_have_it(words: str) -> Days | None:
    """A day, a month or a quarter."""
    due = DueDate.parse(words)
    if due.end is None:
        return None
    if due.precision == DuePrecision.DAY:
        return None, due.end
    months = 1 if due.precision == DuePrecision.MONTH else 3
    return date(due.end.year, due.end.month - months + 1, 1), due.end


_READERS = (
    *(_calendar_year, _named_year, _term, _week, _months_to, _as_at, _iso_month),
    _as_due_dates_have_it,
)


def say_period(start: date | None, end: date) -> str:
    """The period in the words that are usual for it; `Period.parse` reads them as the same days."""
    if start is None:
        return say_day(end)
    if end - start == timedelta(days=6) and start.weekday() == calendar.MONDAY:
        return f"w/c {say_day(start)}"
    if start.day != 1 or end != _month_end(end.year, end.month):
        return f"{say_day(start)} – {say_day(end)}"
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months == 1:
        return f"{start:%B %Y}"
    if months == 12 and start.month in _YEARS_FROM:
        years = f"{start.year}/{end.year % 100:02}"
        return _YEARS_FROM[start.month].format(year=start.year, years=years)
    if months == 3 and start.month % 3 == 1:
        first = start.year - (start.month < 4)
        return f"Q{(start.month - 4) % 12 // 3 + 1} {first}/{(first + 1) % 100:02}"
    for name, (first_month, last_month) in _TERMS.items():
        if (start.month, end.month) == (first_month, last_month) and start.year == end.year:
            return f"{name} term {start.year}"
    if start.year == end.year:
        return f"{start:%B} – {end:%B %Y}"
    return f"{start:%B %Y} – {end:%B %Y}"


_YEARS_FROM = {1: "{year}", 4: "{years} financial year", 9: "{years} academic year"}


def _adds_up(start: date | None, end: date) -> bool:
    """Whether months given as a range, of up to a year, are none of the usual periods."""
    if start is None or start.day != 1 or end != _month_end(end.year, end.month):
        return False
    if (end - start).days > 366:
        return False
    return "–" in say_period(start, end)


def _known(year: int) -> int:
    if not FIRST_YEAR <= year < FIRST_YEAR + 100:
        raise ValueError(year)
    return year


def _follows(first: int, following: str) -> bool:
    return int(following) in (first + 1, (first + 1) % 100)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _message(printed: str, words: str) -> str:
    two = re.fullmatch(_TWO_YEARS, words)
    if two and _follows(int(two[1]), two[2]):
        years = f"{two[1]}/{int(two[2]) % 100:02}"
        return (
            f"“{printed}” may be a financial or a school year: write “{years} financial year” (April to "
            f"March) or “{years} academic year” (September to August)."
        )
    quarter = re.fullmatch(r"q(?:uarter\s*)?([1-4]),?\s+(\d{4})", words)
    if quarter:
        year = int(quarter[2])
        return (
            f"“{printed}” may be a quarter of two years. Give the financial year, as in "
            f"Q{quarter[1]} {year}/{(year + 1) % 100:02}, or the months."
        )
    return (
        f"“{printed}” is not a period. Give a month (August 2020), a range (Jan – Aug 2020), a quarter "
        "(Q3 2019/20), a term (autumn term 2020), a year (2018), a week (w/c 7 September 2020) or a day "
        "(7 September 2020)."
    )
