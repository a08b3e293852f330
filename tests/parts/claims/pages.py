"""Who may see the page of a paper's numbers."""

from actions.models import Action
from tests.factories import Scene
from wsoa.capabilities import Role

POST_ONLY: set[str] = {"claim-explain", "title-explain"}
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

MAY_SEE: dict[str, frozenset[Role]] = dict.fromkeys(
    ("paper-claims", *POST_ONLY), frozenset({Role.ADMINISTRATOR, Role.MANAGER, Role.OFFICER})
)
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

NOT_HTML: set[str] = set()
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """The part of drafting gives the paper."""
    return {}
