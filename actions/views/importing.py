"""Importing a plan's actions from a file: choose it, look at what it would do, confirm."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from actions.errors import Refused, Stale
from actions.forms import add_refusal
from actions.forms.importing import ImportFileForm, ImportOptionsForm
from actions.importing.columns import Field, guess_for
from actions.importing.outcome import Comparison, Options
from actions.importing.reading import read_file
from actions.importing.table import CellTable
from actions.importing.templates import TEMPLATES
from actions.models import ImportDraft, Organisation, Rating
from actions.services.import_drafts import change_draft, discard_draft, keep_draft
from actions.services.importing import Unclean, import_actions, preview
from actions.text import clean_text
from actions.views.loading import PlanPage, plan_page
from actions.views.saving import CONFLICT, UNPROCESSABLE, page_with_form
from wsoa.capabilities import Capability

ROWS_A_PAGE = 50
GONE = "That import is no longer waiting: it was confirmed, discarded or too old. Choose the file again."


def _page(request: HttpRequest, area: str, plan: str) -> PlanPage:
    page = plan_page(request, area, plan)
    page.check(Capability.MANAGE_PLAN)
    return page


def _address(page: PlanPage, name: str, *words: object) -> str:
    return reverse(name, args=[page.area.slug, page.plan.slug, *words])


@page_with_form
def start(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Choose a file. It is read at once; what is wrong with it is said here."""
    page = _page(request, area, plan)
    if request.method != "POST":
        return _start_page(
            request, page, ImportFileForm(initial={"as_at": page.today}, today=page.today)
        )
    form = ImportFileForm(request.POST, request.FILES, today=page.today)
    if form.is_valid():
        try:
            draft = _keep(page, form)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            address = _address(page, "import-preview", draft.pk)
            if getattr(request, "htmx", False):
                return HttpResponseClientRedirect(address)
            return HttpResponseRedirect(address)
    return _start_page(request, page, form, UNPROCESSABLE)


def _start_page(
    request: HttpRequest, page: PlanPage, form: ImportFileForm, status: int = 200
) -> HttpResponse:
    template = "actions/import_start.html"
    if getattr(request, "htmx", False):
        template += "#form"
    context = page.context() | {
        "form": form,
        "drafts": ImportDraft.objects.filter(plan=page.plan, by=page.user)
        .order_by("-at")
        .defer("table"),
        "templates": TEMPLATES,
        "ratings": Rating.objects.filter(scheme__plan=page.plan).order_by("order"),
    }
    return render(request, template, context, status=status)


def _keep(page: PlanPage, form: ImportFileForm) -> ImportDraft:
    """Read the file and keep its cells. Raises Refused, saying what to do."""
    upload: UploadedFile[Any] = form.cleaned_data["file"]
    data = upload.read()
    table = read_file(data, theme_word=page.area.theme_word)
    name = clean_text(upload.name or "", field="file", label="The file's name")
    return keep_draft(
        plan=page.plan,
        table=table,
        file_name=name[-200:] or "file",
        sha256=hashlib.sha256(data).hexdigest(),
        columns={
            "fields": {field.value: at for field, at in guess_for(table, page.plan).items()},
            "adds_missing": not page.plan.themes.exists(),
        },
        as_at=form.cleaned_data["as_at"],
        expand_ranges=form.cleaned_data["expand_ranges"],
        by=page.user,
        at=timezone.now(),
    )


@dataclass(frozen=True, slots=True)
class _Opened:
    """A draft, its cells and how they are understood."""

    draft: ImportDraft
    table: CellTable
    options: Options


def _open(page: PlanPage, draft_id: UUID) -> _Opened | None:
    """The person's own draft for this plan, or None where there is none (any more)."""
    draft = ImportDraft.objects.filter(pk=draft_id, plan=page.plan, by=page.user).first()
    if draft is None:
        return None
    kept = draft.columns
    options = Options(
        columns={Field(name): column for name, column in kept["fields"].items()},
        as_at=draft.as_at,
        file_name=draft.file_name,
        expand_ranges=draft.expand_ranges,
        adds_missing=kept.get("adds_missing", False),
        posts_in=Organisation.objects.filter(area=page.area, pk=kept.get("posts_in")).first(),
        default_rating=Rating.objects.filter(
            scheme__plan=page.plan, pk=kept.get("default_rating")
        ).first(),
    )
    return _Opened(draft, CellTable.from_json(draft.table), options)


def _gone(request: HttpRequest, page: PlanPage) -> HttpResponse:
    messages.info(request, GONE)
    return HttpResponseRedirect(_address(page, "import-start"))


