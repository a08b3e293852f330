"""Who may see the pages of the register, its files, views and bulk changes."""

from actions.models import Action
from actions.services.desk import save_view
from tests.factories import Scene
from wsoa.capabilities import Role

EVERYBODY = frozenset(Role)
MANAGES = frozenset({Role.ADMINISTRATOR, Role.MANAGER})

MAY_SEE: dict[str, frozenset[Role]] = {
    "register-xlsx": EVERYBODY,
    "history-csv": EVERYBODY,
    "saved-views": EVERYBODY,
    "saved-view": MANAGES,
    "saved-view-delete": MANAGES,
    "register-columns": EVERYBODY,
    "bulk-change": MANAGES,
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

POST_ONLY: set[str] = {"saved-view-delete"}
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = {"register-xlsx", "history-csv"}
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """What the addresses need beside `area`, `plan` and `reference`."""
    view = save_view(
        plan=scene.plan, name="Red", query="rating=R", is_shared=True, by=scene.manager
    )
    return {"view_id": view.pk}
