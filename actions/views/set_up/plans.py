"""Setting a plan up: its tasks, its details, its stage, and how it is kept up to date."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from actions.choices import CycleFrequency, PlanKind, PlanStage
from actions.services.plans import (
    change_plan,
    change_plan_settings,
    change_plan_stage,
    create_plan,
)
from actions.set_up import SETTINGS, TaskState, area_tasks, plan_tasks
from actions.set_up_forms import NewPlanForm, PlanDetailsForm, PlanSettingsForm, PlanStageForm
from actions.views.loading import PlanPage, plan_page
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import Asking, answer, area_at, plan_crumbs, plan_url
from actions.views.set_up.lists import as_it_is
from wsoa.capabilities import Capability

SLUG_LENGTH = 40


def managed_plan(request: HttpRequest, area: str, plan: str) -> PlanPage:
    """The plan at the address, for somebody who may set it up."""
    page = plan_page(request, area, plan)
    page.check(Capability.MANAGE_PLAN)
    return page


@require_safe
def plan_setup(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The guided sequence: what there is, what is still to do, in the order that saves time."""
    page = managed_plan(request, area, plan)
    first, second = area_tasks(page.area), plan_tasks(page.plan, page.position())
    tasks = [*first, *second]
    required = [task for task in tasks if task.state != TaskState.OPTIONAL]
    groups = [
        (
            title,
            [
                (task, page.can(task.capability), _task_url(page, task.name, of_area))
                for task in group
            ],
        )
        for title, group, of_area in (
            ("Who works on it", first, True),
            ("How the plan is made up", second[:-2], False),
            ("What is to be done", second[-2:], False),
        )
    ]
    context = page.context() | {
        "crumbs": [*plan_crumbs(page)[:-1], ("Set up", "")],
        "groups": groups,
        "done": sum(task.is_done for task in required),
        "wanted": len(required),
        "starts_later": page.plan.starts_on > page.today,
    }
    return render(request, "actions/set_up/plan.html", context)


def _task_url(page: PlanPage, name: str, of_area: bool) -> str:
    return reverse(name, args=[page.area.slug]) if of_area else plan_url(page, name)


@page_with_form
def plan_add(request: HttpRequest, area: str) -> HttpResponse:
    """A new plan."""
    page = area_at(request, area, Capability.MANAGE_PLAN)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        made = create_plan(
            area=page.area,
            slug=given["slug"].strip().lower() or slug_from(given["title"], page.area),
            title=given["title"],
            kind=PlanKind(given["kind"]),
            stage=PlanStage(given["stage"]),
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            summary=given["summary"],
            by=page.user,
        )
        done = reverse("plan-setup", args=[page.area.slug, made.slug])
        return done, f"{made.title} is created. Next, give it what it needs."

    initial = {"starts_on": timezone.localdate(), "stage": PlanStage.WRITING}
    asking = Asking(
        "Create a plan",
        page.crumbs(),
        page.url("area-setup"),
        page.area.name,
        button="Create plan",
        intro="Everything but its address can be changed later.",
    )
    form = NewPlanForm(posted(request), initial=initial)
    return answer(request, page, form, asking, save=save)


def slug_from(title: str, area: Any) -> str:
    """A short name made from the title that no plan of the area has."""
    base = slugify(title)[:SLUG_LENGTH].strip("-") or "plan"
    base = "plan-area" if base == "area" else base
    taken = {slug.casefold() for slug in area.plans.values_list("slug", flat=True)}
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


@page_with_form
def plan_change(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """What the plan is called and when it runs."""
    page = managed_plan(request, area, plan)
    row = page.plan
    names = ("title", "kind", "starts_on", "ends_on", "reported_as_at", "summary")
    initial = as_it_is(row, *names)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        given["kind"] = PlanKind(given["kind"])
        change_plan(plan=row, **given, by=page.user)
        return plan_url(page, "plan-setup"), "The plan is saved."

    asking = _asking(
        page,
        "What the plan is called",
        extra={"stage_url": plan_url(page, "plan-stage")},
    )
    form = PlanDetailsForm(posted(request), initial=initial)
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def plan_stage(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Whether the plan is being written, in delivery, or closed."""
    page = managed_plan(request, area, plan)
    row = page.plan

    def save(given: dict[str, Any]) -> tuple[str, str]:
        stage = PlanStage(given["stage"])
        change_plan_stage(plan=row, stage=stage, seen=given["seen"], by=page.user)
        return plan_url(page, "plan-setup"), f"The plan is now: {stage.label.lower()}."

    asking = _asking(
        page,
        "How far the plan is",
        intro="Once a plan is closed nothing new can be recorded, and nobody is asked for updates. "
        "Mistakes can still be corrected, and the plan can be opened again.",
    )
    form = PlanStageForm(posted(request), initial=as_it_is(row, "stage"))
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def plan_settings(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """How the plan is kept up to date: the update cycle, and what waits for a decision."""
    page = managed_plan(request, area, plan)
    row = page.plan
    initial = as_it_is(row, *SETTINGS)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        given["cycle_frequency"] = CycleFrequency(given["cycle_frequency"])
        change_plan_settings(plan=row, **given, by=page.user)
        return plan_url(page, "plan-setup"), "The update cycle and what waits are saved."

    asking = _asking(page, "Update cycle and acceptance", template="actions/set_up/settings.html")
    form = PlanSettingsForm(posted(request), initial=initial)
    return answer(request, page, form, asking, save=save, row=row)


def _asking(page: PlanPage, title: str, **given: Any) -> Asking:
    """A form's page below the plan's tasks."""
    url = plan_url(page, "plan-setup")
    return Asking(title, plan_crumbs(page), url, page.plan.title, **given)
