"""Whose the emails on their way, or sent, are: by the addresses they go to."""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from actions.models import Area, Membership, Organisation, Post
from wsoa.capabilities import Capability, Role, role_can
from wsoa.models import OutgoingEmail, User


def letters_for(user: User) -> "QuerySet[OutgoingEmail]":
    """What a person may read in the demonstration's mailbox: those to the person's own addresses; for who manages a plan, all to addresses of the area.

    An emailed link lets its reader answer for a post, so that not everybody reads everybody's.
    """
    memberships = Membership.objects.filter(user=user)
    managed = [
        member.area_id
        for member in memberships
        if role_can(Role(member.role), Capability.MANAGE_PLAN)
    ]
    belongs = memberships.values("area")
    addresses = {user.email.lower()} if memberships else set()
    for found in (
        Post.objects.filter(
            Q(organisation__area__in=managed) | Q(holder=user, organisation__area__in=belongs)
        ).values_list("email", flat=True),
        Organisation.objects.filter(area__in=managed).values_list("email", flat=True),
        Membership.objects.filter(area__in=managed).values_list("user__email", flat=True),
    ):
        addresses |= {address.lower() for address in found if address}
    return _to(addresses)


def letters_to(areas: Collection[Area]) -> "QuerySet[OutgoingEmail]":
    """Those to anybody who is of the areas, or was: people, posts and partners."""
    people = Membership.history.filter(area__in=areas).values("user")
    posts = Post.history.filter(organisation__area__in=areas).values("email")
    return _to(
        address.lower()
        for found in (
            User.objects.filter(Q(memberships__area__in=areas) | Q(pk__in=people)).values("email"),
            posts,
            Organisation.history.filter(area__in=areas).values("email"),
        )
        for address in found.values_list("email", flat=True)
    )


def _to(addresses: Iterable[str]) -> "QuerySet[OutgoingEmail]":
    return OutgoingEmail.objects.annotate(address=Lower("to")).filter(address__in=set(addresses))
