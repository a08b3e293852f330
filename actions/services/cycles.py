"""Opening a plan's update cycles, by the clock or by hand, and asking the posts. Messages: reminders.py."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from actions import permissions
from actions.answers import Answers
from actions.asking import Rhythm, end_of
from actions.choices import AuditEvent, PlanStage
from actions.errors import Refused
from actions.models import Plan, UpdateCycle, UpdateRequest
from actions.services.reminders import send_to_owners
from actions.services.writing import audit, begin, check_open, service
from actions.text import say_day
from wsoa.capabilities import Capability
from wsoa.models import User
from wsoa.turns import take_turn


@service
def open_cycle(*, plan: Plan, by: User | None, now: datetime | None = None) -> UpdateCycle:
    """Open a cycle today and ask each post named first among the owners of an open action.

    `by` is None where the clock opens it: its messages then wait for `send_due`, and the cycle's own row
    says that the clock did it, since the audit trail is of people. A person's messages are sent at once.
    Raises Refused where the plan does not ask, a cycle is open already, or there is nobody to ask.
    """
    take_turn("messages")
    at = begin(plan, now)
    if by is not None:
        permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    plan = Plan.objects.select_related("area").get(pk=plan.pk)
    check_open(plan)
    today = timezone.localdate(at)
    _check_may_open(plan, today)
    closes_on = Rhythm.of(plan).closes_on(today)
    shares = Answers.of([plan]).shares_of(plan.pk, today, closes_on, at, at)
    if not shares:
        raise Refused("No open action has an owner, so there is nobody to ask.")
    cycle = UpdateCycle(
        plan=plan,
        title=f"{today:%B %Y}",
        opens_on=today,
        due_on=Rhythm.of(plan).due_on(today),
        closes_on=closes_on,
        recorded_at=at,
        recorded_by=by,
    )
    cycle.save()
    _ask(cycle, shares, at)
    if by is not None:
        summary = f"{cycle.title}: {len(shares)} posts asked, due {cycle.due_on.isoformat()}"
        audit(AuditEvent.CYCLE_OPENED, summary, by=by, at=at, area=plan.area, plan=plan)
        send_to_owners(now=at, cycle=cycle)
    return cycle


def open_due_cycles(*, now: datetime) -> Iterator[UpdateCycle]:
    """Open a cycle for every plan whose day has come, or came while the clock stood still."""
    today = timezone.localdate(now)
    for plan in Plan.objects.filter(stage=PlanStage.DELIVERY).select_related("area").order_by("pk"):
        opening = Rhythm.of(plan).opening_before(today)
        if opening is None or plan.cycles.filter(closes_on__gte=opening).exists():
            continue
        try:
            yield open_cycle(plan=plan, by=None, now=now)
        except Refused:  # nobody to ask, or somebody else has just opened it
            continue


def ask_newcomers(*, now: datetime) -> Iterator[tuple[UpdateCycle, int]]:
    """Ask posts that came to own something unanswered while a cycle is open: the cycle, and how many."""
    cycles = list(UpdateCycle.objects.running(timezone.localdate(now)))
    answers = Answers.of([cycle.plan for cycle in cycles])
    for cycle in cycles:
        if _not_asked(cycle, answers, now):
            with transaction.atomic():
                at = begin(cycle.plan, now)
                new = _not_asked(cycle, Answers.of([cycle.plan]), at)
                _ask(cycle, new, at)
            if new:
                yield cycle, len(new)


def _not_asked(cycle: UpdateCycle, answers: Answers, now: datetime) -> set[int]:
    """The posts with something left to answer that the cycle has no request to."""
    left = {post for post, share in answers.shares(cycle, now).items() if share.left}
    return left - set(cycle.requests.values_list("post_id", flat=True)) if left else set()


def _check_may_open(plan: Plan, today: date) -> None:
    if not Rhythm.of(plan).asks_on(today):
        raise Refused(
            "This plan does not ask its owners for updates now. Its settings say how often it does; "
            "it asks from its first day to its last, while it is in delivery."
        )
    running = plan.cycles.filter(closes_on__gte=today).order_by("opens_on").first()
    if running is not None:
        raise Refused(
            f"The cycle {running.title} is open until {say_day(running.closes_on)}. Another can open "
            "after it."
        )


def _ask(cycle: UpdateCycle, posts: Iterable[int], at: datetime) -> None:
    """Write a request to each post. Its link ends with the cycle, or after the stated period."""
    last_day = timezone.localdate(at) + timedelta(days=settings.ANSWER_LINK_DAYS)
    expires_at = end_of(min(cycle.closes_on, last_day))
    for post in sorted(posts):
        UpdateRequest(cycle=cycle, post_id=post, made_at=at, expires_at=expires_at).save()
