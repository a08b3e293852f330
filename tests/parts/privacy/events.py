"""What happens once to an action, through the services of redaction, leaving and retention, so that every table has a row."""

from actions.models import Action
from tests.factories import Scene


def happen(scene: Scene, action: Action) -> None:
    """Let everything happen once."""
