"""Setting an area up: its tasks, its name, its partners and their posts."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.choices import OrganisationKind
from actions.models import Organisation, Post
from actions.services.areas import add_organisation, add_post, change_area
from actions.services.partners import (
    change_organisation,
    change_post,
    remove_organisation,
    remove_post,
)
from actions.services.rows import version
from actions.set_up import area_tasks, is_used
from actions.set_up_forms import AreaForm, OrganisationForm, PostForm
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import (
    AreaPage,
    Asking,
    answer,
    area_at,
    removal,
    row_or_404,
)
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
    initial = {"name": row.name, "theme_word": row.theme_word, "seen": version(row)}

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


@page_with_form
def partner_add(request: HttpRequest, area: str) -> HttpResponse:
    """A new partner."""
    page = area_at(request, area, Capability.MANAGE_PARTNERS)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        del given["seen"]
        given["kind"] = OrganisationKind(given["kind"])
        made = add_organisation(area=page.area, **given, by=page.user)
        return page.url("partners"), f"{made.name} is added."

    asking = _asking(page, "Add a partner", "partners", "Partners", button="Add partner")
    return answer(request, page, OrganisationForm(posted(request)), asking, save=save)


@page_with_form
def partner_change(request: HttpRequest, area: str, partner_id: int) -> HttpResponse:
    """A partner as it is, to be changed."""
    page = area_at(request, area, Capability.MANAGE_PARTNERS)
    row = row_or_404(page.area.organisations.all(), partner_id)
    initial = {name: getattr(row, name) for name in ("name", "short_name", "kind", "email")}
    initial["seen"] = version(row)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        change_organisation(organisation=row, **given, by=page.user)
        return page.url("partners"), f"{row.name} is saved."

    used = is_used(row)
    asking = _asking(
        page,
        f"Change {row.name}",
        "partners",
        "Partners",
        remove="" if used else page.url("partner-remove", row.pk),
        stays="It has posts or has led actions, so it cannot be removed." if used else "",
    )
    form = OrganisationForm(posted(request), initial=initial)
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def partner_remove(request: HttpRequest, area: str, partner_id: int) -> HttpResponse:
    """Asks, then takes out a partner that nothing needs."""
    page = area_at(request, area, Capability.MANAGE_PARTNERS)
    row = row_or_404(page.area.organisations.all(), partner_id)
    name = row.name

    def remove() -> tuple[str, str]:
        remove_organisation(organisation=row, by=page.user)
        return page.url("partners"), f"{name} is removed."

    return removal(
        request,
        page,
        title=f"Remove {name}",
        warning=f"{name} will no longer be a partner of {page.area.name}.",
        crumbs=page.crumbs(("Partners", page.url("partners"))),
        cancel=page.url("partner-change", row.pk),
        button="Remove partner",
        remove=remove,
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


@page_with_form
def post_add(request: HttpRequest, area: str) -> HttpResponse:
    """A new post."""
    page = area_at(request, area, Capability.MANAGE_PARTNERS)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        del given["seen"]
        made = add_post(**given, by=page.user)
        if "another" in request.POST:
            return f"{page.url('post-add')}?partner={made.organisation_id}", f"{made} is added."
        return page.url("posts"), f"{made} is added."

    given = request.GET.get("partner", "")
    initial = {"organisation": given} if given.isdecimal() and len(given) < 19 else {}
    form = PostForm(posted(request), area=page.area, change=False, initial=initial)
    another = {"another": "Add, then another"}
    asking = _asking(page, "Add a post", "posts", "Posts", button="Add post", extra=another)
    if not Organisation.objects.filter(area=page.area).exists():
        asking = _asking(
            page,
            "Add a post",
            "posts",
            "Posts",
            button="Add post",
            intro="Add the partner first: every post belongs to one.",
        )
    return answer(request, page, form, asking, save=save)


@page_with_form
def post_change(request: HttpRequest, area: str, post_id: int) -> HttpResponse:
    """A post as it is, to be changed."""
    page = area_at(request, area, Capability.MANAGE_PARTNERS)
    row = row_or_404(_posts(page), post_id)
    initial = {
        "title": row.title,
        "email": row.email,
        "holder": row.holder_id,
        "seen": version(row),
    }

    def save(given: dict[str, Any]) -> tuple[str, str]:
        change_post(post=row, **given, by=page.user)
        return page.url("posts"), f"{row.title} is saved."

    used = is_used(row)
    asking = _asking(
        page,
        f"Change {row.title}",
        "posts",
        "Posts",
        remove="" if used else page.url("post-remove", row.pk),
        stays="It owns or leads something, or did, so it cannot be removed." if used else "",
    )
    form = PostForm(posted(request), area=page.area, change=True, initial=initial)
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def post_remove(request: HttpRequest, area: str, post_id: int) -> HttpResponse:
    """Asks, then takes out a post that nothing needs."""
    page = area_at(request, area, Capability.MANAGE_PARTNERS)
    row = row_or_404(_posts(page), post_id)
    title = row.title

    def remove() -> tuple[str, str]:
        remove_post(post=row, by=page.user)
        return page.url("posts"), f"{title} is removed."

    return removal(
        request,
        page,
        title=f"Remove {title}",
        warning=f"{title} will no longer be a post of {row.organisation}.",
        crumbs=page.crumbs(("Posts", page.url("posts"))),
        cancel=page.url("post-change", row.pk),
        button="Remove post",
        remove=remove,
    )


def _posts(page: AreaPage) -> Any:
    return Post.objects.filter(organisation__area=page.area).select_related("organisation__area")


def _asking(page: AreaPage, title: str, back: str, back_title: str, **given: Any) -> Asking:
    """A form's page below one of the area's lists."""
    url = page.url(back)
    return Asking(title, page.crumbs((back_title, url)), url, page.area.name, **given)
