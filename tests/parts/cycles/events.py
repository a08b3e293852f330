"""What happens once to an action, through the services of update cycles, emailed links and the mailbox, so that every table has a row."""

from actions.models import Action
from actions.services.cycles import open_cycle
from tests.factories import Scene


def happen(scene: Scene, action: Action) -> None:
    """A cycle is opened, which asks the action owner."""
    open_cycle(plan=scene.plan, by=scene.manager)
