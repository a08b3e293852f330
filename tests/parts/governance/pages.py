"""Who may see the pages of boards and their meetings."""

from actions.models import Action
from tests.boards.making import make_board, make_meeting
from tests.factories import Scene, day
from wsoa.capabilities import Role

EVERYBODY = frozenset(Role)
MANAGERS = frozenset({Role.ADMINISTRATOR, Role.MANAGER})
RECORDS = MANAGERS | {Role.OFFICER}

MAY_SEE: dict[str, frozenset[Role]] = {
    **dict.fromkeys(("boards", "board", "meeting"), EVERYBODY),
}
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
    """A board, and a meeting of it that has been held."""
    board = make_board(scene)
    return {"board": board.slug, "meeting": make_meeting(board, day(60)).pk}
