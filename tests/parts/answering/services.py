"""The services of my work, proposals and acceptance: who may call each, and a good request."""

from typing import Any

from actions.choices import ProposalKind
from actions.services import confirmations, decisions, proposals
from tests.actions.stage import CORRECTS, UPDATES, Services, Stage
from tests.factories import day, rate
from tests.parts.answering.asking import ask, propose


def _update(stage: Stage) -> dict[str, Any]:
    return {
        "action": stage.mine,
        "rating": stage.scene.ratings["G"],
        "effective_date": day(9),
        "commentary": "Half of it is written",
    }


def _confirmation(stage: Stage) -> dict[str, Any]:
    rate(stage.mine, stage.scene.ratings["G"], day(3), by=stage.scene.manager)
    return {"action": stage.mine, "effective_date": day(9)}


def _answer_by_link(stage: Stage) -> dict[str, Any]:
    request = ask(stage.scene, stage.place.posts[0])
    return {**_update(stage), "request": request, "kind": ProposalKind.UPDATE}


def _acceptance(stage: Stage) -> dict[str, Any]:
    return {
        "proposal": propose(stage.scene, stage.mine),
        "rating": stage.scene.ratings["A"],
        "effective_date": day(9),
        "commentary": "Less than was said",
        "remedial_action": "",
    }


SERVICES: Services = {
    proposals.submit_update: (UPDATES, _update),
    proposals.submit_completion: (
        UPDATES,
        lambda stage: {"action": stage.mine, "completed_on": day(9), "evidence": "Minutes"},
    ),
    confirmations.confirm_no_change: (UPDATES, _confirmation),
    proposals.propose_by_link: (UPDATES, _answer_by_link),
    decisions.accept_proposal: (CORRECTS, _acceptance),
    decisions.accept_several: (
        CORRECTS,
        lambda stage: {"proposals": [propose(stage.scene, stage.mine)]},
    ),
    decisions.return_proposal: (
        CORRECTS,
        lambda stage: {
            "proposal": propose(stage.scene, stage.mine),
            "reason": "Say when it will be done",
        },
    ),
}

OPEN_WHEN_CLOSED = {decisions.return_proposal}
"""What waits on a plan that was closed meanwhile may still be sent back."""
