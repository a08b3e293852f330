"""The sections of a template: added, changed, moved, removed."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from actions.models import Plan
from actions.views.saving import done, page_with_form, posted
from actions.views.set_up.common import Asking, answer, removal, row_or_404
from actions.views.set_up.lists import as_it_is
from reports.choices import SectionKind
from reports.drafting.menus import block_menu
from reports.drafting.templates import plans_to_show, sample_of
from reports.facts import Facts
from reports.figures import Figures
from reports.figures.menu import figure_menu
from reports.forms.templates import TemplateSectionForm
from reports.models import TemplateSection
from reports.services.template_sections import (
    add_template_section,
    change_template_section,
    move_template_section,
    remove_template_section,
)
from reports.views.templates.loading import TemplatePage, template_page

FIELDS = ("heading", "kind", "guidance", "text", "is_mandatory", "is_exempt", "ground")
FORM = "reports/templates/section.html"


def _section(
    request: HttpRequest, area: str, template: int, pk: int
) -> tuple[TemplatePage, TemplateSection]:
    """The template's section; Http404 where it has none of that number."""
    at = template_page(request, area, template)
    row = row_or_404(at.template.sections.all(), pk)
    row.template = at.template
    return at, row


def _menus(at: TemplatePage) -> dict[str, object]:
    """The figures and blocks that may be used, with what they are today in the area's newest plan."""
    plan = next(iter(plans_to_show(at.area)), None)
    if plan is None:
        return {"shown_plan": None}
    return {"shown_plan": plan, **_of_plan(at, plan)}


def _of_plan(at: TemplatePage, plan: Plan) -> dict[str, object]:
    draft = sample_of(at.template, plan, timezone.localdate())
    facts = Facts(plan, draft.as_at)
    return {"figures": figure_menu(Figures(facts, draft)), "blocks": block_menu(facts)}


def _asking(at: TemplatePage, title: str, back: str, **given: Any) -> Asking:
    return Asking(
        title, at.crumbs(), back, at.template.title, template=FORM, extra=_menus(at), **given
    )


def _place(at: TemplatePage, section: TemplateSection) -> str:
    """The section's place on the page of the template."""
    return f"{at.url('paper-template')}#section-{section.pk}"


@page_with_form
def template_section_add(request: HttpRequest, area: str, template: int) -> HttpResponse:
    """A section more."""
    at = template_page(request, area, template)
    asked = request.GET.get("kind", "")
    initial = {"kind": asked} if asked in SectionKind.values else {}
    form = TemplateSectionForm(posted(request), initial=initial)

    def save(values: dict[str, Any]) -> tuple[str, str]:
        del values["seen"]
        made = add_template_section(template=at.template, by=at.page.user, **values)
        return _place(at, made), f"“{made.heading}” is added."

    asking = _asking(at, "Add a section", at.url("paper-template"), button="Add section")
    return answer(request, at, form, asking, save=save)


@page_with_form
def template_section_change(
    request: HttpRequest, area: str, template: int, template_section: int
) -> HttpResponse:
    """A section as it is, to be changed."""
    at, row = _section(request, area, template, template_section)
    form = TemplateSectionForm(posted(request), initial=as_it_is(row, *FIELDS))

    def save(values: dict[str, Any]) -> tuple[str, str]:
        change_template_section(section=row, by=at.page.user, **values)
        return _place(at, row), f"“{row.heading}” is saved."

    asking = _asking(
        at,
        f"Change “{row.heading}”",
        _place(at, row),
        remove=at.url("paper-template-section-remove", row.pk),
    )
    return answer(request, at, form, asking, save=save, row=row)


@require_POST
def template_section_move(
    request: HttpRequest, area: str, template: int, template_section: int
) -> HttpResponse:
    """One place up or down among those of its kind."""
    at, row = _section(request, area, template, template_section)
    up = request.POST.get("to") == "up"
    move = partial(move_template_section, section=row, up=up, by=at.page.user)
    said = f"“{row.heading}” has moved {'up' if up else 'down'}."
    return done(request, _place(at, row), move, said)


@page_with_form
def template_section_remove(
    request: HttpRequest, area: str, template: int, template_section: int
) -> HttpResponse:
    """Ask, then take the section out of the papers to come."""
    at, row = _section(request, area, template, template_section)

    def remove() -> tuple[str, str]:
        heading = row.heading
        remove_template_section(section=row, by=at.page.user)
        return at.url("paper-template"), f"“{heading}” is removed."

    return removal(
        request,
        at,
        title=f"Remove “{row.heading}”",
        warning="Papers started from now on are without it. Those already started keep theirs.",
        crumbs=at.crumbs(),
        cancel=_place(at, row),
        button="Remove section",
        remove=remove,
    )
