"""How far a due date has moved from the one first given.

Dates are compared by the ends of their periods: June 2018 stands for 30 June 2018. What has no end has
not moved by any number of days.
"""

import calendar
from dataclasses import dataclass
from datetime import date

from actions.due_dates import DueDate


@dataclass(frozen=True, slots=True)
class Slippage:
    """A due date that differs from the first one in what it means, not only in how it is printed."""

    before: DueDate
    after: DueDate

    @property
    def days(self) -> int | None:
        """Days between the ends of the periods, later positive; None to or from ongoing."""
        if self.before.end is None or self.after.end is None:
            return None
        return (self.after.end - self.before.end).days

    @property
    def months(self) -> int:
        """Whole months between the ends of the periods, whichever way; 0 to or from ongoing."""
        if self.before.end is None or self.after.end is None:
            return 0
        return whole_months(*sorted((self.before.end, self.after.end)))

    @property
    def has_slipped(self) -> bool:
        """Whether it is due later."""
        return (self.days or 0) > 0

    @property
    def is_brought_forward(self) -> bool:
        """Whether it is due earlier."""
        return (self.days or 0) < 0

    @property
    def is_now_ongoing(self) -> bool:
        """Whether it has lost its end."""
        return self.after.end is None

    @property
    def distance(self) -> str:
        """How far, such as `92 days (3 months)`; empty to or from ongoing."""
        if self.days is None:
            return ""
        days, months = abs(self.days), self.months
        return (
            f"{_count(days, 'day')} ({_count(months, 'month')})" if months else _count(days, "day")
        )

    def __str__(self) -> str:
        """In words, such as `slipped 92 days (3 months) from 31 December 2018`."""
        if self.after.end is None:
            return f"now ongoing, first due {self.before}"
        if self.before.end is None:
            return f"now due {self.after}, first ongoing"
        moved = "slipped" if self.has_slipped else "brought forward"
        return f"{moved} {self.distance} from {DueDate.on(self.before.end)}"


def slippage(original: DueDate | None, due: DueDate | None) -> Slippage | None:
    """How the due date has moved; None where it means what the first one meant, or there is none."""
    if original is None or due is None or original.end == due.end:
        return None
    return Slippage(original, due)


def whole_months(earlier: date, later: date) -> int:
    """How many whole months lie between two days, the last day of a month answering to any other's."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    last_of_month = calendar.monthrange(later.year, later.month)[1]
    return months if later.day >= min(earlier.day, last_of_month) else months - 1


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
