"""A plan's life as a whole: the steps from submission to sign-off, and the plan that takes its place."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent, EntryKind, PlanEventKind, PlanKind, PlanStage
from actions.clock import DeadlineValue
from actions.errors import Refused
from actions.followers import follow
from actions.models import (
    Action,
    Deadline,
    DeadlineListener,
    Measure,
    Plan,
    PlanEvent,
    PlanMeasure,
    PlanRisk,
    Post,
    Risk,
)
from actions.position import position_as_at
from actions.services.carrying import Carrying, last_day_on_record, waiting_in
from actions.services.deadline_ends import (
    carry_deadline,
    check_somebody_is_told,
    end_deadline,
    open_deadlines,
)
from actions.services.deadline_entries import audit_deadline
from actions.services.deadline_rows import in_trail, put_usual, set_listeners
from actions.services.inspections import set_inspection
from actions.services.measures import use_measure
from actions.services.plans import (
    copy_ratings,
    create_plan,
)
from actions.services.risks import use_risk
from actions.services.rows import begin_area, change
from actions.services.writing import (
    audit,
    begin,
    required_reason,
    service,
)
from actions.text import clean_text, say_day, says_something
from actions.working_days import FIRST_DAY
from wsoa.capabilities import Capability
from wsoa.models import User


@service
def record_event(
    *,
    plan: Plan,
    event: PlanEventKind,
    happened_on: date,
    by: User,
    note: str = "",
    now: datetime | None = None,
) -> PlanEvent:
    """Record a step of the plan's life, today or before; it may lie before the plan's own start.

    Closing it is also its stage from then on. Raises Refused where the step is recorded for that day already.
    """
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    event = PlanEventKind(event)
    if happened_on > timezone.localdate(at):
        raise Refused(
            f"{say_day(happened_on)} is in the future. Record the step once it has been taken.",
            field="happened_on",
        )
    if happened_on < FIRST_DAY:
        raise Refused(f"The day must be {say_day(FIRST_DAY)} or later.", field="happened_on")
    _check_order(plan, event, happened_on)
    note = clean_text(" ".join(note.split()), field="note", label="The note", limit=300)
    if event == PlanEventKind.OTHER and not says_something(note):
        raise Refused("Say what the step was.", field="note")
    same = PlanEvent.objects.filter(plan=plan, event=event, effective_date=happened_on)
    if event == PlanEventKind.OTHER:
        same = same.filter(note=note)
    if same.standing().exists():
        raise Refused("The step is recorded for that day already.", field="happened_on")
    row = PlanEvent(
        plan=plan,
        event=event,
        note=note,
        effective_date=happened_on,
        recorded_at=at,
        recorded_by=by,
    )
    row.save()
    if event == PlanEventKind.CLOSED:
        change(plan, stage=PlanStage.CLOSED)
    _audit(plan, AuditEvent.PLAN_EVENT_RECORDED, _told(row), by, at)
    return row


_ORDER = (PlanEventKind.SUBMITTED, PlanEventKind.APPROVED, PlanEventKind.SIGNED_OFF)
"""Steps of which none is taken before an earlier one."""


def _check_order(plan: Plan, event: PlanEventKind, happened_on: date) -> None:
    """Raise Refused for a step before the inspectors came, or out of the order of those on record."""
    inspection = plan.inspection
    if inspection is not None and happened_on < inspection.began_on:
        raise Refused(
            f"The inspectors came on {say_day(inspection.began_on)}, and {say_day(happened_on)} is before that. "
            "Check the year.",
            field="happened_on",
        )
    if event not in _ORDER:
        return
    place = _ORDER.index(event)
    for other in PlanEvent.objects.filter(plan=plan, event__in=_ORDER).standing():
        kind = PlanEventKind(other.event)
        is_wrong = (_ORDER.index(kind) < place and happened_on < _first_on(plan, kind)) or (
            _ORDER.index(kind) > place and happened_on > other.effective_date
        )
        if is_wrong:
            order = "before" if _ORDER.index(kind) < place else "after"
            raise Refused(
                f"{kind.label} is on record for {say_day(other.effective_date)}; {event.label.lower()} "
                f"cannot be {order} it. Check both days.",
                field="happened_on",
            )


def _first_on(plan: Plan, kind: PlanEventKind) -> date:
    days = PlanEvent.objects.filter(plan=plan, event=kind).standing()
    return min(days.values_list("effective_date", flat=True))


@service
def retract_event(
    *, event: PlanEvent, reason: str, by: User, now: datetime | None = None
) -> PlanEvent:
    """Take back a step that was recorded by mistake, and say why. The plan's stage stays as it is."""
    plan = event.plan
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    reason = required_reason(reason)
    if not PlanEvent.objects.filter(pk=event.pk).standing().exists():
        raise Refused("The step was taken back already.")
    row = PlanEvent(
        plan=plan,
        kind=EntryKind.RETRACTION,
        supersedes=event,
        event=event.event,
        effective_date=event.effective_date,
        recorded_at=at,
        recorded_by=by,
        reason=reason,
    )
    row.save()
    _audit(plan, AuditEvent.PLAN_EVENT_RECORDED, f"taken back: {_told(event)}: {reason}", by, at)
    return row


