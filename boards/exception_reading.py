"""Reading what an exception report is made of: the rules, what earlier meetings saw, what was chosen.

What a closed pack shows must not change afterwards. So beside its snapshot the report reads only what was
on record when the pack was closed: the rules as they were then, and the ratings known then; and what a
manager makes of a report is not changed any more once its pack is closed.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from actions.choices import Concern, EntryKind
from actions.models import Plan, ReportGroup, StatusUpdate
from actions.position import Line, Position, position_as_at
from actions.text import say_day
from boards.choices import MeetingState
from boards.exceptions import Choice, Exceptions, exceptions
from boards.models import (
    ExceptionAgreement,
    ExceptionChoice,
    ExceptionComment,
    ExceptionReport,
    ExceptionRules,
    Meeting,
    Pack,
)
from boards.shown import meetings_of, pack_in_force, plans_of, snapshot_in
from boards.snapshots import position_of

MEETINGS_BACK = 24
"""How many meetings back it is counted how long an action has been of concern."""


@dataclass(frozen=True, slots=True)
class Report:
    """A plan's exceptions as a meeting is shown them.

    `report` is None while nobody has begun to edit the draft. `pack` is the closed pack that the rows come
    from, None where they come from the record as it is now. `version` rises with every edit.
    """

    meeting: Meeting
    plan: Plan
    report: ExceptionReport | None
    exceptions: Exceptions
    agreement: ExceptionAgreement | None
    pack: Pack | None
    closed: Pack | None
    version: int

    @property
    def introduction(self) -> str:
        """What stands above the rows."""
        return self.report.introduction if self.report else ""

    @property
    def locked(self) -> str:
        """Why it may not be edited any more; blank while it may."""
        return locked_because(self.meeting, self.agreement, self.closed)


def locked_because(
    meeting: Meeting, agreement: ExceptionAgreement | None, closed: Pack | None
) -> str:
    """Why a report may not be edited any more, in words; blank while it may."""
    if agreement is not None:
        return (
            f"The meeting of {say_day(meeting.held_on)} agreed this report, so it stays as it is."
        )
    if closed is not None:
        return (
            f"The pack of {say_day(meeting.held_on)} is closed, so its report stays as it is. "
            "Open the pack again to change it."
        )
    return "The meeting is cancelled." if meeting.is_cancelled else ""


def agreement_of(report: ExceptionReport | None, closed: Pack | None) -> ExceptionAgreement | None:
    """That the meeting agreed what the closed version shows; None where it has not, or nothing is closed."""
    if report is None or closed is None:
        return None
    rows = ExceptionAgreement.objects.filter(report=report, pack=closed)
    return rows.select_related("recorded_by").first()


def rules_of(plan: Plan, known_at: datetime | None = None) -> ExceptionRules:
    """The plan's rules, the usual ones where it has none of its own; those of then where `known_at` is given."""
    if known_at is None:
        return ExceptionRules.objects.filter(plan=plan).first() or ExceptionRules(plan=plan)
    row = (
        ExceptionRules.history.filter(plan=plan, history_date__lte=known_at)
        .order_by("-history_date", "-history_id")
        .first()
    )
    return row.instance if row else ExceptionRules(plan=plan)


def draft(plan: Plan, day: date) -> Exceptions:
    """The exceptions by the rules alone, as if the plan's next board met on the day."""
    position = position_as_at(plan, day)
    days = _cut_offs(meetings_of(plan).filter(held_on__lte=day).last(), day)
    return _laid_out(plan, position, [*days, day], None, {}, {})


def of_concern(plan: Plan, position: Position) -> Exceptions:
    """Every action of significant or minor concern in the Position, whatever the plan's rules put into its
    reports, under the comments of the report for the day, where there is one. At most four queries."""
    report = (
        ExceptionReport.objects.filter(plan=plan, meeting__as_at=position.as_at)
        .exclude(meeting__state=MeetingState.CANCELLED)
        .order_by("meeting__held_on", "pk")
        .last()
    )
    comments: dict[int, str] = {}
    under: dict[int, Choice] = {}
    if report is not None:
        rows = ExceptionComment.objects.filter(report=report)
        comments = dict(rows.values_list("pk", "text"))
        chosen = ExceptionChoice.objects.filter(report=report, comment__isnull=False)
        for action_id, comment_id in chosen.values_list("action_id", "comment_id"):
            under[action_id] = Choice(comment_id=comment_id)
    rules = ExceptionRules(
        plan=plan,
        minor_after_meetings=1,
        overdue=False,
        slipped=False,
        stale=False,
        no_remedial_action=False,
        starting_days=0,
    )
    groups = ReportGroup.objects.filter(plan=plan).order_by("id").values_list("title", flat=True)
    return exceptions(
        position,
        rules,
        {},
        report_groups=list(groups),
        choices=under,
        comments=comments,
    )


