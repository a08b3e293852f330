"""Issuing a paper to the posts of one order, by links with which they answer without an account, and taking their answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused, Stale
from actions.models import Post
from actions.services.writing import audit, service
from actions.text import clean_text, say_list, says_something
from reports.choices import LinkOccasion, StepEvent, StepKind
from reports.clearance import StepState, clearance_of, text_digest
from reports.clearance.links import (
    LinkState,
    digest_of,
    find_link,
    lasts_until,
    link_url,
    new_token,
    state_of,
)
from reports.clearance.loading import holds_exempt, step_value
from reports.models import ClearanceEvent, ClearanceLink, ClearanceStep, Paper
from reports.services.clearance import add_event
from reports.services.papers import begin_paper
from wsoa.absolute import absolute_url
from wsoa.capabilities import Capability
from wsoa.models import User
from wsoa.services.mail import queue_email

ANSWERS = (StepEvent.CONFIRMED, StepEvent.RETURNED)
OVER = "This link takes no answer any more. Open it again to read why."
CHANGED = "The paper was changed while you had it open. It is shown as it is now: read it again, then answer."


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A link that is not emailed but given to somebody to pass on. It is shown once: nobody keeps its word."""

    step: ClearanceStep
    url: str
    ends: datetime


@dataclass(frozen=True, slots=True)
class Issued:
    """What issuing came to: the steps that were written to, and the links to pass on by hand."""

    emailed: tuple[ClearanceStep, ...]
    by_hand: tuple[HandedOver, ...]


@service
def issue_steps(*, paper: Paper, order: int, by: User, now: datetime | None = None) -> Issued:
    """Issue the paper as it stands to all of the order whose turn it is: each is emailed a link of its own; for a post
    without an address the link is given back.

    Raises Refused where it is not their turn, nobody is left to be asked, or no post is named.
    """
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    today = timezone.localdate(at)
    ready = _ready(paper, order, at)
    rows = {
        step.pk: step
        for step in paper.steps.select_related("post__organisation", "post__holder").filter(
            pk__in=[each.step.id for each in ready]
        )
    }
    emailed, by_hand = [], []
    for each in ready:
        step = rows[each.step.id]
        step.paper = paper
        add_event(step, StepEvent.ISSUED, happened_on=today, at=at, by=by)
        post = step.post
        assert post is not None
        if post.address:
            send_link(step, LinkOccasion.ISSUED, contact=by, at=at)
            emailed.append(step)
        else:
            by_hand.append(_link(step, post, LinkOccasion.HAND, at))
    summary = f"{paper.title} issued to {say_list([each.step.called for each in ready])}"
    audit(AuditEvent.CLEARANCE_RECORDED, summary, by=by, at=at, area=area, plan=paper.plan)
    return Issued(tuple(emailed), tuple(by_hand))


@service
def hand_over_link(*, step: ClearanceStep, by: User, now: datetime | None = None) -> HandedOver:
    """Another link for a post that has the paper, to pass on by hand. Raises Refused where it has not."""
    paper = step.paper
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    value = step_value(step)
    if value.issued is None or value.answer is not None or step.post is None:
        raise Refused(
            f"{value.called} is not being asked now. Issue the paper first, to a post that is named."
        )
    link = _link(step, step.post, LinkOccasion.HAND, at)
    summary = f"{paper.title}: {step.role}, a link was made to be handed over"
    audit(AuditEvent.CLEARANCE_RECORDED, summary, by=by, at=at, area=area, plan=paper.plan)
    return link


