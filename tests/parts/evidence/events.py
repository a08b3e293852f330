"""What happens once to an action, through the services of evidence, impact and the audit trail, so that every table has a row."""

from actions.models import Action
from actions.services import evidence
from tests.actions.files import pdf_upload
from tests.factories import Scene


def happen(scene: Scene, action: Action) -> None:
    """A file beside the action, and a link that was withdrawn."""
    evidence.add_file(action=action, upload=pdf_upload(), title="Minutes", by=scene.manager)
    link = evidence.add_link(action=action, url="https://example.org/report", by=scene.manager)
    evidence.withdraw_evidence(evidence=link, reason="Another report", by=scene.manager)
