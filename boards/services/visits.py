"""Monitoring visits: planning them, arranging the meeting at which they happen, and how they came out."""

from datetime import date, datetime

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent
from actions.due_dates import DueDate
from actions.errors import Refused
from actions.models import Plan
from actions.services.evidence import checked_url
from actions.services.rows import change, take
from actions.services.writing import (
    Seen,
    audit,
    begin,
    check_still_newest,
    required_reason,
    service,
)
from actions.text import clean_text, say_day
from boards.choices import BoardKind, OutcomeBand
from boards.models import Meeting, MonitoringVisit, VisitOutcome
from boards.services.recording import (
    begin_record,
    check_held,
    check_takes_place,
    said,
    stamp,
)
from boards.visiting import band_texts
from wsoa.capabilities import Capability
from wsoa.models import User

LETTER_LIMIT = 30_000
"""Characters allowed in a feedback letter that is typed in."""


@service
def plan_visit(
    *,
    plan: Plan,
    title: str,
    delivery: DueDate,
    by: User,
    unmet: str = "",
    met: str = "",
    exceeded: str = "",
    significantly_exceeded: str = "",
    now: datetime | None = None,
) -> MonitoringVisit:
    """Add a visit, or the sign-off, after the ones there are, with the text of each outcome band."""
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    title = clean_text(title, field="title", label="The title", limit=200)
    if not title:
        raise Refused("Say what the visit is.", field="title")
    bands = {
        field: clean_text(text, field=field, label="The band's text", limit=300)
        for field, text in (
            ("unmet", unmet),
            ("met", met),
            ("exceeded", exceeded),
            ("significantly_exceeded", significantly_exceeded),
        )
    }
    visit = MonitoringVisit.objects.create(
        plan=plan,
        order=plan.monitoring_visits.count() + 1,
        title=title,
        delivery_precision=delivery.precision,
        delivery_end=delivery.end,
        delivery_printed=delivery.printed,
        **bands,
    )
    audit(AuditEvent.VISIT_PLANNED, title, by=by, at=at, area=plan.area, plan=plan)
    return visit


@service
def arrange_visit(
    *,
    visit: MonitoringVisit,
    meeting: Meeting | None,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> None:
    """Say at which meeting of a monitoring body the visit happens; None where it is not arranged after all.

    A visit whose outcome is recorded stays where it happened.
    """
    plan = visit.plan
    at = begin_record(plan.area, by, now)
    take(visit, seen)
    if meeting is not None:
        board = meeting.board
        if board.area_id != plan.area_id or board.kind != BoardKind.MONITORING:
            raise Refused(
                "Choose a meeting of one of the area’s monitoring bodies.", field="meeting"
            )
        check_takes_place(meeting, field="meeting")
    if meeting != visit.meeting and visit.outcomes.exists():
        raise Refused(
            "The outcome of the visit is recorded, so it stays with its meeting.", field="meeting"
        )
    if change(visit, meeting=meeting):
        when = f"arranged for {say_day(meeting.held_on)}" if meeting else "not arranged"
        audit(
            AuditEvent.VISIT_PLANNED,
            f"{visit.title}: {when}",
            by=by,
            at=at,
            area=plan.area,
            plan=plan,
        )


@service
def record_outcome(
    *,
    visit: MonitoringVisit,
    band: OutcomeBand,
    summary: str,
    by: User,
    letter_on: date | None = None,
    letter: str = "",
    letter_url: str = "",
    reason: str = "",
    seen: Seen | None = None,
    now: datetime | None = None,
) -> VisitOutcome:
    """Record how a visit came out and the feedback letter: a later row, which needs a reason, takes the place
    of an earlier one. What was agreed are board actions of the visit's meeting."""
    plan = visit.plan
    at = begin_record(plan.area, by, now)
    visit.refresh_from_db()
    if visit.meeting is None:
        raise Refused("Say first at which meeting the visit happened.")
    check_held(visit.meeting, at)
    _check_band(visit, band)
    outcomes = VisitOutcome.objects.filter(visit=visit)
    check_still_newest(outcomes, seen)
    if letter_on is not None:
        _check_letter_day(letter_on, visit.meeting, at)
    row = VisitOutcome(
        visit=visit,
        band=band,
        summary=said(
            summary, field="summary", label="The summary", missing="Say how the visit came out."
        ),
        letter_on=letter_on,
        letter=clean_text(letter, field="letter", label="The letter", limit=LETTER_LIMIT),
        letter_url=checked_url(letter_url, field="letter_url") if letter_url.strip() else "",
        reason=required_reason(reason) if outcomes.exists() else "",
        **stamp(by, at),
    )
    row.save()
    audit(
        AuditEvent.VISIT_OUTCOME,
        f"{visit.title}: {row.get_band_display()}",
        by=by,
        at=at,
        area=plan.area,
        plan=plan,
    )
    return row


def _check_band(visit: MonitoringVisit, band: OutcomeBand) -> None:
    """Raise Refused where the visit has texts for bands, and none for this one."""
    texts = band_texts(visit)
    if any(texts.values()) and not texts[band]:
        raise Refused(
            f"“{band.label}” does not apply to this visit. Choose one of the bands set for it.",
            field="band",
        )


def _check_letter_day(letter_on: date, meeting: Meeting, at: datetime) -> None:
    if letter_on > timezone.localdate(at):
        raise Refused("The letter’s date must be today or in the past.", field="letter_on")
    if letter_on < meeting.held_on:
        raise Refused(
            f"The letter’s date must be on or after {say_day(meeting.held_on)}, the day of the visit.",
            field="letter_on",
        )
