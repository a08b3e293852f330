"""Exception reports: the rules of a plan, what a manager makes of a draft, and that a meeting agreed it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused, Stale
from actions.models import Action, Plan
from actions.position import position_as_at
from actions.services.rows import begin_area, change, take
from actions.services.writing import audit, begin, required_reason, service
from actions.text import clean_text, say_day
from boards.exception_reading import agreement_of, locked_because, version_of
from boards.models import (
    ExceptionAgreement,
    ExceptionChoice,
    ExceptionComment,
    ExceptionReport,
    ExceptionRules,
    Meeting,
)
from boards.shown import is_watched, pack_in_force, snapshot_in
from wsoa.capabilities import Capability
from wsoa.models import User

RANGES = {
    "minor_after_meetings": (0, 24, "The number of meetings"),
    "slipped_days": (0, 3650, "The number of days of slippage"),
    "starting_days": (0, 366, "The number of days ahead"),
}
"""The numbers of the rules: from, to, and what a message calls each."""

CHANGED = (
    "Somebody else has changed this report since you opened the page. "
    "Nothing of yours is lost. Read what it says now, then save again if yours still holds."
)


@service
def set_rules(
    *,
    plan: Plan,
    by: User,
    significant: bool = True,
    minor_after_meetings: int = 2,
    overdue: bool = True,
    slipped: bool = True,
    slipped_days: int = 31,
    stale: bool = True,
    no_remedial_action: bool = True,
    starting_days: int = 30,
    seen: int | None = None,
    now: datetime | None = None,
) -> ExceptionRules:
    """Say what puts an action into the plan's exception reports; see ExceptionRules.

    What a closed pack shows keeps the rules of its time. Raises Refused for a number out of its range.
    """
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    values: dict[str, bool | int] = {
        "significant": significant,
        "minor_after_meetings": minor_after_meetings,
        "overdue": overdue,
        "slipped": slipped,
        "slipped_days": slipped_days,
        "stale": stale,
        "no_remedial_action": no_remedial_action,
        "starting_days": starting_days,
    }
    for name, (least, most, what) in RANGES.items():
        if not least <= values[name] <= most:
            raise Refused(f"{what} must be between {least} and {most:,}.", field=name)
    rules = ExceptionRules.objects.filter(plan=plan).first()
    if rules is None:
        rules = ExceptionRules(plan=plan, **values)
        rules.save()
        said = "first set"
    else:
        take(rules, seen)
        said = change(rules, **values)
    if said:
        summary = f"Rules of the exception report: {said}"
        audit(AuditEvent.EXCEPTIONS_CHANGED, summary, by=by, at=at, area=plan.area, plan=plan)
    return rules


@service
def draft_report(
    *, meeting: Meeting, plan: Plan, by: User, now: datetime | None = None
) -> ExceptionReport:
    """Begin the report of the plan for the meeting; the one there is, where somebody has.

    Whoever may edit it may, and whoever may record that a meeting agreed it.
    """
    at = begin_area(plan.area, now)
    if not permissions.can(by, plan.area, Capability.RECORD_MEETINGS):
        permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    if not is_watched(meeting, plan):
        raise Refused("The board of this meeting does not watch the plan.")
    report = ExceptionReport.objects.filter(meeting=meeting, plan=plan).first()
    if report is not None:
        return report
    if meeting.is_cancelled:
        raise Refused("The meeting is cancelled, so it has no report.")
    report = ExceptionReport(meeting=meeting, plan=plan)
    report.save()
    _audit(report, "drafted", by, at)
    return report


@service
def introduce(
    *,
    report: ExceptionReport,
    text: str,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> None:
    """Say what stands above the rows of the report; an empty text takes it out."""
    at = _begin(report, by, seen, now)
    report.refresh_from_db(fields=["introduction"])
    text = clean_text(text, field="text", label="The introduction")
    if change(report, introduction=text):
        _audit(report, "introduction changed", by, at)


@service
def comment_on(
    *,
    report: ExceptionReport,
    actions: Sequence[Action],
    text: str,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> ExceptionComment:
    """Put one comment over the actions, in place of their own commentaries and of comments before it.

    A comment that was over exactly these actions is reworded; one that has no action left goes.
    """
    at = _begin(report, by, seen, now)
    text = clean_text(text, field="text", label="The comment")
    if not text:
        raise Refused("Write the comment.", field="text")
    _check_actions(report, actions)
    wanted = {action.pk for action in actions}
    comment = _comment_over(report, wanted)
    if comment is not None:
        if not change(comment, text=text):
            return comment
    else:
        comment = ExceptionComment(report=report, text=text)
        comment.save()
        _put_under(report, wanted, comment)
    _audit(report, f"comment on {_number(actions)}: {text[:80]}", by, at, _only(actions))
    return comment


@service
def uncomment(
    *,
    report: ExceptionReport,
    actions: Sequence[Action],
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> None:
    """Take the comments off the actions, so that their own commentaries stand there again."""
    at = _begin(report, by, seen, now)
    _check_actions(report, actions)
    wanted = {action.pk for action in actions}
    if not report.choices.filter(action__in=wanted, comment__isnull=False).exists():
        return
    _put_under(report, wanted, None)
    _audit(report, f"comment taken off {_number(actions)}", by, at, _only(actions))


@service
def choose(
    *,
    report: ExceptionReport,
    action: Action,
    is_included: bool | None,
    reason: str,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> ExceptionChoice:
    """Put an action in the report, leave it out, or let the rules decide again (None), with the reason.

    Raises Refused without a reason, unless the rules are to decide, and where the action was not in the plan at
    the meeting's cut-off.
    """
    at = _begin(report, by, seen, now)
    _check_actions(report, [action])
    reason = "" if is_included is None else required_reason(reason)
    choice = report.choices.filter(action=action).first()
    if choice is None:
        choice = ExceptionChoice(report=report, action=action)
    if choice.pk and (choice.is_included, choice.reason) == (is_included, reason):
        return choice
    choice.is_included, choice.reason = is_included, reason
    choice.save()
    said = {True: "put in by hand", False: "left out", None: "left to the rules"}[is_included]
    _audit(report, f"an action {said}{f': {reason}' if reason else ''}", by, at, action)
    return choice


@service
def agree_report(
    *, report: ExceptionReport, by: User, note: str = "", now: datetime | None = None
) -> ExceptionAgreement:
    """Record that the meeting agreed the report as its closed pack shows it. It is not edited after that,
    unless that pack is opened again; then the next version is agreed anew.

    Raises Refused before the day of the meeting, while the pack is open, and where it was agreed already.
    """
    plan, meeting = report.plan, report.meeting
    at = begin_area(plan.area, now)
    permissions.check(by, plan.area, Capability.RECORD_MEETINGS)
    meeting.refresh_from_db()
    if meeting.is_cancelled:
        raise Refused("The meeting is cancelled, so it agrees nothing.")
    if meeting.held_on > timezone.localdate(at):
        raise Refused(
            f"The meeting is on {say_day(meeting.held_on)}. Record what it agreed from that day."
        )
    pack = pack_in_force(meeting)
    if pack is None or snapshot_in(pack, plan) is None:
        raise Refused(
            "Close the meeting’s pack first: the meeting agrees what its pack shows, word for word."
        )
    if agreement_of(report, pack) is not None:
        raise Refused("The meeting has agreed this report already.")
    agreement = ExceptionAgreement(
        report=report,
        pack=pack,
        note=clean_text(note, field="note", label="The note"),
        recorded_at=at,
        recorded_by=by,
    )
    agreement.save()
    summary = f"{meeting}: version {pack.version} of the pack"
    audit(AuditEvent.EXCEPTIONS_AGREED, summary, by=by, at=at, area=plan.area, plan=plan)
    return agreement


def _begin(report: ExceptionReport, by: User, seen: int | None, now: datetime | None) -> datetime:
    """The area's turn, the right to edit, and a report that may be edited and is the one that was seen."""
    area = report.plan.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PLAN)
    _check_editable(report)
    if seen is not None and version_of(report) != seen:
        raise Stale(CHANGED)
    return at


