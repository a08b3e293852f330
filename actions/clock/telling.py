"""When those who are to be told of a deadline are told: the deadline and what they were told in, the step out.

A step is the number of working days left from which they are told; PASSED stands for a day that has passed
without the deadline being met. Only the latest step that is due is ever sent: whoever was not told of an
earlier one, because nobody was listening or the clock stood still, is told once, of how it stands now.
"""

from collections.abc import Collection
from datetime import timedelta

from actions.clock.values import DeadlineValue

PASSED = 0
LATE_FOR = timedelta(days=28)
"""For so long it is still news that a day has passed; what was entered long after is history."""


def step_due(deadline: DeadlineValue, told: Collection[int]) -> int | None:
    """The step of which a post is to be told on the deadline's `today`; None where there is none.

    `told` holds the steps that the post was told of for the day that is in force.
    """
    day, today = deadline.day, deadline.today
    if day is None or deadline.met_on is not None or deadline.standing.is_settled:
        return None
    if today > day:
        is_news = not deadline.is_window and today - day <= LATE_FOR
        return PASSED if is_news and PASSED not in told else None
    left = deadline.working_days_left or 0
    step = min((each for each in deadline.warn_days if left <= each), default=None)
    if step is None or any(each <= step for each in told):
        return None
    return step
