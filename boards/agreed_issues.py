"""Which meetings agreed a plan's issues, by a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from actions.agreed import Agreement
from actions.models import IssueWording, Plan
from actions.position import IssueValue
from actions.text import say_day
from boards.choices import MeetingState
from boards.models import IssueAgreement, Meeting


@dataclass(frozen=True, slots=True)
class AgreedIssue:
    """That a meeting agreed an issue. `is_as_worded` where it has not been reworded since."""

    issue_id: int
    wording_id: int
    title: str
    meeting_id: int
    board_slug: str
    board: str
    held_on: date
    is_as_worded: bool


def agreements(plan: Plan, on: date) -> Mapping[int, tuple[AgreedIssue, ...]]:
    """Issue's id -> the meetings up to the day that agreed it, the latest first. Two queries, or one where
    none did."""
    rows = list(
        IssueAgreement.objects.filter(
            wording__issue_group__plan=plan,
            meeting__held_on__lte=on,
            meeting__state=MeetingState.SCHEDULED,
        )
        .select_related("meeting__board", "wording")
        .order_by("-meeting__held_on", "-pk")
    )
    if not rows:
        return {}
    in_force = {
        wording.issue_group_id: wording.pk
        for wording in IssueWording.objects.filter(issue_group__plan=plan).up_to(on)
    }
    found: dict[int, list[AgreedIssue]] = {}
    for row in rows:
        issue = row.wording.issue_group_id
        found.setdefault(issue, []).append(_value(row, in_force.get(issue)))
    return {issue: tuple(each) for issue, each in found.items()}


def told(plan: Plan, on: date) -> Mapping[int, tuple[Agreement, ...]]:
    """The same, as the plan's own pages show it."""
    area = plan.area.slug
    return {
        issue: tuple(
            Agreement(
                each.board,
                each.held_on,
                reverse("meeting", args=[area, each.board_slug, each.meeting_id]),
                each.is_as_worded,
            )
            for each in agreed
        )
        for issue, agreed in agreements(plan, on).items()
    }


def in_words(issue: IssueValue, agreed: Iterable[AgreedIssue]) -> str:
    """Who agreed the issue and when: the meetings on record, and what its own words say of another day."""
    meetings = list(agreed)
    own = "" if issue.agreed_on in {each.held_on for each in meetings} else issue.agreed
    said = [
        f"Agreed by the {each.board} on {say_day(each.held_on)}"
        + ("" if each.is_as_worded else ", reworded since")
        for each in meetings
    ]
    return "; ".join(filter(None, (own, *said)))


def agreed_by(meeting: Meeting) -> tuple[AgreedIssue, ...]:
    """The issues that a meeting agreed, in the order recorded, and whether they still say the same today."""
    rows = list(
        IssueAgreement.objects.filter(meeting=meeting)
        .select_related("meeting__board", "wording")
        .order_by("pk")
    )
    issues = {row.wording.issue_group_id for row in rows}
    in_force = {
        wording.issue_group_id: wording.pk
        for wording in IssueWording.objects.filter(issue_group__in=issues).standing().in_order()
    }
    return tuple(_value(row, in_force.get(row.wording.issue_group_id)) for row in rows)


def _value(row: IssueAgreement, in_force: int | None) -> AgreedIssue:
    board = row.meeting.board
    return AgreedIssue(
        issue_id=row.wording.issue_group_id,
        wording_id=row.wording_id,
        title=row.wording.title,
        meeting_id=row.meeting_id,
        board_slug=board.slug,
        board=board.title,
        held_on=row.meeting.held_on,
        is_as_worded=in_force == row.wording_id,
    )