def _check_editable(report: ExceptionReport) -> None:
    report.meeting.refresh_from_db()
    closed = pack_in_force(report.meeting)
    why_not = locked_because(report.meeting, agreement_of(report, closed), closed)
    if why_not:
        raise Refused(why_not)


def _check_actions(report: ExceptionReport, actions: Sequence[Action]) -> None:
    """Raise Refused unless there are some, all of the plan as it stands at the meeting's cut-off."""
    if not actions:
        raise Refused("Choose at least one action.", field="actions")
    day = report.meeting.as_at
    live = {line.action_id for line in position_as_at(report.plan, day).lines}
    if any(action.pk not in live for action in actions):
        raise Refused(
            f"Choose actions that were in the plan on {say_day(day)}, the meeting’s cut-off.",
            field="actions",
        )


def _comment_over(report: ExceptionReport, wanted: set[int]) -> ExceptionComment | None:
    """The comment that is over exactly these actions, if there is one."""
    ids = set(report.choices.filter(action__in=wanted).values_list("comment", flat=True))
    if len(ids) != 1 or None in ids:
        return None
    comment = report.comments.get(pk=ids.pop())
    under = set(comment.choices.values_list("action_id", flat=True))
    return comment if under == wanted else None


def _put_under(report: ExceptionReport, wanted: set[int], comment: ExceptionComment | None) -> None:
    """Put the actions under the comment, or under none, and take out comments that have no action left."""
    choices = {row.action_id: row for row in report.choices.filter(action__in=wanted)}
    for action_id in sorted(wanted):
        choice = choices.get(action_id)
        if choice is None:
            if comment is None:
                continue
            choice = ExceptionChoice(report=report, action_id=action_id)
        choice.comment = comment
        choice.save()
    for left in report.comments.filter(choices__isnull=True):
        left.delete()


def _number(actions: Sequence[Action]) -> str:
    return f"{len(actions)} action{'' if len(actions) == 1 else 's'}"


def _only(actions: Sequence[Action]) -> Action | None:
    """The action, where there is one only."""
    return actions[0] if len(actions) == 1 else None


def _audit(
    report: ExceptionReport, said: str, by: User, at: datetime, action: Action | None = None
) -> None:
    audit(
        AuditEvent.EXCEPTIONS_CHANGED,
        f"Exception report, {report.meeting}: {said}",
        by=by,
        at=at,
        area=report.plan.area,
        plan=report.plan,
        action=action,
    )
