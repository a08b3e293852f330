"""Who changed what: pages and files of the audit, for a plan and for one action."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.export import harmless
from actions.forms.audit import ActionAuditForm, AuditForm
from actions.models import Action
from actions.trail.changes import TrailEntry
from actions.trail.search import Trail
from actions.views.changing import subject_of
from actions.views.loading import PlanPage, find_action, plan_page
from wsoa.capabilities import Capability

ENTRIES_ON_ONE_PAGE = 50
HEADINGS = (
    "When",
    "Who",
    "Action",
    "What",
    "About",
    "Kind",
    "Field",
    "Old",
    "New",
    "Effective from",
    "Reason",
    "Note",
)


@require_safe
def audit(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Everything that was changed in the plan, its set-up and its area, newest first."""
    page = _page(request, area, plan)
    return _listed(request, page, AuditForm(request.GET, plan=page.plan), None)


@require_safe
def action_audit(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """Everything that was changed in one action."""
    page = _page(request, area, plan)
    action = find_action(page.plan, reference)
    return _listed(request, page, ActionAuditForm(request.GET, plan=page.plan), action)


@require_safe
def audit_csv(request: HttpRequest, area: str, plan: str) -> HttpResponseBase:
    """The plan's audit with the same filter, as a CSV file with a row a field."""
    page = _page(request, area, plan)
    return _file(request, page, AuditForm(request.GET, plan=page.plan), None)


@require_safe
def action_audit_csv(
    request: HttpRequest, area: str, plan: str, reference: str
) -> HttpResponseBase:
    """One action's audit as a CSV file."""
    page = _page(request, area, plan)
    action = find_action(page.plan, reference)
    return _file(request, page, ActionAuditForm(request.GET, plan=page.plan), action)


def _page(request: HttpRequest, area: str, plan: str) -> PlanPage:
    page = plan_page(request, area, plan)
    page.check(Capability.VIEW_AUDIT)
    return page


def _listed(
    request: HttpRequest, page: PlanPage, form: AuditForm, action: Action | None
) -> HttpResponse:
    entries = None
    if form.is_valid():
        trail: Any = Trail(form.asked(action))  # counts and slices, as a paginator asks
        entries = Paginator(trail, ENTRIES_ON_ONE_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = page.context() | {
        "form": form,
        "entries": entries,
        "subject": subject_of(page, action) if action else None,
        "is_filtered": any(form.cleaned_data.values()),
        "query": kept.urlencode(),
    }
    status = 200 if form.is_valid() else 400
    return render(request, "actions/audit.html", context, status=status)


def _file(
    request: HttpRequest, page: PlanPage, form: AuditForm, action: Action | None
) -> HttpResponseBase:
    if not form.is_valid():
        context = page.context() | {"message": "The address asks for something there is not."}
        return render(request, "400.html", context, status=400)
    name = f"audit-{page.area.slug}-{page.plan.slug}-{page.today.isoformat()}.csv"
    return StreamingHttpResponse(
        _lines(Trail(form.asked(action)).all()),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _lines(entries: Iterable[TrailEntry]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(HEADINGS)
    for entry in entries:
        for row in _cells(entry):
            yield writer.writerow([harmless(cell) for cell in row])


def _cells(entry: TrailEntry) -> Iterator[list[str]]:
    """A row for each field that changed; one for an entry that changed none."""
    when = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S")
    start = [when, entry.by, entry.action, entry.what, entry.about, entry.kind]
    day = entry.effective_date.isoformat() if entry.effective_date else ""
    end = [day, entry.reason, entry.note]
    for field in entry.changed:
        yield [*start, field.label, field.old, field.new, *end]
    if not entry.changed:
        yield [*start, "", "", "", *end]
