"""Pages on which minutes, decisions and agreed issues of a meeting are read and recorded."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.models import IssueGroup, IssueWording
from actions.services.writing import newest_id
from actions.text import say_day
from actions.views.saving import page_with_form, posted
from boards.choices import MeetingState
from boards.decided import decisions_of, minutes_of
from boards.forms.records import (
    AgreeMinutesForm,
    CorrectDecisionForm,
    DecisionForm,
    IssuesForm,
    MinutesForm,
    ReasonForm,
)
from boards.models import Decision, IssueAgreement, Meeting, Minutes
from boards.services import records
from boards.shown import plans_of
from boards.views.loading import boards_page
from boards.views.recording import (
    NOTHING_NEWER,
    NewerRow,
    asking,
    can_be_recorded,
    recorded_meeting,
    save,
)
from wsoa.capabilities import Capability


@require_safe
def minutes(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """A meeting's minutes, with the versions before."""
    page = boards_page(request, area)
    page.check(Capability.VIEW_PLAN)
    row = page.meeting(board, meeting)
    found = minutes_of(row)
    if found is None:
        raise Http404("No minutes are written.")
    context = page.context() | {
        "crumbs": page.meeting_crumbs(row, ("Minutes", "")),
        "board": row.board,
        "meeting": row,
        "found": found,
        "can_write": page.can(Capability.RECORD_MEETINGS) and can_be_recorded(page, row),
    }
    return render(request, "boards/records/minutes.html", context)


