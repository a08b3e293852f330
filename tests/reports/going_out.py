"""Papers that can go out, and papers that did, for tests, through the services."""

from datetime import UTC, datetime
from typing import Any

from reports.choices import SectionKind, StepEvent, StepKind
from reports.models import Paper, PaperSection, Publication
from reports.services.clearance import mark_urgent, record_step
from reports.services.publishing import publish
from tests.factories import Scene, at, day
from tests.reports.papering import make_paper, officer

GROUND = "Paragraph 3 of Part 1 of Schedule 12A"
PUBLISHED_AT = datetime(2018, 5, 17, 9, 0, tzinfo=UTC)


def ready_paper(scene: Scene, **given: Any) -> Paper:
    """A paper from which nothing is missing: each section that must not be empty says something, everybody answered, and it may go out
    after its day."""
    paper = make_paper(scene, **given)
    mark_urgent(paper=paper, reason="The day of despatch has passed", by=paper.created_by)
    for section in paper.sections.filter(is_mandatory=True, text=""):
        PaperSection.objects.filter(pk=section.pk).update(text=f"What {section.heading} says.")
    clear(paper)
    return paper


def clear(paper: Paper) -> None:
    """Have everybody who must answer do so, of the words as they are now."""
    for step in paper.steps.filter(is_mandatory=True):
        done = StepEvent.CONFIRMED if step.kind == StepKind.SIGN_OFF else StepEvent.RETURNED
        for event in (StepEvent.ISSUED, done):
            record_step(
                step=step, event=event, happened_on=day(95), by=paper.created_by, now=at(day(95))
            )


def exempt(
    paper: Paper, text: str, *, kind: SectionKind = SectionKind.BODY, heading: str = "Costs"
) -> PaperSection:
    """Add a section that the public copy does not tell."""
    last = paper.sections.order_by("-order").first()
    return PaperSection.objects.create(
        paper=paper,
        order=last.order + 1 if last else 1,
        kind=kind,
        heading=heading,
        text=text,
        is_exempt=True,
        ground=GROUND,
        changed_at=paper.created_at,
        changed_by=paper.created_by,
    )


def publish_paper(scene: Scene, paper: Paper | None = None, **given: Any) -> Publication:
    """A paper that went out on 17 May 2018, as its officer published it."""
    return publish(
        **{
            "paper": paper or ready_paper(scene),
            "by": officer(scene),
            "now": PUBLISHED_AT,
            **given,
        }
    )
