"""A plan's dashboard."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.choices import Concern, PlanStage
from actions.deciding import number_waiting
from actions.position import Position, group_by_issue, movement, position_as_at
from actions.views.loading import PlanPage, plan_page
from boards.headline import headline
from boards.models import MonitoringVisit
from wsoa.capabilities import Capability


@require_safe
def plan_dashboard(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Are we on track, Table 1, what is in trouble and what is being done, what comes next."""
    page = plan_page(request, area, plan)
    position = page.position()
    earlier = _earlier(page)
    table = position.by_theme()
    to_decide, dates = number_waiting(page.plan) if page.can(Capability.ACCEPT_UPDATES) else (0, 0)
    context = page.context() | {
        "position": position,
        "headline": headline(position, PlanStage(page.plan.stage)),
        "table": table.compared_with(earlier.by_theme()) if earlier else table,
        "since": earlier.as_at if earlier else None,
        "change_note": _change_note(earlier),
        "movement": movement(earlier, position) if earlier else None,
        "impact_table": position.by_theme_impact(),
        "workstream_table": position.by_workstream() if position.workstreams else None,
        "issues": group_by_issue(position.with_concern(Concern.SIGNIFICANT)),
        "visits": list(MonitoringVisit.objects.filter(plan=page.plan)),
        "owns_actions": _owns_actions(page, position),
        "to_decide": to_decide,
        "dates_to_agree": dates,
        "can_write_papers": page.can(Capability.WRITE_PAPERS),
        "can_set_up": page.can(Capability.MANAGE_PLAN),
    }
    return render(request, "boards/plan_dashboard.html", context, status=page.status)


def _earlier(page: PlanPage) -> Position | None:
    """The Position last published, where the page shows a later day."""
    published = page.plan.reported_as_at
    if published is None or published >= page.day:
        return None
    return position_as_at(page.plan, published)


def _change_note(earlier: Position | None) -> str:
    if earlier is None:
        return ""
    day = earlier.as_at
    return f"With the change since {day.day} {day:%B %Y}, when figures were last published"


def _owns_actions(page: PlanPage, position: Position) -> bool:
    """Whether a post that the person holds owns an action on the day."""
    mine = page.my_posts()
    return any(owner.id in mine for line in position.lines for owner in line.owners)
