"""Who may see the pages of an area's paper templates and of how its papers look."""

from actions.models import Action
from reports.choices import StepKind
from reports.services.template_steps import add_template_step
from tests.factories import Scene
from tests.reports.papering import make_template, officer
from wsoa.capabilities import Role

WRITES = frozenset({Role.ADMINISTRATOR, Role.MANAGER, Role.OFFICER})

POST_ONLY: set[str] = {
    *("paper-template-adopt", "paper-template-retire", "paper-template-restore"),
    *("paper-template-section-move", "paper-template-step-move"),
}
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

MAY_SEE: dict[str, frozenset[Role]] = dict.fromkeys(
    (
        *("paper-look", "paper-templates", "paper-template-add", "paper-template"),
        *("paper-template-change", "paper-template-copy", "paper-template-preview"),
        *("paper-template-section-add", "paper-template-section", "paper-template-section-remove"),
        *("paper-template-step-add", "paper-template-step", "paper-template-step-remove"),
        *POST_ONLY,
    ),
    WRITES,
)
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

NOT_HTML: set[str] = set()
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """A template, a section of it, and somebody who is asked."""
    template = make_template(scene)
    step = add_template_step(
        template=template, kind=StepKind.CONSULTEE, role="Head of Legal", by=officer(scene)
    )
    section = template.sections.all()[0]
    return {"template": template.pk, "template_section": section.pk, "template_step": step.pk}
