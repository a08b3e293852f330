"""Who may see the pages on which papers are written."""

from actions.models import Action
from reports.choices import SectionKind
from reports.models import Paper
from reports.services.comments import add_comment
from tests.factories import Scene
from tests.reports.papering import make_paper, officer, section_of
from wsoa.capabilities import Role

WRITERS = frozenset({Role.ADMINISTRATOR, Role.MANAGER, Role.OFFICER})

POST_ONLY: set[str] = {
    *("section-preview", "section-here", "section-move"),
    *("margin-comment-add", "margin-comment-answer", "margin-comment-settle"),
}
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = {"paper-pdf", "paper-word", "paper-tables"}
"""Names of addresses that answer with a file."""

MAY_SEE: dict[str, frozenset[Role]] = dict.fromkeys(
    (
        *("papers", "paper-start", "paper", "paper-change", "paper-preview"),
        *("paper-section", "section-add", "section-change", "section-remove", "section-versions"),
        *NOT_HTML,
        *POST_ONLY,
    ),
    WRITERS,
)
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """A paper, a section of it, and a comment on that."""
    paper = Paper.objects.filter(plan=scene.plan).first() or make_paper(scene)
    section = section_of(paper, SectionKind.SUMMARY)
    comment = add_comment(section=section, text="Say how many", by=officer(scene))
    return {"paper": paper.pk, "section": section.pk, "margin": comment.pk}