def report_of(meeting: Meeting, plan: Plan, today: date | None = None) -> Report:
    """The report of the meeting, drafted or not, in a fixed number of queries. While the meeting's cut-off is
    still to come, it is of today: nobody knows yet what will be overdue, or not heard of, by then."""
    report = ExceptionReport.objects.filter(meeting=meeting, plan=plan).first()
    closed = pack_in_force(meeting)
    agreement = agreement_of(report, closed)
    snapshot = snapshot_in(closed, plan) if closed else None
    pack = closed if snapshot else None
    day = min(meeting.as_at, today or timezone.localdate())
    position = position_of(snapshot) if snapshot else position_as_at(plan, day)
    known_at = pack.recorded_at if pack else None
    comments = (
        dict(ExceptionComment.objects.filter(report=report).values_list("pk", "text"))
        if report
        else {}
    )
    choices = (
        {
            row.action_id: Choice(row.is_included, row.reason, row.comment_id)
            for row in ExceptionChoice.objects.filter(report=report)
        }
        if report
        else {}
    )
    days = [*_cut_offs(meeting, position.as_at, known_at), position.as_at]
    return Report(
        meeting,
        plan,
        report,
        _laid_out(plan, position, days, known_at, choices, comments),
        agreement,
        pack,
        closed,
        version_of(report) if report else 0,
    )


def version_of(report: ExceptionReport) -> int:
    """A number that every edit of the report, its comments and choices raises; 0 while there is none, as
    before somebody drafted it."""
    histories = (
        ExceptionReport.history.filter(id=report.pk),
        ExceptionComment.history.filter(report=report),
        ExceptionChoice.history.filter(report=report),
    )
    counts: list[int] = [history.count() for history in histories]
    return sum(counts) - 1


def meetings_in_a_row(
    plan: Plan, position: Position, days: Sequence[date], known_at: datetime | None = None
) -> dict[int, int]:
    """Action's id -> at how many of the days in a row, up to the last, it was of concern, for those of minor
    concern in the Position. `days` are in order. One query, whatever the number of days."""
    wanted = [line.action_id for line in position.lines if _is_minor(line)]
    if not wanted:
        return {}
    rows = StatusUpdate.objects.filter(action__in=wanted).exclude(kind=EntryKind.RETRACTION)
    if known_at is None:
        rows = rows.filter(superseded_by__isnull=True)
    else:
        later = StatusUpdate.objects.filter(supersedes=OuterRef("pk"), recorded_at__lte=known_at)
        rows = rows.filter(Q(recorded_at__lte=known_at) & ~Exists(later))
    history: dict[int, tuple[list[date], list[int]]] = defaultdict(lambda: ([], []))
    for action_id, day, concern in rows.in_order().values_list(
        "action_id", "effective_date", "rating__concern"
    ):
        history[action_id][0].append(day)
        history[action_id][1].append(concern or Concern.NONE)
    found = {}
    for action_id in wanted:
        effective, concerns = history[action_id]
        count = 1
        for day in reversed(days[:-1]):
            place = bisect_right(effective, day)
            if not place or concerns[place - 1] == Concern.NONE:
                break
            count += 1
        found[action_id] = count
    return found


def _is_minor(line: Line) -> bool:
    return line.rating is not None and line.rating.concern == Concern.MINOR


def _cut_offs(
    meeting: Meeting | None, before: date, known_at: datetime | None = None
) -> list[date]:
    """The cut-offs of the meetings of the meeting's board before the day, in order, as they were on record at
    `known_at`, or are now."""
    if meeting is None:
        return []
    meetings = Meeting.objects.all() if known_at is None else Meeting.history.as_of(known_at)
    days = (
        meetings.filter(board=meeting.board_id, state=MeetingState.SCHEDULED, as_at__lt=before)
        .order_by("-as_at")
        .values_list("as_at", flat=True)
    )
    return list(days[:MEETINGS_BACK])[::-1]


def _laid_out(
    plan: Plan,
    position: Position,
    days: Sequence[date],
    known_at: datetime | None,
    choices: dict[int, Choice],
    comments: dict[int, str],
) -> Exceptions:
    groups = ReportGroup.objects.filter(plan=plan).order_by("id").values_list("title", flat=True)
    return exceptions(
        position,
        rules_of(plan, known_at),
        meetings_in_a_row(plan, position, days, known_at),
        report_groups=list(groups),
        choices=choices,
        comments=comments,
    )


def reports_of(meeting: Meeting) -> list[Report]:
    """The reports of every plan that the meeting's board watches."""
    return [report_of(meeting, plan) for plan in plans_of(meeting)]
