"""The people of an area: who they are to it, inviting them, and ending that."""

from typing import Any

from django.contrib import messages
from django.db.models import F, Min, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from actions.models import Membership
from actions.services.people import change_member, end_membership, invite_again, invite_member
from actions.set_up_forms import InvitationForm, RoleForm
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import AreaPage, Asking, answer, area_at, removal, row_or_404
from actions.views.set_up.lists import as_it_is
from wsoa.capabilities import ROLE_CAPABILITIES, Capability, Role


def _people(page: AreaPage) -> QuerySet[Membership]:
    """The area's memberships, each with the time it began (`since`).

    Until somebody signs in after that, the page shows their address alone: a name would tell whether
    the address had an account elsewhere.
    """
    began = (
        Membership.history.filter(id=OuterRef("pk"))
        .order_by()
        .values("id")
        .annotate(first=Min("history_date"))
        .values("first")
    )
    return (
        page.area.memberships.select_related("user", "area")
        .annotate(since=Subquery(began), seen_at=F("user__last_login"))
        .order_by("user__email")
    )


def has_come(membership: Membership) -> bool:
    """Whether the person has signed in since they were added."""
    seen_at, since = membership.seen_at, membership.since  # type: ignore[attr-defined]
    return seen_at is not None and since is not None and seen_at >= since


@require_safe
def people(request: HttpRequest, area: str) -> HttpResponse:
    """Who belongs to the area, and as what."""
    page = area_at(request, area, Capability.MANAGE_AREA)
    roles = [(role.label, [each.label for each in ROLE_CAPABILITIES[role]]) for role in Role]
    context = page.context() | {
        "crumbs": page.crumbs(("People", "")),
        "people": [(each, has_come(each) or each.user == page.user) for each in _people(page)],
        "roles": [(label, sorted(abilities)) for label, abilities in roles],
        "plans": page.area.plans.all(),
    }
    return render(request, "actions/set_up/people.html", context)


@page_with_form
def person_add(request: HttpRequest, area: str) -> HttpResponse:
    """Inviting somebody by email."""
    page = area_at(request, area, Capability.MANAGE_AREA)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        invite_member(
            area=page.area,
            email=given["email"],
            name=given["name"],
            role=Role(given["role"]),
            site=request.build_absolute_uri("/"),
            by=page.user,
        )
        address = given["email"].strip()
        return page.url("people"), f"{address} is added. An email tells them how to sign in."

    asking = Asking(
        "Add a person",
        page.crumbs(("People", page.url("people"))),
        page.url("people"),
        page.area.name,
        button="Add person",
        intro="They get an email that says how to sign in. What each role may do is on the list of "
        "people.",
    )
    return answer(request, page, InvitationForm(posted(request)), asking, save=save)


@page_with_form
def person_change(request: HttpRequest, area: str, membership_id: int) -> HttpResponse:
    """A person's role, to be changed."""
    page = area_at(request, area, Capability.MANAGE_AREA)
    row = row_or_404(_people(page), membership_id)
    address = row.user.email

    def save(given: dict[str, Any]) -> tuple[str, str]:
        role = Role(given["role"])
        change_member(membership=row, role=role, seen=given["seen"], by=page.user)
        themselves = row.user == page.user and role != Role.ADMINISTRATOR
        done = page.url("area") if themselves else page.url("people")
        return done, f"{address} is {role.label.lower()} now."

    asking = Asking(
        "Change role",
        page.crumbs(("People", page.url("people"))),
        page.url("people"),
        address,
        remove=page.url("person-end", row.pk),
    )
    form = RoleForm(posted(request), initial=as_it_is(row, "role"))
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def person_end(request: HttpRequest, area: str, membership_id: int) -> HttpResponse:
    """Asks, then ends a person's membership."""
    page = area_at(request, area, Capability.MANAGE_AREA)
    row = row_or_404(_people(page), membership_id)
    address, themselves = row.user.email, row.user == page.user

    def remove() -> tuple[str, str]:
        end_membership(membership=row, by=page.user)
        done = "/" if themselves else page.url("people")
        return done, f"{address} is no longer a member of {page.area.name}."

    return removal(
        request,
        page,
        title=f"End the membership of {address}",
        warning="They will see nothing of this area any more, and hold none of its posts. What they "
        "recorded stays.",
        crumbs=page.crumbs(("People", page.url("people"))),
        cancel=page.url("person-change", row.pk),
        button="End membership",
        remove=remove,
    )


@require_POST
def person_remind(request: HttpRequest, area: str, membership_id: int) -> HttpResponse:
    """Sends the invitation again."""
    page = area_at(request, area, Capability.MANAGE_AREA)
    row = row_or_404(_people(page), membership_id)
    invite_again(membership=row, site=request.build_absolute_uri("/"), by=page.user)
    messages.success(request, f"The email to {row.user.email} is sent again.")
    return HttpResponseRedirect(page.url("people"))
