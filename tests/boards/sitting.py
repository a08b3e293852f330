"""A board that watches a plan, and its meetings, for tests of what it is shown."""

from datetime import date, time

from actions.models import Plan
from boards.choices import BoardFrequency, BoardKind
from boards.models import Board, BoardPlan, Meeting
from tests.factories import Scene


def make_sitting_board(scene: Scene, slug: str = "watchers", *plans: Plan) -> Board:
    """A board that watches the scene's plan, or those given."""
    board = Board.objects.create(
        area=scene.place.area,
        slug=slug,
        title="Steering board",
        kind=BoardKind.IMPROVEMENT,
        frequency=BoardFrequency.MONTHLY,
    )
    for plan in plans or (scene.plan,):
        BoardPlan.objects.create(board=board, plan=plan)
    return board


def make_sitting(board: Board, held_on: date, as_at: date | None = None) -> Meeting:
    """A meeting of it, shown figures as at the day itself unless another is given."""
    return Meeting.objects.create(
        board=board,
        held_on=held_on,
        as_at=as_at or held_on,
        papers_due=held_on,
        starts_at=time(14),
    )
