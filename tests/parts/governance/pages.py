"""Who may see the pages of boards and their meetings."""

from actions.models import Action
from tests.boards.making import make_board, make_meeting
from tests.factories import Scene, day
from wsoa.capabilities import Role

EVERYBODY = frozenset(Role)
MANAGERS = frozenset({Role.ADMINISTRATOR, Role.MANAGER})
RECORDS = MANAGERS | {Role.OFFICER}

MAY_SEE: dict[str, frozenset[Role]] = {
    **dict.fromkeys(("boards", "board", "board-calendar", "meeting"), EVERYBODY),
    **dict.fromkeys(
        (
            "board-add",
            "board-change",
            "board-close",
            "board-standing-items",
            "seat-add",
            "seat-change",
            "seat-end",
            "meeting-add",
            "series-add",
            "meeting-move",
            "meeting-cancel",
            "meeting-reinstate",
            "meeting-change",
        ),
        MANAGERS,
    ),
    **dict.fromkeys(("meeting-agenda", "meeting-attendance"), RECORDS),
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {"board-calendar-feed": 404}
"""Name of an address that anybody may open, signed in or not -> what they get. A forged address opens none."""

LEADS_ELSEWHERE: set[str] = {"meeting-reinstate"}
"""Names of pages that lead elsewhere (302) in the sweep's scene: nothing is cancelled there."""

POST_ONLY: set[str] = set()
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = {"board-calendar"}
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """A board, and a meeting of it that has been held."""
    board = make_board(scene)
    return {
        "board": board.slug,
        "meeting": make_meeting(board, day(60)).pk,
        "seat": board.members.order_by("pk")[0].pk,
    }
