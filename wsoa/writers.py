"""In whose name, and at what time, simple-history keeps a change of a set-up row.

A service says so for as long as it runs (actions/services/writing.py), so that a page, a command and the
demonstration are told alike. What nobody asked for has no name.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wsoa.models import User


@dataclass(frozen=True, slots=True)
class Writer:
    """Who changes something; `at` is None where it is the time of the clock."""

    by: User | None
    at: datetime | None


_writer: ContextVar[Writer | None] = ContextVar("writer", default=None)


@contextmanager
def writing_as(by: User | None, at: datetime | None) -> Iterator[None]:
    """Within it set-up rows change in the name of the person, at the time."""
    token = _writer.set(Writer(by, at))
    try:
        yield
    finally:
        _writer.reset(token)


def sign(history_instance: Any, **kwargs: Any) -> None:
    """Put name and time to a row of simple-history that is about to be kept."""
    writer = _writer.get()
    if writer is None:
        return
    history_instance.history_user = writer.by
    if writer.at is not None:
        history_instance.history_date = writer.at
