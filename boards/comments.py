"""Comments of one meeting that go to another: which meeting takes each, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from boards.choices import MeetingState
from boards.models import CommentAnswer, CommentWithdrawal, Meeting, MeetingComment


@dataclass(frozen=True, slots=True)
class SentComment:
    """A comment with its answers, oldest first. `taken_by` is the meeting that it was sent to or, where that
    was cancelled, the next one of the same board; None where there is none yet. One that was withdrawn stays to be read."""

    comment: MeetingComment
    taken_by: Meeting | None
    answers: tuple[CommentAnswer, ...]
    withdrawal: CommentWithdrawal | None = None

    @property
    def answer(self) -> CommentAnswer | None:
        """The answer that counts: the newest."""
        return self.answers[-1] if self.answers else None

    @property
    def is_moved_on(self) -> bool:
        """Whether another meeting takes it than the one it was sent to."""
        return self.taken_by is None or self.taken_by.pk != self.comment.to_meeting_id


def sent_by(meeting: Meeting) -> tuple[SentComment, ...]:
    """The comments that a meeting sent, oldest first."""
    return _with_answers(MeetingComment.objects.filter(meeting=meeting))


def received_by(meeting: Meeting) -> tuple[SentComment, ...]:
    """The comments that a meeting takes, oldest first: those sent to it, and those sent to an earlier one of
    its board that was cancelled. None where it is cancelled itself and its board has a later one."""
    sent_here = Q(to_meeting=meeting) | Q(
        to_meeting__board=meeting.board_id,
        to_meeting__state=MeetingState.CANCELLED,
        to_meeting__held_on__lte=meeting.held_on,
    )
    found = _with_answers(MeetingComment.objects.filter(sent_here))
    return tuple(
        each for each in found if each.taken_by is not None and each.taken_by.pk == meeting.pk
    )


def receiving(comment: MeetingComment) -> Meeting | None:
    """The meeting that takes a comment; None where its own was cancelled and the board has none later."""
    return _takers([comment])[comment.pk]


def _with_answers(comments: QuerySet[MeetingComment]) -> tuple[SentComment, ...]:
    answers = CommentAnswer.objects.select_related("recorded_by").order_by("pk")
    rows = list(
        comments.select_related("meeting__board", "to_meeting__board", "recorded_by", "withdrawal")
        .prefetch_related(Prefetch("answers", answers))
        .order_by("meeting__held_on", "pk")
    )
    takers = _takers(rows)
    return tuple(
        SentComment(row, takers[row.pk], tuple(row.answers.all()), getattr(row, "withdrawal", None))
        for row in rows
    )


def _takers(comments: Iterable[MeetingComment]) -> dict[int, Meeting | None]:
    """Comment's id -> the meeting that takes it. At most one query."""
    comments = list(comments)
    lost = {each.to_meeting.board_id for each in comments if each.to_meeting.is_cancelled}
    later = (
        list(
            Meeting.objects.filter(board__in=lost, state=MeetingState.SCHEDULED)
            .select_related("board")
            .order_by("held_on", "pk")
        )
        if lost
        else []
    )
    return {each.pk: _taker(each.to_meeting, later) for each in comments}


def _taker(to: Meeting, later: list[Meeting]) -> Meeting | None:
    if not to.is_cancelled:
        return to
    return next(
        (each for each in later if each.board_id == to.board_id and each.held_on >= to.held_on),
        None,
    )
