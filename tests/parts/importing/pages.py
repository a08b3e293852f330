"""Who may see the pages of importing a plan."""

from uuid import UUID

from actions.models import Action
from tests.factories import Scene
from wsoa.capabilities import Role

_MANAGES = frozenset({Role.ADMINISTRATOR, Role.MANAGER})

MAY_SEE: dict[str, frozenset[Role]] = {
    "import-start": _MANAGES,
    "import-preview": _MANAGES,
    "import-confirm": _MANAGES,
    "import-discard": _MANAGES,
    "import-template": _MANAGES,
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = {"import-preview"}
"""A file that nobody has chosen, or somebody else, leads to where one is chosen."""

POST_ONLY: set[str] = {"import-confirm", "import-discard"}
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = {"import-template"}
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """What the addresses need beside `area`, `plan` and `reference`."""
    return {"draft": UUID(int=1), "kind": "xlsx"}
