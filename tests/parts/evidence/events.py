"""What happens once to an action, through the services of evidence, impact and the audit trail, so that every table has a row."""

from actions.models import Action
from actions.services import evidence, impact
from actions.services.impact_ratings import replace_impact_scheme
from tests.actions.files import pdf_upload
from tests.factories import Scene, day


def happen(scene: Scene, action: Action) -> None:
    """A file beside the action, a link that was withdrawn, and an assessment of its impact."""
    by = scene.manager
    evidence.add_file(action=action, upload=pdf_upload(), title="Minutes", by=by)
    link = evidence.add_link(action=action, url="https://example.org/report", by=by)
    evidence.withdraw_evidence(evidence=link, reason="Another report", by=by)
    rating = scene.plan.impact_ratings.first()
    if rating is None:
        rating = replace_impact_scheme(plan=scene.plan, preset="embedding", by=by)[0]
    impact.assess_impact(
        action=action,
        impact_rating=rating,
        effective_date=day(50),
        commentary="Parents tell the forum",
        by=by,
    )
