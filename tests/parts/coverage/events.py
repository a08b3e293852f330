"""Coverage writes nothing."""

from actions.models import Action
from tests.factories import Scene


def happen(scene: Scene, action: Action) -> None:
    """Nothing: coverage only reads."""
