"""The page of a plan's updates: who was asked, who has answered; and a manager's two buttons on it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from actions.asking import Rhythm
from actions.errors import Refused
from actions.following import follow
from actions.models import Post
from actions.services.cycles import open_cycle
from actions.services.reminders import remind_now
from actions.views.loading import PlanPage, plan_page
from wsoa.capabilities import Capability


@require_safe
def cycle_page(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Who has answered in the running cycle and who has not, and how many did in earlier ones."""
    page = plan_page(request, area, plan)
    now = timezone.now()
    rhythm = Rhythm.of(page.plan)
    context = page.context() | {
        "following": follow(page.plan, page.position(), now),
        "rhythm": rhythm,
        "asks": rhythm.asks_on(page.today),
        "next_opening": rhythm.opening_after(page.today),
        "today": page.today,
        "manages": page.can(Capability.MANAGE_PLAN),
    }
    return render(request, "actions/cycle.html", context, status=page.status)


@require_POST
def open_now(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Open a cycle today and ask every owner."""
    page = plan_page(request, area, plan)
    page.check(Capability.MANAGE_PLAN)
    try:
        cycle = open_cycle(plan=page.plan, by=page.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        asked = cycle.requests.count()
        messages.success(
            request,
            f"The update cycle {cycle.title} is open. {_count(asked)} asked to answer by "
            f"{cycle.due_on.day} {cycle.due_on:%B %Y}.",
        )
    return _back(page)


@require_POST
def remind(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Write to everybody who has not answered and was not written to in the last five days."""
    page = plan_page(request, area, plan)
    page.check(Capability.MANAGE_PLAN)
    try:
        came = remind_now(plan=page.plan, by=page.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        said = (
            f"A reminder is on its way to {came.written_to} address{'es' * (came.written_to > 1)}."
        )
        if came.rested:
            said += (
                f" Not to {_names(came.rested)}: an address gets at most one message in five days."
            )
        if came.without_address:
            said += f" No email address is known for {_names(came.without_address)}."
        messages.success(request, said)
    return _back(page)


def _back(page: PlanPage) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("cycle", args=[page.area.slug, page.plan.slug]))


def _count(posts: int) -> str:
    return f"{posts} post{'s are' if posts != 1 else ' is'}"


def _names(posts: tuple[Post, ...]) -> str:
    """Up to three titles, and how many more."""
    named = ", ".join(post.title for post in posts[:3])
    return named if len(posts) <= 3 else f"{named} and {len(posts) - 3} more"
