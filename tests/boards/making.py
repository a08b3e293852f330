"""Builders of boards and meetings for tests, through the services."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from actions.models import Plan
from boards.choices import BoardFrequency, BoardKind, BoardRole
from boards.models import Board, Meeting
from boards.services.boards import add_board, seat_member
from boards.services.meetings import schedule_meeting
from tests.factories import STARTS_ON, Scene
from wsoa.capabilities import Role
from wsoa.models import User


def make_board(
    scene: Scene, slug: str = "steering-board", *, plans: Iterable[Plan] | None = None, **given: Any
) -> Board:
    """A steering board that meets every month and watches the scene's plan, with a chair and a member."""
    values: dict[str, Any] = {
        "title": slug.replace("-", " ").capitalize(),
        "kind": BoardKind.IMPROVEMENT,
        "frequency": BoardFrequency.MONTHLY,
        "by": scene.manager,
        **given,
    }
    board = add_board(
        area=scene.place.area,
        slug=slug,
        plans=(scene.plan,) if plans is None else plans,
        **values,
    )
    for post, role in zip(scene.place.posts, (BoardRole.CHAIR, BoardRole.MEMBER), strict=False):
        seat_member(board=board, post=post, role=role, starts_on=STARTS_ON, by=scene.manager)
    return board


def make_meeting(board: Board, held_on: date, **given: Any) -> Meeting:
    """A meeting of the board on the day, scheduled by a project manager of the area."""
    by = given.pop("by", None) or manager_of(board)
    return schedule_meeting(board=board, held_on=held_on, by=by, **given)


def manager_of(board: Board) -> User:
    """A project manager of the board's area."""
    return User.objects.get(memberships__area=board.area, memberships__role=Role.MANAGER)
