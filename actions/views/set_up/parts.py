"""What arranges a plan's actions: themes, workstreams, report groups. Listed, added, changed, removed."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.errors import Refused
from actions.forms import add_refusal
from actions.pasting import parse_parts
from actions.references import sort_key
from actions.services.arrangement import (
    add_report_groups,
    add_themes,
    add_workstreams,
    change_report_group,
    change_theme,
    change_workstream,
    problems_with,
    remove_report_group,
    remove_theme,
    remove_workstream,
)
from actions.services.plans import add_theme, add_workstream
from actions.set_up import is_used
from actions.set_up_forms import PasteForm, ReportGroupForm, ThemeForm, WorkstreamForm
from actions.text import plural
from actions.views.loading import PlanPage
from actions.views.saving import UNPROCESSABLE, page_with_form, posted
from actions.views.set_up.common import Asking, answer, plan_crumbs, row_or_404
from actions.views.set_up.lists import Listing, as_it_is, plan_list
from actions.views.set_up.plans import managed_plan

ANOTHER = {"another": "Add, then another"}
THEME_STAYS = "It has actions or others under it, or had actions before, so it cannot be removed."
STAYS = "It has actions, or had some before, so it cannot be removed: boards have seen it."


@require_safe
def themes(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Each top theme with those under it."""
    page = managed_plan(request, area, plan)
    found = sorted(
        page.plan.themes.select_related("lead"), key=lambda theme: sort_key(theme.reference)
    )
    context = page.context() | {
        "crumbs": [*plan_crumbs(page), (_themes_word(page), "")],
        "tops": [
            (theme, [each for each in found if each.parent_id == theme.pk])
            for theme in found
            if theme.parent_id is None
        ],
    }
    return render(request, "actions/set_up/themes.html", context)


def _themes_word(page: PlanPage) -> str:
    """The area's own word for its themes, as a heading."""
    words = plural(page.area.theme_word)
    return words[:1].upper() + words[1:]


def _themes(page: PlanPage) -> Listing:
    return plan_list(page, "themes", _themes_word(page), "theme")


def _after(request: HttpRequest, listing: Listing) -> str:
    """Where to go once one is added: to the list, or to the form for another."""
    return listing.address(f"{listing.kind}-add") if "another" in request.POST else listing.url


