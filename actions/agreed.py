"""Who agreed an issue: asked of whoever keeps that, which is further up than the plans themselves.

An app that knows of meetings registers a reader in `AppConfig.ready`; without one nobody has agreed anything.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from actions.models import Plan


@dataclass(frozen=True, slots=True)
class Agreement:
    """That a board agreed an issue on a day. `url` is the address of the meeting; `is_as_worded` where the
    issue has not been reworded since."""

    board: str
    agreed_on: date
    url: str
    is_as_worded: bool


Reader = Callable[[Plan, date], Mapping[int, tuple[Agreement, ...]]]

_readers: list[Reader] = []


def register(reader: Reader) -> None:
    """Let the reader be asked, once."""
    if reader not in _readers:
        _readers.append(reader)


def agreements(plan: Plan, on: date) -> dict[int, tuple[Agreement, ...]]:
    """Issue's id -> who agreed it up to the day, the latest first, for those that somebody did."""
    found: dict[int, tuple[Agreement, ...]] = {}
    for reader in _readers:
        for issue, agreed in reader(plan, on).items():
            found[issue] = (*found.get(issue, ()), *agreed)
    return found