@service
def succeed(
    *,
    plan: Plan,
    slug: str,
    title: str,
    kind: PlanKind,
    starts_on: date,
    by: User,
    actions: Sequence[Action] = (),
    measures: Sequence[Measure] = (),
    risks: Sequence[Risk] = (),
    left: Sequence[Deadline] = (),
    ended: Sequence[Deadline] = (),
    ended_reason: str = "",
    with_usual: bool = False,
    now: datetime | None = None,
) -> Plan:
    """Let a new plan, being written, take the place of this one, which is closed.

    The actions are begun anew in it, as they stand: reference, wording, owners, first and present due date, rating
    and commentary, in themes, workstreams and report groups like theirs. One that was complete begins without a
    rating. Each leads back to the one it continues, and themes and actions
    answer the weaknesses that the ones they continue answer. Measures and risks are the area's, so the new
    plan uses the same ones. It is rated by a copy of the plan's scheme.

    The dates for which somebody waits are carried, but for those `left` open on the plan that is closed, of which
    those who listen are still told, and those that have `ended`, for the reason given. `with_usual` puts in the
    usual dates of the new plan's kind, told to whoever was told of the plan's. What follows a plan elsewhere follows
    the new one too (actions/followers.py). The old plan is closed on the day on which the new one starts, so that on
    every day one of them holds: nothing may be on record of the old plan's actions for a later day, and nothing may
    wait for a decision.

    Raises Refused where that is so, where the plan was succeeded before, or where something named is not its own.
    """
    area = plan.area
    at = begin_area(area, now)
    begin(plan, at)
    plan.refresh_from_db()
    permissions.check(by, area, Capability.MANAGE_PLAN)
    today = timezone.localdate(at)
    successor = Plan.objects.filter(succeeds=plan).first()
    if successor is not None:
        raise Refused(f"The plan was succeeded by “{successor}” already.")
    _check_start(plan, starts_on, today)
    _check_nothing_waits(plan)
    _check_own(plan, actions, measures, risks, today)
    waiting = open_deadlines(plan, today)
    _check_dates(waiting, left, ended)
    new = create_plan(
        area=area,
        slug=slug,
        title=title,
        kind=PlanKind(kind),
        stage=PlanStage.WRITING,
        starts_on=starts_on,
        by=by,
        now=at,
    )
    change(new, succeeds=plan)
    copy_ratings(plan, new)
    set_inspection(plan=new, inspection=plan.inspection, by=by, now=at)
    Carrying(plan, new, actions, today, by, at).carry()
    number = _carry_dates(waiting, new, left, ended, ended_reason, by, at)
    if with_usual:
        _add_usual(waiting, new, by, at)
    for measure in measures:
        use_measure(plan=new, measure=measure, by=by, used_from=starts_on, now=at)
    for risk in risks:
        use_risk(plan=new, risk=risk, by=by, now=at)
    follow(plan, new, by, at)
    if plan.stage != PlanStage.CLOSED:
        record_event(
            plan=plan,
            event=PlanEventKind.CLOSED,
            happened_on=starts_on,
            note=f"Succeeded by {new}",
            by=by,
            now=at,
        )
    said = f"{len(actions)} actions, {len(measures)} measures, {len(risks)} risks and {number} dates carried"
    _audit(plan, AuditEvent.PLAN_SUCCEEDED, f"by {new}: {said}", by, at)
    _audit(new, AuditEvent.PLAN_SUCCEEDED, f"takes the place of {plan}: {said}", by, at)
    return new


