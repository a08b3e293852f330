"""What happens once to an action, through the services of redaction, leaving and retention, so that every table has a row."""

from actions.models import Action
from actions.redaction import Words, passages
from actions.services import areas, leaving, notes, privacy
from tests.factories import Scene, make_user
from wsoa.capabilities import Role


def happen(scene: Scene, action: Action) -> None:
    """A name is taken out of a note, and a person who left is made anonymous."""
    area, by = scene.place.area, scene.place.administrator
    notes.add_note(action=action, text="Wilhelmina Thrupp has started", by=by)
    words = Words.read("Wilhelmina Thrupp")
    privacy.redact(
        area=area,
        words=words,
        places=[passage.key for passage in passages(area, words)],
        reason="A child was named",
        by=by,
    )
    leaver = make_user("Leonora Fitch")
    areas.add_member(area=area, user=leaver, role=Role.MEMBER, by=by)
    leaving.anonymise(user=leaver, area=area, reason="Moved to another council", by=by)
