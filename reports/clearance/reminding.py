"""Of what a post is reminded, and when: on the day its answer is due, and once when it is late. Pure."""

from collections.abc import Collection
from datetime import date

from actions.working_days import is_working_day
from reports.choices import LinkOccasion
from reports.clearance.states import StepState


def reminder_due(
    state: StepState, sent: Collection[LinkOccasion], today: date
) -> LinkOccasion | None:
    """The reminder to send today; None for none. `sent` are those that went out since the paper was issued to the post.

    Whoever got the paper on the day itself is not reminded that day. Nobody is on a day on which offices are shut.
    """
    issued, due_on = state.step.issued, state.step.due_on
    if not state.is_out or issued is None or due_on is None or not is_working_day(today):
        return None
    if today <= issued.happened_on:
        return None
    if today == due_on:
        return None if LinkOccasion.DUE in sent else LinkOccasion.DUE
    if today > due_on and LinkOccasion.LATE not in sent:
        return LinkOccasion.LATE
    return None
