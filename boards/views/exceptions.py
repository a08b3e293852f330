"""Exception reports to read: what the rules name on a day, and what a meeting is shown."""

import csv

from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from actions.reference_links import ReferenceLinks
from actions.text import say_day
from actions.urls_for import action_url
from actions.views.loading import PlanPage, plan_page
from actions.views.set_up.common import Crumb, plan_url
from boards.agreed_issues import agreements, told
from boards.beside import beside, exceptions_in
from boards.beside_parts import exceptions_table
from boards.exception_export import csv_rows
from boards.exception_reading import Report, draft, report_of
from boards.exceptions import Exceptions
from boards.models import ExceptionAgreement, ExceptionReport, Meeting, Pack
from boards.shown import meetings_of, watched
from wsoa.capabilities import Capability

MEETINGS_SHOWN = 24


@require_safe
def draft_page(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """What the rules name on the day, and the reports of the plan's meetings."""
    page = plan_page(request, area, plan)
    found = draft(page.plan, page.day)
    context = page.context() | {
        "crumbs": [*exception_crumbs(page)[:-1], ("Exceptions", "")],
        "exceptions": found,
        "beside": exceptions_table(beside(page.plan, page.day, found.position).exceptions),
        "references": _references(page, found, page.context_query()),
        "meetings": _meetings(page),
        "can_set_rules": page.can(Capability.MANAGE_PLAN),
    }
    return render(request, "boards/exceptions/draft.html", context, status=page.status)


@require_safe
def report_page(request: HttpRequest, area: str, plan: str, meeting: int) -> HttpResponse:
    """The report of a meeting: a draft, what its closed pack shows, or what it agreed."""
    page, report = open_report(request, area, plan, meeting)
    may_edit = page.can(Capability.MANAGE_PLAN)
    context = (
        page.context()
        | report_context(page, report)
        | {
            "crumbs": exception_crumbs(page, (say_day(report.meeting.held_on), "")),
            "can_edit": may_edit and not report.locked,
            "can_agree": page.can(Capability.RECORD_MEETINGS)
            and report.agreement is None
            and not report.meeting.is_cancelled
            and report.meeting.held_on <= page.today,
        }
    )
    return render(request, "boards/exceptions/report.html", context)


@require_safe
def draft_csv(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """What the rules name on the day, as a CSV file."""
    page = plan_page(request, area, plan)
    if page.status != 200:
        message = "The address asks for something there is not."
        return render(request, "400.html", page.context() | {"message": message}, status=400)
    rows = csv_rows(draft(page.plan, page.day), agreements(page.plan, page.day))
    return _file(page, rows, page.day.isoformat())


@require_safe
def report_csv(request: HttpRequest, area: str, plan: str, meeting: int) -> HttpResponse:
    """The report of a meeting as a CSV file."""
    page, report = open_report(request, area, plan, meeting)
    held_on = report.meeting.held_on
    rows = csv_rows(report.exceptions, agreements(page.plan, held_on))
    return _file(page, rows, held_on.isoformat())


def open_report(
    request: HttpRequest, area: str, plan: str, meeting: int
) -> tuple[PlanPage, Report]:
    """The page and the report; Http404 where no board that watches the plan has the meeting, and where a
    cancelled one left no report."""
    page = plan_page(request, area, plan)
    found = (
        Meeting.objects.filter(watched(page.plan), board__area=page.area, pk=meeting)
        .select_related("board__area")
        .first()
    )
    if found is None:
        raise Http404("There is no such meeting.")
    report = report_of(found, page.plan)
    if report.report is not None:
        report.report.plan, report.report.meeting = page.plan, found
    return page, report


def report_context(page: PlanPage, report: Report) -> dict[str, object]:
    """What the templates of a report's pages use."""
    day = report.exceptions.position.as_at
    query = "" if day >= page.today else f"as_at={day.isoformat()}"
    return {
        "references": _references(page, report.exceptions, query),
        "agreed_issues": SimpleLazyObject(lambda: told(page.plan, report.meeting.held_on)),
        "report": report,
        "meeting": report.meeting,
        "exceptions": report.exceptions,
        "beside": exceptions_table(
            exceptions_in(report.pack)
            if report.pack
            else beside(page.plan, day, report.exceptions.position).exceptions
        ),
        "as_at": day,
        "is_today": day == page.today,
        "as_at_query": query,
    }


def exception_crumbs(page: PlanPage, *after: Crumb) -> list[Crumb]:
    """The way to a page under the plan's exceptions."""
    return [
        ("Your areas", reverse("home")),
        (page.area.name, reverse("area", args=[page.area.slug])),
        (page.plan.title, plan_url(page, "plan-dashboard")),
        ("Exceptions", plan_url(page, "exceptions")),
        *after,
    ]


def _references(page: PlanPage, found: Exceptions, query: str) -> ReferenceLinks:
    """The plan's references, to be links where a text names them."""
    return ReferenceLinks.of(found.position, lambda slug: action_url(page.plan, slug, query))


def _meetings(page: PlanPage) -> list[tuple[Meeting, str]]:
    """The plan's last meetings and those to come, the newest first, each with how far its report is."""
    agreed = ExceptionAgreement.objects.filter(report=OuterRef("pk"), pack__reopening__isnull=True)
    reports = ExceptionReport.objects.filter(plan=page.plan).annotate(is_agreed=Exists(agreed))
    packs = Pack.objects.filter(reopening__isnull=True)
    found = (
        meetings_of(page.plan)
        .prefetch_related(
            Prefetch("exception_reports", reports, to_attr="reports_here"),
            Prefetch("packs", packs, to_attr="packs_closed"),
        )
        .order_by("-held_on", "-id")[:MEETINGS_SHOWN]
    )
    return [(meeting, _state(meeting)) for meeting in found]


def _state(meeting: Meeting) -> str:
    """How far the report of a meeting is, which comes with `reports_here` and `packs_closed`."""
    reports = meeting.reports_here  # type: ignore[attr-defined]
    if reports and reports[0].is_agreed:
        return "Agreed"
    if meeting.packs_closed:  # type: ignore[attr-defined]
        return "Pack closed"
    return "Being edited" if reports else "Not begun"


def _file(page: PlanPage, rows: list[list[str]], when: str) -> HttpResponse:
    name = f"{page.area.slug}-{page.plan.slug}-exceptions-{when}.csv"
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    response.write("\ufeff")
    csv.writer(response).writerows(rows)
    return response
