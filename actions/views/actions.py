"""The page of one action, with its whole history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from actions import permissions
from actions.carried import carried
from actions.timeline import timeline
from actions.urls_for import action_url
from actions.views.action_parts import about_changes
from actions.views.completions import may_be_recorded, may_be_reopened
from actions.views.evidence import evidence_items
from actions.views.loading import find_action, plan_page
from actions.views.notes import discussion_context
from actions.views.proposals import shown_proposals
from wsoa.capabilities import Capability


@require_safe
def action_page(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """An action as at the day, and everything ever recorded on it.

    A loosely typed or former reference leads to the address of the present one.
    """
    page = plan_page(request, area, plan)
    action = find_action(page.plan, reference)
    position = page.position()
    line = position.line(action.pk)
    if line is not None and line.slug != reference:
        return redirect(action_url(page.plan, line.slug, page.context()["as_at_query"]))
    entries = timeline(action)
    rates_impact = line is not None and bool(position.impacts)
    can_update = (
        line is not None
        and page.is_today
        and permissions.can_update(page.user, action, on=page.today)
    )
    evidence, withdrawn_evidence = evidence_items(page, action, can_update=can_update)
    context = page.context() | {
        "action": action,
        "evidence": evidence,
        "withdrawn_evidence": withdrawn_evidence,
        "proposals": shown_proposals(page, action, line, can_update=can_update),
        "line": line,
        "reference": line.reference if line else reference,
        "timeline": entries,
        "carried": carried(action),
        "can_update": can_update,
        "rates_impact": rates_impact,
        "can_assess_impact": rates_impact
        and page.is_today
        and page.can(Capability.UPDATE_ANY_ACTION),
        "can_audit": page.can(Capability.VIEW_AUDIT),
        "can_correct": page.is_today and page.can(Capability.CORRECT_HISTORY),
        "can_accept": page.can(Capability.ACCEPT_UPDATES),
        "can_complete": can_update and line is not None and may_be_recorded(line),
        "can_reopen": can_update and line is not None and may_be_reopened(line),
        **discussion_context(page, action, position, line),
    }
    context |= about_changes(page, action, line, can_update=can_update)
    return render(request, "actions/action.html", context, status=page.status)
