"""The services of a paper's clearance: who may call each, and a good request."""

from typing import Any

from reports.choices import StepEvent, StepKind
from reports.clearance import text_digest
from reports.clearance.links import find_link
from reports.models import ClearanceStep
from reports.services import clearance, clearance_links
from tests.actions.stage import WRITES_PAPERS, Given, Services, Stage
from tests.reports.clearing import MONDAY, make_asked, moment, token_to
from wsoa.capabilities import Role

_ROLE = {"kind": StepKind.SIGN_OFF, "role": "Monitoring officer", "order": 1}


def _step(stage: Stage) -> ClearanceStep:
    return make_asked(stage.scene).finance


def _issued(stage: Stage) -> ClearanceStep:
    asked = make_asked(stage.scene)
    clearance_links.issue_steps(
        paper=asked.paper, order=1, by=asked.paper.created_by, now=moment(MONDAY)
    )
    return asked.finance


def _of_step(**given: Any) -> Given:
    return lambda stage: {"step": _step(stage), **given}


def _answer(stage: Stage) -> dict[str, Any]:
    asked = make_asked(stage.scene)
    clearance_links.issue_steps(paper=asked.paper, order=1, by=asked.paper.created_by)
    token = token_to("post1@riverton.example")
    return {
        "link": find_link(token),
        "token": token,
        "event": StepEvent.CONFIRMED,
        "seen": text_digest(asked.paper),
    }


SERVICES: Services = {
    clearance_links.answer_by_link: (set(Role), _answer),
    clearance.add_step: (
        WRITES_PAPERS,
        lambda stage: {"paper": make_asked(stage.scene).paper, **_ROLE},
    ),
    clearance.change_step: (WRITES_PAPERS, _of_step(**_ROLE)),
    clearance.remove_step: (WRITES_PAPERS, _of_step()),
    clearance.record_step: (
        WRITES_PAPERS,
        _of_step(event=StepEvent.CONFIRMED, happened_on=MONDAY),
    ),
    clearance.take_back: (
        WRITES_PAPERS,
        lambda stage: {"step": _issued(stage), "reason": "Sent too early"},
    ),
    clearance.mark_urgent: (
        WRITES_PAPERS,
        lambda stage: {"paper": make_asked(stage.scene).paper, "reason": "A court’s date"},
    ),
    clearance_links.issue_steps: (
        WRITES_PAPERS,
        lambda stage: {"paper": make_asked(stage.scene).paper, "order": 1},
    ),
    clearance_links.hand_over_link: (WRITES_PAPERS, lambda stage: {"step": _issued(stage)}),
}

KEEPS_THE_REVISION = set(SERVICES)
"""A paper changes nothing that a plan says."""

OPEN_WHEN_CLOSED = set(SERVICES)
"""A closed plan may still be reported on."""
