"""A plan's dashboard."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.choices import Concern, PlanStage
from actions.position import group_by_issue
from actions.views.loading import plan_page
from boards.headline import headline
from boards.models import MonitoringVisit
from wsoa.capabilities import Capability


@require_safe
def plan_dashboard(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Are we on track, Table 1, what is in trouble and what is being done, what comes next."""
    page = plan_page(request, area, plan)
    position = page.position()
    context = page.context() | {
        "position": position,
        "headline": headline(position, PlanStage(page.plan.stage)),
        "table": position.by_theme(),
        "workstream_table": position.by_workstream() if position.workstreams else None,
        "issues": group_by_issue(position.with_concern(Concern.SIGNIFICANT)),
        "visits": list(MonitoringVisit.objects.filter(plan=page.plan)),
        "can_write_papers": page.can(Capability.WRITE_PAPERS),
    }
    return render(request, "boards/plan_dashboard.html", context, status=page.status)
