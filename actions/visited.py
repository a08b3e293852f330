"""Monitoring visits to a plan: asked of whoever keeps them, which is further up than the plans themselves.

An app that knows of visits registers a reader in `AppConfig.ready`; without one there are none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from actions.models import Plan


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit to a plan, or the sign-off: the day on which it happened or is to happen, None where nobody has said.
    `says` is how it came out, or how it stands."""

    plan_id: int
    title: str
    day: date | None
    has_happened: bool
    says: str
    url: str


Reader = Callable[[Sequence[Plan], date], tuple[Visit, ...]]

_readers: list[Reader] = []


def register(reader: Reader) -> None:
    """Let the reader be asked, once."""
    if reader not in _readers:
        _readers.append(reader)


def visits(plans: Sequence[Plan], on: date) -> tuple[Visit, ...]:
    """The visits to the plans as they stood on the day, in as many queries for many plans as for one."""
    return tuple(visit for reader in _readers for visit in reader(plans, on))
