"""Recording what a meeting made of a paper."""

from datetime import date, datetime

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused
from actions.services.rows import take_turn_of
from actions.services.writing import (
    Seen,
    audit,
    check_not_far_off,
    check_still_newest,
    service,
)
from actions.text import clean_text, say_day
from boards.models import Meeting, MeetingComment
from boards.services.recording import said
from boards.services.records import send_comment, withdraw_comment
from reports.models import PaperOutcome, Publication
from wsoa.capabilities import Capability
from wsoa.models import User

BODY_LIMIT = 200
EXEMPT = (
    "The paper is exempt as a whole, and everybody of the area reads what a meeting is sent. Name the next body "
    "instead, which keeps the comments here, and hand them over in private."
)
"""Why the comments on an exempt paper go to no meeting's page, and what to do."""


@service
def record_outcome(
    *,
    publication: Publication,
    resolution: str,
    decided_on: date,
    by: User,
    comments: str = "",
    next_body: str = "",
    next_on: date | None = None,
    to_meeting: Meeting | None = None,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> PaperOutcome:
    """Record what the meeting that heard this version resolved, and its comments to the next body with its day. Recorded again it
    takes the place of what was recorded before, which stays to be read; the same again is no new record.

    With `to_meeting`, a meeting of the area's boards, the comments also go to it from the paper's own meeting, and
    it is the next body; what an earlier record of this version sent and this one does not is withdrawn there. Raises Refused for
    comments that are to go somewhere and are empty, for those of a version that is exempt as a whole, as everybody of the area reads
    what meetings are told; for a day that is still to come, and a next day before it.
    """
    paper = publication.paper
    area = paper.plan.area
    take_turn_of(area)
    at = now or timezone.now()
    permissions.check(by, area, Capability.RECORD_MEETINGS)
    if to_meeting is not None and publication.is_exempt:
        raise Refused(EXEMPT, field="to_meeting")
    rows = PaperOutcome.objects.filter(publication=publication)
    before = rows.filter(superseded_by__isnull=True).order_by("-pk").first()
    if to_meeting is not None:
        next_body, next_on = to_meeting.board.title, to_meeting.held_on
    new = PaperOutcome(
        publication=publication,
        supersedes=before,
        resolution=said(
            resolution,
            field="resolution",
            label="The resolution",
            missing="Write down what the meeting resolved.",
        ),
        comments=clean_text(comments, field="comments", label="The comments"),
        next_body=" ".join(
            clean_text(
                next_body, field="next_body", label="The next body", limit=BODY_LIMIT
            ).split()
        ),
        next_on=next_on,
        decided_on=decided_on,
        at=at,
        by=by,
    )
    if before is not None and _says(before) == _says(new) and _went_to(before) == to_meeting:
        return before
    check_still_newest(rows, seen)
    _check_days(publication, new, at)
    if (new.next_body or new.next_on) and not new.comments:
        raise Refused("Write down the comments that go to the next body.", field="comments")
    if new.comments and not new.next_body and not new.next_on:
        raise Refused("Name the next body that the comments go to.", field="next_body")
    if new.next_on and not new.next_body:
        raise Refused("Name the body that hears the comments on that day.", field="next_body")
    new.sent = _passed_on(publication, before, new, to_meeting, by, now)
    new.save()
    summary = f"{publication.title}: {publication.body}, {say_day(decided_on)}"
    audit(AuditEvent.OUTCOME_RECORDED, summary, by=by, at=at, area=area, plan=paper.plan)
    return new


def _went_to(row: PaperOutcome) -> Meeting | None:
    """The meeting that was sent its comments."""
    return row.sent.to_meeting if row.sent else None


def _passed_on(
    publication: Publication,
    before: PaperOutcome | None,
    new: PaperOutcome,
    to_meeting: Meeting | None,
    by: User,
    now: datetime | None,
) -> MeetingComment | None:
    """The comment that takes the outcome's to the meeting: the one sent before where it says the same there, else a new one. One that
    holds no longer is withdrawn."""
    sent = before.sent if before else None
    if sent is not None and not hasattr(sent, "withdrawal"):
        if (sent.to_meeting, sent.text) == (to_meeting, new.comments):
            return sent
        why = f"What the meeting made of “{publication.title}” was recorded again."
        withdraw_comment(comment=sent, reason=why, by=by, now=now)
    if to_meeting is None:
        return None
    meeting = publication.paper.meeting
    if meeting is None:
        raise Refused(
            "The paper is for none of the area’s own meetings. Name the next body instead.",
            field="to_meeting",
        )
    return send_comment(meeting=meeting, to_meeting=to_meeting, text=new.comments, by=by, now=now)


def _says(row: PaperOutcome) -> tuple[object, ...]:
    return row.resolution, row.comments, row.next_body, row.next_on, row.decided_on


def _check_days(publication: Publication, row: PaperOutcome, at: datetime) -> None:
    """Raise Refused for days that cannot be meant."""
    if row.decided_on > timezone.localdate(at):
        raise Refused(
            f"The meeting’s day must be today or in the past; {say_day(row.decided_on)} is in the "
            "future.",
            field="decided_on",
        )
    held = publication.meeting_on or timezone.localdate(publication.at)
    check_not_far_off(row.decided_on, held, 1, field="decided_on", what="The meeting’s day")
    if row.next_on is None:
        return
    if row.next_on < row.decided_on:
        raise Refused(
            f"The next body meets on or after {say_day(row.decided_on)}, when the comments were "
            "made.",
            field="next_on",
        )
    check_not_far_off(row.next_on, row.decided_on, 2, field="next_on", what="The next body’s day")
