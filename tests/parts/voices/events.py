"""What families say once, through the services, so that every table has a row."""

from actions.models import Action
from tests.actions.voices import make_voice
from tests.factories import Scene


def happen(scene: Scene, action: Action) -> None:
    """Families say something."""
    make_voice(scene)
