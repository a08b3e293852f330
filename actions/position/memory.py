"""Remembering Positions between requests, without ever showing an old one.

A Position depends on the plan's rows and the day alone. Every service that writes to a plan gives it
a new, random revision in the same transaction (services/writing.py), so a Position remembered under
the revision read just before it was loaded is never asked for again once anything has changed.
Nothing is remembered inside a transaction, where a revision may come before the rows it announces.
"""

from collections import OrderedDict
from datetime import date
from threading import Lock
from uuid import UUID

from actions.position.position import Position

Key = tuple[int, UUID, date]

CAPACITY = 64
"""Positions kept in each process; one of 107 actions takes about 150 KB."""

_remembered: OrderedDict[Key, Position] = OrderedDict()
_lock = Lock()


def recall(key: Key) -> Position | None:
    """The Position remembered under the key, if there is one."""
    with _lock:
        position = _remembered.get(key)
        if position is not None:
            _remembered.move_to_end(key)
        return position


def remember(key: Key, position: Position) -> None:
    """Keep the Position, and forget the one unused for longest when there are too many."""
    with _lock:
        _remembered[key] = position
        while len(_remembered) > CAPACITY:
            _remembered.popitem(last=False)


def forget_all() -> None:
    """Forget everything."""
    with _lock:
        _remembered.clear()
