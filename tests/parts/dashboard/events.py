"""Looking at a dashboard leaves no trace."""

from actions.models import Action
from tests.factories import Scene


def happen(scene: Scene, action: Action) -> None:
    """Nothing."""
