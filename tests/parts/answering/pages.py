"""Who may see the pages of my work, proposals and acceptance."""

from actions.models import Action
from tests.factories import Scene
from tests.parts.answering.asking import propose_without_account
from wsoa.capabilities import Role

_UPDATES = frozenset({Role.ADMINISTRATOR, Role.MANAGER, Role.OWNER})
_DECIDES = frozenset({Role.ADMINISTRATOR, Role.MANAGER})

MAY_SEE: dict[str, frozenset[Role]] = {
    "my-work": _UPDATES,
    "my-work-no-change": _UPDATES,
    "to-decide": _DECIDES,
    "proposals-accept": _DECIDES,
    "proposal": _DECIDES,
    "proposal-return": _DECIDES,
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OWN: dict[str, frozenset[Role]] = {"my-work-plans": frozenset({Role.OWNER})}
"""Name of a page of a person's own, in no area -> who of the sweep's scene is led elsewhere (302) by it."""

OPEN: dict[str, int] = {}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

POST_ONLY: set[str] = {"proposals-accept"}
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = set()
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """What the addresses need beside `area`, `plan` and `reference`."""
    return {"proposal_id": propose_without_account(scene, action).pk}
