"""The area's templates as a list, one of them, and what is done with one as a whole."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from actions.errors import Refused
from actions.views.saving import done, page_with_form, posted
from actions.views.set_up.common import Asking, answer
from actions.views.set_up.lists import as_it_is
from reports.choices import AppendixNaming, Numbering
from reports.drafting.starting import not_taken_over
from reports.drafting.templates import clearance_said, parts_of_template
from reports.forms.templates import AddTemplateForm, CopyTemplateForm, TemplateForm
from reports.models import PaperTemplate
from reports.services.templates import (
    add_template,
    adopt_template,
    change_template,
    copy_template,
    restore_template,
    retire_template,
)
from reports.views.templates.loading import (
    TITLE,
    template_page,
    templates_crumbs,
    templates_page,
)

FIELDS = (
    "title",
    "body",
    "numbering",
    "appendices",
    "word_limit",
    "despatch_days",
    "log_is_public",
)
NEW = {
    "numbering": Numbering.PARAGRAPHS,
    "appendices": AppendixNaming.LETTERS,
    "word_limit": 0,
    "despatch_days": 5,
}
LATER = "Papers started from now on are like this. Those already started stay as they are."


@require_safe
def paper_templates(request: HttpRequest, area: str) -> HttpResponse:
    """Templates in use, those shipped that the area has not taken over, and retired ones."""
    page = templates_page(request, area)
    own = list(
        PaperTemplate.objects.filter(area=page.area)
        .annotate(
            section_count=Count("sections", distinct=True),
            step_count=Count("steps", distinct=True),
            paper_count=Count("papers", distinct=True),
        )
        .order_by("title", "pk")
    )
    context = page.context() | {
        "crumbs": [*templates_crumbs(page)[:-1], (TITLE, "")],
        "in_use": [each for each in own if not each.is_retired],
        "shipped": not_taken_over(page.area),
        "retired": [each for each in own if each.is_retired],
    }
    return render(request, "reports/templates/list.html", context)


@require_POST
def template_adopt(request: HttpRequest, area: str) -> HttpResponse:
    """Take over a shipped template, and lead to it."""
    page = templates_page(request, area)
    try:
        made = adopt_template(area=page.area, key=request.POST.get("key", ""), by=page.user)
    except Refused as refused:
        messages.error(request, refused.message)
        return HttpResponseRedirect(page.url("paper-templates"))
    messages.success(request, f"{made.title} is this area’s own now. Change it as you need it.")
    return HttpResponseRedirect(page.url("paper-template", made.pk))


@page_with_form
def template_add(request: HttpRequest, area: str) -> HttpResponse:
    """A template from nothing."""
    page = templates_page(request, area)
    form = AddTemplateForm(posted(request), initial=NEW)

    def save(values: dict[str, Any]) -> tuple[str, str]:
        del values["seen"]
        made = add_template(area=page.area, by=page.user, **values)
        return page.url("paper-template", made.pk), f"{made.title} is added. Add its sections next."

    asking = Asking(
        "Add a template",
        templates_crumbs(page),
        page.url("paper-templates"),
        page.area.name,
        button="Add template",
    )
    return answer(request, page, form, asking, save=save)


@require_safe
def paper_template(request: HttpRequest, area: str, template: int) -> HttpResponse:
    """One template: its settings, its sections in order, whom its papers go to."""
    at = template_page(request, area, template)
    context = at.context() | {
        "crumbs": [*at.crumbs()[:-1], (at.template.title, "")],
        "parts": parts_of_template(at.template),
        "clearance": clearance_said(at.template, timezone.localdate()),
        "paper_count": at.template.papers.count(),
    }
    return render(request, "reports/templates/template.html", context)


@page_with_form
def template_change(request: HttpRequest, area: str, template: int) -> HttpResponse:
    """What the template's papers are like."""
    at = template_page(request, area, template)
    row = at.template
    form = TemplateForm(posted(request), initial=as_it_is(row, *FIELDS))

    def save(values: dict[str, Any]) -> tuple[str, str]:
        change_template(template=row, by=at.page.user, **values)
        return at.url("paper-template"), f"Saved. {LATER}"

    asking = Asking("Change settings", at.crumbs(), at.url("paper-template"), row.title)
    return answer(request, at, form, asking, save=save, row=row)


@page_with_form
def template_copy(request: HttpRequest, area: str, template: int) -> HttpResponse:
    """Another template like this one."""
    at = template_page(request, area, template)
    form = CopyTemplateForm(posted(request))

    def save(values: dict[str, Any]) -> tuple[str, str]:
        del values["seen"]
        made = copy_template(template=at.template, by=at.page.user, **values)
        return at.page.url("paper-template", made.pk), f"{made.title} is made. Change it as needed."

    asking = Asking(
        "Copy this template",
        at.crumbs(),
        at.url("paper-template"),
        at.template.title,
        button="Make the copy",
        intro="Settings, sections and clearance are copied. What is changed in one stays out of the other.",
    )
    return answer(request, at, form, asking, save=save)


@require_POST
def template_retire(request: HttpRequest, area: str, template: int) -> HttpResponse:
    """Offer it no more."""
    at = template_page(request, area, template)
    retire = partial(retire_template, template=at.template, by=at.page.user)
    said = f"{at.template.title} is retired. Its papers stay as they are."
    return done(request, at.page.url("paper-templates"), retire, said)


@require_POST
def template_restore(request: HttpRequest, area: str, template: int) -> HttpResponse:
    """Offer it again."""
    at = template_page(request, area, template)
    restore = partial(restore_template, template=at.template, by=at.page.user)
    return done(request, at.url("paper-template"), restore, f"{at.template.title} is in use again.")
