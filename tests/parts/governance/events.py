"""What happens once to a board, through the services of boards and meetings, so that every table has a row."""

from actions.models import Action
from boards.choices import AttendanceState
from boards.models import Board
from boards.services.meetings import move_meeting
from boards.services.sittings import record_attendance
from tests.boards.making import make_board, make_meeting
from tests.factories import Scene, day


def happen(scene: Scene, action: Action) -> None:
    """A meeting is moved, and one post of two was there."""
    by, posts = scene.manager, scene.place.posts
    found = Board.objects.filter(area=scene.place.area, slug="events-board").first()
    board = found or make_board(scene, "events-board")
    count = board.meetings.count()
    meeting = make_meeting(board, day(60 + 30 * count))
    move_meeting(meeting=meeting, held_on=day(67 + 30 * count), reason="Half-term", by=by)
    record_attendance(
        meeting=meeting,
        attendance={
            posts[0]: (AttendanceState.PRESENT, ""),
            posts[1]: (AttendanceState.APOLOGIES, "On leave"),
        },
        by=by,
    )
