"""Tells the services what came of one meeting: what it was shown, who was there, what it said and decided."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from django.db.models import QuerySet

from actions.models import Action, IssueGroup, Post
from actions.position import position_as_at
from boards.choices import AttendanceState, BoardActionState
from boards.models import (
    Board,
    BoardAction,
    Decision,
    ExceptionReport,
    IssueAgreement,
    Meeting,
    MeetingComment,
    Minutes,
)
from boards.services import board_actions, exceptions, packs, records, sittings
from reports.demo.board_specification import (
    ExceptionsSpecification,
    MeetingKey,
    MeetingSpecification,
    NewsSpecification,
)
from reports.demo.setting_up import Built, BuiltPlan
from wsoa.capabilities import Role
from wsoa.models import User

Moment: TypeAlias = Callable[[], datetime]
"""Gives the time of the next write on the day that is being told."""


@dataclass(slots=True)
class Governed:
    """What has been made of an area's boards so far, by what names it in the files.

    Decisions and board actions are known by their meeting and their number in it, from 1.
    """

    built: Built
    made: BuiltPlan
    boards: dict[str, Board] = field(default_factory=dict)
    meetings: dict[MeetingKey, Meeting] = field(default_factory=dict)
    minutes: dict[MeetingKey, Minutes] = field(default_factory=dict)
    decisions: dict[tuple[MeetingKey, int], Decision] = field(default_factory=dict)
    actions: dict[tuple[MeetingKey, int], BoardAction] = field(default_factory=dict)
    comments: dict[MeetingKey, list[tuple[MeetingComment, str]]] = field(default_factory=dict)
    """Comments by the meeting they were sent to, each with the answer it is to have."""

    @property
    def secretary(self) -> User:
        """Who writes down what meetings say: the report officer."""
        return self.built.people[Role.OFFICER]

    def post(self, key: str) -> Post | None:
        """The post with the key; None for a blank one."""
        return self.built.posts[key] if key else None


def hold(governed: Governed, given: MeetingSpecification, moment: Moment) -> None:
    """Have the meeting held: its pack closed, and what it leaves behind recorded."""
    meeting = governed.meetings[given.key]
    report = None
    if given.exceptions is not None:
        report = _report_exceptions(governed, meeting, given.exceptions, moment)
    if given.closes_pack:
        packs.close_pack(meeting=meeting, by=governed.built.manager, now=moment())
    _sign_in(governed, given, meeting, moment)
    if given.agrees_minutes_of is not None:
        records.agree_minutes(
            minutes=governed.minutes[given.key._replace(held_on=given.agrees_minutes_of)],
            meeting=meeting,
            by=governed.secretary,
            now=moment(),
        )
    for comment, answer in governed.comments.get(given.key, ()):
        if answer:
            records.answer_comment(
                comment=comment, text=answer, by=governed.secretary, now=moment()
            )
    if report is not None and given.exceptions is not None:
        exceptions.agree_report(
            report=report, note=given.exceptions.note, by=governed.secretary, now=moment()
        )
    if given.agrees_issues:
        for group in _raised(governed, given.key.held_on):
            records.agree_issue(
                meeting=meeting, issue_group=group, by=governed.secretary, now=moment()
            )
    _decide(governed, given, meeting, moment)
    _send(governed, given, meeting, moment)
    if given.minutes:
        governed.minutes[given.key] = records.record_minutes(
            meeting=meeting, text=given.minutes, by=governed.secretary, now=moment()
        )


def _sign_in(
    governed: Governed, given: MeetingSpecification, meeting: Meeting, moment: Moment
) -> None:
    """Everybody with a seat was there, but for those who sent apologies or a deputy."""
    attendance = {}
    for post in _seated(governed.boards[given.key.board], given.key.held_on):
        attendance[post] = (AttendanceState.PRESENT, "")
    for key in given.apologies:
        attendance[governed.built.posts[key]] = (AttendanceState.APOLOGIES, "")
    for key, note in given.deputies.items():
        attendance[governed.built.posts[key]] = (AttendanceState.DEPUTY, note)
    if attendance:
        sittings.record_attendance(
            meeting=meeting, attendance=attendance, by=governed.secretary, now=moment()
        )


def _raised(governed: Governed, on: date) -> QuerySet[IssueGroup]:
    """The plan's issues that were raised up to the day and that no meeting has agreed."""
    agreed = IssueAgreement.objects.filter(wording__issue_group__plan=governed.made.plan)
    return (
        IssueGroup.objects.filter(plan=governed.made.plan, wordings__effective_date__lte=on)
        .exclude(pk__in=agreed.values("wording__issue_group"))
        .order_by("pk")
    )


def _seated(board: Board, on: date) -> list[Post]:
    seats = board.members.filter(starts_on__lte=on).exclude(ends_on__lt=on)
    return [seat.post for seat in seats.select_related("post__organisation").order_by("pk")]


def _decide(
    governed: Governed, given: MeetingSpecification, meeting: Meeting, moment: Moment
) -> None:
    plan = governed.made.plan
    for number, text in enumerate(given.decisions, start=1):
        governed.decisions[given.key, number] = records.record_decision(
            meeting=meeting, text=text, plan=plan, by=governed.secretary, now=moment()
        )
    for number, action in enumerate(given.actions, start=1):
        governed.actions[given.key, number] = board_actions.raise_board_action(
            meeting=meeting,
            text=action.text,
            owner=governed.post(action.owner),
            due_on=action.due,
            by=governed.secretary,
            now=moment(),
        )


def _send(
    governed: Governed, given: MeetingSpecification, meeting: Meeting, moment: Moment
) -> None:
    for comment in given.comments:
        sent = records.send_comment(
            meeting=meeting,
            to_meeting=governed.meetings[comment.to],
            text=comment.text,
            by=governed.secretary,
            now=moment(),
        )
        governed.comments.setdefault(comment.to, []).append((sent, comment.answer))


def tell_news(
    governed: Governed, key: MeetingKey, number: int, news: NewsSpecification, moment: Moment
) -> None:
    """Say how the board action with the number in the meeting comes on."""
    board_actions.tell_board_action(
        board_action=governed.actions[key, number],
        state=BoardActionState(news.state),
        effective_date=news.on,
        note=news.note,
        due_on=news.due,
        by=governed.secretary,
        now=moment(),
    )


def _report_exceptions(
    governed: Governed, meeting: Meeting, given: ExceptionsSpecification, moment: Moment
) -> ExceptionReport:
    """Draft the plan's exception report, lay out its comments as given, and introduce it."""
    plan, manager = governed.made.plan, governed.built.manager
    if given.rules:
        exceptions.set_rules(plan=plan, by=manager, now=moment(), **given.rules)
    report = exceptions.draft_report(meeting=meeting, plan=plan, by=manager, now=moment())
    lines = {line.reference: line for line in position_as_at(plan, meeting.as_at).lines}
    actions = Action.objects.in_bulk([line.action_id for line in lines.values()])
    for references in given.shared_comments:
        exceptions.comment_on(
            report=report,
            actions=[actions[lines[reference].action_id] for reference in references],
            text=lines[references[0]].commentary,
            by=manager,
            now=moment(),
        )
    exceptions.introduce(report=report, text=given.introduction, by=manager, now=moment())
    return report