@page_with_form
def theme_add(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """A new theme."""
    page = managed_plan(request, area, plan)
    listing, word = _themes(page), page.area.theme_word

    def save(given: dict[str, Any]) -> tuple[str, str]:
        del given["seen"]
        made = add_theme(plan=page.plan, **given, by=page.user)
        return _after(request, listing), f"{made} is added."

    asking = listing.asking(f"Add a {word}", button=f"Add {word}", extra=ANOTHER)
    form = ThemeForm(posted(request), plan=page.plan, theme=None)
    return answer(request, page, form, asking, save=save)


@page_with_form
def theme_change(request: HttpRequest, area: str, plan: str, theme_id: int) -> HttpResponse:
    """A theme as it is, to be changed."""
    page = managed_plan(request, area, plan)
    listing = _themes(page)
    row = row_or_404(page.plan.themes.select_related("plan__area"), theme_id)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        change_theme(theme=row, **given, by=page.user)
        return listing.url, f"{row} is saved."

    asking = listing.changing(row, row.reference, stays=THEME_STAYS if is_used(row) else "")
    initial = as_it_is(row, "reference", "title", "parent", "outcome", "lead")
    form = ThemeForm(posted(request), plan=page.plan, theme=row, initial=initial)
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def theme_remove(request: HttpRequest, area: str, plan: str, theme_id: int) -> HttpResponse:
    """Asks, then takes out a theme that nothing needs."""
    page = managed_plan(request, area, plan)
    row = row_or_404(page.plan.themes.select_related("plan__area"), theme_id)
    return _themes(page).removal(
        request,
        row,
        str(row),
        f"{row.reference} will no longer be part of the plan.",
        partial(remove_theme, theme=row, by=page.user),
    )


@page_with_form
def theme_paste(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Several themes at once, with every problem shown before anything is saved."""
    page = managed_plan(request, area, plan)
    return _paste(request, page, _themes(page), f"Add several {plural(page.area.theme_word)}")


@page_with_form
def workstream_paste(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Several workstreams at once."""
    page = managed_plan(request, area, plan)
    return _paste(request, page, _workstreams(page), "Add several workstreams")


def _paste(request: HttpRequest, page: PlanPage, listing: Listing, title: str) -> HttpResponse:
    """Read what was pasted, show what it would add, add it where that was asked for and nothing is wrong."""
    of_themes = listing.kind == "theme"
    form = PasteForm(posted(request))
    rows: list[tuple[object, str]] = []
    if request.method == "POST" and form.is_valid():
        parts = parse_parts(form.cleaned_data["lines"], levels=2 if of_themes else 1)
        problems = {
            problem.index: problem.message
            for problem in problems_with(page.plan, parts, listing.kind)
        }
        rows = [(part, problems.get(index, "")) for index, part in enumerate(parts)]
        if problems:
            lines = f"{len(problems)} line{'s' if len(problems) > 1 else ''}"
            form.add_error("lines", f"{lines} cannot be added. The table says why.")
        elif "add" in request.POST:
            try:
                add = add_themes if of_themes else add_workstreams
                made = add(plan=page.plan, parts=parts, by=page.user)
            except Refused as refused:
                add_refusal(form, refused)
            else:
                messages.success(request, f"{len(made)} added.")
                return HttpResponseRedirect(listing.url)
    context = page.context() | {
        "crumbs": [*listing.crumbs, (title, "")],
        "title": title,
        "form": form,
        "rows": rows,
        "good": bool(rows) and not form.errors,
        "two_levels": of_themes,
        "cancel": listing.url,
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "actions/set_up/paste.html", context, status=status)


def _workstreams(page: PlanPage) -> Listing:
    return plan_list(page, "workstreams", "Workstreams", "workstream")


@require_safe
def workstreams(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The plan's workstreams."""
    page = managed_plan(request, area, plan)
    found = page.plan.workstreams.select_related("lead")
    context = page.context() | {
        "crumbs": plan_crumbs(page, ("Workstreams", "")),
        "workstreams": sorted(found, key=lambda stream: sort_key(stream.reference)),
    }
    return render(request, "actions/set_up/workstreams.html", context)


@page_with_form
def workstream_add(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """A new workstream."""
    page = managed_plan(request, area, plan)
    listing = _workstreams(page)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        del given["seen"]
        made = add_workstream(plan=page.plan, **given, by=page.user)
        return _after(request, listing), f"{made} is added."

    asking = listing.asking("Add a workstream", button="Add workstream", extra=ANOTHER)
    form = WorkstreamForm(posted(request), plan=page.plan)
    return answer(request, page, form, asking, save=save)


@page_with_form
def workstream_change(
    request: HttpRequest, area: str, plan: str, workstream_id: int
) -> HttpResponse:
    """A workstream as it is, to be changed."""
    page = managed_plan(request, area, plan)
    listing = _workstreams(page)
    row = row_or_404(page.plan.workstreams.select_related("plan__area"), workstream_id)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        change_workstream(workstream=row, **given, by=page.user)
        return listing.url, f"{row} is saved."

    asking = listing.changing(row, row.reference, stays=STAYS if is_used(row) else "")
    initial = as_it_is(row, "reference", "title", "lead")
    form = WorkstreamForm(posted(request), plan=page.plan, initial=initial)
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def workstream_remove(
    request: HttpRequest, area: str, plan: str, workstream_id: int
) -> HttpResponse:
    """Asks, then takes out a workstream that nothing needs."""
    page = managed_plan(request, area, plan)
    row = row_or_404(page.plan.workstreams.select_related("plan__area"), workstream_id)
    return _workstreams(page).removal(
        request,
        row,
        str(row),
        f"{row.reference} will no longer be a workstream of the plan.",
        partial(remove_workstream, workstream=row, by=page.user),
    )


def _report_groups(page: PlanPage) -> Listing:
    return plan_list(page, "report-groups", "Report groups", "report-group")


@page_with_form
def report_groups(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The plan's report groups, with a form that adds some, one a line."""
    page = managed_plan(request, area, plan)
    listing = _report_groups(page)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        titles = [line.strip() for line in given["lines"].splitlines() if line.strip()]
        made = add_report_groups(plan=page.plan, titles=titles, by=page.user)
        return listing.url, ", ".join(group.title for group in made) + " added."

    asking = Asking(
        listing.title,
        listing.way,
        listing.url,
        listing.caption,
        template="actions/set_up/report_groups.html",
        extra={"report_groups": page.plan.report_groups.order_by("id")},
    )
    return answer(request, page, _GroupsForm(posted(request)), asking, save=save)


class _GroupsForm(PasteForm):
    """Report groups, one a line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["lines"]
        field.label, field.widget.attrs["rows"] = "Add report groups", 4
        field.help_text = "One a line, such as Co-production."

    def add_error(self, field: str | None, error: Any) -> None:
        """A service speaks of a title; here it stands among the lines."""
        super().add_error("lines" if field is None else field, error)


@page_with_form
def report_group_change(request: HttpRequest, area: str, plan: str, group_id: int) -> HttpResponse:
    """A report group as it is, to be changed."""
    page = managed_plan(request, area, plan)
    listing = _report_groups(page)
    row = row_or_404(page.plan.report_groups.select_related("plan__area"), group_id)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        change_report_group(report_group=row, **given, by=page.user)
        return listing.url, f"{row.title} is saved."

    asking = listing.changing(row, row.title, stays=STAYS if is_used(row) else "")
    form = ReportGroupForm(posted(request), initial=as_it_is(row, "title"))
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def report_group_remove(request: HttpRequest, area: str, plan: str, group_id: int) -> HttpResponse:
    """Asks, then takes out a report group that nothing needs."""
    page = managed_plan(request, area, plan)
    row = row_or_404(page.plan.report_groups.select_related("plan__area"), group_id)
    return _report_groups(page).removal(
        request,
        row,
        row.title,
        f"{row.title} will no longer group actions in papers.",
        partial(remove_report_group, report_group=row, by=page.user),
    )
