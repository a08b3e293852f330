"""Boards and meetings for tests of what meetings leave behind."""

from datetime import date, time
from typing import Any

from boards.choices import BoardFrequency, BoardKind, MeetingState
from boards.models import Board, BoardPlan, Meeting
from tests.factories import Scene


def make_board(scene: Scene, slug: str = "steering-board", **given: Any) -> Board:
    """A board that watches the scene's plan."""
    values: dict[str, Any] = {
        "title": slug.replace("-", " ").capitalize(),
        "kind": BoardKind.IMPROVEMENT,
        "frequency": BoardFrequency.MONTHLY,
        **given,
    }
    board = Board.objects.create(area=scene.place.area, slug=slug, **values)
    BoardPlan.objects.create(board=board, plan=scene.plan)
    return board


def make_meeting(board: Board, held_on: date) -> Meeting:
    """A meeting of it."""
    return Meeting.objects.create(
        board=board, held_on=held_on, as_at=held_on, papers_due=held_on, starts_at=time(14)
    )


def cancel(meeting: Meeting) -> None:
    """Say that it does not take place."""
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CANCELLED)
