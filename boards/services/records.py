"""What a meeting leaves behind: minutes, decisions, issues agreed, comments to other meetings.

A meeting that is past may be typed in later; nothing is recorded of one that was cancelled, nor of one
that is still to come. Rows are only ever added: a mistake is put right by a later one.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max

from actions.choices import AuditEvent
from actions.errors import Refused, Stale
from actions.models import IssueGroup, IssueWording, Plan
from actions.services.rows import CHANGED
from actions.services.writing import (
    Seen,
    audit,
    check_still_newest,
    required_reason,
    service,
)
from actions.text import say_day
from boards.comments import receiving
from boards.models import (
    CommentAnswer,
    CommentWithdrawal,
    Decision,
    IssueAgreement,
    Meeting,
    MeetingComment,
    Minutes,
    MinutesAgreement,
)
from boards.services.recording import (
    begin_meeting,
    begin_record,
    check_held,
    check_of_area,
    check_takes_place,
    said,
    sent_before,
    stamp,
)
from wsoa.models import User

MINUTES_LIMIT = 30_000
"""Characters allowed in a meeting's minutes."""

WITHDRAWN = "The comment is withdrawn."


@service
def record_minutes(
    *,
    meeting: Meeting,
    text: str,
    by: User,
    reason: str = "",
    seen: Seen | None = None,
    now: datetime | None = None,
) -> Minutes:
    """Write a meeting's minutes, or a new version of them, which needs a reason. Agreed ones stay agreed;
    the new version waits to be agreed in its turn. The same words again are no new version."""
    at = begin_meeting(meeting, by, now)
    text = said(
        text,
        field="text",
        label="The minutes",
        missing="Write down what was said and agreed.",
        limit=MINUTES_LIMIT,
    )
    versions = Minutes.objects.filter(meeting=meeting)
    newest = versions.order_by("-version").first()
    if newest is not None and newest.text == text:
        return newest
    check_still_newest(versions, seen)
    reason = required_reason(reason) if newest else ""
    minutes = Minutes(
        meeting=meeting,
        version=newest.version + 1 if newest else 1,
        text=text,
        reason=reason,
        **stamp(by, at),
    )
    minutes.save()
    _audit(
        AuditEvent.MINUTES_RECORDED, meeting, f"minutes, version {minutes.version}", by=by, at=at
    )
    return minutes


@service
def agree_minutes(
    *, minutes: Minutes, meeting: Meeting, by: User, now: datetime | None = None
) -> MinutesAgreement:
    """Say that a later meeting of the same board agreed the newest version of a meeting's minutes."""
    at = begin_meeting(meeting, by, now)
    of = minutes.meeting
    if of.board_id != meeting.board_id or of.held_on >= meeting.held_on:
        raise Refused(
            "Minutes are agreed by a later meeting of the same board. "
            f"These are of {say_day(of.held_on)}.",
            field="minutes",
        )
    if Minutes.objects.filter(meeting=of, version__gt=minutes.version).exists():
        raise Stale(
            "There is a newer version of the minutes. Read it, then say that it was agreed."
        )
    if MinutesAgreement.objects.filter(minutes=minutes).exists():
        raise Refused("These minutes have been agreed already.", field="minutes")
    agreement = MinutesAgreement(minutes=minutes, meeting=meeting, **stamp(by, at))
    agreement.save()
    summary = f"minutes of {say_day(of.held_on)}, version {minutes.version}, agreed"
    _audit(AuditEvent.MINUTES_RECORDED, meeting, summary, by=by, at=at)
    return agreement


@service
def record_decision(
    *, meeting: Meeting, text: str, by: User, plan: Plan | None = None, now: datetime | None = None
) -> Decision:
    """Record what a meeting decided, under its next number. The same words that the person recorded less
    than ten minutes ago are that decision."""
    at = begin_meeting(meeting, by, now)
    check_of_area(meeting.board.area, plan)
    text = _decided(text)
    decisions = Decision.objects.filter(meeting=meeting)
    same = sent_before(Decision, at, by, meeting=meeting, plan=plan, text=text, supersedes=None)
    if same is not None and not decisions.filter(supersedes=same).exists():
        return same
    last = decisions.aggregate(last=Max("number"))["last"] or 0
    decision = Decision(meeting=meeting, plan=plan, number=last + 1, text=text, **stamp(by, at))
    decision.save()
    summary = f"decision {decision.number}: {text}"
    _audit(AuditEvent.DECISION_RECORDED, meeting, summary, by=by, at=at, plan=plan)
    return decision


