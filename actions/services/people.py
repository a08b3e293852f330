"""The people of an area: inviting them, changing their role, ending their membership.

Nothing here tells whether an address has an account already, perhaps in another area: who is invited
reads it in their own email, and nobody else does.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.template.loader import render_to_string

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused
from actions.models import Area, Membership, Post
from actions.services.areas import add_member
from actions.services.rows import begin_area, change, checked_email, one_line, take
from actions.services.writing import audit, service
from wsoa.accounts import password_address
from wsoa.capabilities import Capability, Role
from wsoa.models import User
from wsoa.services.mail import queue_email

LAST_ADMINISTRATOR = (
    "This is the area’s last administrator. Make somebody else an administrator first."
)


@service
def invite_member(
    *,
    area: Area,
    email: str,
    name: str,
    role: Role,
    site: str,
    by: User,
    now: datetime | None = None,
) -> Membership:
    """Give the person with the address a role in the area, and tell them by email.

    Somebody without an account gets one, with the name, and a link to set their password; an account
    that there is keeps its own name. `site` is the address of the site's first page.
    """
    begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_AREA)
    email = checked_email(email, required=True).lower()
    name = one_line(name, field="name", label="name", limit=200)
    user = _account(email, name)
    if Membership.objects.filter(area=area, user=user).exists():
        raise Refused(f"{email} has a role in {area} already.", field="email")
    membership = add_member(area=area, user=user, role=Role(role), by=by, now=now)
    _tell(membership, site, now)
    return membership


def _account(email: str, name: str) -> User:
    """The account with the address; a new one without a password where there is none yet.

    Another area may be inviting the same person at this moment: its account is then taken.
    """
    there = User.objects.filter(email__iexact=email)
    user = there.first()
    if user is not None:
        return user
    try:
        with transaction.atomic():
            return User.objects.create_user(email, None, name=name)
    except IntegrityError:
        return there.get()


@service
def invite_again(
    *, membership: Membership, site: str, by: User, now: datetime | None = None
) -> None:
    """Send a member the email of their invitation again, with a new link."""
    area = membership.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_AREA)
    take(membership, None)
    _tell(membership, site, at)
    said = f"{membership.user.email}: invitation sent again"
    audit(AuditEvent.MEMBER_CHANGED, said, by=by, at=at, area=area)


def _tell(membership: Membership, site: str, now: datetime | None) -> None:
    user, area = membership.user, membership.area
    context = {
        "area": area,
        "role": membership.get_role_display().lower(),
        "site": site,
        "password_address": "" if user.has_usable_password() else password_address(user, site),
    }
    queue_email(
        to=user.email,
        subject=f"WSOA tracker: you have been added to {area}",
        body=render_to_string("actions/email/invitation.txt", context),
        now=now,
    )


@service
def change_member(
    *,
    membership: Membership,
    role: Role,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> Membership:
    """Give a member another role. The area's last administrator stays one."""
    area = membership.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_AREA)
    take(membership, seen)
    if role != Role.ADMINISTRATOR:
        _check_not_last(membership, field="role")
    said = change(membership, role=Role(role))
    if said:
        summary = f"{membership.user.email}: {said}"
        audit(AuditEvent.MEMBER_CHANGED, summary, by=by, at=at, area=area)
    return membership


@service
def end_membership(
    *, membership: Membership, by: User, seen: int | None = None, now: datetime | None = None
) -> None:
    """End a person's membership: they see the area no more, and hold none of its posts.

    What they recorded stays under their name. The area's last administrator stays.
    """
    area, user = membership.area, membership.user
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_AREA)
    take(membership, seen)
    _check_not_last(membership, field=None)
    for post in Post.objects.held_by(user, area):
        change(post, holder=None)
    Membership.objects.filter(pk=membership.pk).delete()
    audit(AuditEvent.MEMBER_LEFT, user.email, by=by, at=at, area=area)


def _check_not_last(membership: Membership, *, field: str | None) -> None:
    """Raise Refused where the area would be left without an administrator who can sign in."""
    if membership.role != Role.ADMINISTRATOR:
        return
    others = Membership.objects.filter(
        area=membership.area, role=Role.ADMINISTRATOR, user__is_active=True
    ).exclude(pk=membership.pk)
    if not others.exists():
        raise Refused(LAST_ADMINISTRATOR, field=field)
