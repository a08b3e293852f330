"""What happens once to an action, through the services of packs, so that every table has a row."""

from actions.models import Action
from boards.services.packs import close_pack, reopen_pack
from tests.boards.sitting import make_sitting, make_sitting_board
from tests.factories import Scene, day


def happen(scene: Scene, action: Action) -> None:
    """A pack is closed, opened again, and closed once more."""
    meeting = make_sitting(make_sitting_board(scene), day(58))
    first = close_pack(meeting=meeting, by=scene.manager)
    reopen_pack(pack=first, reason="An update came late", by=scene.manager)
    close_pack(meeting=meeting, by=scene.manager)
