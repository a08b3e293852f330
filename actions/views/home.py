"""The first page, and the page of an area."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actions import permissions
from actions.models import Area, Membership, Plan
from actions.views.loading import signed_in
from wsoa.capabilities import Capability
from wsoa.models import User


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Signed out: what this is, and how to sign in. Signed in: the person's areas and plans."""
    if not isinstance(request.user, User):
        demo_members = (
            Membership.objects.exclude(area__demo_note="")
            .select_related("user", "area")
            .order_by("area__name", "id")
            if settings.DEMO
            else []
        )
        context = {"demo_members": demo_members, "demo_password": settings.DEMO_PASSWORD}
        return render(request, "wsoa/home.html", context)
    areas = list(Area.objects.for_home(request.user))
    has_work = Plan.objects.for_my_work(request.user).exists()
    return render(request, "wsoa/home.html", {"areas": areas, "has_work": has_work})


@require_safe
def area_page(request: HttpRequest, area: str) -> HttpResponse:
    """An area's plans."""
    user = signed_in(request)
    found = get_object_or_404(Area.objects.for_home(user), slug=area)
    context = {
        "area": found,
        "plans": found.plans_for_home,  # type: ignore[attr-defined]
        "can_set_up": permissions.can(user, found, Capability.MANAGE_PLAN),
    }
    return render(request, "actions/area.html", context)
