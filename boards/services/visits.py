"""Planning monitoring visits."""

from datetime import datetime

from actions import permissions
from actions.choices import AuditEvent
from actions.due_dates import DueDate
from actions.errors import Refused
from actions.models import Plan
from actions.services.writing import audit, begin, service
from actions.text import clean_text
from boards.models import MonitoringVisit
from wsoa.capabilities import Capability
from wsoa.models import User


@service
def plan_visit(
    *,
    plan: Plan,
    title: str,
    delivery: DueDate,
    by: User,
    unmet: str = "",
    met: str = "",
    exceeded: str = "",
    significantly_exceeded: str = "",
    now: datetime | None = None,
) -> MonitoringVisit:
    """Add a visit, or the sign-off, after the ones there are, with the text of each outcome band."""
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    title = clean_text(title, field="title", label="The title", limit=200)
    if not title:
        raise Refused("Say what the visit is.", field="title")
    bands = {
        field: clean_text(text, field=field, label="The band's text", limit=300)
        for field, text in (
            ("unmet", unmet),
            ("met", met),
            ("exceeded", exceeded),
            ("significantly_exceeded", significantly_exceeded),
        )
    }
    visit = MonitoringVisit.objects.create(
        plan=plan,
        order=plan.monitoring_visits.count() + 1,
        title=title,
        delivery_precision=delivery.precision,
        delivery_end=delivery.end,
        delivery_printed=delivery.printed,
        **bands,
    )
    audit(AuditEvent.VISIT_PLANNED, title, by=by, at=at, area=plan.area, plan=plan)
    return visit
