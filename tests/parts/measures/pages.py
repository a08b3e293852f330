"""Who may see the pages that show measures."""

from datetime import date

from actions.models import Action, Measure
from tests.actions.measured import make_measure, read_month, set_target
from tests.factories import Scene
from wsoa.capabilities import Role

_EVERYONE = frozenset(Role)

MAY_SEE: dict[str, frozenset[Role]] = {
    "measures": _EVERYONE,
    "measure": _EVERYONE,
    "measures-public": _EVERYONE,
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
    """What the addresses need beside `area`, `plan` and `reference`."""
    found = Measure.objects.filter(plan_measures__plan=scene.plan).order_by("pk").first()
    if found is None:
        found = make_measure(scene, is_public=True)
        read_month(found, 1, "23.7", by=scene.manager)
        set_target(found, "75", date(2018, 12, 31), by=scene.manager)
    return {"measure": found.pk}
