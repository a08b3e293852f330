"""Who may see the pages of an area's paper templates and of how its papers look."""

from actions.models import Action
from tests.factories import Scene
from wsoa.capabilities import Role

WRITES = frozenset({Role.ADMINISTRATOR, Role.MANAGER, Role.OFFICER})

MAY_SEE: dict[str, frozenset[Role]] = {"paper-look": WRITES}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

POST_ONLY: set[str] = set()
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = set()
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """The area is given."""
    return {}
