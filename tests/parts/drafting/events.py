"""What happens once to a paper being written, so that every table has a row."""

from actions.models import Action
from tests.factories import Scene


def happen(scene: Scene, action: Action) -> None:
    """Papers are written among the events of papers."""
