"""The invented area's update cycles: two that are over, and one that has just opened.

The plan's day of opening is set so that a cycle is open on whatever day the demonstration is loaded. The
clock's own services open it, ask and remind, at the moments at which they would have. Published areas ask
nobody: their plans are of the past, and nothing must be sent about them.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from actions.choices import CycleFrequency, ProposalKind
from actions.models import Action, Plan, UpdateCycle
from actions.services.cycles import open_cycle
from actions.services.partners import change_post
from actions.services.plans import change_plan_settings
from actions.services.proposals import propose_by_link
from actions.services.reminders import send_due, unanswered
from reports.demo.setting_up import Built, BuiltPlan

_OPEN_FOR_DAYS = 3
_EARLIER = 2
_LAST_DAY = 28
_REMINDED_AFTER = (5, 10, 11, 12)
_UNREACHED = "college"
_SAID = (
    "The first group has met twice. Families have seen the draft and asked for shorter letters; a second "
    "draft is due next month."
)


def ask_nobody(built: Built, made: BuiltPlan) -> None:
    """Let a plan of the past ask for nothing."""
    change_plan_settings(
        plan=made.plan,
        cycle_frequency=CycleFrequency.NONE,
        by=built.manager,
        now=_at(made.plan.starts_on),
    )


def ask_owners(built: Built, made: BuiltPlan, today: date) -> None:
    """Open the plan's cycles up to today, and let some answers come in by the emailed link."""
    openings = list(_openings(today))
    plan = change_plan_settings(
        plan=made.plan,
        cycle_opens_day=openings[-1].day,
        by=built.manager,
        now=_at(openings[0] - timedelta(days=1)),
    )
    post = built.posts[_UNREACHED]
    change_post(
        post=post,
        title=post.title,
        email="",
        holder=None,
        by=built.manager,
        now=_at(openings[0] - timedelta(days=1)),
    )
    for opening in openings:
        cycle = open_cycle(plan=plan, by=None, now=_at(opening))
        for days in (0, *_REMINDED_AFTER):
            if opening + timedelta(days=days) < today:
                send_due(now=_at(opening + timedelta(days=days)))
    _answer_by_link(cycle, plan, today - timedelta(days=1))


def _openings(today: date) -> Iterator[date]:
    """The days on which the cycles open, the last a few days ago, each in a month of its own."""
    last = today - timedelta(days=_OPEN_FOR_DAYS)
    last = last.replace(day=min(last.day, _LAST_DAY))
    for back in range(_EARLIER, -1, -1):
        index = last.year * 12 + last.month - 1 - back
        yield date(index // 12, index % 12 + 1, last.day)


def _answer_by_link(cycle: UpdateCycle, plan: Plan, day: date) -> None:
    """Two posts without an account answer on the day: one with an update, one that nothing changed."""
    at = _at(day)
    waiting = [
        each
        for each in unanswered(at, cycle=cycle)
        if each.address and each.post.holder_id is None and each.share.left
    ]
    for each, kind in zip(waiting, (ProposalKind.UPDATE, ProposalKind.NO_CHANGE), strict=False):
        action = Action.objects.get(pk=each.share.left[0])
        action.plan = plan
        newest = action.statusupdates.in_force(day)
        is_update = kind == ProposalKind.UPDATE
        propose_by_link(
            request=each.request,
            action=action,
            kind=kind,
            rating=newest.rating if is_update and newest else None,
            effective_date=day,
            commentary=_SAID if is_update else "",
            remedial_action=newest.remedial_action if is_update and newest else "",
            now=at,
        )


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))
