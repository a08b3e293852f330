"""A plan's monitoring visits: the list with its outcome bands, one visit, planning, arranging, its outcome."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.services.rows import version
from actions.services.writing import newest_id
from actions.text import say_day
from actions.views.loading import PlanPage, plan_page
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import Asking, Crumb, answer, plan_url
from boards.choices import BoardKind, MeetingState, OutcomeBand
from boards.forms.visits import ArrangeForm, OutcomeForm, VisitForm
from boards.models import Meeting, MonitoringVisit, VisitOutcome
from boards.outstanding import board_actions_of
from boards.services.visits import arrange_visit, plan_visit, record_outcome
from boards.views.recording import NOTHING_NEWER, NewerRow, save
from boards.visiting import visit_on, visits_of
from wsoa.capabilities import Capability

VISITS = "Monitoring visits"


def _crumbs(page: PlanPage, *after: Crumb) -> list[Crumb]:
    """The way to a page of the plan's visits."""
    return [
        ("Your areas", reverse("home")),
        (page.area.name, reverse("area", args=[page.area.slug])),
        (page.plan.title, plan_url(page, "plan-dashboard")),
        *after,
    ]


def _visit(page: PlanPage, pk: int) -> MonitoringVisit:
    """The plan's visit; Http404 where it has none of that number."""
    found = (
        MonitoringVisit.objects.filter(plan=page.plan, pk=pk)
        .select_related("meeting__board")
        .first()
    )
    if found is None:
        raise Http404("There is no such visit.")
    found.plan = page.plan
    return found


@require_safe
def visits(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The plan's visits, each with its bands, when it is due and how it came out."""
    page = plan_page(request, area, plan)
    context = page.context() | {
        "crumbs": _crumbs(page, (VISITS, "")),
        "visits": visits_of(page.plan, page.day),
        "can_plan": page.can(Capability.MANAGE_PLAN),
    }
    return render(request, "boards/visits/visits.html", context, status=page.status)


@require_safe
def visit(request: HttpRequest, area: str, plan: str, visit: int) -> HttpResponse:
    """One visit: its bands, the meeting, the outcome, the letter and the actions agreed."""
    page = plan_page(request, area, plan)
    row = _visit(page, visit)
    meeting = row.meeting
    is_held = meeting is not None and not meeting.is_cancelled and meeting.held_on <= page.today
    context = page.context() | {
        "crumbs": _crumbs(page, (VISITS, plan_url(page, "visits")), (row.title, "")),
        "found": visit_on(row, page.day),
        "meeting": meeting,
        "asked": board_actions_of(meeting, page.day) if meeting is not None else (),
        "is_held": is_held,
        "can_record": page.can(Capability.RECORD_MEETINGS),
    }
    return render(request, "boards/visits/visit.html", context, status=page.status)


@page_with_form
def visit_add(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """A visit to come, or the sign-off, with what each outcome would mean."""
    page = plan_page(request, area, plan)
    page.check(Capability.MANAGE_PLAN)
    form = VisitForm(posted(request))
    url = plan_url(page, "visits")

    def write(values: dict[str, Any]) -> str:
        made = plan_visit(plan=page.plan, delivery=values.pop("due"), by=page.user, **values)
        return f"“{made.title}” is planned."

    asked = Asking("Plan a monitoring visit", _crumbs(page, (VISITS, url)), url, page.plan.title)
    return save(request, page, form, asked, write)


def _below(page: PlanPage, visit: MonitoringVisit, title: str, **given: Any) -> Asking:
    """A form's page below a visit."""
    url = plan_url(page, "visit", visit.pk)
    crumbs = _crumbs(page, (VISITS, plan_url(page, "visits")), (visit.title, url))
    return Asking(title, crumbs, url, visit.title, **given)


@page_with_form
def visit_arrange(request: HttpRequest, area: str, plan: str, visit: int) -> HttpResponse:
    """At which meeting of a monitoring body the visit happens."""
    page = plan_page(request, area, plan)
    page.check(Capability.RECORD_MEETINGS)
    row = _visit(page, visit)
    meetings = list(
        Meeting.objects.filter(
            board__area=page.area,
            board__kind=BoardKind.MONITORING,
            state=MeetingState.SCHEDULED,
        )
        .select_related("board")
        .order_by("board__title", "-held_on", "-pk")
    )
    form = ArrangeForm(
        posted(request),
        meetings=meetings,
        initial={"meeting": row.meeting_id, "seen": version(row)},
    )
    none = "The area has no meeting of an external monitoring board. Schedule it first."
    asked = _below(page, row, "Arrange the visit", intro="" if meetings else none)

    def write(values: dict[str, Any]) -> tuple[str, str]:
        arrange_visit(visit=row, by=page.user, **values)
        meeting = values["meeting"]
        said = f"for {say_day(meeting.held_on)}" if meeting else "for no meeting"
        return asked.cancel, f"The visit is arranged {said}."

    return answer(request, page, form, asked, save=write, row=row)


@page_with_form
def visit_outcome(request: HttpRequest, area: str, plan: str, visit: int) -> HttpResponse:
    """How the visit came out, with the feedback letter."""
    page = plan_page(request, area, plan)
    page.check(Capability.RECORD_MEETINGS)
    row = _visit(page, visit)
    outcomes = VisitOutcome.objects.filter(visit=row)
    newest = outcomes.order_by("-pk").first()
    names = ("band", "summary", "letter_on", "letter_url", "letter")
    form = OutcomeForm(
        posted(request),
        visit=row,
        is_first=newest is None,
        today=page.today,
        initial={"based_on": newest_id(outcomes)}
        | ({name: getattr(newest, name) for name in names} if newest else {}),
    )

    def write(values: dict[str, Any]) -> str:
        band = OutcomeBand(values.pop("band"))
        record_outcome(visit=row, band=band, by=page.user, seen=form.seen(), **values)
        return f"The outcome is recorded: {band.label.lower()}."

    def newer() -> NewerRow:
        last = outcomes.order_by("-pk").first()
        if last is None:
            return NOTHING_NEWER
        says = [("Outcome", last.get_band_display()), ("In a few sentences", last.summary)]
        return NewerRow(last.pk, says)

    title = "Record another outcome" if newest else "Record the outcome"
    return save(request, page, form, _below(page, row, title), write, newer=newer)
