"""The watch list: who hears of an action by email, and the emails they get.

A watch is a preference, no record: it is not audited. Other services call `tell_watchers` where they change something that a watcher wants to know.
"""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from actions import permissions
from actions.models import Action, ActionReference, ActionWording, Watch
from wsoa.absolute import absolute_url
from wsoa.capabilities import ROLE_CAPABILITIES, Capability
from wsoa.models import OutgoingEmail, User
from wsoa.services.mail import fitted, queue_email

QUIET = timedelta(hours=1)
"""A watcher gets at most one email an action in this time; the action's page shows what came after."""


def watch(*, action: Action, by: User) -> None:
    """Let the person hear of the action by email. Watching twice is watching once."""
    permissions.check(by, action.plan.area, Capability.VIEW_PLAN)
    Watch.objects.get_or_create(action=action, user=by, defaults={"since": timezone.now()})


def unwatch(*, action: Action, by: User) -> None:
    """Let the person hear no more of the action."""
    Watch.objects.filter(action=action, user=by).delete()


def tell_watchers(
    action: Action,
    what: str,
    *,
    by: User | None,
    at: datetime,
    among: Capability = Capability.VIEW_PLAN,
    but: frozenset[int] = frozenset(),
) -> None:
    """Email those who watch the action that something happened, such as "A status update was recorded".

    Called in the transaction of the change. Not told are the one who did it, the ids in `but`, people who
    left the area or whose role lacks the capability `among`, and whoever was told of the action within
    the last hour.
    """
    roles = [role for role, held in ROLE_CAPABILITIES.items() if among in held]
    addresses = list(
        User.objects.filter(
            watches__action=action,
            is_active=True,
            memberships__area=action.plan.area_id,
            memberships__role__in=roles,
        )
        .exclude(pk__in=but | ({by.pk} if by else frozenset()))
        .order_by("pk")
        .values_list("email", flat=True)
    )
    if not addresses:
        return
    reference, title = named(action)
    subject = fitted(f"Change to action {reference}, {action.plan}, {action.plan.area}")
    lately = OutgoingEmail.objects.filter(
        to__in=addresses, subject=subject, queued_at__gt=at - QUIET, queued_at__lte=at
    )
    told = set(lately.values_list("to", flat=True))
    for address in addresses:
        if address not in told:
            queue_email(to=address, subject=subject, body=_body(action, title, what), now=at)


def named(action: Action) -> tuple[str, str]:
    """The action's present reference and title, for a message."""
    reference = ActionReference.objects.filter(action=action).standing().in_order().last()
    wording = ActionWording.objects.filter(action=action).standing().in_order().last()
    return reference.reference if reference else "", wording.title if wording else ""


def address_of(action: Action) -> str:
    """The address of the action's page, for a message."""
    reference = ActionReference.objects.filter(action=action).standing().in_order().last()
    plan = action.plan
    slug = reference.search_key if reference else str(action.pk)
    return absolute_url(reverse("action", args=[plan.area.slug, plan.slug, slug]))


def _body(action: Action, title: str, what: str) -> str:
    return (
        f"{what}.\n\n"
        f"Action: {title}\n"
        f"{address_of(action)}\n\n"
        "You get this because you watch the action. You get at most one such email an hour about it: the "
        "page shows everything since. To stop, choose “Stop watching” there.\n"
    )