@page_with_form
def preview_page(request: HttpRequest, area: str, plan: str, draft: UUID) -> HttpResponse:
    """What the file would do; a POST lets its columns be understood otherwise."""
    page = _page(request, area, plan)
    opened = _open(page, draft)
    if opened is None:
        return _gone(request, page)
    if request.method != "POST":
        form = ImportOptionsForm(
            initial=ImportOptionsForm.initial_of(opened.draft),
            plan=page.plan,
            table=opened.table,
            today=page.today,
        )
        return _preview(request, page, opened, form)
    form = ImportOptionsForm(request.POST, plan=page.plan, table=opened.table, today=page.today)
    if form.is_valid():
        try:
            change_draft(
                draft=opened.draft,
                columns=form.columns(),
                as_at=form.cleaned_data["as_at"] or opened.draft.as_at,
                expand_ranges=form.cleaned_data["expand_ranges"],
                by=page.user,
                at=timezone.now(),
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            return HttpResponseRedirect(_address(page, "import-preview", draft))
    return _preview(request, page, opened, form, UNPROCESSABLE)


@require_POST
def confirm(request: HttpRequest, area: str, plan: str, draft: UUID) -> HttpResponse:
    """Import what was shown; where the plan has changed since, show it again instead."""
    page = _page(request, area, plan)
    opened = _open(page, draft)
    if opened is None:
        return _gone(request, page)
    form = ImportOptionsForm(
        initial=ImportOptionsForm.initial_of(opened.draft),
        plan=page.plan,
        table=opened.table,
        today=page.today,
    )
    try:
        seen = UUID(request.POST.get("revision", ""))
    except ValueError:
        seen = UUID(int=0)  # nothing was shown, so what is now has to be
    try:
        done = import_actions(
            plan=page.plan,
            table=opened.table,
            options=opened.options,
            seen_revision=seen,
            draft=opened.draft,
            by=page.user,
        )
    except Stale as stale:
        page.plan.refresh_from_db(fields=["revision"])
        return _preview(request, page, opened, form, CONFLICT, refusal=stale.message)
    except Unclean as unclean:
        return _preview(request, page, opened, form, UNPROCESSABLE, refusal=unclean.message)
    except Refused as refused:
        return _preview(request, page, opened, form, UNPROCESSABLE, refusal=refused.message)
    messages.success(request, _done(done, opened.draft.file_name))
    return HttpResponseRedirect(_address(page, "register"))


@require_POST
def discard(request: HttpRequest, area: str, plan: str, draft: UUID) -> HttpResponse:
    """Forget the file; nothing of it was saved."""
    page = _page(request, area, plan)
    opened = _open(page, draft)
    if opened is None:
        return _gone(request, page)
    discard_draft(draft=opened.draft, by=page.user)
    messages.info(request, f"{opened.draft.file_name} was discarded. Nothing of it was imported.")
    return HttpResponseRedirect(_address(page, "import-start"))


@require_safe
def template(request: HttpRequest, area: str, plan: str, kind: str) -> HttpResponse:
    """An empty table to fill in, in the plan's own words."""
    page = _page(request, area, plan)
    made = next((each for each in TEMPLATES if each.kind == kind), None)
    if made is None:
        raise Http404("There is no such template.")
    answer = HttpResponse(made.build(page.plan), content_type=made.content_type)
    name = f"{page.plan.slug}-template.{made.kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _preview(
    request: HttpRequest,
    page: PlanPage,
    opened: _Opened,
    form: ImportOptionsForm,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    comparison = preview(plan=page.plan, table=opened.table, options=opened.options)
    groups = _groups(comparison)
    asked = request.GET.get("show", "")
    shown = next((each for each in groups if each.name == asked and each.rows), None)
    shown = shown or next((each for each in groups if each.rows), groups[0])
    context = page.context() | {
        "draft": opened.draft,
        "form": form,
        "comparison": comparison,
        "groups": groups,
        "shown": shown,
        "rows": Paginator(shown.rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "refusal": refusal,
        "revision": page.plan.revision,
        "unused": [
            name
            for index, name in enumerate(opened.table.headings)
            if index not in opened.options.columns.values()
        ],
    }
    return render(request, "actions/import_preview.html", context, status=status)


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the preview: a word in the address, what it is called, and its rows."""

    name: str
    text: str
    rows: Sequence[Any]


def _groups(comparison: Comparison) -> list[Group]:
    return [
        Group("problems", "Problems", comparison.problems),
        Group("add", "To add", comparison.add),
        Group("change", "To change", comparison.change),
        Group("same", "The same", comparison.same),
        Group("left", "Not in the file", comparison.not_in_file),
    ]


def _done(done: Comparison, file_name: str) -> str:
    if not done.changes_something:
        return f"{file_name} holds nothing new, so nothing was changed."
    return (
        f"Imported {file_name}: {len(done.add)} added, {len(done.change)} changed, "
        f"{len(done.same)} the same."
    )
