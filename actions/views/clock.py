"""A plan's statutory dates: the table, counting one, setting another day, saying when it was met."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from actions.choices import DeadlineKind, PlanStage
from actions.clock import DeadlineValue, deadline_as_at, deadlines_as_at
from actions.clock.loading import letter_of
from actions.clock.presets import PRESETS
from actions.clock.preview import preview
from actions.clock.usual import usual_dates
from actions.errors import Refused
from actions.forms.clock import (
    AppliesForm,
    DeadlineForm,
    EndForm,
    MetForm,
    NotMetForm,
    PutBackForm,
    SetDayForm,
    as_typed,
    preset_initial,
)
from actions.models import Deadline, DeadlineEntry
from actions.services import clock as services
from actions.services.deadline_ends import apply_again, end_deadline
from actions.services.rows import version
from actions.services.writing import newest_id
from actions.text import say_day
from actions.views.loading import PlanPage, plan_page
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import (
    Asking,
    Crumb,
    Says,
    answer,
    plan_url,
    removal,
    row_or_404,
)
from wsoa.capabilities import Capability

CLOCK = "Statutory dates"
SHOW = "show"
"""The name of the button that shows what a form would come to, and saves nothing."""


def plan_way(page: PlanPage, *after: Crumb) -> list[Crumb]:
    """The way to a page of the plan."""
    return [
        ("Your areas", reverse("home")),
        (page.area.name, reverse("area", args=[page.area.slug])),
        (page.plan.title, plan_url(page, "plan-dashboard")),
        *after,
    ]


@require_safe
def clock(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The plan's deadlines as at the day, each with how it was counted and who is told when."""
    page = plan_page(request, area, plan)
    deadlines = deadlines_as_at(page.plan, page.day)
    can_change = page.can(Capability.MANAGE_PLAN) and page.is_today
    present = {each.kind for each in deadlines if not each.is_left_open}
    waiting = [each for each in deadlines if each.day is not None and not each.standing.is_settled]
    context = page.context() | {
        "crumbs": plan_way(page, (CLOCK, "")),
        "deadlines": deadlines,
        "next": next((each for each in waiting if each.working_days_left is not None), None),
        "passed": [each for each in waiting if each.is_late],
        "has_usual": bool(usual_dates(page.plan, present)) if can_change else False,
        "can_change": can_change,
        "is_open": page.plan.stage != PlanStage.CLOSED,
        "inspection_url": _inspection_url(page),
    }
    return render(request, "actions/clock/clock.html", context, status=page.status)


def _inspection_url(page: PlanPage) -> str:
    """Where the days that dates are counted from are put in."""
    inspection = page.plan.inspection_id
    if inspection is None:
        return plan_url(page, "plan-inspection")
    return reverse("inspection-change", args=[page.area.slug, inspection])


def _managed(request: HttpRequest, area: str, plan: str) -> PlanPage:
    page = plan_page(request, area, plan)
    page.check(Capability.MANAGE_PLAN)
    return page


def _open(request: HttpRequest, area: str, plan: str, deadline: int) -> tuple[PlanPage, Deadline]:
    """The plan's deadline, for somebody who may change it; Http404 where it has none of that number."""
    page = _managed(request, area, plan)
    row = row_or_404(Deadline.objects.filter(plan=page.plan), deadline)
    row.plan = page.plan
    return page, row


def _asking(page: PlanPage, title: str, **given: Any) -> Asking:
    url = plan_url(page, "clock")
    return Asking(title, plan_way(page, (CLOCK, url)), url, **given)


