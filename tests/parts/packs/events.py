"""What happens once to an action, through the services of board packs, so that every table has a row."""

from actions.models import Action
from tests.factories import Scene


def happen(scene: Scene, action: Action) -> None:
    """Board packs keep nothing of their own on record."""
