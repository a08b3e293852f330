"""Remembering Positions, and what else is read from a plan's history, between requests, without ever showing
an old one.

A Position depends on the plan's rows and the day alone. Every service that writes to a plan gives it
a new, random revision in the same transaction (services/writing.py), so a Position remembered under
the revision read just before it was loaded is never asked for again once anything has changed.
Nothing is remembered inside a transaction, where a revision may come before the rows it announces.
"""

from collections import OrderedDict
from collections.abc import Hashable
from datetime import date
from threading import Lock
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from actions.position.position import Position

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memory(Generic[K, V]):
    """What a process remembers by key, up to `capacity` of them. The plan's revision is part of every key."""

    _all: ClassVar[list["Memory[Any, Any]"]] = []

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()
        self._all.append(self)

    def recall(self, key: K) -> V | None:
        """What is remembered under the key, if anything is."""
        with self._lock:
            value = self._kept.get(key)
            if value is not None:
                self._kept.move_to_end(key)
            return value

    def remember(self, key: K, value: V) -> None:
        """Keep it, and forget what was unused for longest when there is too much."""
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)

    @classmethod
    def forget_all(cls) -> None:
        """Forget everything, in every memory."""
        for each in cls._all:
            with each._lock:
                each._kept.clear()


positions: Memory[tuple[int, UUID, date], Position] = Memory(64)
"""Positions by plan, its revision and the day; one of 107 actions takes about 150 KB."""


def forget_all() -> None:
    """Forget everything that any memory of this process holds."""
    Memory.forget_all()
