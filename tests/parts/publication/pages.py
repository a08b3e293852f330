"""Who may see the pages of papers that go out, and what anybody may read."""

from actions.models import Action
from reports.models import Publication
from tests.factories import Scene
from tests.reports.going_out import exempt, publish_paper, ready_paper
from wsoa.capabilities import Role

EVERYBODY = frozenset(Role)
WRITES = frozenset({Role.ADMINISTRATOR, Role.MANAGER, Role.OFFICER})

MAY_SEE: dict[str, frozenset[Role]] = {
    "area-publications": EVERYBODY,
    "area-publication": EVERYBODY,
    "publication-full": WRITES,
    "publication-withdraw": WRITES,
    "publication-redact": frozenset({Role.ADMINISTRATOR}),
    "paper-outcome": WRITES,
    "paper-publish": WRITES,
    "paper-copy": WRITES,
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {
    "publications": 200,
    "publication": 200,
    "publication-file": 200,
    "publication-logo": 404,
    "publication-style": 404,
}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

POST_ONLY: set[str] = set()
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML = {"publication-full", "publication-file", "publication-logo", "publication-style"}
"""Names of addresses that answer with a file."""


def published(scene: Scene) -> Publication:
    """The scene's paper that went out, with a section that the public copy does not tell: made once."""
    found = Publication.objects.filter(paper__plan=scene.plan).order_by("pk").first()
    if found is not None:
        return found
    paper = ready_paper(scene)
    exempt(paper, "What the contract costs")
    return publish_paper(scene, paper)


def given(scene: Scene, action: Action) -> dict[str, object]:
    """What the addresses need beside `area`, `plan` and `reference`, and the `paper` being drafted."""
    return {
        "publication": published(scene).pk,
        "copy": "public",
        "file_format": "pdf",
    }