@service
def answer_by_link(
    *,
    link: ClearanceLink,
    token: str,
    event: StepEvent,
    seen: str,
    comments: str = "",
    by: User | None = None,
    now: datetime | None = None,
) -> ClearanceEvent:
    """Take what the post says that has the link: it confirms the text, or has comments. Whoever issued the paper is told by email.

    The link, whose `token` is the word in it, says who may. `by` is given where the person happens to be signed in; then they must be of
    the area too. `seen` is the digest of the text that was shown: raises Stale where the paper reads differently by now. Raises Refused
    where the link is good for nothing any more, and for comments that say nothing.
    """
    at = begin_paper(link.step.paper, now)
    found = find_link(token)  # as it is now that it is our turn
    if found is None or found.pk != link.pk or state_of(found, token, at) != LinkState.OPEN:
        raise Refused(OVER)
    step, paper = found.step, found.step.paper
    if by is not None:
        permissions.check(by, paper.plan.area, Capability.VIEW_PLAN)
    if event not in ANSWERS:
        raise Refused("Choose whether you confirm, or have comments.", field="event")
    comments = clean_text(comments, field="comments", label="Your comments")
    if event == StepEvent.RETURNED and not says_something(comments):
        raise Refused("Enter your comments.", field="comments")
    if seen != text_digest(paper):
        raise Stale(CHANGED)
    today = timezone.localdate(at)
    row = add_event(step, event, happened_on=today, at=at, by=None, comments=comments)
    _tell(step, row, at)
    summary = f"{paper.title}: {step.role}, {row.get_event_display().lower()} by the emailed link"
    plan = paper.plan
    audit(AuditEvent.CLEARANCE_RECORDED, summary, by=by, at=at, area=plan.area, plan=plan)
    return row


def send_link(step: ClearanceStep, occasion: LinkOccasion, *, contact: User, at: datetime) -> None:
    """Make a link and put the email with it on its way. Part of a service's transaction."""
    post, paper = step.post, step.paper
    assert post is not None
    link = _link(step, post, occasion, at)
    about = {
        "step": step,
        "paper": paper,
        "plan": paper.plan,
        "occasion": occasion,
        "is_sign_off": step.kind == StepKind.SIGN_OFF,
        "holds_exempt": holds_exempt(paper),
        "is_again": _answered_before(step, text_digest(paper)),
        "url": link.url,
        "ends_on": timezone.localdate(link.ends - timedelta(seconds=1)),
        "contact": contact,
        "today": timezone.localdate(at),
    }
    subject = render_to_string("reports/email/clearance_subject.txt", about).strip()
    body = render_to_string("reports/email/clearance.txt", about).strip() + "\n"
    queue_email(to=post.address, subject=subject, body=body, now=at)


def _answered_before(step: ClearanceStep, digest: str) -> str:
    """What the post said last of another text; empty where it has said nothing, or the text is the same."""
    said = [each for each in step_value(step).standing if each.event in ANSWERS]
    return said[-1].event.value if said and said[-1].digest != digest else ""


def _ready(paper: Paper, order: int, at: datetime) -> Sequence[StepState]:
    """Those of the order to whom the paper may go now. Raises Refused where it may not."""
    states = clearance_of(paper, timezone.localdate(at)).of_order(order)
    ready = [each for each in states if each.may_be_issued]
    waiting = next((each for each in states if each.waits_for), None)
    if not states:
        raise Refused("Nobody is asked in that order.")
    if waiting is not None and not ready:
        raise Refused(
            f"It is not their turn yet: {say_list(waiting.waits_for)} must answer first. If that is "
            "not needed, change the order, or say that an answer is not needed."
        )
    if not ready:
        raise Refused("Nobody of this order is left to be asked.")
    nameless = [each.step.role for each in ready if not each.step.post]
    if nameless:
        raise Refused(
            f"Say which post answers as {say_list(nameless)}, then issue. Nothing has been sent."
        )
    return ready


def _link(step: ClearanceStep, post: Post, occasion: LinkOccasion, at: datetime) -> HandedOver:
    token = new_token(post)
    ends = lasts_until(at)
    ClearanceLink(
        step=step, digest=digest_of(token), occasion=occasion, sent_at=at, expires_at=ends
    ).save()
    return HandedOver(step, link_url(token), ends)


def _tell(step: ClearanceStep, answer: ClearanceEvent, at: datetime) -> None:
    """Tell whoever issued the paper that there is an answer."""
    issued = step.events.filter(event=StepEvent.ISSUED).select_related("by").order_by("-pk").first()
    told = issued.by if issued is not None and issued.by else step.paper.created_by
    if not told.is_active:
        return
    plan = step.paper.plan
    path = reverse("paper-clearance", args=[plan.area.slug, plan.slug, step.paper_id])
    about = {"step": step, "paper": step.paper, "answer": answer, "url": absolute_url(path)}
    body = render_to_string("reports/email/clearance_answered.txt", about).strip() + "\n"
    said = "confirmed" if answer.event == StepEvent.CONFIRMED else "comments"
    queue_email(
        to=told.email, subject=f"{step.role}, {said}: {step.paper.title}", body=body, now=at
    )
