"""A person who leaves an area: what they recorded stays, their name and address go.

Their account goes with them only where they belong to no other area.
"""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused
from actions.models import (
    Anonymisation,
    Area,
    AuditEntry,
    ImportDraft,
    Membership,
    Post,
    RegisterColumns,
    SavedView,
    Watch,
)
from actions.redaction import Passage, Words, passages
from actions.services.privacy import clean_emails, forget_what_was, take_out
from actions.services.rows import begin_area
from actions.services.writing import audit, required_reason, service
from wsoa.capabilities import Capability
from wsoa.models import OutgoingEmail, SignInEvent, User

ADDRESS = "former-{}@removed.invalid"
"""An address that no mail reaches (RFC 2606)."""


@service
def anonymise(
    *, user: User, area: Area, reason: str, by: User, now: datetime | None = None
) -> bool:
    """Let the person leave the area, and make their account anonymous where it was their last.

    Their posts there are without a holder, and without their address. Whether the account was made
    anonymous. Raises Refused for oneself, so that an administrator stays, and for
    somebody not of the area.
    """
    areas = sorted({area, *_former_areas(user)}, key=lambda each: each.pk)
    at = max(begin_area(each, now) for each in areas)
    permissions.check(by, area, Capability.MANAGE_AREA)
    reason = required_reason(reason)
    _check_may_go(user, area, by)
    names_them = Words((user.email, *_name(user)))
    if names_them.are_in(reason):
        raise Refused("The reason names the person. Say why without their name.", field="reason")
    _leave(user, area)
    last = not Membership.objects.filter(user=user).exists()
    if last:
        clean_emails(names_them, areas)
        for each in areas:
            take_out(each, _naming(user, each), names_them, False, reason, by, at)
        _clear_account(user)
        Anonymisation(user=user, area=area, reason=reason, at=at, by=by).save()
        transaction.on_commit(forget_what_was)
    event = AuditEvent.PERSON_ANONYMISED if last else AuditEvent.MEMBER_LEFT
    audit(event, f"{anonymous_name(user)}. {reason}", by=by, at=at, area=area)
    return last


def anonymous_name(user: User) -> str:
    """What stands for the person's name beside what they recorded."""
    return f"Former member of staff {user.pk}"


def _check_may_go(user: User, area: Area, by: User) -> None:
    if user.pk == by.pk:
        raise Refused("You cannot make yourself anonymous. Ask another administrator.")
    if user.is_operator:
        raise Refused("The site’s operator is not of this area.")
    here = Membership.objects.filter(user=user, area=area).first()
    if here is None and area not in _former_areas(user):
        raise Refused("The person does not belong to this area.")
    if here is None and Membership.objects.filter(user=user).exists():
        raise Refused("The person left this area already, and belongs to another.")
    if user.email == ADDRESS.format(user.pk):
        raise Refused("The person was made anonymous already.")


def _former_areas(user: User) -> list[Area]:
    ids = Membership.history.filter(user_id=user.pk).values("area_id")
    return list(Area.objects.filter(pk__in=ids))


def _leave(user: User, area: Area) -> None:
    """End the membership and what went with it, one row at a time so that each keeps its history."""
    for post in Post.objects.filter(organisation__area=area).filter(
        Q(holder=user) | Q(email__iexact=user.email)
    ):
        post.holder = None if post.holder_id == user.pk else post.holder
        post.email = "" if post.email.casefold() == user.email.casefold() else post.email
        post.save()
    for membership in Membership.objects.filter(user=user, area=area):
        membership.delete()
    Watch.objects.filter(user=user, action__plan__area=area).delete()
    SavedView.objects.filter(user=user, plan__area=area).delete()
    RegisterColumns.objects.filter(user=user, plan__area=area).delete()
    ImportDraft.objects.filter(by=user, plan__area=area).delete()


def _naming(user: User, area: Area) -> list[Passage]:
    """Texts that hold the person's address; and of those that hold the name, the audit trail's and posts'.

    In commentary and papers a name is part of what was reported: where it should go, redact it.
    """
    told = {AuditEntry, Post, Post.history.model}
    found = {passage.key: passage for passage in passages(area, Words((user.email,)))}
    for passage in passages(area, Words(_name(user))) if _name(user) else ():
        if passage.model in told:
            found.setdefault(passage.key, passage)
    return list(found.values())


def _name(user: User) -> tuple[str, ...]:
    """The person's name, where it says more than a letter."""
    return (user.name,) if sum(letter.isalnum() for letter in user.name) > 2 else ()


def _clear_account(user: User) -> None:
    """Leave nothing in the account that says who it was, and no way in."""
    SignInEvent.objects.filter(Q(user=user) | Q(email__iexact=user.email)).delete()
    OutgoingEmail.objects.filter(to__iexact=user.email).delete()
    EmailAddress.objects.filter(user=user).delete()
    for session in Session.objects.all():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
    user.name = anonymous_name(user)
    user.email = ADDRESS.format(user.pk)
    user.is_active = False
    user.last_login = None
    user.set_unusable_password()
    user.save()
