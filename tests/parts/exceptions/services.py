"""The services of exception reports: who may call each, and a good request."""

from typing import Any

from boards.models import ExceptionReport, Meeting
from boards.services import exceptions
from boards.services.packs import close_pack
from tests.actions.stage import ADMINISTRATOR, MANAGER, OFFICER, Given, Services, Stage
from tests.boards.making import make_board, make_meeting
from tests.factories import day

MANAGES = {ADMINISTRATOR, MANAGER}
RECORDS = {ADMINISTRATOR, MANAGER, OFFICER}


def _meeting(stage: Stage) -> Meeting:
    return make_meeting(make_board(stage.scene, "reporting-board"), day(60))


def _report(stage: Stage) -> ExceptionReport:
    return exceptions.draft_report(
        meeting=_meeting(stage), plan=stage.scene.plan, by=stage.place.manager
    )


def _of_report(**given: Any) -> Given:
    return lambda stage: {"report": _report(stage), **given}


def _commented(stage: Stage) -> dict[str, Any]:
    given: dict[str, Any] = {"report": _report(stage), "actions": [stage.mine]}
    exceptions.comment_on(**given, text="One for all", by=stage.place.manager)
    return given


def _closed(stage: Stage) -> dict[str, Any]:
    report = _report(stage)
    close_pack(meeting=report.meeting, by=stage.place.manager)
    return {"report": report, "note": "With thanks"}


SERVICES: Services = {
    exceptions.set_rules: (
        MANAGES,
        lambda stage: {"plan": stage.scene.plan, "minor_after_meetings": 3},
    ),
    exceptions.draft_report: (
        RECORDS,
        lambda stage: {"meeting": _meeting(stage), "plan": stage.scene.plan},
    ),
    exceptions.introduce: (MANAGES, _of_report(text="What this report is about")),
    exceptions.comment_on: (
        MANAGES,
        lambda stage: {
            "report": _report(stage),
            "actions": [stage.mine],
            "text": "One for all",
        },
    ),
    exceptions.uncomment: (MANAGES, _commented),
    exceptions.choose: (
        MANAGES,
        lambda stage: {
            "report": _report(stage),
            "action": stage.mine,
            "is_included": True,
            "reason": "The chair asked",
        },
    ),
    exceptions.agree_report: (RECORDS, _closed),
}

OPEN_WHEN_CLOSED = set(SERVICES)
"""The last report of a plan may be written, and agreed, after the plan is closed."""
