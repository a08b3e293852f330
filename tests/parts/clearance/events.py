"""What happens once to a paper's clearance, so that every table has a row."""

from actions.models import Action
from reports.choices import StepEvent
from reports.clearance import text_digest
from reports.clearance.links import find_link
from reports.models import Paper
from reports.services.clearance import mark_urgent, take_back
from reports.services.clearance_links import answer_by_link, issue_steps
from tests.factories import Scene
from tests.reports.clearing import make_coming, token_to


def happen(scene: Scene, action: Action) -> None:
    """A paper is issued; one answers by the link, from another it is taken back."""
    asked = make_coming(scene)
    by = asked.paper.created_by
    issue_steps(paper=asked.paper, order=1, by=by)
    paper = Paper.objects.get(pk=asked.paper.pk)
    token = token_to("post0@riverton.example")
    link = find_link(token)
    assert link is not None
    answer_by_link(
        link=link,
        token=token,
        event=StepEvent.RETURNED,
        comments="Name nobody",
        seen=text_digest(paper),
    )
    take_back(step=asked.finance, reason="A person is away", by=by)
    mark_urgent(paper=paper, reason="A court’s date", by=by)
