"""The numbers that an update cycle and a stale action may have."""

from actions.choices import CycleFrequency
from actions.errors import Refused

STALE_AFTER = (7, 366)
OPENS_DAY = (1, 28)
DUE_AFTER = (1, 60)
CLOSES_AFTER = {
    CycleFrequency.NONE: 85,
    CycleFrequency.MONTHLY: 27,
    CycleFrequency.QUARTERLY: 85,
}
"""The most days that a cycle may stay open, so that it has closed before the next one opens: February
has 28 days, and no quarter fewer than 90."""


def check_cycle(
    *,
    stale_after_days: int,
    frequency: CycleFrequency,
    opens_day: int,
    due_after_days: int,
    closes_after_days: int,
) -> None:
    """Raise Refused, beside the plan's field, at the first number that is out of its range."""
    _check_range(stale_after_days, *STALE_AFTER, "stale_after_days", "Days until stale")
    _check_range(opens_day, *OPENS_DAY, "cycle_opens_day", "The day it opens")
    most = CLOSES_AFTER[frequency]
    _check_range(
        due_after_days,
        DUE_AFTER[0],
        min(DUE_AFTER[1], most),
        "cycle_due_after_days",
        "Days to answer",
    )
    if closes_after_days < due_after_days:
        raise Refused(
            "It must close on the day that answers are due or later: "
            f"enter {due_after_days} or more.",
            field="cycle_closes_after_days",
        )
    if closes_after_days > most:
        raise Refused(
            f"It must have closed before the next one opens: enter {most} or fewer.",
            field="cycle_closes_after_days",
        )


def _check_range(number: int, least: int, most: int, field: str, subject: str) -> None:
    if not least <= number <= most:
        raise Refused(f"{subject}: enter a number from {least} to {most}.", field=field)
