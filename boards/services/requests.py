"""The forward plan: asking for something, giving it another date, answering it, no longer wanting it."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from actions.choices import AuditEvent
from actions.due_dates import DueDate
from actions.errors import Refused
from actions.models import Plan
from actions.services.rows import one_line
from actions.services.writing import (
    Seen,
    audit,
    check_still_newest,
    due_values,
    required_reason,
    service,
)
from actions.text import clean_text, say_day
from boards.choices import RequestState
from boards.models import Board, Decision, Meeting, Request, RequestEntry
from boards.owed import asked_on, still_owed
from boards.services.recording import (
    begin_record,
    check_held,
    check_of_area,
    sent_before,
    stamp,
)
from wsoa.models import User

WORDS_LIMIT = 300


@service
def ask_for(
    *,
    board: Board,
    title: str,
    due: DueDate,
    by: User,
    plan: Plan | None = None,
    asked_at: Meeting | None = None,
    decision: Decision | None = None,
    source: str = "",
    now: datetime | None = None,
) -> Request:
    """Put something in the forward plan that the board is owed. It stands from the day of the meeting that
    asked for it or decided it, else from today. The same request that the person made less than ten minutes
    ago is that one."""
    at = begin_record(board.area, by, now)
    check_of_area(board.area, plan)
    title = one_line(title, field="title", label="title of what is owed", limit=WORDS_LIMIT)
    source = _line(source, field="source", label="Where it comes from")
    asked_at = _asked_at(board, asked_at, decision, at)
    _check_due(due, asked_at.held_on if asked_at else None)
    named: dict[str, Any] = {
        "board": board,
        "plan": plan,
        "title": title,
        "asked_at": asked_at,
        "decision": decision,
        "source": source,
    }
    same = sent_before(Request, at, by, **named)
    if same is not None and _newest(same).due == due:
        return same
    request = Request(**named, **stamp(by, at))
    request.save()
    RequestEntry(
        request=request, state=RequestState.OWED, **due_values(due), **stamp(by, at)
    ).save()
    _audit(request, f"asked for: {title}, due {due}", by, at)
    return request


@service
def redate_request(
    *,
    request: Request,
    due: DueDate,
    reason: str,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> RequestEntry:
    """Give what is owed another date, and say why."""
    at, last = _begin(request, by, seen, now)
    _check_owed(last)
    if last.due == due:
        raise Refused("That is the date it has already.", field="due")
    _check_due(due, asked_on(request))
    return _say(request, due, by, at, "due " + str(due), note=required_reason(reason))


@service
def answer_request(
    *,
    request: Request,
    answered_on: date,
    paper: str,
    by: User,
    answered_at: Meeting | None = None,
    note: str = "",
    seen: Seen | None = None,
    now: datetime | None = None,
) -> RequestEntry:
    """Tick off what is owed: the paper that answers it, the day on which it did, and to which meeting of the
    board it went."""
    at, last = _begin(request, by, seen, now)
    _check_owed(last)
    if answered_on > timezone.localdate(at):
        raise Refused("The day must be today or in the past.", field="answered_on")
    if answered_on < asked_on(request):
        raise Refused(
            f"The day must be on or after {say_day(asked_on(request))}, when it was asked for.",
            field="answered_on",
        )
    if answered_at is not None:
        if answered_at.board_id != request.board_id:
            raise Refused("Choose a meeting of the board that asked.", field="answered_at")
        check_held(answered_at, at, field="answered_at")
    paper = one_line(paper, field="paper", label="title of the paper", limit=WORDS_LIMIT)
    return _say(
        request,
        last.due,
        by,
        at,
        f"answered by {paper}",
        state=RequestState.ANSWERED,
        answered_on=answered_on,
        answered_at=answered_at,
        paper=paper,
        note=clean_text(note, field="note", label="The note"),
    )


@service
def withdraw_request(
    *,
    request: Request,
    reason: str,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> RequestEntry:
    """Say that what was asked for is no longer wanted, and why."""
    at, last = _begin(request, by, seen, now)
    _check_owed(last)
    return _say(
        request,
        last.due,
        by,
        at,
        "no longer wanted",
        state=RequestState.WITHDRAWN,
        note=required_reason(reason),
    )


@service
def reopen_request(
    *,
    request: Request,
    reason: str,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> RequestEntry:
    """Say that what was ticked off, or no longer wanted, is owed after all, and why."""
    at, last = _begin(request, by, seen, now)
    if still_owed(last):
        raise Refused("It is owed already.")
    return _say(request, last.due, by, at, "owed after all", note=required_reason(reason))


def _begin(
    request: Request, by: User, seen: Seen | None, now: datetime | None
) -> tuple[datetime, RequestEntry]:
    """The area's turn, and what was last said of the request."""
    at = begin_record(request.board.area, by, now)
    check_still_newest(RequestEntry.objects.filter(request=request), seen)
    return at, _newest(request)


def _newest(request: Request) -> RequestEntry:
    return RequestEntry.objects.filter(request=request).order_by("-pk")[0]


def _asked_at(
    board: Board, asked_at: Meeting | None, decision: Decision | None, at: datetime
) -> Meeting | None:
    """The meeting that asked, which is that of the decision where only one is given."""
    meetings = [each for each in (asked_at, decision.meeting if decision else None) if each]
    for meeting in meetings:
        if meeting.board.area_id != board.area_id:
            raise Refused("Choose one of the area’s meetings.", field="asked_at")
        check_held(meeting, at, field="asked_at")
    if len({meeting.pk for meeting in meetings}) > 1:
        raise Refused("The decision was made by another meeting.", field="decision")
    return meetings[0] if meetings else None


def _check_due(due: DueDate, since: date | None) -> None:
    if since is not None and due.has_passed(since):
        raise Refused(
            f"The due date must be on or after {say_day(since)}, when it was asked for.",
            field="due",
        )


def _check_owed(last: RequestEntry) -> None:
    if not still_owed(last):
        raise Refused(
            "It is no longer owed: it was answered, or is no longer wanted. "
            "Say first that it is owed after all."
        )


def _say(
    request: Request, due: DueDate, by: User, at: datetime, summary: str, **given: Any
) -> RequestEntry:
    entry = RequestEntry(request=request, **due_values(due), **given, **stamp(by, at))
    entry.save()
    _audit(request, f"{summary}: {request.title}", by, at)
    return entry


def _line(text: str, *, field: str, label: str) -> str:
    return " ".join(clean_text(text, field=field, label=label, limit=WORDS_LIMIT).split())


def _audit(request: Request, summary: str, by: User, at: datetime) -> None:
    audit(
        AuditEvent.REQUEST_CHANGED,
        f"{request.board}, {summary}",
        by=by,
        at=at,
        area=request.board.area,
        plan=request.plan,
    )
