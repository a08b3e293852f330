"""Reminding posts that have a paper before them: on the day their answer is due, and once when it is late. `tick` calls it.

The rule is in reports/clearance/reminding.py. A reminder brings a link of its own, whose row says why it was sent; all who send
take one turn, so that no two processes remind the same post.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from actions.asking import is_waking_hour
from actions.choices import AuditEvent
from actions.services.writing import audit
from reports.choices import LinkOccasion, StepEvent
from reports.clearance import StepState, clearance_of
from reports.clearance.links import went_out
from reports.clearance.reminding import reminder_due
from reports.models import ClearanceLink, ClearanceStep, Paper
from reports.services.clearance_links import send_link
from reports.services.papers import begin_paper
from wsoa.turns import take_turn

REMINDERS = (LinkOccasion.DUE, LinkOccasion.LATE)


def keep_clearance(moment: datetime) -> Iterator[str]:
    """What the clock does about clearance: remind whoever is to be reminded by now; each message, in words."""
    if not is_waking_hour(moment):
        return
    for paper in _papers(moment):
        yield from _remind(paper, moment)


def _papers(moment: datetime) -> list[Paper]:
    """The papers whose meeting is to come and of which somebody's answer is due."""
    today = timezone.localdate(moment)
    is_to_come = Q(meeting_on__isnull=True) | Q(meeting_on__gte=today)
    due = ClearanceStep.objects.filter(due_on__lte=today, events__event=StepEvent.ISSUED)
    return list(
        Paper.objects.filter(is_to_come, steps__in=due)
        .select_related("plan__area", "created_by")
        .order_by("pk")
        .distinct()
    )


def _remind(paper: Paper, moment: datetime) -> list[str]:
    """Remind the posts of one paper; each message, in words."""
    with transaction.atomic():
        take_turn("messages")
        at = begin_paper(paper, moment)
        states = clearance_of(paper, timezone.localdate(at)).steps
        due = [(state, _occasion(paper, state, at)) for state in states]
        return [_send(paper, state, occasion, at) for state, occasion in due if occasion]


def _send(paper: Paper, state: StepState, occasion: LinkOccasion, at: datetime) -> str:
    step = paper.steps.select_related("post__organisation", "post__holder").get(pk=state.step.id)
    step.paper = paper
    issued = step.events.filter(event=StepEvent.ISSUED).select_related("by").latest("pk")
    send_link(step, occasion, contact=issued.by or paper.created_by, at=at)
    summary = f"{paper.title}: {step.role} was reminded, {state.due}"
    area = paper.plan.area
    audit(AuditEvent.CLEARANCE_RECORDED, summary, by=None, at=at, area=area, plan=paper.plan)
    return f"reminded {step.role} of “{paper.title}”, {state.due}"


def _occasion(paper: Paper, state: StepState, moment: datetime) -> LinkOccasion | None:
    """The reminder that is due to the step's post; None where there is none, or it has no address."""
    issued = state.step.issued
    if issued is None or not state.is_out or not state.step.address:
        return None
    sent = ClearanceLink.objects.filter(
        step=state.step.id, occasion__in=REMINDERS, sent_at__gte=issued.at
    )
    occasion = reminder_due(
        state,
        {LinkOccasion(each) for each in sent.values_list("occasion", flat=True)},
        timezone.localdate(moment),
    )
    if occasion is None:
        return None
    step = ClearanceStep(pk=state.step.id, paper=paper)
    return None if went_out(step, issued) else occasion
