"""What happens once to a paper that goes out, so that every table has a row."""

from datetime import date
from typing import Any

from actions.models import Action
from reports.services.outcomes import record_outcome
from reports.services.publishing import withdraw_publication
from tests.factories import Scene
from tests.parts.publication.pages import published
from tests.reports.papering import officer


def happen(scene: Scene, action: Action) -> None:
    """A paper is published, heard, and withdrawn."""
    publication, by = published(scene), officer(scene)
    outcome: dict[str, Any] = {
        "publication": publication,
        "decided_on": date(2018, 5, 24),
        "by": by,
    }
    record_outcome(resolution="Noted", **outcome)
    record_outcome(
        resolution="Noted with thanks", comments="Come back", next_body="Council", **outcome
    )
    withdraw_publication(publication=publication, reason="It named a child", by=by)
