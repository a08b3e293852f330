"""Who may see the pages of notes, watching and links between actions."""

from actions.choices import LinkRelation
from actions.models import Action
from actions.services import links, notes
from tests.factories import Scene, day, make_action
from wsoa.capabilities import Role

_DISCUSS = frozenset(Role) - {Role.MONITOR}
_UPDATE = frozenset({Role.ADMINISTRATOR, Role.MANAGER, Role.OWNER})

MAY_SEE: dict[str, frozenset[Role]] = {
    "watching": frozenset(Role),
    "watch": frozenset(Role),
    "unwatch": frozenset(Role),
    "note-add": _DISCUSS,
    "note-withdraw": frozenset({Role.ADMINISTRATOR, Role.MANAGER}),
    "link-add": _UPDATE,
    "link-end": _UPDATE,
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

POST_ONLY: set[str] = {"watch", "unwatch"}
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = set()
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """What the addresses need beside `area`, `plan` and `reference`."""
    note = notes.add_note(action=action, text="What about May?", by=scene.manager)
    link = links.link_actions(
        action=action,
        other=make_action(scene, "9.9"),
        relation=LinkRelation.DEPENDS_ON,
        effective_date=day(9),
        by=scene.manager,
    )
    return {"note_id": note.pk, "link_id": link.pk}
