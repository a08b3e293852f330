"""Saved views of the register, and the choice of its columns."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from actions.cells import COLUMNS
from actions.errors import NotAllowed, Refused
from actions.forms import add_refusal
from actions.forms.desk import ColumnsForm, ViewForm, usual_columns
from actions.models import RegisterColumns, SavedView
from actions.services import desk
from actions.views.asking import filterset_for, kept_query
from actions.views.loading import PlanPage, plan_page
from actions.views.saving import UNPROCESSABLE, page_with_form
from wsoa.capabilities import Capability


@page_with_form
def saved_views(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The views that the person is offered, and the form that saves the filter in the address as one."""
    page = plan_page(request, area, plan)
    query = kept_query(request.GET)
    may_share = page.can(Capability.MANAGE_PLAN)
    filterset = filterset_for(page, query)
    form = ViewForm(request.POST if request.method == "POST" else None, may_share=may_share)
    status = 200
    if request.method == "POST":
        if not filterset.form.is_valid():
            form.add_error(None, "The filter asks for something there is not.")
        elif form.is_valid():
            try:
                view = desk.save_view(
                    plan=page.plan,
                    name=form.cleaned_data["name"],
                    query=query.urlencode(),
                    is_shared=form.cleaned_data.get("is_shared", False),
                    by=page.user,
                )
            except Refused as refused:
                add_refusal(form, refused)
            else:
                messages.success(request, f"Saved. “{view.name}” now stands above the actions.")
                return HttpResponseRedirect(_register(page, view.query))
        status = UNPROCESSABLE
    offered = SavedView.objects.offered_to(page.user, page.plan).select_related("user")
    context = page.context() | {
        "form": form,
        "in_words": filterset.in_words(),
        "is_new": bool(query),
        "sort": _order(query.get("sort", "")),
        "back": query.urlencode(),
        "mine": [_row(page, view) for view in offered if view.user_id == page.user.pk],
        "shared": [_row(page, view) for view in offered if view.user_id != page.user.pk],
        "may_share": may_share,
    }
    return render(request, "actions/saved_views.html", context, status=status)


@page_with_form
def saved_view(request: HttpRequest, area: str, plan: str, view_id: int) -> HttpResponse:
    """Rename a view, or share it."""
    page, view = _open(request, area, plan, view_id)
    may_share = page.can(Capability.MANAGE_PLAN)
    form = ViewForm.of(view, may_share=may_share)
    status = 200
    if request.method == "POST":
        form = ViewForm(request.POST, may_share=may_share)
        if form.is_valid():
            try:
                desk.change_view(
                    view=view,
                    name=form.cleaned_data["name"],
                    is_shared=form.cleaned_data.get("is_shared", view.is_shared),
                    by=page.user,
                )
            except Refused as refused:
                add_refusal(form, refused)
            else:
                messages.success(request, f"Saved. The view is called “{view.name}”.")
                return redirect("saved-views", area, plan)
        status = UNPROCESSABLE
    context = page.context() | {"form": form, "view": view}
    return render(request, "actions/saved_view.html", context, status=status)


@require_POST
def delete_saved_view(request: HttpRequest, area: str, plan: str, view_id: int) -> HttpResponse:
    """Forget a view."""
    page, view = _open(request, area, plan, view_id)
    desk.delete_view(view=view, by=page.user)
    messages.success(
        request, f"Deleted. The view “{view.name}” is gone; the actions are as they were."
    )
    return redirect("saved-views", area, plan)


@page_with_form
def columns(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Which columns the register shows this person. The register's own query is carried along."""
    page = plan_page(request, area, plan)
    query = kept_query(request.GET, "as_at")
    word = page.area.theme_word
    status = 200
    if request.method == "POST":
        form = ColumnsForm(request.POST, theme_word=word)
        if form.is_valid():
            chosen = [] if "usual" in request.POST else form.cleaned_data["columns"]
            desk.choose_columns(plan=page.plan, columns=chosen, by=page.user)
            messages.success(request, "Saved. You see these columns of this plan from now on.")
            return HttpResponseRedirect(_register(page, query.urlencode()))
        status = UNPROCESSABLE
    else:
        shown = RegisterColumns.objects.names_for(page.user, page.plan) or usual_columns()
        form = ColumnsForm(initial={"columns": shown}, theme_word=word)
    context = page.context() | {"form": form, "back": query.urlencode()}
    return render(request, "actions/columns.html", context, status=status)


def _open(request: HttpRequest, area: str, plan: str, view_id: int) -> tuple[PlanPage, SavedView]:
    """The page and a view that the person is offered, which they may change."""
    page = plan_page(request, area, plan)
    view = (
        SavedView.objects.offered_to(page.user, page.plan)
        .filter(pk=view_id)
        .select_related("plan__area")
        .first()
    )
    if view is None:
        raise Http404("There is no such view.")
    if view.user_id != page.user.pk and not page.can(Capability.MANAGE_PLAN):
        raise NotAllowed("Only its maker and a project manager may change a shared view.")
    return page, view


def _order(sort: str) -> str:
    """An order of the register in words; nothing where there is no such column."""
    column = COLUMNS.get(sort.removeprefix("-"))
    if column is None:
        return ""
    return f"{column.heading}, backwards" if sort.startswith("-") else column.heading


def _row(page: PlanPage, view: SavedView) -> dict[str, object]:
    """A view as the list of views shows it."""
    return {
        "name": view.name,
        "by": view.user.name,
        "is_shared": view.is_shared,
        "register_url": _register(page, view.query),
        "url": reverse("saved-view", args=[page.area.slug, page.plan.slug, view.pk]),
        "may_share": page.can(Capability.MANAGE_PLAN),
    }


def _register(page: PlanPage, query: str) -> str:
    address = reverse("register", args=[page.area.slug, page.plan.slug])
    return f"{address}?{query}" if query else address
