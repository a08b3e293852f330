"""What happens once to an action, through the services of notes, watching and links between actions, so that every table has a row."""

from actions.choices import LinkRelation
from actions.models import Action
from actions.services import links, notes
from tests.factories import Scene, day, make_action


def happen(scene: Scene, action: Action) -> None:
    """A note that names somebody, one taken back, and a link to another action."""
    by = scene.manager
    notes.add_note(action=action, text=f"See this, @{scene.place.owner.email}.", by=by)
    taken_back = notes.add_note(action=action, text="Meant for another action", by=by)
    notes.withdraw_note(note=taken_back, by=by)
    links.link_actions(
        action=action,
        other=make_action(scene, "1.99"),
        relation=LinkRelation.DEPENDS_ON,
        effective_date=day(40),
        reason="Its staff are needed",
        by=by,
    )
