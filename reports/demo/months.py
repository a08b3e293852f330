"""Months counted from a day: 0 is the month it lies in, -1 the last full one."""

from datetime import date, timedelta


def first_of_month(today: date, offset: int) -> date:
    """The first day of the month that lies `offset` months from today's."""
    index = today.year * 12 + today.month - 1 + offset
    return date(index // 12, index % 12 + 1, 1)


def month_end(today: date, offset: int) -> date:
    """The last day of that month."""
    return first_of_month(today, offset + 1) - timedelta(days=1)


def worded_month(today: date, offset: int) -> str:
    """That month as a due date is written: March 2026."""
    return f"{first_of_month(today, offset):%B %Y}"
