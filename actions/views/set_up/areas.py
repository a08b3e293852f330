"""Setting an area up: its tasks, its name, its partners and their posts."""

from functools import partial
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.choices import OrganisationKind
from actions.models import Post
from actions.services.areas import add_organisation, add_post, change_area
from actions.services.partners import (
    change_organisation,
    change_post,
    remove_organisation,
    remove_post,
)
from actions.set_up import area_tasks, is_used
from actions.set_up_forms import AreaForm, OrganisationForm, PostForm
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import AreaPage, Asking, answer, area_at, row_or_404
from actions.views.set_up.lists import Listing, area_list, as_it_is
from wsoa.capabilities import Capability


@require_safe
def area_setup(request: HttpRequest, area: str) -> HttpResponse:
    """What the area has and needs, and its plans."""
    page = area_at(request, area, Capability.MANAGE_PARTNERS)
    context = page.context() | {
        "crumbs": [*page.crumbs()[:-1], ("Set up", "")],
        "tasks": [(task, page.can(task.capability)) for task in area_tasks(page.area)],
        "plans": page.area.plans.all(),
        "may_redact": page.can(Capability.REDACT),
        "may_manage_area": page.can(Capability.MANAGE_AREA),
    }
    return render(request, "actions/set_up/area.html", context)


@page_with_form
def area_change(request: HttpRequest, area: str) -> HttpResponse:
    """The area's name and its own word for a theme."""
    page = area_at(request, area, Capability.MANAGE_AREA)
    row = page.area
    initial = as_it_is(row, "name", "theme_word")

    def save(given: dict[str, Any]) -> tuple[str, str]:
        change_area(area=row, **given, by=page.user)
        return page.url("area-setup"), "The area is saved."

    asking = Asking("Name of the area", page.crumbs(), page.url("area-setup"), page.area.name)
    return answer(
        request, page, AreaForm(posted(request), initial=initial), asking, save=save, row=row
    )


@require_safe
def partners(request: HttpRequest, area: str) -> HttpResponse:
    """The area's partners."""
    page = area_at(request, area, Capability.MANAGE_PARTNERS)
    context = page.context() | {
        "crumbs": page.crumbs(("Partners", "")),
        "partners": page.area.organisations.prefetch_related("posts").order_by("name"),
        "plans": page.area.plans.all(),
    }
    return render(request, "actions/set_up/partners.html", context)


def _partners(page: AreaPage) -> Listing:
    return area_list(page, "partners", "Partners", "partner")


@page_with_form
def partner_add(request: HttpRequest, area: str) -> HttpResponse:
    """A new partner."""
    page = area_at(request, area, Capability.MANAGE_PARTNERS)
    listing = _partners(page)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        del given["seen"]
        given["kind"] = OrganisationKind(given["kind"])
        made = add_organisation(area=page.area, **given, by=page.user)
        return listing.url, f"{made.name} is added."

    asking = listing.asking("Add a partner", button="Add partner")
    return answer(request, page, OrganisationForm(posted(request)), asking, save=save)


@page_with_form
def partner_change(request: HttpRequest, area: str, partner_id: int) -> HttpResponse:
    """A partner as it is, to be changed."""
    page = area_at(request, area, Capability.MANAGE_PARTNERS)
    listing = _partners(page)
    row = row_or_404(page.area.organisations.all(), partner_id)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        change_organisation(organisation=row, **given, by=page.user)
        return listing.url, f"{row.name} is saved."

    stays = "It has posts or has led actions, so it cannot be removed." if is_used(row) else ""
    asking = listing.changing(row, row.name, stays=stays)
    initial = as_it_is(row, "name", "short_name", "kind", "email")
    form = OrganisationForm(posted(request), initial=initial)
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def partner_remove(request: HttpRequest, area: str, partner_id: int) -> HttpResponse:
    """Asks, then takes out a partner that nothing needs."""
    page = area_at(request, area, Capability.MANAGE_PARTNERS)
    row = row_or_404(page.area.organisations.all(), partner_id)
    return _partners(page).removal(
        request,
        row,
        row.name,
        f"{row.name} will no longer be a partner of {page.area.name}.",
        partial(remove_organisation, organisation=row, by=page.user),
        button="Remove partner",
    )


@require_safe
def posts(request: HttpRequest, area: str) -> HttpResponse:
    """The posts of every partner."""
    page = area_at(request, area, Capability.MANAGE_PARTNERS)
    in_order = Prefetch(
        "posts",
        Post.objects.select_related("holder").order_by("title", "id"),
        to_attr="posts_in_order",
    )
    context = page.context() | {
        "crumbs": page.crumbs(("Posts", "")),
        "partners": page.area.organisations.prefetch_related(in_order).order_by("name"),
        "plans": page.area.plans.all(),
    }
    return render(request, "actions/set_up/posts.html", context)


def _posts(page: AreaPage) -> Listing:
    return area_list(page, "posts", "Posts", "post")


@page_with_form
def post_add(request: HttpRequest, area: str) -> HttpResponse:
    """A new post."""
    page = area_at(request, area, Capability.MANAGE_PARTNERS)
    listing = _posts(page)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        del given["seen"]
        made = add_post(**given, by=page.user)
        again = f"{page.url('post-add')}?partner={made.organisation_id}"
        return again if "another" in request.POST else listing.url, f"{made} is added."

    given = request.GET.get("partner", "")
    initial = {"organisation": given} if given.isdecimal() and len(given) < 19 else {}
    form = PostForm(posted(request), area=page.area, change=False, initial=initial)
    has_partners = page.area.organisations.exists()
    asking = listing.asking(
        "Add a post",
        button="Add post",
        intro="" if has_partners else "Add the partner first: every post belongs to one.",
        extra={"another": "Add, then another"} if has_partners else {},
    )
    return answer(request, page, form, asking, save=save)


@page_with_form
def post_change(request: HttpRequest, area: str, post_id: int) -> HttpResponse:
    """A post as it is, to be changed."""
    page = area_at(request, area, Capability.MANAGE_PARTNERS)
    listing = _posts(page)
    row = row_or_404(_of_area(page), post_id)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        change_post(post=row, **given, by=page.user)
        return listing.url, f"{row.title} is saved."

    stays = "It owns or leads something, or did, so it cannot be removed." if is_used(row) else ""
    asking = listing.changing(row, row.title, stays=stays)
    initial = as_it_is(row, "title", "email", "holder")
    form = PostForm(posted(request), area=page.area, change=True, initial=initial)
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def post_remove(request: HttpRequest, area: str, post_id: int) -> HttpResponse:
    """Asks, then takes out a post that nothing needs."""
    page = area_at(request, area, Capability.MANAGE_PARTNERS)
    row = row_or_404(_of_area(page), post_id)
    return _posts(page).removal(
        request,
        row,
        row.title,
        f"{row.title} will no longer be a post of {row.organisation}.",
        partial(remove_post, post=row, by=page.user),
        button="Remove post",
    )


def _of_area(page: AreaPage) -> QuerySet[Post]:
    return Post.objects.filter(organisation__area=page.area).select_related("organisation__area")
