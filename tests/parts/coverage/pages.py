"""Who may see the pages of what answers each weakness, and the readiness pack."""

from actions.models import Action
from tests.actions.inspecting import answering
from tests.factories import Scene
from wsoa.capabilities import Role

EVERYBODY = frozenset(Role)

MAY_SEE: dict[str, frozenset[Role]] = {
    "coverage": EVERYBODY,
    "weakness": EVERYBODY,
    "readiness": EVERYBODY,
    "readiness-pdf": EVERYBODY,
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

POST_ONLY: set[str] = set()
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML = {"readiness-pdf"}
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """What the addresses need beside `area`, `plan` and `reference`: nothing but a weakness of the number 1."""
    answering(scene)
    return {}
