"""What the clock does for the plans: opens update cycles, asks, reminds. `tick` calls it."""

from collections.abc import Iterator
from datetime import datetime

from actions.services.cycles import ask_newcomers, open_due_cycles
from actions.services.reminders import send_due


def keep_cycles(moment: datetime) -> Iterator[str]:
    """Open what is due to open, ask whoever came to own something since, and send what is due."""
    for cycle in open_due_cycles(now=moment):
        plan, asked = cycle.plan, cycle.requests.count()
        yield (
            f"{plan.area.slug}/{plan.slug}: opened {cycle.title}, {_posts(asked)} to ask, "
            f"due {cycle.due_on}, closes {cycle.closes_on}"
        )
    for cycle, number in ask_newcomers(now=moment):
        plan = cycle.plan
        yield f"{plan.area.slug}/{plan.slug}: {_posts(number)} more to ask in {cycle.title}"
    for message in send_due(now=moment):
        yield str(message)


def _posts(number: int) -> str:
    return f"{number} post{'' if number == 1 else 's'}"
