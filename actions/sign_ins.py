"""Which entries of the sign-in log an area's administrator sees: its own people's, whoever tried the area's pages,
and nothing of elsewhere."""

from django.db.models import Q, QuerySet

from actions.models import Area
from wsoa.models import SignInEvent, SignInKind, User


def members(area: Area) -> QuerySet[User]:
    """The people of the area, by name."""
    return User.objects.filter(memberships__area=area).order_by("name", "pk")


def sign_ins_of(area: Area) -> QuerySet[SignInEvent]:
    """Sign-ins, sign-outs and refused sign-ins of the area's people, and the area's pages and emailed links
    refused to anybody; newest first. What somebody was refused in another area is that area's business."""
    at_page = Q(kind__in=(SignInKind.NOT_ALLOWED, SignInKind.LINK_REFUSED))
    return (
        SignInEvent.objects.filter(
            (at_page & Q(path__startswith=f"/{area.slug}/"))
            | (~at_page & Q(user__in=members(area).order_by()))
        )
        .select_related("user")
        .order_by("-at", "-id")
    )
