"""Who may see the pages of redaction, leaving and retention."""

from actions.models import Action
from actions.services import areas, evidence
from tests.actions.files import pdf_upload
from tests.factories import Scene, make_user
from wsoa.capabilities import Role

_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})

MAY_SEE: dict[str, frozenset[Role]] = {
    "redact": _ADMINISTRATOR,
    "redact-files": _ADMINISTRATOR,
    "redact-file": _ADMINISTRATOR,
    "people-left": _ADMINISTRATOR,
    "person-anonymise": _ADMINISTRATOR,
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {"privacy": 200}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

POST_ONLY: set[str] = set()
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = set()
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """What the addresses need beside `area`, `plan` and `reference`."""
    added = evidence.add_file(action=action, upload=pdf_upload(), by=scene.manager)
    leaver = make_user("Leonora Fitch")
    areas.add_member(
        area=scene.place.area, user=leaver, role=Role.MEMBER, by=scene.place.administrator
    )
    return {"file_id": added.pk, "user_id": leaver.pk}
