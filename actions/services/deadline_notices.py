"""Telling posts of the deadlines that come near, or that have passed without being met. `tick` calls it.

The rules are in actions/clock/telling.py. Each notice is written down in the transaction that queues its
email; all who send take one turn, so that no two processes tell the same post. A plan that is closed may have
left a date open: they are told of it as before, until it is met, carried on or said to apply no longer.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from actions.asking import is_waking_hour
from actions.choices import AuditEvent, PlanStage
from actions.clock import DeadlineValue, deadlines_of
from actions.clock.telling import PASSED, step_due
from actions.models import Deadline, DeadlineListener, DeadlineNotice, Plan, Post
from actions.services.writing import audit
from wsoa.absolute import absolute_url
from wsoa.services.mail import queue_email
from wsoa.turns import take_turn


@dataclass(frozen=True, slots=True)
class Notice:
    """One deadline of which one post is to be told."""

    plan: Plan
    deadline: DeadlineValue
    due_on: date
    post: Post
    step: int

    @property
    def has_passed(self) -> bool:
        """Whether its day is over."""
        return self.step == PASSED

    @property
    def is_of_closed(self) -> bool:
        """Whether the plan is closed and left it open."""
        return self.plan.stage == PlanStage.CLOSED

    @property
    def url(self) -> str:
        """The page of the plan's clock, for a message."""
        return absolute_url(reverse("clock", args=[self.plan.area.slug, self.plan.slug]))


@dataclass(frozen=True, slots=True)
class Told:
    """One message to one address, and what it is about."""

    address: str
    subject: str
    about: tuple[Notice, ...]

    def __str__(self) -> str:
        return f"wrote to {self.address} of a deadline: {self.subject}"


def keep_deadlines(moment: datetime) -> Iterator[str]:
    """What the clock does about deadlines: tell whoever is to be told by now; each message, in words."""
    for told in tell_due(now=moment):
        yield str(told)


def tell_due(*, now: datetime) -> list[Told]:
    """Tell each post what it is to be told by now and was not. One message an address, in the waking hours."""
    if not is_waking_hour(now) or not any(_due(now)):
        return []
    with transaction.atomic():
        take_turn("messages")
        grouped: dict[str, list[Notice]] = defaultdict(list)
        for notice in _due(now):
            grouped[notice.post.address.lower()].append(notice)
        return [_tell(address, tuple(about), now) for address, about in grouped.items()]


def _due(now: datetime) -> Iterator[Notice]:
    """The notices due at the moment, those of the nearest days first within a plan."""
    today = timezone.localdate(now)
    listeners = _listeners()
    if not listeners:
        return
    told: dict[tuple[int, int, object], set[int]] = defaultdict(set)
    sources = _sources(listeners)
    for row in DeadlineNotice.objects.filter(deadline__in=[*listeners, *_all(sources)]):
        told[row.deadline_id, row.post_id, row.due_on].add(row.days_left)
    plans = list(
        Plan.objects.filter(deadlines__in=listeners)
        .select_related("area", "inspection")
        .order_by("pk")
        .distinct()
    )
    read = deadlines_of(plans, today)
    for plan in plans:
        for deadline in read[plan.pk]:
            line = (deadline.id, *sources.get(deadline.id, ()))
            for post in listeners.get(deadline.id, ()):
                known = set().union(*(told[each, post.pk, deadline.day] for each in line))
                step = step_due(deadline, known)
                if step is not None and deadline.day is not None:
                    yield Notice(plan, deadline, deadline.day, post, step)


def _sources(deadlines: Iterable[int]) -> Mapping[int, list[int]]:
    """Deadline's id -> the ids of those that it continues: who was told of them for a day was told of this one."""
    pairs = dict(Deadline.objects.filter(continues__isnull=False).values_list("pk", "continues_id"))
    found: dict[int, list[int]] = {}
    for deadline in deadlines:
        source = pairs.get(deadline)
        while source is not None:
            found.setdefault(deadline, []).append(source)
            source = pairs.get(source)
    return found


def _all(sources: Mapping[int, list[int]]) -> Iterator[int]:
    return (each for line in sources.values() for each in line)


def _listeners() -> Mapping[int, list[Post]]:
    """Deadline's id -> the posts that are told of it and have an address."""
    found: dict[int, list[Post]] = {}
    for each in DeadlineListener.objects.select_related(
        "post__organisation", "post__holder"
    ).order_by("deadline_id", "id"):
        if each.post.address:
            found.setdefault(each.deadline_id, []).append(each.post)
    return found


def _tell(address: str, about: tuple[Notice, ...], now: datetime) -> Told:
    """Queue the message, and write down what it tells whom."""
    each_once = {notice.deadline.id: notice for notice in reversed(about)}
    shown = tuple(each for each in about if each_once[each.deadline.id] is each)
    first = shown[0]
    more = f" and {len(shown) - 1} more" if len(shown) > 1 else ""
    deadline = first.deadline
    subject = f"{deadline.says}: {deadline.title}, {first.plan.area}{more}"
    body = render_to_string("actions/email/deadline.txt", {"about": shown}).strip() + "\n"
    queue_email(to=address, subject=subject, body=body, now=now)
    for notice in about:
        DeadlineNotice(
            deadline_id=notice.deadline.id,
            post=notice.post,
            due_on=notice.due_on,
            days_left=notice.step,
            at=now,
        ).save()
        audit(
            AuditEvent.DEADLINE_TOLD,
            f"{notice.deadline.title}: {notice.post} was told, {notice.deadline.says.lower()}",
            by=None,
            at=now,
            area=notice.plan.area,
            plan=notice.plan,
        )
    return Told(address, subject, about)
