"""A plan's life: its timeline from inspection to sign-off, the steps of it, and the plan that takes its place."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.choices import PlanEventKind, PlanKind
from actions.clock.chain import successor_of
from actions.clock.escalation import route
from actions.clock.life import life_as_at
from actions.forms.succession import DateGoes, PlanEventForm, RetractEventForm, SucceedForm
from actions.models import Action, Measure, Plan, PlanEvent, Risk
from actions.parts.clock import timeline_table
from actions.services.deadline_ends import open_deadlines
from actions.services.succession import record_event, retract_event, succeed
from actions.text import say_day
from actions.views.clock import plan_way
from actions.views.loading import PlanPage, plan_page
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import Asking, answer, plan_url
from actions.views.set_up.plans import slug_from
from wsoa.capabilities import Capability

TIMELINE = "Timeline"
NEXT_KIND = {
    PlanKind.WSOA: PlanKind.APP,
    PlanKind.APP: PlanKind.APP,
    PlanKind.PAP: PlanKind.PAP,
    PlanKind.IMPROVEMENT: PlanKind.PAP,
}
"""What usually takes the place of a plan."""


@require_safe
def timeline(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """From the inspection to sign-off, and what follows where the plan is not delivered."""
    page = plan_page(request, area, plan)
    life = life_as_at(page.plan, page.day)
    context = page.context() | {
        "crumbs": plan_way(page, (TIMELINE, "")),
        "life": life,
        "table": timeline_table(life),
        "route": route(page.plan, life),
        "is_succeeded": life.successor is not None,
        "can_change": page.can(Capability.MANAGE_PLAN) and page.is_today,
    }
    return render(request, "actions/clock/timeline.html", context, status=page.status)


def _managed(request: HttpRequest, area: str, plan: str) -> PlanPage:
    page = plan_page(request, area, plan)
    page.check(Capability.MANAGE_PLAN)
    return page


def _asking(page: PlanPage, title: str, **given: Any) -> Asking:
    url = plan_url(page, "timeline")
    return Asking(title, plan_way(page, (TIMELINE, url)), url, page.plan.title, **given)


@page_with_form
def plan_event_add(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """A step of the plan's life."""
    page = _managed(request, area, plan)
    asked = _asking(
        page,
        "Record a step",
        intro="A step that closes the plan also ends its updates; the plan can be opened again where it is "
        "set up.",
    )

    def save(given: dict[str, Any]) -> tuple[str, str]:
        row = record_event(plan=page.plan, by=page.user, **given)
        return asked.cancel, f"Recorded: {_called(row)}."

    return answer(request, page, PlanEventForm(posted(request), today=page.today), asked, save=save)


@page_with_form
def plan_event_retract(request: HttpRequest, area: str, plan: str, event: int) -> HttpResponse:
    """Take back a step that was recorded by mistake."""
    page = _managed(request, area, plan)
    row = PlanEvent.objects.filter(plan=page.plan, pk=event).standing().first()
    if row is None:
        raise Http404("There is no such step.")
    row.plan = page.plan
    asked = _asking(page, "Take back a step", button="Take it back", intro=f"{_called(row)}.")

    def save(given: dict[str, Any]) -> tuple[str, str]:
        retract_event(event=row, by=page.user, **given)
        return asked.cancel, f"Taken back: {_called(row)}."

    return answer(request, page, RetractEventForm(posted(request)), asked, save=save)


def _called(event: PlanEvent) -> str:
    what = event.note if event.event == PlanEventKind.OTHER else event.get_event_display()
    return f"{what}, {say_day(event.effective_date)}"


@page_with_form
def plan_succeed(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The plan that takes this one's place, and what is carried into it."""
    page = _managed(request, area, plan)
    row = page.plan
    after = successor_of(row)
    if after is not None and request.method != "POST":
        context = page.context() | {
            "crumbs": plan_way(page, (TIMELINE, plan_url(page, "timeline")), ("Succeeded", "")),
            "after": after,
        }
        return render(request, "actions/clock/succeeded.html", context)
    position = page.position()
    lines = {line.action_id: line for line in position.lines}
    actions = {each.pk: each for each in Action.objects.filter(pk__in=lines)}
    measures = _measures(row)
    risks = _risks(row)
    form = SucceedForm(
        posted(request),
        plan=row,
        actions=[(actions[pk], f"{line.reference} {line.title}") for pk, line in lines.items()],
        measures=[(each, each.name) for each in measures],
        risks=[(each, str(each)) for each in risks],
        dates=open_deadlines(row, page.today),
        today=page.today,
        initial={
            "kind": NEXT_KIND[PlanKind(row.kind)],
            "starts_on": page.today,
            "with_usual": True,
            "actions": [str(pk) for pk, line in lines.items() if not line.is_complete],
            "measures": [str(each.pk) for each in measures],
            "risks": [str(each.pk) for each in risks],
        },
    )
    asked = _asking(
        page,
        "Let another plan take its place",
        button="Create the new plan and close this one",
        intro="The new plan is being written and can still be changed; this one is closed. Its history stays, "
        "and is to be seen behind each action that is carried.",
        template="actions/clock/succeed.html",
    )

    def save(given: dict[str, Any]) -> tuple[str, str]:
        new = succeed(
            plan=row,
            slug=given["slug"].strip().lower() or slug_from(given["title"], page.area),
            title=given["title"],
            kind=given["kind"],
            starts_on=given["starts_on"],
            by=page.user,
            actions=form.carried("actions"),
            measures=form.carried("measures"),
            risks=form.carried("risks"),
            left=form.going(DateGoes.LEAVE),
            ended=form.going(DateGoes.END),
            ended_reason=given.get("ended_reason", ""),
            with_usual=given["with_usual"],
        )
        done = reverse("timeline", args=[page.area.slug, new.slug])
        return done, f"{new.title} takes the place of {row.title}, which is closed."

    return answer(request, page, form, asked, save=save)


def _measures(plan: Plan) -> list[Measure]:
    """Those that the plan is judged by and that are still measured, in its order."""
    rows = (
        plan.plan_measures.current()
        .select_related("measure")
        .filter(measure__retired_on__isnull=True)
    )
    return [each.measure for each in rows]


def _risks(plan: Plan) -> list[Risk]:
    """Those in the plan's register, in its order."""
    return [each.risk for each in plan.plan_risks.select_related("risk")]
