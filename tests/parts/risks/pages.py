"""Who may see the pages of risks."""

from actions.choices import MitigationState
from actions.models import Action
from actions.services.mitigations import add_mitigation
from tests.actions.risking import make_risk
from tests.factories import Scene, day
from wsoa.capabilities import Role

MANAGES = frozenset({Role.ADMINISTRATOR, Role.MANAGER})
RECORDS = MANAGES | {Role.OFFICER}
REVIEWS = RECORDS | {Role.OWNER}
"""The action owner holds the post that owns the risk."""

MAY_SEE: dict[str, frozenset[Role]] = {
    **dict.fromkeys(("risks", "risk", "risks-xlsx", "risk-matrix"), frozenset(Role)),
    **dict.fromkeys(("risk-add", "risks-carry", "risk-change", "risk-leave"), RECORDS),
    **dict.fromkeys(("risk-review", "mitigation-add", "mitigation-change"), REVIEWS),
    **dict.fromkeys(("risk-review-correct", "risk-review-retract"), MANAGES),
    **dict.fromkeys(("risk-matrix-add", "risk-matrix-change", "risk-matrix-remove"), MANAGES),
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

POST_ONLY: set[str] = set()
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = {"risks-xlsx"}
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """What the addresses need beside `area`, `plan` and `reference`: a risk that the action mitigates."""
    risk = make_risk(scene, "Staff leave", owner=scene.place.posts[0])
    mitigation = add_mitigation(
        risk=risk,
        action=action,
        state=MitigationState.PLANNED,
        effective_date=day(3),
        by=scene.manager,
    )
    return {
        "risk": risk.reference,
        "review_id": risk.reviews.get().pk,
        "mitigation_id": mitigation.pk,
        "matrix": risk.matrix_id,
    }
