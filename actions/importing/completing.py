"""On which days a file may say that an action was completed."""

from datetime import date

from actions.choices import Progress
from actions.models import Plan, Rating
from actions.position import Line
from actions.text import say_day


def why_not_completed(
    day: date, *, plan: Plan, as_at: date, line: Line | None, rating: Rating | None
) -> str | None:
    """Why the action cannot have been completed on the day, as a sentence, or None where it can.

    `line` is the action as it stands on `as_at`, None for a new one; `rating` the one that the row leaves
    it with.
    """
    if line is not None and line.completed_on is not None and day != line.completed_on:
        return (
            f"The action was completed on {say_day(line.completed_on)} by what is on record. Correct "
            "this cell, or correct the record on the action's own page."
        )
    if rating is not None and rating.progress in {Progress.NOT_STARTED, Progress.IN_PROGRESS}:
        return (
            f"The rating, {rating.label}, says that the action is not complete. Change the rating or "
            "leave this cell empty."
        )
    if day > as_at:
        return (
            f"This is after {say_day(as_at)}, the day the file is as at. Correct it or choose a later "
            "day."
        )
    if day < plan.starts_on:
        return f"This is before the plan began, on {say_day(plan.starts_on)}. Correct it."
    if line is not None and line.completed_on is None:
        earliest = max(filter(None, (line.added_on, line.rated_on)))
        if day < earliest:
            return (
                f"The action has an entry of {say_day(earliest)}, after this day. Record this "
                "completion on the action's own page."
            )
    return None
