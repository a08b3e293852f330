"""Nothing happens by showing measures; what happens to them is with the readings."""

from actions.models import Action
from tests.factories import Scene


def happen(scene: Scene, action: Action) -> None:
    """Nothing."""
