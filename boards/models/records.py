"""What a meeting leaves behind: minutes, decisions, board actions, comments sent elsewhere. Append-only."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from actions.models import IssueWording, Plan, Post
from boards.choices import BoardActionState
from boards.models.meetings import Meeting
from wsoa.append_only import AppendOnlyModel, AppendOnlyQuerySet


class MeetingRecord(AppendOnlyModel):
    """A row that somebody wrote at one time."""

    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


class Minutes(MeetingRecord):
    """A version of a meeting's minutes, from 1; the newest counts. `reason` says why there is a later one."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    reason = models.TextField(blank=True)

    redactable = ("text", "reason")
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "minutes"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "version"], name="one_minutes_a_version")
        ]


class MinutesAgreement(MeetingRecord):
    """That a later meeting agreed a version of the minutes."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="agreements")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes_agreed")

    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["minutes"], name="minutes_are_agreed_once")
        ]


class Decision(MeetingRecord):
    """What a meeting decided, numbered within it. A mistake is put right by a row that supersedes it; one
    with `is_withdrawn` says that nothing was decided."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    reason = models.TextField(blank=True)
    is_withdrawn = models.BooleanField(default=False)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    redactable = ("text", "reason")
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(is_withdrawn=False) | Q(supersedes__isnull=False),
                name="decision_withdrawn_supersedes_one",
            )
        ]


class IssueAgreement(MeetingRecord):
    """That a meeting agreed an issue as it was worded: its explanation and its remedial action."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="issues_agreed")
    wording = models.ForeignKey(IssueWording, on_delete=models.PROTECT, related_name="agreements")

    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["meeting", "wording"], name="an_issue_is_agreed_once_a_meeting"
            )
        ]


class BoardAction(MeetingRecord):
    """What a meeting asked somebody to do, numbered within it; carried to later meetings until done."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="board_actions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    owner = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="board_actions"
    )
    due_on = models.DateField(null=True, blank=True)

    redactable = ("text",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_board_action_a_number")
        ]


class BoardActionEntry(MeetingRecord):
    """News of a board action: done, dropped, open again, another date or owner. The newest counts."""

    board_action = models.ForeignKey(BoardAction, on_delete=models.PROTECT, related_name="entries")
    effective_date = models.DateField()
    state = models.CharField(max_length=8, choices=BoardActionState)
    owner = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    redactable = ("note",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class MeetingComment(MeetingRecord):
    """A comment of one meeting that goes to another, of this board or of another one."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="comments_sent")
    to_meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="comments_received"
    )
    text = models.TextField()

    redactable = ("text",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class CommentWithdrawal(MeetingRecord):
    """That a comment is not to be taken up any more, and why: another stands in its place, or none."""

    comment = models.OneToOneField(
        MeetingComment, on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = models.TextField()

    redactable = ("reason",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class CommentAnswer(MeetingRecord):
    """What the meeting that received a comment made of it."""

    comment = models.ForeignKey(MeetingComment, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()

    redactable = ("text",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]
