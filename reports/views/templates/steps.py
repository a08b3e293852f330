"""Whom the papers of a template go to: added, changed, moved, removed."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from actions.text import say_list
from actions.views.saving import done, page_with_form, posted
from actions.views.set_up.common import Asking, answer, removal, row_or_404
from actions.views.set_up.lists import as_it_is
from reports.forms.templates import TemplateStepForm
from reports.models import TemplateStep
from reports.services.template_steps import (
    add_template_step,
    change_template_step,
    move_template_step,
    remove_template_step,
)
from reports.views.templates.loading import TemplatePage, template_page

FIELDS = ("role", "kind", "post", "is_mandatory", "days", "order")


NAMED = 2
"""Others of a turn that the list of turns names; of more it names the first."""


def _step(
    request: HttpRequest, area: str, template: int, pk: int
) -> tuple[TemplatePage, TemplateStep]:
    """The template's step; Http404 where it has none of that number."""
    at = template_page(request, area, template)
    row = row_or_404(at.template.steps.all(), pk)
    row.template = at.template
    return at, row


def _turns(at: TemplatePage, but: TemplateStep | None = None) -> list[tuple[int, str]]:
    """Each turn, and who is asked in it besides."""
    found: dict[int, list[str]] = {}
    for each in at.template.steps.all():
        found.setdefault(each.order, [])
        if each != but:
            found[each.order].append(each.role)
    return [
        (order, f"Turn {order}, {f'with {_named(roles)}' if roles else 'alone'}")
        for order, roles in found.items()
    ]


def _named(roles: Sequence[str]) -> str:
    """Whom a list can name without growing too long for a screen."""
    if len(roles) <= NAMED:
        return say_list(roles)
    return f"{roles[0]} and {len(roles) - 1} others"


def _place(at: TemplatePage, step: TemplateStep) -> str:
    """The step's place on the page of the template."""
    return f"{at.url('paper-template')}#step-{step.pk}"


@page_with_form
def template_step_add(request: HttpRequest, area: str, template: int) -> HttpResponse:
    """Somebody more who is asked."""
    at = template_page(request, area, template)
    form = TemplateStepForm(
        posted(request), area=at.area, turns=_turns(at), initial={"days": 0, "order": "last"}
    )

    def save(values: dict[str, Any]) -> tuple[str, str]:
        del values["seen"]
        made = add_template_step(template=at.template, by=at.page.user, **values)
        return _place(at, made), f"{made.role} is added."

    asking = Asking(
        "Add somebody who is asked",
        at.crumbs(),
        at.url("paper-template"),
        at.template.title,
        button="Add",
    )
    return answer(request, at, form, asking, save=save)


@page_with_form
def template_step_change(
    request: HttpRequest, area: str, template: int, template_step: int
) -> HttpResponse:
    """Who is asked as it is, to be changed."""
    at, row = _step(request, area, template, template_step)
    form = TemplateStepForm(
        posted(request), area=at.area, turns=_turns(at, row), initial=as_it_is(row, *FIELDS)
    )

    def save(values: dict[str, Any]) -> tuple[str, str]:
        change_template_step(step=row, by=at.page.user, **values)
        return _place(at, row), f"{row.role} is saved."

    asking = Asking(
        f"Change {row.role}",
        at.crumbs(),
        _place(at, row),
        at.template.title,
        remove=at.url("paper-template-step-remove", row.pk),
    )
    return answer(request, at, form, asking, save=save, row=row)


@require_POST
def template_step_move(
    request: HttpRequest, area: str, template: int, template_step: int
) -> HttpResponse:
    """Asked earlier or later."""
    at, row = _step(request, area, template, template_step)
    up = request.POST.get("to") == "up"
    move = partial(move_template_step, step=row, up=up, by=at.page.user)
    said = f"{row.role} is asked {'earlier' if up else 'later'}."
    return done(request, _place(at, row), move, said)


@page_with_form
def template_step_remove(
    request: HttpRequest, area: str, template: int, template_step: int
) -> HttpResponse:
    """Ask, then take the step out of the clearance of papers to come."""
    at, row = _step(request, area, template, template_step)

    def remove() -> tuple[str, str]:
        role = row.role
        remove_template_step(step=row, by=at.page.user)
        return at.url("paper-template"), f"{role} is removed."

    return removal(
        request,
        at,
        title=f"Remove {row.role}",
        warning="Papers started from now on do not go there. Those already started still do.",
        crumbs=at.crumbs(),
        cancel=_place(at, row),
        button="Remove",
        remove=remove,
    )
