"""Recording what happens to the steps of a paper's clearance."""

from datetime import date, datetime

from actions import permissions
from actions.choices import AuditEvent
from actions.services.writing import audit, service
from actions.text import clean_text
from reports.choices import StepEvent
from reports.models import ClearanceEvent, ClearanceStep
from reports.services.papers import begin_paper
from wsoa.capabilities import Capability
from wsoa.models import User


@service
def record_step(
    *,
    step: ClearanceStep,
    event: StepEvent,
    happened_on: date,
    by: User,
    comments: str = "",
    now: datetime | None = None,
) -> ClearanceEvent:
    """Record that the paper was issued to the post of the step, or came back."""
    paper = step.paper
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    row = ClearanceEvent.objects.create(
        step=step,
        event=event,
        happened_on=happened_on,
        comments=clean_text(comments, field="comments", label="The comments"),
        at=at,
        by=by,
    )
    summary = f"{paper.title}: {step.role}, {row.get_event_display().lower()}"
    audit(AuditEvent.CLEARANCE_RECORDED, summary, by=by, at=at, area=area, plan=paper.plan)
    return row
