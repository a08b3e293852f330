"""Meetings: scheduling them, one or a series; moving, cancelling and putting them back."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused
from actions.services.rows import begin_area, change, take
from actions.services.writing import audit, required_reason, service
from actions.text import clean_text, say_day
from actions.working_days import papers_due as days_before
from boards.choices import AttendanceState, MeetingChangeKind, MeetingState
from boards.models import AgendaItem, Board, Meeting, MeetingChange
from boards.planned import planned_series
from wsoa.capabilities import Capability
from wsoa.models import User

EARLIEST, LATEST = date(2010, 1, 1), date(2100, 12, 31)
"""Between which days a meeting may be."""

SERIES_YEARS = 3
"""The longest time for which a series is scheduled at once."""


@service
def schedule_meeting(
    *,
    board: Board,
    held_on: date,
    by: User,
    as_at: date | None = None,
    papers_due: date | None = None,
    starts_at: time | None = None,
    place: str | None = None,
    now: datetime | None = None,
) -> Meeting:
    """Schedule a meeting, with the board's standing items as its agenda. Past days may be typed in too.

    What is not given follows from the board: the cut-off so many days, the papers so many working days
    before. Raises Refused where the board has a meeting on that day or with that cut-off.
    """
    at = begin_area(board.area, now)
    permissions.check(by, board.area, Capability.MANAGE_BOARDS)
    board.refresh_from_db()
    meeting = _scheduled(board, held_on, as_at, papers_due, starts_at, place)
    audit(AuditEvent.MEETING_SCHEDULED, str(meeting), by=by, at=at, area=board.area)
    return meeting


@service
def schedule_series(
    *, board: Board, first: date, last: date, by: User, now: datetime | None = None
) -> list[Meeting]:
    """Schedule the board's meetings from a day to a day, both included, by how often it meets.

    Days dealt with already are left out (boards/planned.py). Raises Refused where there is no day to
    schedule, or the time is longer than three years.
    """
    at = begin_area(board.area, now)
    permissions.check(by, board.area, Capability.MANAGE_BOARDS)
    board.refresh_from_db()
    check_series(first, last)
    days = [each for each in planned_series(board, first, last) if not each.left_out]
    if not days:
        raise Refused("There is no day to schedule in that time. Choose other days.", field="last")
    made = [_scheduled(board, each.held_on, None, None, None, None) for each in days]
    said = ", ".join(say_day(meeting.held_on) for meeting in made)
    audit(AuditEvent.MEETING_SCHEDULED, f"{board}: {said}", by=by, at=at, area=board.area)
    return made


def check_series(first: date, last: date) -> None:
    """Raise Refused unless a series may be scheduled from the one day to the other."""
    _check_day(first, "first")
    _check_day(last, "last")
    if last < first:
        raise Refused(f"The last day must be on or after {say_day(first)}.", field="last")
    if last - first >= timedelta(days=366 * SERIES_YEARS):
        raise Refused(f"Choose a time of up to {SERIES_YEARS} years.", field="last")


def _check_day(day: date, field: str) -> None:
    if not EARLIEST <= day <= LATEST:
        raise Refused(
            f"Enter a day between {say_day(EARLIEST)} and {say_day(LATEST)}.", field=field
        )


def _scheduled(
    board: Board,
    held_on: date,
    as_at: date | None,
    papers_due: date | None,
    starts_at: time | None,
    place: str | None,
) -> Meeting:
    """A new meeting with its agenda."""
    _check_day(held_on, "held_on")
    if board.is_closed(held_on):
        raise Refused(f"{board} meets no more on {say_day(held_on)}.", field="held_on")
    meeting = Meeting(
        board=board,
        held_on=held_on,
        starts_at=starts_at or board.starts_at,
        minutes_long=board.minutes_long,
        place=_checked_place(board.place if place is None else place),
        as_at=as_at or held_on - timedelta(days=board.cut_off_days),
        papers_due=papers_due or days_before(held_on, board.papers_working_days),
    )
    _check_prepared(meeting)
    _check_alone(meeting)
    meeting.save()
    for item in board.standing_items.all():
        AgendaItem.objects.create(
            meeting=meeting, order=item.order, kind=item.kind, title=item.title
        )
    return meeting


def _checked_place(place: str) -> str:
    return " ".join(clean_text(place, field="place", label="The place", limit=200).split())


def _check_prepared(meeting: Meeting) -> None:
    """Raise Refused unless cut-off and papers come before the meeting."""
    for field, what in (("as_at", "as-at date"), ("papers_due", "day papers are due")):
        if getattr(meeting, field) > meeting.held_on:
            raise Refused(
                f"The {what} must be on or before {say_day(meeting.held_on)}, the day of the meeting.",
                field=field,
            )
        _check_day(getattr(meeting, field), field)


def _check_alone(meeting: Meeting) -> None:
    """Raise Refused where the board has another meeting on the day, or with the cut-off."""
    others = Meeting.objects.filter(board=meeting.board, state=MeetingState.SCHEDULED)
    others = others.exclude(pk=meeting.pk)
    if others.filter(held_on=meeting.held_on).exists():
        raise Refused(
            f"The board has a meeting on {say_day(meeting.held_on)} already.", field="held_on"
        )
    same = others.filter(as_at=meeting.as_at).first()
    if same is not None:
        raise Refused(
            f"The meeting of {say_day(same.held_on)} is shown the plan as at {say_day(same.as_at)} "
            f"already. Choose another as-at date.",
            field="as_at",
        )


def _check_pack_open(meeting: Meeting) -> None:
    """Raise Refused while a closed pack holds the meeting to its cut-off."""
    if meeting.packs.filter(reopening=None).exists():
        raise Refused(
            f"Its pack is closed as at {say_day(meeting.as_at)}. Open the pack again first, "
            f"or keep the as-at date.",
            field="as_at",
        )


@service
def move_meeting(
    *,
    meeting: Meeting,
    held_on: date,
    reason: str,
    by: User,
    starts_at: time | None = None,
    as_at: date | None = None,
    papers_due: date | None = None,
    seen: int | None = None,
    now: datetime | None = None,
) -> Meeting:
    """Move a meeting to another day. Unless others are given, its cut-off moves by as many days (it stays
    where its pack is closed, if that is not after the new day) and its papers are due as the board has it.

    Raises Refused where it was held and the day is to come: nothing is on record of a meeting before its day.
    """
    board = meeting.board
    at = begin_area(board.area, now)
    permissions.check(by, board.area, Capability.MANAGE_BOARDS)
    take(meeting, seen)
    reason = required_reason(reason)
    if meeting.is_cancelled:
        raise Refused("A cancelled meeting is put back before it is moved.")
    if held_on == meeting.held_on:
        raise Refused(f"The meeting is on {say_day(held_on)} already.", field="held_on")
    _check_day(held_on, "held_on")
    if held_on > timezone.localdate(at) and _was_held(meeting):
        raise Refused(
            "The meeting was held: what it said or decided is on record, or who was there. "
            "Its day can only be put right to another that is past.",
            field="held_on",
        )
    if board.is_closed(held_on):
        raise Refused(f"{board} meets no more on {say_day(held_on)}.", field="held_on")
    if as_at is None:
        is_closed = meeting.packs.filter(reopening=None).exists()
        by_days = timedelta(0) if is_closed else held_on - meeting.held_on
        as_at = meeting.as_at + by_days
    before = meeting.held_on
    papers_due = papers_due or days_before(held_on, board.papers_working_days)
    said = _change(
        meeting,
        held_on=held_on,
        starts_at=starts_at or meeting.starts_at,
        as_at=as_at,
        papers_due=papers_due,
    )
    _tell(meeting, MeetingChangeKind.MOVED, before, reason, by, at, said)
    return meeting


def _was_held(meeting: Meeting) -> bool:
    """Whether something that it said or decided is on record, or who was there."""
    were_there = (AttendanceState.PRESENT, AttendanceState.DEPUTY)
    left = (
        meeting.minutes,
        meeting.decisions,
        meeting.board_actions,
        meeting.issues_agreed,
        meeting.comments_sent,
        meeting.attendance.filter(state__in=were_there),
        meeting.exception_reports.filter(agreements__isnull=False),
        meeting.minutes_agreed,
        meeting.requests_answered,
        meeting.visits.filter(outcomes__isnull=False),
    )
    return any(rows.exists() for rows in left)


def _change(meeting: Meeting, **new: object) -> str:
    """Save what is new of a meeting, where it may be; return what changed in words."""
    if new.get("as_at", meeting.as_at) != meeting.as_at:
        _check_pack_open(meeting)
    wanted = Meeting(pk=meeting.pk, board=meeting.board)
    for name in ("held_on", "as_at", "papers_due"):
        setattr(wanted, name, new.get(name, getattr(meeting, name)))
    _check_prepared(wanted)
    if not meeting.is_cancelled or new.get("state") == MeetingState.SCHEDULED:
        _check_alone(wanted)
    return change(meeting, **new)


def _tell(
    meeting: Meeting,
    kind: MeetingChangeKind,
    before: date,
    reason: str,
    by: User,
    at: datetime,
    said: str,
) -> None:
    """Write down what was done to a meeting, and why."""
    MeetingChange(
        meeting=meeting,
        kind=kind,
        from_day=before,
        to_day=meeting.held_on,
        reason=reason,
        recorded_at=at,
        recorded_by=by,
    ).save()
    board = meeting.board
    said = f"{board}, {say_day(before)}: {kind.label.lower()}: {said}. Reason: {reason}"
    audit(AuditEvent.MEETING_CHANGED, said, by=by, at=at, area=board.area)


@service
def change_meeting(
    *,
    meeting: Meeting,
    starts_at: time,
    minutes_long: int,
    place: str,
    as_at: date,
    papers_due: date,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> Meeting:
    """Change a meeting's time, length, place, as-at date or papers. Its day is moved by `move_meeting`."""
    board = meeting.board
    at = begin_area(board.area, now)
    permissions.check(by, board.area, Capability.MANAGE_BOARDS)
    take(meeting, seen)
    if not 5 <= minutes_long <= 1_440:
        raise Refused("The length in minutes must be between 5 and 1,440.", field="minutes_long")
    said = _change(
        meeting,
        starts_at=starts_at,
        minutes_long=minutes_long,
        place=_checked_place(place),
        as_at=as_at,
        papers_due=papers_due,
    )
    if said:
        audit(AuditEvent.MEETING_CHANGED, f"{meeting}: {said}", by=by, at=at, area=board.area)
    return meeting


