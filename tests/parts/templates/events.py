"""A reason given once, so that its table has a row, is given among the events of papers."""

from actions.models import Action
from tests.factories import Scene


def happen(scene: Scene, action: Action) -> None:
    """See tests/parts/papers/events.py."""
