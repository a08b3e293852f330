"""Who may see the pages of a paper's clearance."""

from actions.models import Action
from reports.models import ClearanceStep
from reports.services.clearance_links import issue_steps
from tests.factories import Scene
from tests.reports.clearing import make_coming
from wsoa.capabilities import Role

WRITES = frozenset({Role.ADMINISTRATOR, Role.MANAGER, Role.OFFICER})

MAY_SEE: dict[str, frozenset[Role]] = {
    **dict.fromkeys(("paper-clearance", "paper-urgency", "steps-issue"), WRITES),
    **dict.fromkeys(("step-add", "step-change", "step-remove", "step-record"), WRITES),
    **dict.fromkeys(("step-take-back", "step-link"), WRITES),
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {"clearance-answer": 404, "clearance-answer-pdf": 404}
"""Name of an address that anybody may open, signed in or not -> what they get. A forged link opens nothing."""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

POST_ONLY: set[str] = set()
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = set()
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """One of those who are asked first about a paper that is with them. The paper is named with the pages of drafting."""
    asked = make_coming(scene)
    issue_steps(paper=asked.paper, order=1, by=asked.paper.created_by)
    step = ClearanceStep.objects.get(pk=asked.finance.pk)
    return {"step": step.pk, "order": step.order}
