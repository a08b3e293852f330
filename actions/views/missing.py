"""What is answered where a page is not found, or not for this person: always the same, whatever there is.

Two things are done on the way. Somebody of another area who tries an area's pages is logged for its
administrators, without learning that the area exists; and the pages that change an action which has left the
plan say when it left.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults

from actions.departures import departures
from actions.models import Action, Area
from actions.views.loading import PlanPage
from wsoa.models import SignInKind, User
from wsoa.services import sign_ins

NOT_FOUND = 404


class LeftPlan(Http404):
    """The action is not in the plan today, so the page that was asked for cannot change it."""

    def __init__(self, page: PlanPage, action: Action) -> None:
        super().__init__("The action is not in the plan.")
        self.page = page
        self.action = action


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address where there is nothing for this person (404)."""
    if isinstance(exception, LeftPlan):
        page = exception.page
        departure = departures(page.plan, page.today).get(exception.action.pk)
        if departure is not None:
            context = page.context() | {"departure": departure}
            return render(request, "actions/left_plan.html", context, status=NOT_FOUND)
    _log_stranger(request)
    return defaults.page_not_found(request, exception)


def _log_stranger(request: HttpRequest) -> None:
    """Log that somebody tried a page of an area that there is and that they are not of."""
    user, found = getattr(request, "user", None), request.resolver_match
    slug = found.kwargs.get("area") if found else None
    if not (isinstance(user, User) and isinstance(slug, str)) or "\x00" in slug:
        return
    if Area.objects.filter(slug=slug).exclude(memberships__user=user).exists():
        sign_ins.record_attempt(
            SignInKind.NOT_ALLOWED, request=request, user=user, path=request.path
        )
