"""Who runs a person's areas, and who has left one. Reads only."""

from django.db.models import QuerySet

from actions.models import Anonymisation, Area, Membership
from wsoa.capabilities import Role
from wsoa.models import User


def administrators_for(user: User) -> QuerySet[Membership]:
    """The administrators of the person's areas, by area."""
    return (
        Membership.objects.filter(
            area__memberships__user=user, role=Role.ADMINISTRATOR, user__is_active=True
        )
        .select_related("user", "area")
        .order_by("area__name", "user__name", "pk")
    )


def people_who_left(area: Area) -> QuerySet[User]:
    """Those who belonged to the area, belong to none now, and are not anonymous yet."""
    were = Membership.history.filter(area_id=area.pk).values("user_id")
    return (
        User.objects.filter(pk__in=were, memberships__isnull=True, is_operator=False)
        .exclude(pk__in=Anonymisation.objects.values("user_id"))
        .order_by("name", "pk")
    )
