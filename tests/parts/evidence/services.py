"""The services of evidence, impact and the audit trail: who may call each, and a good request."""

from typing import Any

from actions.services import evidence, impact
from actions.services.impact_ratings import replace_impact_scheme
from tests.actions.files import pdf_upload
from tests.actions.stage import CORRECTS, UPDATES, Services, Stage
from tests.factories import day


def _withdrawn(stage: Stage) -> dict[str, Any]:
    added = evidence.add_link(
        action=stage.theirs, url="https://example.org/minutes", by=stage.place.manager
    )
    return {"evidence": added, "reason": "Another meeting was meant"}


def _assessed(stage: Stage) -> dict[str, Any]:
    ratings = replace_impact_scheme(
        plan=stage.scene.plan, preset="embedding", by=stage.place.manager
    )
    return {
        "action": stage.mine,
        "impact_rating": ratings[1],
        "effective_date": day(9),
        "commentary": "Parents say so",
    }


SERVICES: Services = {
    evidence.add_file: (UPDATES, lambda stage: {"action": stage.mine, "upload": pdf_upload()}),
    evidence.add_link: (
        UPDATES,
        lambda stage: {"action": stage.mine, "url": "https://example.org/minutes"},
    ),
    evidence.add_evidence: (
        UPDATES,
        lambda stage: {
            "action": stage.mine,
            "attachments": [evidence.NewLink("https://example.org/minutes")],
        },
    ),
    evidence.withdraw_evidence: (CORRECTS, _withdrawn),
    impact.assess_impact: (CORRECTS, _assessed),
}

OPEN_WHEN_CLOSED = {evidence.withdraw_evidence}
"""Mistakes may be corrected once the plan is closed."""
