"""Reading a paper's clearance from its rows."""

from datetime import date

from django.utils import timezone

from reports.choices import StepEvent, StepKind
from reports.clearance.states import Clearance, clearance
from reports.clearance.texts import text_digest
from reports.clearance.values import EventValue, StepValue
from reports.models import ClearanceEvent, ClearanceStep, Paper


def clearance_of(paper: Paper, today: date | None = None) -> Clearance:
    """How the paper's clearance stands on the day, today unless told otherwise. In at most four queries."""
    return clearance(
        map(step_value, steps_of(paper)),
        digest=text_digest(paper),
        today=today or timezone.localdate(),
        despatch_on=paper.despatch_on,
    )


def holds_exempt(paper: Paper) -> bool:
    """Whether those to whom the paper is issued read what is exempt."""
    return paper.is_exempt or paper.sections.filter(is_exempt=True).exists()


def steps_of(paper: Paper) -> list[ClearanceStep]:
    """The paper's steps in order, with their posts and what happened to them."""
    return list(
        paper.steps.select_related("post__organisation", "post__holder").prefetch_related(
            "events__by"
        )
    )


def step_value(step: ClearanceStep) -> StepValue:
    """The step as a value, with its events in the order in which they were recorded."""
    return StepValue(
        id=step.pk,
        order=step.order,
        kind=StepKind(step.kind),
        role=step.role,
        post=step.post.title if step.post else "",
        address=step.post.address if step.post else "",
        is_mandatory=step.is_mandatory,
        due_on=step.due_on,
        events=tuple(
            event_value(event) for event in sorted(step.events.all(), key=lambda each: each.pk)
        ),
    )


def event_value(event: ClearanceEvent) -> EventValue:
    """The event as a value."""
    return EventValue(
        event=StepEvent(event.event),
        happened_on=event.happened_on,
        at=event.at,
        by=event.by.name if event.by else "",
        comments=event.comments,
        digest=event.text_digest,
        figures=event.figures,
    )
