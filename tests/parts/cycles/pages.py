"""Who may see the pages of update cycles, emailed links and the mailbox."""

from actions.models import Action
from tests.factories import Scene
from wsoa.capabilities import Role

_MANAGES = frozenset({Role.ADMINISTRATOR, Role.MANAGER})

MAY_SEE: dict[str, frozenset[Role]] = {
    "cycle": frozenset(Role),
    "cycle-open": _MANAGES,
    "cycle-remind": _MANAGES,
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {"answer": 404, "mailbox": 404}
"""Name of an address that anybody may open, signed in or not -> what they get.

A forged link opens nothing, and there is a mailbox in a demonstration only.
"""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

POST_ONLY: set[str] = {"cycle-open", "cycle-remind"}
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = set()
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """What the addresses need beside `area`, `plan` and `reference`."""
    return {"token": "1.1abc.forged"}