@service
def correct_decision(
    *,
    decision: Decision,
    text: str,
    reason: str,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> Decision:
    """Say anew what a meeting decided, by a row that stands in place of the one that was wrong."""
    at = begin_record(decision.meeting.board.area, by, now)
    _check_stands(decision, seen)
    text = _decided(text)
    if text == decision.text:
        raise Refused("Nothing is changed: the decision says so already.", field="text")
    return _supersede(decision, text, required_reason(reason), by, at)


@service
def withdraw_decision(
    *,
    decision: Decision,
    reason: str,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> Decision:
    """Say that something recorded as decided was not. It stays to be read, marked as withdrawn."""
    at = begin_record(decision.meeting.board.area, by, now)
    _check_stands(decision, seen)
    return _supersede(decision, decision.text, required_reason(reason), by, at, is_withdrawn=True)


def _decided(text: str) -> str:
    return said(text, field="text", label="The decision", missing="Write down what was decided.")


def _check_stands(decision: Decision, seen: Seen | None) -> None:
    """Raise Stale or Refused where another row has taken the decision's place, or it is withdrawn."""
    check_takes_place(decision.meeting)
    rows = Decision.objects.filter(meeting=decision.meeting, number=decision.number)
    check_still_newest(rows, seen)
    if Decision.objects.filter(supersedes=decision).exists():
        raise Stale(CHANGED)
    if decision.is_withdrawn:
        raise Refused("The decision is withdrawn.")


def _supersede(
    decision: Decision,
    text: str,
    reason: str,
    by: User,
    at: datetime,
    *,
    is_withdrawn: bool = False,
) -> Decision:
    row = Decision(
        meeting=decision.meeting,
        plan=decision.plan,
        number=decision.number,
        text=text,
        reason=reason,
        is_withdrawn=is_withdrawn,
        supersedes=decision,
        **stamp(by, at),
    )
    row.save()
    done = "withdrawn" if is_withdrawn else "corrected"
    summary = f"decision {decision.number} {done}: {reason}"
    _audit(
        AuditEvent.DECISION_RECORDED, decision.meeting, summary, by=by, at=at, plan=decision.plan
    )
    return row


@service
def agree_issue(
    *, meeting: Meeting, issue_group: IssueGroup, by: User, now: datetime | None = None
) -> IssueAgreement:
    """Say that a meeting agreed an issue, its explanation and its remedial action, as it was worded on the
    day of the meeting."""
    at = begin_meeting(meeting, by, now)
    return _agree(meeting, issue_group, by, at)


@service
def agree_issues(
    *,
    meeting: Meeting,
    issue_groups: Sequence[IssueGroup],
    by: User,
    now: datetime | None = None,
) -> list[IssueAgreement]:
    """Say so of several issues, of all of them or of none."""
    at = begin_meeting(meeting, by, now)
    if not issue_groups:
        raise Refused("Choose the issues that were agreed.", field="issues")
    return [_agree(meeting, group, by, at) for group in issue_groups]


def _agree(meeting: Meeting, group: IssueGroup, by: User, at: datetime) -> IssueAgreement:
    plan = group.plan
    if plan.area_id != meeting.board.area_id:
        raise Refused("Choose one of the area’s issues.", field="issues")
    wording = IssueWording.objects.filter(issue_group=group).in_force(meeting.held_on)
    if wording is None:
        raise Refused(
            f"The issue was not raised yet on {say_day(meeting.held_on)}, when the board met.",
            field="issues",
        )
    if IssueAgreement.objects.filter(meeting=meeting, wording=wording).exists():
        raise Refused(
            f"The meeting has agreed “{wording.title}” already, as it is worded.", field="issues"
        )
    agreement = IssueAgreement(meeting=meeting, wording=wording, **stamp(by, at))
    agreement.save()
    _audit(AuditEvent.ISSUE_AGREED, meeting, wording.title, by=by, at=at, plan=plan)
    return agreement


@service
def send_comment(
    *, meeting: Meeting, to_meeting: Meeting, text: str, by: User, now: datetime | None = None
) -> MeetingComment:
    """Send what a meeting had to say to another one of the area, held on the same day or later."""
    at = begin_meeting(meeting, by, now)
    if to_meeting.board.area_id != meeting.board.area_id or to_meeting.pk == meeting.pk:
        raise Refused("Choose another meeting of the area.", field="to_meeting")
    check_takes_place(to_meeting, field="to_meeting")
    if to_meeting.held_on < meeting.held_on:
        raise Refused(
            f"Choose a meeting on or after {say_day(meeting.held_on)}, when the comment was made.",
            field="to_meeting",
        )
    text = said(
        text, field="text", label="The comment", missing="Write down what the meeting had to say."
    )
    same = sent_before(
        MeetingComment,
        at,
        by,
        meeting=meeting,
        to_meeting=to_meeting,
        text=text,
        withdrawal__isnull=True,
    )
    if same is not None:
        return same
    comment = MeetingComment(meeting=meeting, to_meeting=to_meeting, text=text, **stamp(by, at))
    comment.save()
    summary = f"to {to_meeting.board}, {say_day(to_meeting.held_on)}: {text}"
    _audit(AuditEvent.COMMENT_SENT, meeting, summary, by=by, at=at)
    return comment


@service
def withdraw_comment(
    *, comment: MeetingComment, reason: str, by: User, now: datetime | None = None
) -> CommentWithdrawal:
    """Say that a comment is not to be taken up any more. It and its answers stay to be read, marked as withdrawn, and are in no pack
    that is still to be closed. Raises Refused where it is withdrawn already."""
    at = begin_record(comment.meeting.board.area, by, now)
    reason = required_reason(reason)
    if CommentWithdrawal.objects.filter(comment=comment).exists():
        raise Refused(WITHDRAWN)
    withdrawal = CommentWithdrawal(comment=comment, reason=reason, **stamp(by, at))
    withdrawal.save()
    to = comment.to_meeting
    summary = f"comment to {to.board}, {say_day(to.held_on)}, withdrawn: {reason}"
    _audit(AuditEvent.COMMENT_SENT, comment.meeting, summary, by=by, at=at)
    return withdrawal


@service
def answer_comment(
    *,
    comment: MeetingComment,
    text: str,
    by: User,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> CommentAnswer:
    """Record what the meeting that received a comment made of it. A later answer takes the place of an
    earlier one, which stays to be read."""
    at = begin_record(comment.meeting.board.area, by, now)
    if CommentWithdrawal.objects.filter(comment=comment).exists():
        raise Refused(WITHDRAWN)
    comment.to_meeting.refresh_from_db(fields=["state", "held_on"])
    meeting = receiving(comment)
    if meeting is None:
        raise Refused(
            "The meeting that the comment was sent to was cancelled, and its board has none later. "
            "Schedule one first."
        )
    check_held(meeting, at)
    text = said(
        text,
        field="text",
        label="The answer",
        missing="Write down what the meeting made of the comment.",
    )
    answers = CommentAnswer.objects.filter(comment=comment)
    newest = answers.order_by("-pk").first()
    if newest is not None and newest.text == text:
        return newest
    check_still_newest(answers, seen)
    answer = CommentAnswer(comment=comment, text=text, **stamp(by, at))
    answer.save()
    _audit(AuditEvent.COMMENT_SENT, meeting, f"comment answered: {text}", by=by, at=at)
    return answer


def _audit(
    event: AuditEvent,
    meeting: Meeting,
    summary: str,
    *,
    by: User,
    at: datetime,
    plan: Plan | None = None,
) -> None:
    board = meeting.board
    audit(
        event,
        f"{board}, {say_day(meeting.held_on)}: {summary}",
        by=by,
        at=at,
        area=board.area,
        plan=plan,
    )
