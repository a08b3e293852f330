"""To which boards a risk goes: asked of whoever knows boards, which is further up than the plans themselves.

An app that knows of boards registers a reader in `AppConfig.ready`; without one no risk goes anywhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from actions.models import Plan
from actions.risking import RiskRegister


@dataclass(frozen=True, slots=True)
class Destination:
    """A board to which a risk goes, its address, and from which band on."""

    board: str
    url: str
    band: str


Reader = Callable[[Plan, RiskRegister], Mapping[int, tuple[Destination, ...]]]

_readers: list[Reader] = []


def register(reader: Reader) -> None:
    """Let the reader be asked, once."""
    if reader not in _readers:
        _readers.append(reader)


def destinations(plan: Plan, risks: RiskRegister) -> dict[int, tuple[Destination, ...]]:
    """Risk's id -> the boards to which it goes on the register's day, for those that go to one."""
    found: dict[int, tuple[Destination, ...]] = {}
    for reader in _readers:
        for risk, boards in reader(plan, risks).items():
            found[risk] = (*found.get(risk, ()), *boards)
    return found
