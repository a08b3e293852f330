"""What a meeting asks somebody to do, and the news of it until it is done."""

from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone

from actions.choices import AuditEvent
from actions.errors import Refused
from actions.models import Post
from actions.services.writing import (
    Seen,
    audit,
    check_not_far_off,
    check_still_newest,
    service,
)
from actions.text import clean_text, say_day, says_something
from boards.choices import BoardActionState
from boards.models import BoardAction, BoardActionEntry, Meeting
from boards.outstanding import standing
from boards.services.recording import (
    begin_meeting,
    begin_record,
    check_post,
    check_takes_place,
    said,
    sent_before,
    stamp,
)
from wsoa.models import User

DUE_YEARS = 10
"""How long after the meeting that asked for it a board action may be due at most, in years."""


@service
def raise_board_action(
    *,
    meeting: Meeting,
    text: str,
    by: User,
    owner: Post | None = None,
    due_on: date | None = None,
    now: datetime | None = None,
) -> BoardAction:
    """Record what a meeting asked somebody to do, under its next number, from the day of the meeting. The
    same words that the person recorded less than ten minutes ago are that board action."""
    at = begin_meeting(meeting, by, now)
    check_post(meeting.board.area, owner)
    text = said(text, field="text", label="The action", missing="Write down what is to be done.")
    _check_due(due_on, meeting)
    same = sent_before(BoardAction, at, by, meeting=meeting, text=text, owner=owner, due_on=due_on)
    if same is not None:
        return same
    rows = BoardAction.objects.filter(meeting=meeting)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    row = BoardAction(
        meeting=meeting,
        number=last + 1,
        text=text,
        owner=owner,
        due_on=due_on,
        **stamp(by, at),
    )
    row.save()
    _audit(row, f"raised: {text}", by, at)
    return row


@service
def tell_board_action(
    *,
    board_action: BoardAction,
    state: BoardActionState,
    effective_date: date,
    by: User,
    note: str = "",
    owner: Post | None = None,
    due_on: date | None = None,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> BoardActionEntry:
    """Record news of a board action: done, dropped (which needs a note), open again, another owner or date.

    It holds from `effective_date`, the day of the meeting or later. Without `owner` or `due_on` those stay
    as they were on that day.
    """
    meeting = board_action.meeting
    at = begin_record(meeting.board.area, by, now)
    check_takes_place(meeting)
    entries = BoardActionEntry.objects.filter(board_action=board_action)
    check_still_newest(entries, seen)
    _check_effective(effective_date, meeting, at)
    check_post(meeting.board.area, owner)
    if due_on is not None:
        _check_due(due_on, meeting)
    before = standing(board_action, effective_date)
    note = clean_text(note, field="note", label="The note")
    if state == BoardActionState.DROPPED and not says_something(note):
        raise Refused("Say why it is dropped.", field="note")
    row = BoardActionEntry(
        board_action=board_action,
        effective_date=effective_date,
        state=state,
        owner_id=owner.pk if owner else before.owner_id,
        due_on=due_on or before.due_on,
        note=note,
        **stamp(by, at),
    )
    same = (row.state, row.owner_id, row.due_on) == (before.state, before.owner_id, before.due_on)
    if same and not note:
        raise Refused("Nothing is new: say what has changed, or add a note.", field="note")
    row.save()
    _audit(board_action, f"{row.get_state_display().lower()}: {note or board_action.text}", by, at)
    return row


def _check_due(due_on: date | None, meeting: Meeting) -> None:
    if due_on is not None and due_on < meeting.held_on:
        raise Refused(
            f"The due date must be on or after {say_day(meeting.held_on)}, the day of the meeting.",
            field="due_on",
        )
    if due_on is not None:
        check_not_far_off(due_on, meeting.held_on, DUE_YEARS, field="due_on", what="The due date")


def _check_effective(effective_date: date, meeting: Meeting, at: datetime) -> None:
    if effective_date > timezone.localdate(at):
        raise Refused(
            f"The day must be today or in the past; {say_day(effective_date)} is in the future.",
            field="effective_date",
        )
    if effective_date < meeting.held_on:
        raise Refused(
            f"The day must be on or after {say_day(meeting.held_on)}, when the board asked for it.",
            field="effective_date",
        )


def _audit(row: BoardAction, summary: str, by: User, at: datetime) -> None:
    board = row.meeting.board
    audit(
        AuditEvent.BOARD_ACTION_CHANGED,
        f"{board}, {say_day(row.meeting.held_on)}, {row.number}: {summary}",
        by=by,
        at=at,
        area=board.area,
    )
