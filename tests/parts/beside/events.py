"""What happens once beside the actions, so that every table has a row: a pack is closed with a measure in it."""

from actions.models import Action, Measure
from boards.models import Board
from boards.services.packs import close_pack
from tests.actions.measured import make_measure, read_month
from tests.boards.making import make_board, make_meeting
from tests.factories import Scene, day


def happen(scene: Scene, action: Action) -> None:
    """A board is shown a measure."""
    by, area = scene.manager, scene.place.area
    found = Board.objects.filter(area=area, slug="measured-board").first()
    board = found or make_board(scene, "measured-board")
    if not Measure.objects.filter(area=area, name="Shown to the board").exists():
        measure = make_measure(scene, "Shown to the board")
        read_month(measure, 1, "18.9", by=by)
        read_month(measure, 2, "32.7", by=by)
    meeting = make_meeting(board, day(90 + board.meetings.count()))
    close_pack(meeting=meeting, by=by)
