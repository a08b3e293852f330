"""Monitoring visits to a plan: asked of whoever keeps them, which is further up than the plans themselves.

An app that knows of visits registers a reader in `AppConfig.ready`; without one there are none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from actions.models import Plan


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit, or the sign-off: the day on which it happened or is to happen, None where nobody has said.
    `says` is how it came out, or how it stands."""

    title: str
    day: date | None
    has_happened: bool
    says: str
    url: str


Reader = Callable[[Plan, date], tuple[Visit, ...]]

_readers: list[Reader] = []


def register(reader: Reader) -> None:
    """Let the reader be asked, once."""
    if reader not in _readers:
        _readers.append(reader)


def visits(plan: Plan, on: date) -> tuple[Visit, ...]:
    """The plan's visits as they stood on the day."""
    return tuple(visit for reader in _readers for visit in reader(plan, on))
