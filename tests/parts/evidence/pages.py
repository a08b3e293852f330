"""Who may see the pages of evidence, impact and the audit trail."""

from actions.models import Action
from actions.services import evidence
from actions.services.impact_ratings import replace_impact_scheme
from tests.actions.files import pdf_upload
from tests.factories import Scene
from wsoa.capabilities import Role

ADMINISTRATOR, MANAGER, OWNER = Role.ADMINISTRATOR, Role.MANAGER, Role.OWNER
SEE_AUDIT = frozenset({ADMINISTRATOR, MANAGER, Role.OFFICER})

MAY_SEE: dict[str, frozenset[Role]] = {
    "action-impact": frozenset({ADMINISTRATOR, MANAGER}),
    "evidence-add": frozenset({ADMINISTRATOR, MANAGER, OWNER}),
    "evidence-file": frozenset(Role),
    "evidence-withdraw": frozenset({ADMINISTRATOR, MANAGER}),
    "audit": SEE_AUDIT,
    "audit-csv": SEE_AUDIT,
    "action-audit": SEE_AUDIT,
    "action-audit-csv": SEE_AUDIT,
    "sign-ins": frozenset({ADMINISTRATOR}),
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

POST_ONLY: set[str] = set()
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = {"evidence-file", "audit-csv", "action-audit-csv"}
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """What the addresses need beside `area`, `plan` and `reference`."""
    if not scene.plan.impact_ratings.exists():
        replace_impact_scheme(plan=scene.plan, preset="embedding", by=scene.manager)
    kept = evidence.add_file(action=action, upload=pdf_upload(), by=scene.manager)
    return {"evidence_id": kept.pk}
