"""The services of papers that go out: who may call each, and a good request."""

from typing import Any

from reports.services import outcomes, publishing
from tests.actions.stage import ADMINISTRATOR, WRITES_PAPERS, Services, Stage
from tests.factories import day
from tests.reports.going_out import publish_paper, ready_paper
from tests.reports.papering import officer


def _published(stage: Stage) -> dict[str, Any]:
    return {"publication": publish_paper(stage.scene)}


def _withdrawn(stage: Stage) -> dict[str, Any]:
    given = _published(stage)
    publishing.withdraw_publication(reason="A name", by=officer(stage.scene), **given)
    return given


SERVICES: Services = {
    publishing.publish: (WRITES_PAPERS, lambda stage: {"paper": ready_paper(stage.scene)}),
    publishing.withdraw_publication: (
        WRITES_PAPERS,
        lambda stage: _published(stage) | {"reason": "It named a child"},
    ),
    publishing.redact_publication: (
        {ADMINISTRATOR},
        lambda stage: _withdrawn(stage) | {"reason": "It named a child"},
    ),
    outcomes.record_outcome: (
        WRITES_PAPERS,
        lambda stage: _published(stage) | {"resolution": "Noted", "decided_on": day(140)},
    ),
}

KEEPS_THE_REVISION = set(SERVICES) - {publishing.redact_publication}
"""A paper changes nothing that a plan says."""

OPEN_WHEN_CLOSED = set(SERVICES)
"""A closed plan may still be reported on."""
