"""Days of a clearance in words: counted in working days of England. Pure."""

from datetime import date

from actions.text import say_count, say_day
from actions.working_days import working_days_until


def say_ago(day: date, today: date) -> str:
    """How long ago a day was: `today`, `3 working days ago`, or the day itself where no working day has come since."""
    if day >= today:
        return "today" if day == today else f"on {say_day(day)}"
    passed = working_days_until(day, today)
    return f"{say_count(passed, 'working day')} ago" if passed else f"on {say_day(day)}"


def say_due(day: date | None, today: date) -> str:
    """When an answer is due: `due today`, `due in 3 working days`, `2 working days late`; empty without a day."""
    if day is None:
        return ""
    if day == today:
        return "due today"
    if day > today:
        left = working_days_until(today, day)
        return f"due in {say_count(left, 'working day')}" if left else f"due on {say_day(day)}"
    late = working_days_until(day, today)
    return f"{say_count(late, 'working day')} late" if late else f"was due on {say_day(day)}"


def say_despatch(day: date | None, today: date) -> str:
    """The countdown to despatch, in a sentence."""
    if day is None:
        return "The paper has no day of despatch, because its meeting has no day yet."
    said = say_day(day)
    if day == today:
        return f"The paper goes out today, {said}."
    if day > today:
        left = working_days_until(today, day)
        return f"{say_count(left, 'working day')} left: the paper goes out on {said}."
    late = working_days_until(day, today)
    passed = f", {say_count(late, 'working day')} ago" if late else ""
    return f"The day of despatch has passed: it was {said}{passed}."
