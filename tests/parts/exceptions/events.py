"""What happens once to an action, through the services of exception reports, so that every table has a row."""

from actions.models import Action
from boards.services.exceptions import (
    agree_report,
    choose,
    comment_on,
    draft_report,
    introduce,
    set_rules,
)
from boards.services.packs import close_pack
from tests.boards.making import make_board, make_meeting
from tests.factories import Scene, day


def happen(scene: Scene, action: Action) -> None:
    """A report with a comment and a choice is drafted, shown and agreed."""
    by = scene.manager
    meeting = make_meeting(make_board(scene, "reporting-board"), day(59))
    set_rules(plan=scene.plan, minor_after_meetings=3, by=by)
    report = draft_report(meeting=meeting, plan=scene.plan, by=by)
    introduce(report=report, text="What the board asked about", by=by)
    comment_on(report=report, actions=[action], text="A plan is being written", by=by)
    choose(report=report, action=action, is_included=True, reason="The chair asked", by=by)
    close_pack(meeting=meeting, by=by)
    agree_report(report=report, note="With thanks to all", by=by)
