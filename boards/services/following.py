"""Boards that watch a plan watch the one that takes its place, too."""

from datetime import datetime

from actions.choices import AuditEvent
from actions.models import Plan
from actions.services.writing import audit
from boards.models import BoardPlan
from wsoa.models import User


def watch_successor(old: Plan, new: Plan, by: User, at: datetime) -> None:
    """Let each board that watches the old plan watch the new one beside it. Not a service: whoever lets the plan be succeeded
    has checked, and this runs in the same transaction."""
    for each in BoardPlan.objects.filter(plan=old).standing().select_related("board"):
        _, is_new = BoardPlan.objects.get_or_create(board=each.board, plan=new)
        if is_new:
            said = f"{each.board.title}: watches “{new}”, which takes the place of “{old}”"
            audit(AuditEvent.BOARD_CHANGED, said, by=by, at=at, area=new.area)