def _check_dates(
    waiting: Sequence[tuple[Deadline, DeadlineValue]],
    left: Sequence[Deadline],
    ended: Sequence[Deadline],
) -> None:
    """Raise Refused unless each is a date for which somebody waits, named once, and what is left is told."""
    named = [each.pk for each in (*left, *ended)]
    if not set(named) <= {row.pk for row, _ in waiting} or len(set(named)) < len(named):
        raise Refused("Choose open dates of this plan, each once.", field="dates")
    stay = {each.pk for each in left}
    check_somebody_is_told([value for row, value in waiting if row.pk in stay])


def _carry_dates(
    waiting: Sequence[tuple[Deadline, DeadlineValue]],
    new: Plan,
    left: Sequence[Deadline],
    ended: Sequence[Deadline],
    reason: str,
    by: User,
    at: datetime,
) -> int:
    """Carry the open dates, but for those left or ended. How many were carried."""
    stay, over = ({each.pk for each in rows} for rows in (left, ended))
    if over and not says_something(reason):
        raise Refused("Say why it applies no longer.", field="ended_reason")
    number = 0
    for row, value in waiting:
        if row.pk in over:
            end_deadline(deadline=row, reason=reason, by=by, now=at)
        elif row.pk not in stay:
            carry_deadline(row, value, new, by, at)
            number += 1
    return number


def _add_usual(
    waiting: Sequence[tuple[Deadline, DeadlineValue]], new: Plan, by: User, at: datetime
) -> None:
    """Put in the usual dates of the new plan's kind, told to whoever is told of the dates carried or left."""
    posts = Post.objects.filter(
        pk__in=DeadlineListener.objects.filter(deadline__in=[row.pk for row, _ in waiting]).values(
            "post"
        )
    )
    told = list(posts.order_by("pk"))
    for deadline in put_usual(new, new.starts_on):
        set_listeners(deadline, told)
        audit_deadline(deadline, f"added: {in_trail(deadline)}", by, at)


def _check_start(plan: Plan, starts_on: date, today: date) -> None:
    if starts_on > today:
        raise Refused(
            "The new plan must start today or earlier: from then it holds the actions that are carried.",
            field="starts_on",
        )
    if starts_on < plan.starts_on:
        raise Refused(
            f"The new plan cannot start before the one it succeeds, on {say_day(plan.starts_on)}.",
            field="starts_on",
        )
    last = last_day_on_record(plan, today)
    if last is not None and starts_on < last:
        raise Refused(
            f"Something is on record of the plan’s actions for {say_day(last)}. The new plan can start from "
            "that day: what is carried is what stood then.",
            field="starts_on",
        )


def _check_nothing_waits(plan: Plan) -> None:
    number = waiting_in(plan)
    if number:
        what = "1 proposal waits" if number == 1 else f"{number} proposals wait"
        raise Refused(
            f"{what} for a decision. Decide first: what is carried is what stands.", field="title"
        )


def _check_own(
    plan: Plan,
    actions: Sequence[Action],
    measures: Sequence[Measure],
    risks: Sequence[Risk],
    today: date,
) -> None:
    """Raise Refused unless all of it is in the plan today, each named once."""
    live = {line.action_id for line in position_as_at(plan, today).lines}
    own: tuple[tuple[str, Sequence[Any], set[int]], ...] = (
        ("actions", actions, live),
        (
            "measures",
            measures,
            set(
                PlanMeasure.objects.current().filter(plan=plan).values_list("measure_id", flat=True)
            ),
        ),
        (
            "risks",
            risks,
            set(PlanRisk.objects.filter(plan=plan).values_list("risk_id", flat=True)),
        ),
    )
    for field, rows, known in own:
        named = [row.pk for row in rows]
        if not set(named) <= known or len(set(named)) < len(named):
            raise Refused(f"Choose {field} of this plan, each once.", field=field)


def _told(event: PlanEvent) -> str:
    """A step as the audit trail names it."""
    said = f"{event.get_event_display()} on {say_day(event.effective_date)}"
    return f"{said}: {event.note}" if event.note else said


def _audit(plan: Plan, event: AuditEvent, said: str, by: User, at: datetime) -> None:
    audit(event, said, by=by, at=at, area=plan.area, plan=plan)
