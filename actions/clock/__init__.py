"""The statutory clock: how far it is counted, from which day, what came of it and who is told when.

Pure rules and reads. What is recorded of a deadline is written by services/clock.py.
"""

from actions.clock.loading import deadline_as_at, deadlines_as_at, deadlines_of
from actions.clock.values import DeadlineStanding, DeadlineValue, Listener

__all__ = [
    "DeadlineStanding",
    "DeadlineValue",
    "Listener",
    "deadline_as_at",
    "deadlines_as_at",
    "deadlines_of",
]