@page_with_form
def minutes_write(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """The first version of the minutes, or a later one."""
    page, row = recorded_meeting(request, area, board, meeting)
    now = minutes_of(row)
    versions = Minutes.objects.filter(meeting=row)
    form = MinutesForm(
        posted(request),
        is_first=now is None,
        initial={"text": now.minutes.text if now else "", "based_on": newest_id(versions)},
    )

    def write(values: dict[str, Any]) -> str:
        written = records.record_minutes(meeting=row, by=page.user, seen=form.seen(), **values)
        return f"The minutes are saved, as version {written.version}."

    def newer() -> NewerRow:
        newest = versions.order_by("-version").first()
        if newest is None:
            return NOTHING_NEWER
        return NewerRow(newest.pk, [(f"Version {newest.version}", newest.text)])

    title = "Write a new version of the minutes" if now else "Write the minutes"
    return save(request, page, form, asking(page, row, title, "minutes"), write, newer=newer)


@page_with_form
def minutes_agree(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """Which minutes of an earlier meeting this one agreed."""
    page, row = recorded_meeting(request, area, board, meeting)
    waiting = to_agree(row)
    if not waiting:
        raise Http404("There are no minutes to agree.")
    form = AgreeMinutesForm(posted(request), offered=waiting)

    def write(values: dict[str, Any]) -> str:
        chosen = values["minutes"]
        chosen.meeting.board = row.board
        records.agree_minutes(minutes=chosen, meeting=row, by=page.user)
        return f"The minutes of {say_day(chosen.meeting.held_on)} are agreed."

    title = "Agree the minutes of an earlier meeting"
    return save(request, page, form, asking(page, row, title, "minutes"), write)


def to_agree(meeting: Meeting) -> list[Minutes]:
    """The newest minutes of each earlier meeting of the board that none has agreed, the latest first."""
    rows = Minutes.objects.filter(
        meeting__board=meeting.board_id,
        meeting__state=MeetingState.SCHEDULED,
        meeting__held_on__lt=meeting.held_on,
    )
    newest = {
        each.meeting_id: each
        for each in rows.select_related("meeting")
        .prefetch_related("agreements")
        .order_by("meeting__held_on", "version")
    }
    return [each for each in reversed(newest.values()) if not each.agreements.all()]


@page_with_form
def decision_add(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """A decision of the meeting."""
    page, row = recorded_meeting(request, area, board, meeting)
    plans = [plan.pk for plan in plans_of(row)]
    form = DecisionForm(
        posted(request),
        area=page.area,
        initial={"plan": plans[0] if len(plans) == 1 else None},
    )

    def write(values: dict[str, Any]) -> str:
        made = records.record_decision(meeting=row, by=page.user, **values)
        return f"Decision {made.number} is recorded."

    return save(request, page, form, asking(page, row, "Record a decision", "decisions"), write)


def _decision(meeting: Meeting, number: int) -> Decision:
    """The decision that stands under the number; Http404 where none does or it is withdrawn."""
    found = next((each for each in decisions_of(meeting) if each.decision.number == number), None)
    if found is None or found.decision.is_withdrawn:
        raise Http404("There is no such decision.")
    found.decision.meeting = meeting
    return found.decision


def _rows(decision: Decision) -> QuerySet[Decision]:
    """The rows under the decision's number."""
    return Decision.objects.filter(meeting=decision.meeting, number=decision.number)


def _newer(decision: Decision) -> NewerRow:
    row = _rows(decision).order_by("-pk")[0]
    word = "Withdrawn" if row.is_withdrawn else f"Decision {row.number}"
    return NewerRow(row.pk, [(word, row.text)])


@page_with_form
def decision_correct(
    request: HttpRequest, area: str, board: str, meeting: int, number: int
) -> HttpResponse:
    """A decision said anew."""
    page, row = recorded_meeting(request, area, board, meeting)
    decision = _decision(row, number)
    form = CorrectDecisionForm(
        posted(request), initial={"text": decision.text, "based_on": decision.pk}
    )

    def write(values: dict[str, Any]) -> str:
        records.correct_decision(decision=decision, by=page.user, seen=form.seen(), **values)
        return f"Decision {number} is corrected."

    asked = asking(page, row, f"Correct decision {number}", "decisions")
    return save(request, page, form, asked, write, newer=lambda: _newer(decision))


@page_with_form
def decision_withdraw(
    request: HttpRequest, area: str, board: str, meeting: int, number: int
) -> HttpResponse:
    """Something recorded as decided that was not."""
    page, row = recorded_meeting(request, area, board, meeting)
    decision = _decision(row, number)
    form = ReasonForm(posted(request), initial={"based_on": decision.pk})

    def write(values: dict[str, Any]) -> str:
        records.withdraw_decision(decision=decision, by=page.user, seen=form.seen(), **values)
        return f"Decision {number} is withdrawn."

    asked = asking(
        page,
        row,
        f"Withdraw decision {number}",
        "decisions",
        button="Withdraw decision",
        intro=f"“{decision.text}” It stays to be read, marked as withdrawn.",
    )
    return save(request, page, form, asked, write, newer=lambda: _newer(decision))


@page_with_form
def issues_agree(request: HttpRequest, area: str, board: str, meeting: int) -> HttpResponse:
    """Which issues of the plans that the board watches it agreed."""
    page, row = recorded_meeting(request, area, board, meeting)
    offered = to_agree_issues(row)
    if not offered:
        raise Http404("There are no issues to agree.")
    form = IssuesForm(posted(request), offered=offered)

    def write(values: dict[str, Any]) -> str:
        made = records.agree_issues(meeting=row, issue_groups=form.chosen(), by=page.user)
        return f"{len(made)} issue{'' if len(made) == 1 else 's'} agreed."

    asked = asking(page, row, "Record the issues that were agreed", "issues")
    return save(request, page, form, asked, write)


def to_agree_issues(meeting: Meeting) -> list[tuple[IssueGroup, str]]:
    """The issues, with their titles, of the plans that the board watches, which the meeting has not agreed as
    they were worded on its day."""
    plans = plans_of(meeting)
    wordings = {
        each.issue_group_id: each
        for each in IssueWording.objects.filter(issue_group__plan__in=plans)
        .up_to(meeting.held_on)
        .select_related("issue_group__plan")
    }
    agreed = set(
        IssueAgreement.objects.filter(meeting=meeting).values_list("wording_id", flat=True)
    )
    several = len({each.issue_group.plan_id for each in wordings.values()}) > 1
    return [
        (each.issue_group, _named(each, with_plan=several))
        for each in sorted(wordings.values(), key=lambda each: each.pk)
        if each.pk not in agreed
    ]


def _named(wording: IssueWording, *, with_plan: bool) -> str:
    plan = f" ({wording.issue_group.plan.title})" if with_plan else ""
    return f"{wording.title}{plan}: {wording.remedial_action or 'no remedial action recorded'}"
