"""Setting up who must see a paper before it is out, recording what happened to the steps, and letting an urgent paper go."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from actions import permissions
from actions.asking import end_of
from actions.choices import AuditEvent
from actions.errors import Refused, Stale
from actions.models import Post
from actions.services.rows import change, one_line, remove, take
from actions.services.writing import audit, check_not_far_off, required_reason, service
from actions.text import clean_text, say_day
from reports.choices import StepEvent, StepKind
from reports.clearance.figures import figures_of
from reports.clearance.loading import step_value
from reports.clearance.states import in_order
from reports.clearance.texts import PAPER, text_digest, text_digest_at
from reports.facts import Facts
from reports.models import ClearanceEvent, ClearanceStep, Paper, SectionVersion
from reports.papers import draft_of
from reports.services.papers import begin_paper, checked_urgency
from wsoa.capabilities import Capability
from wsoa.models import User

ROLE_LIMIT = 200
ORDER_LIMIT = 99
STAYS = (
    "Something is on record of this step, so it stays. Change it so that it need not answer, or take "
    "back what was issued."
)
CHANGED = "The paper was changed while you had this page open. What changed is shown: record it again if it still holds."


@service
def add_step(
    *,
    paper: Paper,
    kind: StepKind,
    role: str,
    by: User,
    post: Post | None = None,
    is_mandatory: bool = False,
    due_on: date | None = None,
    order: int | None = None,
    now: datetime | None = None,
) -> ClearanceStep:
    """Add somebody who must see the paper: after all others, or at once with those of the `order`. Raises Refused for a post of
    another area, and for a day after the meeting."""
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    last = max(paper.steps.values_list("order", flat=True), default=0)
    step = ClearanceStep.objects.create(
        paper=paper,
        kind=kind,
        role=_role(role),
        post=_post(paper, post),
        is_mandatory=is_mandatory,
        due_on=_due(paper, due_on),
        order=last + 1 if order is None else _order(order),
    )
    _close_gaps(paper)
    step.refresh_from_db()
    summary = f"{paper.title}: {step.role} added"
    audit(AuditEvent.CLEARANCE_CHANGED, summary, by=by, at=at, area=area, plan=paper.plan)
    return step


@service
def change_step(
    *,
    step: ClearanceStep,
    kind: StepKind,
    role: str,
    by: User,
    post: Post | None = None,
    is_mandatory: bool = False,
    due_on: date | None = None,
    order: int,
    seen: int | None = None,
    now: datetime | None = None,
) -> ClearanceStep:
    """Change who is asked, what for, in which order and by when. Raises Refused likewise, and where somebody else than the post
    that has the paper would answer for it."""
    paper = step.paper
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    take(step, seen)
    post = _post(paper, post)
    value = step_value(step)
    if post != step.post and value.issued is not None and value.answer is None:
        raise Refused(
            f"The paper is with {value.called}. Take it back, then name another post.", field="post"
        )
    if kind != step.kind and value.standing:
        raise Refused(
            "The paper has gone out for this. Take it back before you ask for something else.",
            field="kind",
        )
    said = change(
        step,
        kind=kind,
        role=_role(role),
        post=post,
        is_mandatory=is_mandatory,
        due_on=_due(paper, due_on),
        order=_order(order),
    )
    _close_gaps(paper)
    step.refresh_from_db()
    summary = f"{paper.title}: {step.role}, {said or 'nothing changed'}"
    audit(AuditEvent.CLEARANCE_CHANGED, summary, by=by, at=at, area=area, plan=paper.plan)
    return step


@service
def remove_step(*, step: ClearanceStep, by: User, now: datetime | None = None) -> None:
    """Take a step out of which nothing is on record. Raises Refused for another."""
    paper = step.paper
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    take(step, None)
    remove(step, STAYS)
    _close_gaps(paper)
    summary = f"{paper.title}: {step.role} removed"
    audit(AuditEvent.CLEARANCE_CHANGED, summary, by=by, at=at, area=area, plan=paper.plan)


@service
def record_step(
    *,
    step: ClearanceStep,
    event: StepEvent,
    happened_on: date,
    by: User,
    comments: str = "",
    seen: str | None = None,
    now: datetime | None = None,
) -> ClearanceEvent:
    """Record on behalf of the post that the paper was issued to it, or came back. It is of the text of that day: as it stands for today,
    as it stood at the end of another.

    `seen` is the digest of the text on whose page it was recorded: raises Stale where the paper reads differently by now. Raises Refused
    for a day to come, before it was issued, and for a sign-off before the paper was begun.
    """
    paper = step.paper
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    take(step, None)
    paper.refresh_from_db(fields=PAPER)  # as it is now that it is our turn
    if seen is not None and seen != text_digest(paper):
        raise Stale(CHANGED)
    if event == StepEvent.WITHDRAWN:
        raise Refused("To take a step back, say why.", field="event")
    _check_day(step, event, happened_on, timezone.localdate(at))
    digest = None
    if happened_on < timezone.localdate(at):
        digest = text_digest_at(paper, end_of(happened_on) - timedelta(microseconds=1))
        _check_begun(step, event, digest)
    row = add_event(
        step, event, happened_on=happened_on, at=at, by=by, comments=comments, digest=digest
    )
    summary = f"{paper.title}: {step.role}, {row.get_event_display().lower()}"
    audit(AuditEvent.CLEARANCE_RECORDED, summary, by=by, at=at, area=area, plan=paper.plan)
    return row


@service
def take_back(
    *, step: ClearanceStep, reason: str, by: User, now: datetime | None = None
) -> ClearanceEvent:
    """Take the paper back from the post, with what it answered: it is asked anew, or no more. Raises Refused where nothing is to be
    taken back."""
    paper = step.paper
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    take(step, None)
    if not step_value(step).standing:
        raise Refused("Nothing is on record of this step that could be taken back.")
    reason = required_reason(reason)
    today = timezone.localdate(at)
    row = add_event(step, StepEvent.WITHDRAWN, happened_on=today, at=at, by=by, comments=reason)
    summary = f"{paper.title}: {step.role}, taken back: {reason}"
    audit(AuditEvent.CLEARANCE_RECORDED, summary, by=by, at=at, area=area, plan=paper.plan)
    return row


@service
def mark_urgent(*, paper: Paper, reason: str, by: User, now: datetime | None = None) -> Paper:
    """Let the paper go out after its day of despatch, for the reason, which its report history prints."""
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    take(paper, None)
    reason = checked_urgency(reason, field="reason")
    change(paper, is_urgent=True, urgency=reason)
    summary = f"{paper.title} is urgent: {reason}"
    audit(AuditEvent.CLEARANCE_CHANGED, summary, by=by, at=at, area=area, plan=paper.plan)
    return paper


def add_event(
    step: ClearanceStep,
    event: StepEvent,
    *,
    happened_on: date,
    at: datetime,
    by: User | None,
    comments: str = "",
    digest: str | None = None,
) -> ClearanceEvent:
    """Add what happened, of the paper's text as it stands, which is kept, or of the text with the `digest`. Part of a service's
    transaction."""
    now = text_digest(step.paper)
    digest = now if digest is None else digest
    is_signed = event == StepEvent.CONFIRMED and digest == now
    row = ClearanceEvent(
        step=step,
        event=event,
        happened_on=happened_on,
        comments=clean_text(comments, field="comments", label="The comments"),
        text_digest="" if event == StepEvent.WITHDRAWN else digest,
        figures=_figures(step) if is_signed else {},
        at=at,
        by=by,
    )
    row.save()
    if event != StepEvent.WITHDRAWN:
        _keep_text(step.paper)
    return row


def _figures(step: ClearanceStep) -> dict[str, str]:
    """The figures behind the words that are signed off."""
    if step.kind != StepKind.SIGN_OFF:
        return {}
    paper = step.paper
    return figures_of(draft_of(paper), Facts(paper.plan, paper.as_at))


def _keep_text(paper: Paper) -> None:
    """Keep what is written in the paper, so that it can be told later what changed. Text that nobody has written in is kept by the
    first who does."""
    kept = set(
        SectionVersion.objects.filter(section__paper=paper).values_list("section_id", "version")
    )
    for section in paper.sections.select_related("changed_by"):
        if section.version > 1 and (section.pk, section.version) not in kept:
            SectionVersion(
                section=section,
                version=section.version,
                text=section.text,
                at=section.changed_at,
                by=section.changed_by,
            ).save()


def _check_day(step: ClearanceStep, event: StepEvent, day: date, today: date) -> None:
    if day > today:
        raise Refused(
            f"The day must be today or in the past; {say_day(day)} is in the future.",
            field="happened_on",
        )
    check_not_far_off(day, step.paper.as_at, 3, field="happened_on", what="The day")
    issued = step_value(step).issued
    if issued is not None and day < issued.happened_on:
        raise Refused(
            f"The day must be on or after {say_day(issued.happened_on)}, when the paper was issued.",
            field="happened_on",
        )


def _check_begun(step: ClearanceStep, event: StepEvent, digest: str) -> None:
    """Refuse a sign-off of the text of a day on which there was none yet."""
    if not digest and event == StepEvent.CONFIRMED and step.kind == StepKind.SIGN_OFF:
        raise Refused(
            "The paper was not begun by that day, so what they confirmed was another text. Ask them "
            "to confirm this one, then enter the day on which they did.",
            field="happened_on",
        )


def _role(role: str) -> str:
    return one_line(role, field="role", label="role, as the paper calls it", limit=ROLE_LIMIT)


def _post(paper: Paper, post: Post | None) -> Post | None:
    if post is not None and post.organisation.area_id != paper.plan.area_id:
        raise Refused("Choose a post of this area.", field="post")
    return post


def _due(paper: Paper, day: date | None) -> date | None:
    """The day; refused where it is after the meeting, or years before it."""
    meeting = paper.meeting_on
    if day is None or meeting is None:
        return day
    if day > meeting:
        raise Refused(
            f"The day must be on or before {say_day(meeting)}, the day of the meeting.",
            field="due_on",
        )
    check_not_far_off(day, meeting, 1, field="due_on", what="The day")
    return day


def _order(order: int) -> int:
    if not 1 <= order <= ORDER_LIMIT:
        raise Refused(f"Enter a whole number from 1 to {ORDER_LIMIT}.", field="order")
    return order


def _close_gaps(paper: Paper) -> None:
    """Number the orders 1, 2, 3 again."""
    steps = list(paper.steps.all())
    for step, order in zip(steps, in_order([each.order for each in steps]), strict=True):
        if step.order != order:
            step.order = order
            step.save()
