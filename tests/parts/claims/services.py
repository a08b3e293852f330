"""The service that keeps why a number may differ: who may call it, and a good request."""

from typing import Any

from reports.choices import SectionKind
from reports.services.claims import explain_claim
from tests.actions.stage import WRITES_PAPERS, Services, Stage
from tests.reports.papering import make_paper, write


def _explained(stage: Stage) -> dict[str, Any]:
    paper = make_paper(stage.scene, by=stage.place.manager)
    total = paper.plan.actions.count()
    text = f"The plan sets out {total + 3} actions."
    return {
        "said_in": write(paper, SectionKind.SUMMARY, text),
        "claim": f"{total + 3} actions",
        "sentence": text,
        "expected": str(total),
        "reason": "Three were agreed after the day of the figures.",
    }


SERVICES: Services = {explain_claim: (WRITES_PAPERS, _explained)}
"""Service -> the roles that may, written out and not read from the table, and a good request."""

KEEPS_THE_REVISION = set(SERVICES)
"""A paper changes nothing that a plan says."""

OPEN_WHEN_CLOSED = set(SERVICES)
"""A closed plan may still be reported on."""
