"""What happens once to an action, through the services of packs, so that every table has a row."""

from actions.models import Action
from boards.models import Board
from boards.services.packs import close_pack, reopen_pack
from tests.boards.making import make_board, make_meeting
from tests.factories import Scene, day


def happen(scene: Scene, action: Action) -> None:
    """A pack is closed, opened again, and closed once more."""
    found = Board.objects.filter(area=scene.place.area, slug="packs-board").first()
    board = found or make_board(scene, "packs-board")
    meeting = make_meeting(board, day(58 + board.meetings.count()))
    first = close_pack(meeting=meeting, by=scene.manager)
    reopen_pack(pack=first, reason="An update came late", by=scene.manager)
    close_pack(meeting=meeting, by=scene.manager)