@require_POST
def deadlines_usual(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Add the usual dates of the plan's kind."""
    page = _managed(request, area, plan)
    try:
        added = services.add_usual(plan=page.plan, by=page.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        said = "; ".join(str(deadline) for deadline in added)
        messages.success(request, f"Added: {said}. Check from which day each is counted.")
    return HttpResponseRedirect(plan_url(page, "clock"))


@page_with_form
def deadline_add(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Another date that the plan is bound by; `?kind=` begins with how that kind is usually counted."""
    page = _managed(request, area, plan)
    asked_for = request.GET.get("kind", "")
    kind = DeadlineKind(asked_for) if asked_for in DeadlineKind.values else DeadlineKind.OTHER
    initial = preset_initial(kind)
    form = DeadlineForm(posted(request), area=page.area, initial=initial)
    presets = [
        (preset.label, f"{plan_url(page, 'deadline-add')}?kind={preset.value}")
        for preset in PRESETS
    ]
    asked = _asking(
        page,
        "Add a date",
        caption=page.plan.title,
        button="Add this date",
        template="actions/clock/deadline_form.html",
        extra={"presets": presets, "seen": None},
    )

    def save(given: dict[str, Any]) -> tuple[str, str]:
        given.pop("seen")
        made = services.add_deadline(plan=page.plan, by=page.user, **given)
        return asked.cancel, f"{made} is added."

    return _answer(request, page, form, asked, save)


@page_with_form
def deadline_change(request: HttpRequest, area: str, plan: str, deadline: int) -> HttpResponse:
    """How a date is counted, and who is told of it."""
    page, row = _open(request, area, plan, deadline)
    names = ("kind", "title", "basis", "basis_on", "basis_words", "count", "unit", "source")
    listeners = list(row.listeners.values_list("post_id", flat=True))
    form = DeadlineForm(
        posted(request),
        area=page.area,
        initial={name: getattr(row, name) for name in names}
        | {"warn_days": as_typed(row.warn_days), "listeners": listeners, "seen": version(row)},
    )
    asked = _asking(
        page,
        f"Change {row}",
        caption=page.plan.title,
        template="actions/clock/deadline_form.html",
        intro="If you change what it is counted from, how many or of what, past days show it by the new count too.",
        remove=plan_url(page, "deadline-remove", row.pk),
    )

    def save(given: dict[str, Any]) -> tuple[str, str]:
        changed = services.change_deadline(deadline=row, by=page.user, **given)
        return asked.cancel, f"{changed} is saved."

    def says(_: dict[str, Any]) -> Says:
        now = deadline_as_at(row, page.today)
        told = ", ".join(each.post.title for each in now.listeners) or "Nobody"
        return [("Who is told", told)]

    return _answer(request, page, form, asked, save, row=row, says=says)


def _answer(
    request: HttpRequest,
    page: PlanPage,
    form: DeadlineForm,
    asked: Asking,
    save: Callable[[dict[str, Any]], tuple[str, str]],
    row: Deadline | None = None,
    **given: Any,
) -> HttpResponse:
    """Save the form; or where the person asked to see the day, show what it comes to and save nothing."""
    if request.method == "POST" and SHOW in request.POST:
        context = page.context() | asked.context() | {"form": form}
        if not form.is_valid():
            return render(request, asked.template, context, status=422)
        values = form.cleaned_data
        try:
            context["preview"] = preview(
                letter_of(row) if row is not None else page.plan.inspection,
                basis=values["basis"],
                basis_on=values["basis_on"],
                basis_words=values["basis_words"],
                count=values["count"],
                unit=values["unit"],
                kind=values["kind"],
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
            return render(request, asked.template, context, status=422)
        return render(request, asked.template, context)
    return answer(request, page, form, asked, save=save, row=row, **given)


@page_with_form
def deadline_remove(request: HttpRequest, area: str, plan: str, deadline: int) -> HttpResponse:
    """Take away a date of which nothing was recorded."""
    page, row = _open(request, area, plan, deadline)
    url = plan_url(page, "clock")

    def remove() -> tuple[str, str]:
        said = str(row)
        services.remove_deadline(deadline=row, by=page.user)
        return url, f"{said} is removed."

    return removal(
        request,
        page,
        title=f"Remove {row}",
        warning="The plan is then no longer bound by it, and nobody is told of it.",
        crumbs=plan_way(page, (CLOCK, url)),
        cancel=plan_url(page, "deadline-change", row.pk),
        button="Remove this date",
        remove=remove,
        stays=services.STAYS if services.is_kept(row) else "",
    )


def _entry(
    request: HttpRequest,
    page: PlanPage,
    row: Deadline,
    form: Any,
    asked: Asking,
    write: Callable[[dict[str, Any]], DeadlineEntry],
    said: Callable[[DeadlineValue], str],
) -> HttpResponse:
    """A form that adds an entry; where somebody added another meanwhile, it shows how the date stands now."""

    def save(given: dict[str, Any]) -> tuple[str, str]:
        given.pop("based_on")
        write({**given, "seen": form.seen(), "by": page.user})
        return asked.cancel, f"{row}: {said(deadline_as_at(row, page.today))}."

    def says(_: dict[str, Any]) -> Says:
        data = form.data.copy()
        data["based_on"] = str(newest_id(row.entries.all()) or "")
        form.data = data
        now = deadline_as_at(row, page.today)
        return [("Day", now.day_in_words), ("How it stands", now.says)]

    return answer(request, page, form, asked, save=save, says=says)


def _begun(row: Deadline) -> dict[str, Any]:
    return {"based_on": newest_id(DeadlineEntry.objects.filter(deadline=row))}


@page_with_form
def deadline_set(request: HttpRequest, area: str, plan: str, deadline: int) -> HttpResponse:
    """Another day than the one counted, and why."""
    page, row = _open(request, area, plan, deadline)
    now = deadline_as_at(row, page.today)
    initial = _begun(row) | ({"day": now.day} if now.is_overridden else {})
    form = SetDayForm(posted(request), today=page.today, initial=initial)
    counted = f"As counted: {say_day(now.counted)}. {now.how}" if now.counted else now.missing
    asked = _asking(page, "Set another day", caption=str(row), button="Set this day", intro=counted)
    return _entry(
        request,
        page,
        row,
        form,
        asked,
        lambda given: services.set_day(deadline=row, **given),
        lambda found: f"the day is {found.day_in_words}",
    )


@page_with_form
def deadline_back(request: HttpRequest, area: str, plan: str, deadline: int) -> HttpResponse:
    """Back to the day as counted."""
    page, row = _open(request, area, plan, deadline)
    now = deadline_as_at(row, page.today)
    form = PutBackForm(posted(request), today=page.today, initial=_begun(row))
    counted = f"As counted: {say_day(now.counted)}. {now.how}" if now.counted else now.missing
    asked = _asking(
        page, "Put back to the day as counted", caption=str(row), button="Put back", intro=counted
    )
    return _entry(
        request,
        page,
        row,
        form,
        asked,
        lambda given: services.put_back(deadline=row, **given),
        lambda found: f"the day is {found.day_in_words}",
    )


@page_with_form
def deadline_meet(request: HttpRequest, area: str, plan: str, deadline: int) -> HttpResponse:
    """On which day it was met; said again, it corrects that day."""
    page, row = _open(request, area, plan, deadline)
    now = deadline_as_at(row, page.today)
    initial = _begun(row) | {"met_on": now.met_on or page.today}
    form = MetForm(posted(request), today=page.today, initial=initial)
    asked = _asking(
        page,
        "Correct the day it was met" if now.met_on else "Say when it was met",
        caption=str(row),
        intro=f"Its day is {now.day_in_words}." if now.day else now.missing,
    )
    return _entry(
        request,
        page,
        row,
        form,
        asked,
        lambda given: services.meet(deadline=row, **given),
        lambda found: f"{found.says[0].lower()}{found.says[1:]}",
    )


@page_with_form
def deadline_unmeet(request: HttpRequest, area: str, plan: str, deadline: int) -> HttpResponse:
    """That it was not met after all."""
    page, row = _open(request, area, plan, deadline)
    now = deadline_as_at(row, page.today)
    form = NotMetForm(posted(request), initial=_begun(row))
    asked = _asking(
        page, "Not met after all", caption=str(row), button="It was not met", intro=f"{now.says}."
    )
    return _entry(
        request,
        page,
        row,
        form,
        asked,
        lambda given: services.unmeet(deadline=row, **given),
        lambda found: f"{found.says[0].lower()}{found.says[1:]}",
    )


@page_with_form
def deadline_end(request: HttpRequest, area: str, plan: str, deadline: int) -> HttpResponse:
    """That it applies no longer."""
    page, row = _open(request, area, plan, deadline)
    form = EndForm(posted(request), initial=_begun(row))
    asked = _asking(
        page,
        "Applies no longer",
        caption=str(row),
        button="It applies no longer",
        intro="Nobody is told of it any more. It stays on this page with the reason.",
    )
    return _entry(
        request,
        page,
        row,
        form,
        asked,
        lambda given: end_deadline(deadline=row, **given),
        lambda _: "it applies no longer",
    )


@page_with_form
def deadline_applies(request: HttpRequest, area: str, plan: str, deadline: int) -> HttpResponse:
    """That it applies after all."""
    page, row = _open(request, area, plan, deadline)
    now = deadline_as_at(row, page.today)
    form = AppliesForm(posted(request), initial=_begun(row))
    asked = _asking(
        page,
        "Applies after all",
        caption=str(row),
        button="It applies",
        intro=f"It was said to apply no longer: {now.settled_by}" if now.settled_by else "",
    )
    return _entry(
        request,
        page,
        row,
        form,
        asked,
        lambda given: apply_again(deadline=row, **given),
        lambda found: f"{found.says[0].lower()}{found.says[1:]}",
    )
