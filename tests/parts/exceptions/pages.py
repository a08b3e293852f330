"""Who may see the pages of exception reports."""

from actions.models import Action
from tests.factories import Scene
from wsoa.capabilities import Role

EVERYBODY = frozenset(Role)
MANAGES = frozenset({Role.ADMINISTRATOR, Role.MANAGER})
RECORDS = MANAGES | {Role.OFFICER}

MAY_SEE: dict[str, frozenset[Role]] = {
    **dict.fromkeys(("exceptions", "exceptions-report"), EVERYBODY),
    **dict.fromkeys(("exceptions-csv", "exceptions-report-csv"), EVERYBODY),
    **dict.fromkeys(("exception-rules", "exceptions-introduce", "exceptions-comment"), MANAGES),
    **dict.fromkeys(("exceptions-put-in", "exceptions-choose"), MANAGES),
    "exceptions-agree": RECORDS,
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

POST_ONLY: set[str] = set()
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = {"exceptions-csv", "exceptions-report-csv"}
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """What the addresses need beside `area`, `plan`, `reference` and `meeting`."""
    return {}