@service
def cancel_meeting(
    *,
    meeting: Meeting,
    reason: str,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> Meeting:
    """Say that a meeting does not take place. Raises Refused where it was held: something that it said or
    decided is on record, or who was there."""
    at = begin_area(meeting.board.area, now)
    permissions.check(by, meeting.board.area, Capability.MANAGE_BOARDS)
    take(meeting, seen)
    reason = required_reason(reason)
    if meeting.is_cancelled:
        raise Refused("The meeting is cancelled already.")
    if _was_held(meeting):
        raise Refused(
            "The meeting was held: what it said or decided is on record, or who was there."
        )
    said = _change(meeting, state=MeetingState.CANCELLED)
    _tell(meeting, MeetingChangeKind.CANCELLED, meeting.held_on, reason, by, at, said)
    return meeting


@service
def reinstate_meeting(
    *,
    meeting: Meeting,
    reason: str,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> Meeting:
    """Put a cancelled meeting back on its day. Raises Refused where another has taken that."""
    board = meeting.board
    at = begin_area(board.area, now)
    permissions.check(by, board.area, Capability.MANAGE_BOARDS)
    take(meeting, seen)
    reason = required_reason(reason)
    if not meeting.is_cancelled:
        raise Refused("The meeting is not cancelled.")
    if board.is_closed(meeting.held_on):
        raise Refused(f"{board} meets no more on {say_day(meeting.held_on)}.")
    said = _change(meeting, state=MeetingState.SCHEDULED)
    _tell(meeting, MeetingChangeKind.REINSTATED, meeting.held_on, reason, by, at, said)
    return meeting
